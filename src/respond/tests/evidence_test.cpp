#include <vigie/kit/hash.hpp>
#include <vigie/kit/tar.hpp>
#include <vigie/respond/evidence.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

using namespace vigie;
using namespace vigie::respond;

namespace {

Time at(int minutes) {
    return *parse_time("2026-03-09T08:00:00Z") + std::chrono::minutes(minutes);
}

struct House {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    ports::ManualClock clock{at(0)};
    ports::SeededRng rng{7};
    ports::MemoryFolder folder;
    model::IncidentId incident;
    int findings = 0;

    House() {
        CHECK(store->write([&](ports::Session& s) -> Result<> {
            model::Incident draft;
            draft.kind = "impersonation";
            draft.title = {"Faux conseiller", "Fake adviser"};
            draft.opened_at = at(0);
            draft.updated_at = at(0);
            VIGIE_TRY_ASSIGN(const auto made, s.create_incident(draft));
            incident = made.id;
            return {};
        }));
    }

    // A post that was found; the incident moves as correlation moves it.
    void find(const std::string& text) {
        CHECK(store->write([&](ports::Session& s) -> Result<> {
            model::Item item;
            item.network = "bluesky";
            item.id = fmt::format("post{}", ++findings);
            item.text = text;
            item.observed_at = clock.now();
            item.visits.push_back({.visitor = "desktop",
                                   .url = "https://meridien-login.test/",
                                   .status = 200,
                                   .title = "Login"});
            VIGIE_TRY(s.put_item(item));
            model::Finding finding;
            finding.id = model::FindingId(fmt::format("f{:024}", findings));
            finding.detector = "impersonation";
            finding.at = clock.now();
            finding.item = {item.network, item.id};
            finding.item_url = "https://bsky.test/" + item.id;
            finding.account.id = "did:plc:x";
            finding.incident = incident;
            VIGIE_TRY(s.put_finding(finding));
            VIGIE_TRY_ASSIGN(auto known, s.incident(incident));
            known->updated_at = clock.now();
            known->findings = findings;
            VIGIE_TRY(s.update_incident(*known));
            return {};
        }));
    }

    Result<std::unique_ptr<EvidenceLocker>> open(bool read_only = false) {
        return EvidenceLocker::open(folder, rng, clock, read_only);
    }

    Result<int> tick(int retention_days = 0) {
        VIGIE_TRY_ASSIGN(const auto locker, open());
        return EvidenceKeeper(*store, *locker, clock, retention_days).tick();
    }

    int audited(const std::string& act) {
        int n = 0;
        CHECK(store->read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto lines, s.audit({.incident = incident, .actor = {}, .limit = 1000}));
            n = static_cast<int>(std::ranges::count(lines, act, &model::AuditEntry::act));
            return {};
        }));
        return n;
    }

    std::string exported() {
        std::string out;
        const auto locker = open(true);
        REQUIRE(locker);
        const auto done = store->read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(out, export_evidence(s, **locker, incident, clock.now(), "vigie test"));
            return {};
        });
        CHECK_MESSAGE(done.has_value(), (done ? "" : done.error().message));
        return out;
    }
};

std::string first_problem(const EvidenceReport& report) {
    return report.problems.empty() ? "" : report.problems.front();
}

}  // namespace

TEST_CASE(
    "a finding's post, profile and pages are kept once and exported so that a stranger can verify them") {
    House house;
    house.find("Call your adviser");
    CHECK(house.tick().value() == 1);
    CHECK(house.tick().value() == 0);
    CHECK(house.audited("evidence.kept") == 1);
    const auto file = house.exported();
    const auto report = verify_evidence(file);
    CHECK(first_problem(report) == "");
    CHECK(report.ok);
    CHECK(report.incident == house.incident.value);
    CHECK(report.captures == 1);
    CHECK(report.objects == 4);
    CHECK(report.custody == 1);
    CHECK(file == house.exported());
    CHECK(file.find("Call your adviser") != std::string::npos);
    CHECK(verify_evidence(file, report.public_key).ok);
    CHECK_FALSE(verify_evidence(file, std::string(64, '0')).ok);
    for (const auto& [name, bytes] : house.folder.files)
        CHECK_MESSAGE(bytes.find("Call your adviser") == std::string::npos, name);
}

TEST_CASE("one flipped bit in any byte of an export is found") {
    House house;
    house.find("x");
    CHECK(house.tick().value() == 1);
    auto file = house.exported();
    std::size_t missed = 0;
    for (std::size_t i = 0; i < file.size(); ++i) {
        const auto bit = static_cast<char>(1 << (i % 8));
        file[i] = static_cast<char>(file[i] ^ bit);
        const auto report = verify_evidence(file);
        if (report.ok || report.problems.empty()) ++missed;
        file[i] = static_cast<char>(file[i] ^ bit);
    }
    CHECK(missed == 0);
    CHECK(verify_evidence(file).ok);
    for (std::size_t n = 0; n < file.size(); n += 97) CHECK_FALSE(verify_evidence(file.substr(0, n)).ok);
}

