#include <vigie/judge/memory.hpp>
#include <vigie/judge/testing/cases.hpp>
#include <vigie/model/publication.hpp>
#include <vigie/plugins/takeover.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/takeover/cases";

// One story: an account of ours that posts about savings at 9 in the morning, then `posts` of a case.
//   cases:
//     - name: a sentence
//       history: 30            # usual posts before
//       tickets: true          # each of them had one
//       frozen: true           # the account is frozen before the posts of the case
//       posts: [{text: …, hour: 3, links: […], author: {…}, after: 10m, deleted: true, handle: …, ticket:
//       true, lifted: true (a person lifted a freeze just before)}] found, score, codes, without, says,
//       severity: of the last one
struct Story {
    std::unique_ptr<judge::Detector> detector;
    std::unique_ptr<judge::Memory> memory = judge::make_memory();
    model::QueueView queue{};
    Time now = parse_time("2026-03-02T09:05:00Z").value();
    int number = 0;

    model::Item item(const std::string& text) {
        model::Item i;
        i.network = "bluesky";
        i.id = "post-" + std::to_string(++number);
        i.text = text;
        i.author.handle = "meridien.example";
        i.author.name = "Banque Méridien";
        i.observed_at = now;
        return i;
    }
    void allow(const model::Item& i) {
        model::Publication t;
        t.id = model::PublicationId("p" + i.id);
        t.created_by = "camille";
        t.digest = model::publication_digest(i.text);
        t.opens = i.observed_at - 1h;
        t.closes = i.observed_at + 1h;
        t.state = model::PublicationState::approved;
        queue.tickets.push_back(t);
        REQUIRE(memory->keep(judge::publications_kind, "ours", model::dump(model::to_json(queue)), now));
        if (queue.tickets.size() > 20) queue.tickets.erase(queue.tickets.begin());
    }
    judge::Opinion look(const model::Item& i) { return detector->examine_with(*memory, i).value(); }
};

const char* const usual[] = {
    "Bonjour à tous, comment préparer sa retraite ? Nos conseillers répondent à vos questions : "
    "https://www.meridien.example/retraite",
    "Assurance vie : trois idées pour bien choisir ses supports cette année. "
    "https://www.meridien.example/vie",
    "Notre agence de Lyon vous accueille ce matin pour parler de votre projet immobilier.",
    "Épargne : le taux du livret change au 1er du mois, ce que cela signifie pour vous. "
    "https://www.meridien.example/livret",
    "Merci à toutes les équipes pour cette belle journée solidaire à Nantes.",
    "Le saviez-vous ? Une donation de son vivant se prépare. Notre guide : https://www.meridien.example/don",
};

judge::Opinion run(Story& s, const YAML::Node& c) {
    const int history = c["history"] ? c["history"].as<int>() : 30;
    const bool tickets = c["tickets"] && c["tickets"].as<bool>();
    for (int i = 0; i < history; ++i) {
        const auto post = s.item(usual[static_cast<std::size_t>(i) % std::size(usual)]);
        if (tickets) s.allow(post);
        CHECK(s.look(post).findings.empty());
        s.now += i % 5 == 4 ? 72h : 24h;
    }
    if (c["frozen"]) {
        s.queue.frozen_at = s.now - 1h;
        REQUIRE(
            s.memory->keep(judge::publications_kind, "ours", model::dump(model::to_json(s.queue)), s.now));
    }
    judge::Opinion last;
    for (const auto& p : c["posts"]) {
        if (p["hour"]) {
            const auto day = std::chrono::floor<std::chrono::days>(s.now);
            s.now = Time(day) + 24h + std::chrono::hours(p["hour"].as<int>());
        }
        if (p["after"]) s.now += parse_duration(p["after"].as<std::string>()).value();
        if (p["lifted"]) {
            auto queue = model::to_json(s.queue);
            queue["cleared_at"] = to_us(s.now - 1min);
            REQUIRE(s.memory->keep(judge::publications_kind, "ours", model::dump(queue), s.now));
        }
        const int times = p["times"] ? p["times"].as<int>() : 1;
        for (int t = 0; t < times; ++t) {
            auto item = s.item(judge::testing::text_of(p, "text"));
            if (p["kind"]) item.kind = model::item_kind_of(judge::testing::text_of(p, "kind")).value();
            if (p["links"]) item.links = judge::testing::texts_of(p, "links");
            item.lang = judge::testing::text_of(p, "lang");
            item.deleted = p["deleted"] && p["deleted"].as<bool>();
            const auto set = [&](const char* key, std::string& field) {
                if (p[key]) field = p[key].as<std::string>();
            };
            set("handle", item.author.handle);
            set("name", item.author.name);
            set("bio", item.author.bio);
            set("avatar", item.author.avatar);
            if (p["profile_links"]) item.author.links = judge::testing::texts_of(p, "profile_links");
            if (p["ticket"]) s.allow(item);
            last = s.look(item);
        }
    }
    return last;
}

}  // namespace

