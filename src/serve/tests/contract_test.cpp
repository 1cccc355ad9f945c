// schemas/openapi.yaml is what the server does: every operation is called as its examples say, by the least
// role that may, and what comes back fits the schema of its answer.
#include "montclar.hpp"
#include "routes.hpp"

#include <vigie/engage/charter.hpp>
#include <vigie/engage/drafts.hpp>

#include <set>

using namespace vigie;
using namespace vigie::serve::testing;

namespace {

const OpenApi& api() {
    static const OpenApi loaded;
    return loaded;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += line + "\n";
    return out;
}

// A call that an operation's examples describe.
struct Example {
    std::string name;
    std::string target;
    Json body;  // null: none
};

std::string filled_path(const Operation& op, std::string& query) {
    auto path = "/api/v1" + op.path;
    for (const auto& p : op.text.value("parameters", Json::array())) {
        const auto& parameter = api().resolve(p);
        if (!parameter.contains("example")) continue;
        const auto value = parameter["example"].get<std::string>();
        const auto name = parameter["name"].get<std::string>();
        if (parameter["in"] == "path") path.replace(path.find("{" + name + "}"), name.size() + 2, value);
        if (parameter["in"] == "query") query += (query.empty() ? "?" : "&") + name + "=" + value;
    }
    return path;
}

std::vector<Example> examples(const Operation& op) {
    std::string query;
    const auto path = filled_path(op, query);
    std::vector<Example> out{{"plain", path, nullptr}};
    if (!query.empty()) out.push_back({"with parameters", path + query, nullptr});
    if (op.name() == "search") out.erase(out.begin());  // q is required
    if (!op.text.contains("requestBody")) return out;
    const auto body = api().content(op.text["requestBody"]);
    if (api().resolve(op.text["requestBody"]).value("required", false)) out.clear();
    for (const auto& [name, example] : body["examples"].items())
        out.push_back({name, path, example["value"]});
    return out;
}

Browser caller(const Montclar& house, const Operation& op) {
    return op.role() == "public" ? Browser(house.port()) : house.as(op.role());
}

Answer call(Browser& browser, const Operation& op, const Example& example) {
    return browser.send(op.method, example.target, {}, example.body.is_null() ? "" : example.body.dump());
}

void fits(const Operation& op, const Answer& answer) {
    const auto schema = api().answer_schema(op, answer.status);
    if (schema.is_null()) {
        CHECK(answer.body.empty());
        return;
    }
    const auto complaints = api().check(schema, answer.json());
    CHECK_MESSAGE(complaints.empty(), op.name() << " " << answer.status << "\n"
                                                << joined(complaints) << answer.body);
}

void hold_back(Montclar& house) {
    house.write([](ports::Session& s) -> Result<> {
        model::Finding f;
        f.id = model::FindingId("f0a0a0a0a0a0a0a0a0a0a0a0a");
        f.detector = "impersonation";
        f.item = {"bluesky", "did:plc:held"};
        f.culprit = {"account", "bluesky", "did:plc:held", "held.test", "Held"};
        f.at = from_us(1'773'045'000'000'000);
        VIGIE_TRY(s.put_finding(f));
        return {};
    });
}

// A ticket, approved where it is to be reopened, and a frozen account where it is to be freed.
// The draft that the examples speak of, in a state in which the act is allowed.
void write_draft(Montclar& house, const Operation& op) {
    const auto now = from_us(1'773'045'000'000'000);
    house.write([&](ports::Session& s) -> Result<> {
        model::Draft d;
        d.id = model::DraftId("d0e0e0e0e0e0e0e0e0e0e0e0e");
        d.created_by = "camille";
        const bool writes = op.name() == "submitDraft" || op.name() == "editDraft";
        d.state = writes ? model::DraftState::editing : model::DraftState::review;
        d.created_at = d.updated_at = now;
        d.expires_at = now + std::chrono::hours(240);
        d.versions.push_back({.number = 1,
                              .by = "camille",
                              .at = d.created_at,
                              .text = "Portes ouvertes jeudi à Lyon.",
                              .decision = {},
                              .reasons = {}});
        d.tiers.resize(1);
        model::Delivery delivery;
        delivery.asset = model::AssetId("account-claire-delmas");
        d.deliveries.push_back(delivery);
        VIGIE_TRY(engage::save_draft(s, std::move(d)));
        return {};
    });
}

void fill_queue(Montclar& house, const Operation& op) {
    house.write([&](ports::Session& s) -> Result<> {
        const model::AssetId claire("account-claire-delmas");
        model::Publication p;
        p.id = model::PublicationId("p0c0c0c0c0c0c0c0c0c0c0c0c");
        p.asset = claire;
        p.text = "Bonjour";
        p.digest = model::publication_digest(p.text);
        p.created_by = "admin";
        p.created_at = p.opens = p.closes = from_us(1'773'045'000'000'000);
        if (op.name() == "reopenPublication") p.state = model::PublicationState::approved;
        VIGIE_TRY(s.put_publication(p));
        if (op.name() != "liftFreeze" && op.name() != "listFreezes") return {};
        return s.put_freeze({claire, true, "vigie", p.created_at, "odd post", {}});
    });
}

// Whatever the order of members.
bool same(const Json& a, const Json& b) {
    return nlohmann::json::parse(a.dump()) == nlohmann::json::parse(b.dump());
}

}  // namespace

TEST_CASE("the examples in openapi.yaml fit its own schemas") {
    for (const auto& op : api().operations(true)) {
        std::vector<Json> contents;
        if (op.text.contains("requestBody")) contents.push_back(api().content(op.text["requestBody"]));
        for (const auto& answer : op.text["responses"]) contents.push_back(api().content(answer));
        for (const auto& content : contents) {
            if (content.is_null() || !content.contains("examples")) continue;
            for (const auto& [name, example] : content["examples"].items()) {
                const auto complaints = api().check(content["schema"], example["value"]);
                CHECK_MESSAGE(complaints.empty(), op.name() << " " << name << "\n" << joined(complaints));
            }
        }
    }
}

TEST_CASE(
    "every operation of openapi.yaml has a route of the same role, and every route of the API an operation") {
    // One route serves all acts of one kind.
    const auto parts = [](std::string_view path) {
        std::vector<std::string> out;
        for (std::size_t i = 1; i <= path.size();) {
            const auto end = std::min(path.find('/', i), path.size());
            out.emplace_back(path.substr(i, end - i));
            i = end + 1;
        }
        return out;
    };
    const auto covers = [&](const serve::Route& route, const Operation& op) {
        const auto pattern = parts(route.path);
        const auto path = parts("/api/v1" + op.path);
        return route.method == op.method &&
               std::ranges::equal(pattern, path,
                                  [](const auto& p, const auto& s) { return p == s || p.starts_with('{'); });
    };
    const auto operations = api().operations();
    for (const auto& op : operations) {
        const auto route =
            std::ranges::find_if(serve::routes(), [&](const auto& r) { return covers(r, op); });
        CAPTURE(op.name());
        REQUIRE(route != serve::routes().end());
        CHECK((route->role ? std::string(model::name(*route->role)) : "public") == op.role());
    }
    for (const auto& route : serve::routes()) {
        if (!std::string_view(route.path).starts_with("/api/")) continue;
        CHECK_MESSAGE(std::ranges::any_of(operations, [&](const auto& op) { return covers(route, op); }),
                      route.path);
    }
}

TEST_CASE("every example call succeeds and its answer fits the schema") {
    std::set<std::string> called;
    for (const auto& op : api().operations()) {
        if (op.name() == "events") continue;  // a stream: see below
        for (const auto& example : examples(op)) {
            CAPTURE(op.name());
            CAPTURE(example.name);
            Montclar house(api());
            auto browser = caller(house, op);
            const bool of_closed = op.name() == "reopenIncident" ||
                                   (example.body.is_object() && example.body.value("act", "") == "reopen");
            if (of_closed)
                REQUIRE(
                    browser.post("/api/v1/incidents/VG-2026-0042/close", {{"cause", "resolved"}}).status ==
                    200);
            if (op.name() == "resendTakedown") {
                house.write([](ports::Session& s) -> Result<> {
                    VIGIE_TRY_ASSIGN(auto takedown, s.takedown(model::TakedownId("T-VG-2026-0042-1")));
                    takedown->state = model::TakedownState::refused;
                    return s.put_takedown(*takedown);
                });
            }
            if (op.name() == "resendNotice") {
                house.write([](ports::Session& s) {
                    model::Notice n;
                    n.id = model::NoticeId("VG-2026-0042/tell/soc-mail");
                    n.incident = model::IncidentId("VG-2026-0042");
                    n.channel = "soc-mail";
                    n.state = model::NoticeState::dead;
                    return s.put_notice(n);
                });
            }
            if (op.name() == "openFinding") hold_back(house);
            if (op.path.starts_with("/publications") || op.path.starts_with("/freezes"))
                fill_queue(house, op);
            if (op.path.starts_with("/drafts/")) write_draft(house, op);
            if (op.name() == "acknowledgeCharter") {
                house.write([](ports::Session& s) -> Result<> {
                    const auto at = from_us(1'773'045'000'000'000);
                    VIGIE_TRY(engage::publish_charter(s, "Soyez polis.", at + std::chrono::hours(48),
                                                      {.actor = "admin", .why = {}, .at = at}));
                    return {};
                });
            }
            if (op.name() == "endAllowance") {
                house.write([](ports::Session& s) {
                    model::Allowance a{
                        .id = "a0a0a0a0a0a0a", .kind = "domain", .value = "montclar-occasions.example"};
                    a.until = Time::max();
                    return s.put_allowance(a);
                });
            }
            const auto answer = call(browser, op, example);
            CHECK_MESSAGE(answer.status == (op.name() == "logout" ? 204 : 200), answer.body);
            CHECK(answer.header("x-content-type-options") == "nosniff");
            fits(op, answer);
            called.insert(op.name());
        }
    }
    CHECK(called.size() + 1 == api().operations().size());
}

TEST_CASE(
    "an operation refuses who has no session, too small a role or no CSRF token, in the form of Error") {
    Montclar house(api());
    for (const auto& op : api().operations()) {
        if (op.role() == "public") continue;
        CAPTURE(op.name());
        const auto example = examples(op).front();
        Browser nobody(house.port());
        const auto unknown = call(nobody, op, example);
        CHECK(unknown.status == 401);
        fits(op, unknown);
        if (op.role() == "analyst") {
            auto reader = house.as("reader");
            const auto refused = call(reader, op, example);
            CHECK(refused.status == 403);
            CHECK(refused.code() == "forbidden");
            fits(op, refused);
        }
        if (op.method == "GET") continue;
        auto forged = house.as(op.role());
        forged.csrf = "forged";
        const auto refused = call(forged, op, example);
        CHECK(refused.status == 403);
        CHECK(refused.code() == "csrf");
        fits(op, refused);
    }
}

TEST_CASE("a body of wrong types, no object or no JSON is refused, never an internal error") {
    Montclar house(api());
    auto browser = house.as("analyst");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += R"({"a":[)";
    const std::vector<std::string> bodies{
        "[]",
        "null",
        "7",
        "{",
        "\xff\xfe",
        "{\"why\":\"\xff\"}",
        deep,
        R"({"cause":7,"owner":[],"text":{},"severity":null,"verdict":1,"lang":2,"ids":{},"act":[],"args":7,"old":1,"new":2,"why":3,"version":"x"})",
        R"({"ids":[1,null,{}],"act":"close","args":[]})",
        R"({"ids":[],"act":"close"})",
        R"({"version":1e400})"};
    for (const auto& op : api().operations()) {
        if (op.method != "POST" || op.role() == "public") continue;
        for (const auto& body : bodies) {
            Example example{"bad", examples(op).front().target, nullptr};
            const auto answer = browser.send("POST", example.target, {}, body);
            CAPTURE(op.name());
            CAPTURE(body.substr(0, 80));
            CHECK(answer.status != 0);
            CHECK(answer.status != 500);
            fits(op, answer);
        }
    }
}

TEST_CASE("the story of the examples is what the server tells") {
    Montclar house(api());
    auto browser = house.as("reader");
    const auto wanted = api().example("getIncident", "impostor");
    const auto got = browser.get("/api/v1/incidents/VG-2026-0042").json();
    for (const auto* part : {"now", "findings", "items", "steps", "takedowns", "notices", "assets", "real",
                             "fake", "departments"}) {
        CAPTURE(part);
        if (std::string_view(part) == "departments") {
            CHECK(got[part].size() == wanted[part].size());  // by key, not in the order of the file
        } else if (std::string_view(part) == "items") {
            CHECK(got[part].size() == 2);
            CHECK(same(got[part][1], wanted[part][0]));
        } else {
            CHECK_MESSAGE(same(got[part], wanted[part]), got[part].dump());
        }
    }
    REQUIRE(got["timeline"].size() == wanted["timeline"].size());
    CHECK(got["timeline"][2]["says"] == wanted["timeline"][2]["says"]);
    const auto queue = browser.get("/api/v1/incidents?status=open").json();
    const auto row = api().example("listIncidents", "queue")["rows"][0];
    REQUIRE(queue["rows"].size() == 1);
    for (const auto* part : {"approvals", "next_due_at", "late"}) CHECK(queue["rows"][0][part] == row[part]);
    const auto system = api().example("getSystem", "drill");
    auto told = Browser(house.port()).get("/api/v1/system").json();
    for (const auto& [name, value] : told.items()) CHECK(same(value, system[name]));
    CHECK_FALSE(told.contains("version"));
    CHECK(browser.get("/api/v1/system").json().contains("version"));
}
