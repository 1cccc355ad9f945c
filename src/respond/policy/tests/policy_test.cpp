#include <vigie/respond/policy.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::respond {
namespace {

using namespace std::chrono_literals;
using model::Severity;
using model::StepState;

const std::vector<std::string> channels{"mail", "webhook"};
const std::vector<std::string> desks{"bluesky"};

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string rendered(const Diagnostics& diagnostics, std::string_view source) {
    std::string out;
    for (const auto& d : diagnostics) out += render(d, source);
    return out;
}

std::shared_ptr<const model::PolicySet> starter() {
    const auto content = bytes_of(VIGIE_SOURCE_DIR "/content/policies/starter.yaml");
    const auto result = read_policies({{"starter.yaml", content}}, channels, desks);
    CHECK(rendered(result.diagnostics, content) == "");
    REQUIRE(result.policies);
    return result.policies;
}

model::Incident incident(std::string kind, Severity severity, double score) {
    model::Incident i;
    i.id = model::IncidentId("VG-2026-0042");
    i.kind = std::move(kind);
    i.severity = severity;
    i.score = score;
    i.opened_at = from_us(1'760'000'000'000'000);
    return i;
}

}  // namespace

TEST_CASE("wrong policies give all their errors at once, as reviewed") {
    int seen = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/respond/policy/tests/cases")) {
        if (entry.path().extension() != ".yaml") continue;
        ++seen;
        const auto name = entry.path().filename().string();
        const auto content = bytes_of(entry.path());
        const auto result = read_policies({{name, content}}, channels, desks);
        auto expected = entry.path();
        expected.replace_extension(".expected");
        CAPTURE(name);
        CHECK(rendered(result.diagnostics, content) == bytes_of(expected));
        CHECK((result.policies == nullptr) == has_errors(result.diagnostics));
    }
    CHECK(seen >= 3);
}

TEST_CASE("the starter policy reads without a word and answers every incident") {
    const auto set = starter();
    CHECK(set->automatic_takedowns_per_day == 20);
    CHECK(set->version.size() == 16);
    CHECK(set->departments.at("security").title.fr == "Sécurité");
    CHECK(set->departments.at("security").to ==
          std::vector<std::string>{"security@meridien-patrimoine.example"});
    CHECK(choose(*set, incident("impersonation", Severity::high, 0.9), "bluesky")->id == "impersonation");
    CHECK(choose(*set, incident("impersonation", Severity::low, 0.9), "bluesky")->id == "default");
    CHECK(choose(*set, incident("phishing_link", Severity::critical, 0.9), "x")->id == "phishing-link");
    CHECK(choose(*set, incident("scam", Severity::medium, 0.7), "x")->id == "scam");
    CHECK(choose(*set, incident("hijacked_hashtag", Severity::low, 0.6), "x")->id == "hijacked-hashtag");
    CHECK(choose(*set, incident("leak", Severity::info, 0), "forum")->id == "default");
}

TEST_CASE("the plan of a case has its states and clocks, and runs nothing") {
    const auto set = starter();
    const auto open = incident("impersonation", Severity::high, 0.9);
    const auto steps = plan(*choose(*set, open, "bluesky"), open);
    std::string seen;
    for (const auto& s : steps) {
        seen += fmt::format("{} {} {} due {} next {}\n", s.id.value, s.position, name(s.state),
                            s.due_at ? format_duration(*s.due_at - open.opened_at) : "-",
                            s.next_at ? format_duration(*s.next_at - open.opened_at) : "-");
    }
    CHECK(seen ==
          "VG-2026-0042/alert 0 ready due 15m next 0s\n"
          "VG-2026-0042/takedown 1 awaiting_approval due 4h next -\n"
          "VG-2026-0042/gone 2 waiting due 2d next -\n"
          "VG-2026-0042/late 3 waiting due 8h next 8h\n"
          "VG-2026-0042/close 4 waiting due - next -\n");
    CHECK(steps[2].plan.every == 5min);
    CHECK(steps[1].plan.reason == "impersonation");
    CHECK(steps[1].incident == open.id);
}

TEST_CASE("the highest priority is chosen, then the first in the file") {
    model::PolicySet set;
    set.policies = {
        {.id = "a", .kinds = {"leak"}},
        {.id = "b", .kinds = {"leak"}, .min_score = 0.5, .networks = {"x", "bluesky"}, .priority = 5},
        {.id = "c", .kinds = {"leak"}, .priority = 5},
        {.id = "d", .priority = -1}};
    const auto id = [&](const char* kind, double score, const char* network) {
        return choose(set, incident(kind, Severity::low, score), network)->id;
    };
    CHECK(id("leak", 0.5, "x") == "b");
    CHECK(id("leak", 0.49, "x") == "c");
    CHECK(id("leak", 0.9, "mastodon") == "c");
    CHECK(id("spam", 0.9, "x") == "d");
    set.policies.pop_back();
    CHECK(choose(set, incident("spam", Severity::critical, 1), "x") == nullptr);
}

TEST_CASE("what is left out gets its usual value") {
    const auto result = read_policies({{"p.yaml",
                                        "departments: {it: {title: IT, channels: pager}}\n"
                                        "policies:\n"
                                        "  - id: p\n"
                                        "    title: P\n"
                                        "    when: {kinds: [phishing_link]}\n"
                                        "    steps:\n"
                                        "      - {action: notify, title: N, owner: it}\n"
                                        "      - {action: request_takedown, title: T, owner: it}\n"
                                        "      - {action: recheck, title: R, after: request_takedown}\n"
                                        "      - {action: close, title: C, after: recheck}\n"}},
                                      {}, {});
    CHECK(result.diagnostics.empty());
    REQUIRE(result.policies);
    std::string seen;
    for (const auto& s : result.policies->policies[0].steps)
        seen += fmt::format("{}:{}:{} ", s.key, name(s.mode), s.reason);
    CHECK(seen ==
          "notify:automatic: request_takedown:approval:phishing recheck:automatic: close:automatic: ");
    CHECK(result.policies->policies[0].steps[0].title == model::Text{"N", "N"});
}

TEST_CASE("departments and policies may stand in different files") {
    const PolicyFile people{"people.yaml", "departments: {it: {title: IT, channels: mail}}\n"};
    const PolicyFile rules{"rules.yaml",
                           "policies: [{id: p, title: P, steps: [{action: notify, title: N, owner: it}]}]\n"};
    CHECK(read_policies({people, rules}, channels, desks).policies);
    const auto twice = read_policies({people, rules, rules}, channels, desks);
    REQUIRE(twice.diagnostics.size() >= 1);
    CHECK(twice.diagnostics.front().code == "policies.duplicate-key");
    CHECK(read_policies({}, channels, desks).diagnostics.front().code == "policies.empty");
}

}  // namespace vigie::respond