TEST_CASE("Every story of a taken account ends as its file says") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto file = YAML::LoadFile(entry.path().string());
        const auto assets = judge::testing::register_of(file["register"]);
        for (const auto& c : file["cases"]) {
            ++count;
            Story story{plugins::make_takeover(assets).value()};
            judge::testing::Case result{judge::testing::text_of(c, "name"), {}, run(story, c)};
            const auto& o = result.opinion;
            if (c["found"] && c["found"].as<bool>() == o.findings.empty())
                result.complaints.emplace_back("finding expected or not");
            if (c["score"]) {
                const auto range = c["score"].as<std::vector<double>>();
                if (o.score < range.at(0) || o.score > range.at(1))
                    result.complaints.push_back("score out of range");
            }
            if (!o.findings.empty()) judge::testing::check_evidence(result, c, o.findings.front());
            std::string all;
            for (const auto& line : result.complaints) all += line + "\n";
            CHECK_MESSAGE(result.complaints.empty(),
                          result.name << ": " << all << judge::testing::summary(o));
        }
    }
    CHECK(count >= 30);
}

TEST_CASE("The same item again changes nothing") {
    const auto file = YAML::LoadFile(folder + "/stories.yaml");
    Story s{plugins::make_takeover(judge::testing::register_of(file["register"])).value()};
    const auto post = s.item(usual[0]);
    s.look(post);
    const auto before = s.memory->recall("takeover.behaviour", "ours").value();
    s.look(post);
    CHECK(before == s.memory->recall("takeover.behaviour", "ours").value());
}

TEST_CASE("What is remembered stays small and what is broken is forgotten") {
    const auto file = YAML::LoadFile(folder + "/stories.yaml");
    Story s{plugins::make_takeover(judge::testing::register_of(file["register"])).value()};
    for (int i = 0; i < 200; ++i) {
        auto post = s.item("texte numéro " + std::to_string(i));
        for (int k = 0; k < 10; ++k) {
            post.links.push_back("https://" + std::string(50, 'a') + std::to_string(i * 10 + k) + ".test/");
            post.hashtags.push_back(std::string(100, 'h') + std::to_string(i * 10 + k));
            post.mentions.push_back(std::string(100, 'm') + std::to_string(i * 10 + k));
        }
        REQUIRE(s.detector->examine_with(*s.memory, post));
        s.now += 1h;
    }
    REQUIRE(s.memory->keep("takeover.behaviour", "ours", R"({"posts": "many"})", s.now));
    REQUIRE(s.memory->keep("takeover.last_seen", "ours", "[", s.now));
    CHECK(s.detector->examine_with(*s.memory, s.item("bonjour")));
}

TEST_CASE("takeover declares the evidence that it gives and needs a register") {
    CHECK(!plugins::make_takeover(nullptr));
    const auto& codes = plugins::takeover_info().evidence;
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == codes.size());
}
