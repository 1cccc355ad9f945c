// What a kill at any moment may do: nothing to what was acknowledged.
#include "connection.hpp"
#include "native.hpp"
#include "scratch.hpp"

#include <vigie/ports/audit.hpp>
#include <vigie/ports/clock.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace vigie::drivers {
namespace {

model::Item post(std::int64_t n) {
    model::Item item;
    item.network = "bluesky";
    item.id = "at://" + std::to_string(n);
    item.text = "post number " + std::to_string(n);
    item.observed_at = from_us(1'760'000'000'000'000 + n);
    return item;
}

// One transaction: an item, an incident, a finding in it, an audit line, the resume position.
Result<> one_round(ports::Session& s, std::int64_t n) {
    VIGIE_TRY(s.put_item(post(n)));
    model::Incident draft;
    draft.opened_at = post(n).observed_at;
    VIGIE_TRY_ASSIGN(const auto incident, s.create_incident(draft));
    model::Finding finding;
    finding.id = model::FindingId("f" + std::to_string(n));
    finding.item = post(n).key();
    finding.incident = incident.id;
    VIGIE_TRY(s.put_finding(finding));
    model::AuditEntry entry;
    entry.act = "incident.opened";
    entry.incident = incident.id;
    VIGIE_TRY(s.append_audit(entry));
    return s.set_position({"jetstream", std::to_string(n), post(n).observed_at});
}

// Writes until it is killed; tells the pipe what was acknowledged.
[[noreturn]] void write_for_ever(const std::string& path, int acknowledge) {
    const auto store = open_sqlite({.path = path, .durable = false});
    if (!store) ::_exit(1);
    std::int64_t n = 0;
    (void)(*store)->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto position, s.position("jetstream"));
        n = position ? std::stoll(position->cursor) : 0;
        return {};
    });
    for (;;) {
        ++n;
        if (!(*store)->write([&](ports::Session& s) { return one_round(s, n); })) ::_exit(1);
        if (::write(acknowledge, &n, sizeof n) != sizeof n) ::_exit(1);
    }
}

std::int64_t last_acknowledged(int from) {
    std::int64_t last = 0;
    std::int64_t n = 0;
    while (::read(from, &n, sizeof n) == sizeof n) last = n;
    return last;
}

void check_whole(const std::string& path, std::int64_t acknowledged) {
    const auto store = *open_sqlite({.path = path, .durable = false});
    const auto seen = store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto position, s.position("jetstream"));
        const auto last = position ? std::stoll(position->cursor) : 0;
        CHECK(last >= acknowledged);
        CHECK(last <= acknowledged + 1);  // committed, but killed before it could say so
        VIGIE_TRY_ASSIGN(const auto counts, s.counts(Time{}));
        CHECK(counts.items == last);
        CHECK(counts.findings == last);
        CHECK(counts.incidents_open == last);  // gapless: as many as the last number
        VIGIE_TRY_ASSIGN(const auto newest,
                         s.incident(model::IncidentId(fmt::format("VG-2025-{:04}", last))));
        CHECK((newest.has_value() || last == 0));
        VIGIE_TRY_ASSIGN(const auto found, s.search_items("number " + std::to_string(last) + " ", 10));
        CHECK((found.size() == 1 || last == 0));
        VIGIE_TRY_ASSIGN(const auto report, ports::verify_audit(s));
        CHECK(report.ok);
        CHECK(report.entries == last);
        return {};
    });
    CHECK(seen.has_value());
    const auto connection = *sqlite::Connection::open({.path = path});
    CHECK(*sqlite::ask(connection->session(), path, "PRAGMA integrity_check") == "ok");
    CHECK(sqlite::run_script(connection->session(), path,
                             "INSERT INTO item_words (item_words) VALUES ('integrity-check')")
              .has_value());
}

}  // namespace

TEST_CASE("killed at any moment, it loses nothing that was acknowledged") {
    const Scratch scratch;
    ports::SeededRng rng(7);
    (void)scratch.store(false);
    for (int kill = 0; kill < 20; ++kill) {
        int ends[2] = {-1, -1};
        REQUIRE(::pipe(ends) == 0);
        const auto child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            write_for_ever(scratch.path(), ends[1]);
        }
        ::close(ends[1]);
        std::this_thread::sleep_for(std::chrono::microseconds(10'000 + rng.next() % 60'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFSIGNALED(status));
        const auto acknowledged = last_acknowledged(ends[0]);
        ::close(ends[0]);
        if (acknowledged > 0) check_whole(scratch.path(), acknowledged);
    }
    (void)scratch.store()->read([](ports::Session& s) -> Result<> {
        CHECK(s.counts(Time{})->items > 20);
        return {};
    });
}

}  // namespace vigie::drivers