TEST_CASE("a missing, an added and a moved object are found and named") {
    House house;
    house.find("x");
    CHECK(house.tick().value() == 1);
    const auto files = *kit::read_tar(house.exported());
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto fewer = files;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK_FALSE(verify_evidence(kit::write_tar(fewer)).ok);
        if (i + 1 == files.size()) continue;
        auto moved = files;
        std::swap(moved[i], moved[i + 1]);
        CHECK_FALSE(verify_evidence(kit::write_tar(moved)).ok);
    }
    auto fewer = files;
    const auto gone = fewer.back().name;
    fewer.pop_back();
    CHECK(first_problem(verify_evidence(kit::write_tar(fewer))) == gone + " is missing");
    auto more = files;
    more.push_back({"objects/more", "x"});
    CHECK(first_problem(verify_evidence(kit::write_tar(more))) == "objects/more was added");
    auto twice = files;
    twice.push_back(files.back());
    CHECK_FALSE(verify_evidence(kit::write_tar(twice)).ok);
}

TEST_CASE("a full disk or a stop at any write loses nothing and records nothing twice") {
    for (const bool torn : {false, true}) {
        for (int writes = 0; writes < 24; ++writes) {
            House house;
            house.find("one");
            house.clock.advance(std::chrono::minutes(1));
            house.find("two");
            house.folder.writes_left = writes;
            house.folder.torn = torn;
            const auto stopped = house.tick();
            if (!stopped) CHECK(stopped.error().message.find("no space left") != std::string::npos);
            house.folder.writes_left = -1;
            const auto again = house.tick();
            CHECK_MESSAGE(again.has_value(), (again ? "" : again.error().message));
            CHECK(house.audited("evidence.kept") == 2);
            const auto report = verify_evidence(house.exported());
            CHECK(first_problem(report) == "");
            CHECK(report.captures == 2);
        }
    }
}

TEST_CASE("a log that was cut, changed or lost its key is refused, and nothing is made anew") {
    House house;
    house.find("one");
    house.find("two");
    CHECK(house.tick().value() == 2);
    const auto good = house.folder.files;
    house.folder.files["log"] = good.at("log").substr(0, good.at("log").find('\n') + 1);
    CHECK_FALSE(house.open());
    house.folder.files = good;
    auto& log = house.folder.files["log"];
    log[log.find("VG-")] = 'W';
    CHECK_FALSE(house.open());
    house.folder.files = good;
    house.folder.files.erase("key");
    CHECK_FALSE(house.open());
    CHECK_FALSE(house.folder.files.contains("key"));
    house.folder.files = good;
    house.folder.files.erase("head");
    CHECK_FALSE(house.open());
    house.folder.files = good;
    CHECK(house.open());
}

TEST_CASE("retention destroys what is kept of a closed incident, unless a hold stands") {
    House house;
    house.find("one");
    CHECK(house.tick(30).value() == 1);
    const auto objects = [&] {
        return std::ranges::count_if(house.folder.files,
                                     [](const auto& f) { return f.first.starts_with("objects/"); });
    };
    const auto write = [&](const std::function<Result<>(ports::Session&)>& work) {
        CHECK(house.store->write(work));
    };
    write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto incident, s.incident(house.incident));
        incident->status = model::IncidentStatus::closed;
        incident->closed_at = house.clock.now();
        VIGIE_TRY(s.update_incident(*incident));
        CHECK_FALSE(
            hold_evidence(s, house.incident, {.actor = "camille", .why = {}, .at = house.clock.now()}));
        return hold_evidence(s, house.incident,
                             {.actor = "camille", .why = "complaint filed", .at = house.clock.now()});
    });
    house.clock.advance(std::chrono::days(31));
    CHECK(house.tick(30).has_value());
    CHECK(objects() == 5);
    write([&](ports::Session& s) {
        return release_evidence(s, house.incident, {.actor = "camille", .why = {}, .at = house.clock.now()});
    });
    CHECK(house.tick(30).has_value());
    CHECK(objects() == 0);
    CHECK(house.tick(30).has_value());
    CHECK(house.audited("evidence.destroyed") == 1);
    const auto report = verify_evidence(house.exported());
    CHECK(first_problem(report) == "");
    CHECK(report.objects == 0);
}

TEST_CASE("bytes that are no export are refused without harm") {
    for (const auto* bytes : {"", "x", "PK\x03\x04", "{}"}) CHECK_FALSE(verify_evidence(bytes).ok);
    CHECK_FALSE(verify_evidence(std::string(2048, '\0')).ok);
    CHECK_FALSE(verify_evidence(kit::write_tar({{"manifest.json", "[1"}, {"manifest.sig", "00\n"}})).ok);
    CHECK_FALSE(verify_evidence(kit::write_tar({{"manifest.json", "[]"}, {"manifest.sig", "00\n"}})).ok);
}

TEST_CASE(
    "an export of an earlier version is still verified; seeds of the fuzz target are read without harm") {
    const std::string folder = VIGIE_SOURCE_DIR "/src/respond/evidence/tests/seeds/";
    const auto read = [&](const std::string& name) {
        std::ifstream in(folder + name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const auto whole = verify_evidence(read("whole.tar"));
    CHECK(first_problem(whole) == "");
    CHECK(whole.incident == "VG-2026-0001");
    CHECK(first_problem(verify_evidence(read("cut.tar"))).find("damaged") != std::string::npos);
    CHECK(first_problem(verify_evidence(read("manifest-changed.tar"))).find("is damaged") !=
          std::string::npos);
}
