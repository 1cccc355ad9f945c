#include <vigie/engine/assemble.hpp>
#include <vigie/engine/judgement.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

// A list that knows one URL.
class OneUrl final : public ports::Reputation {
public:
    OneUrl(std::string url, ports::Listing listing) : url_(std::move(url)), listing_(std::move(listing)) {}
    [[nodiscard]] std::optional<ports::Listing> of(std::string_view url) const override {
        return url == url_ ? std::optional(listing_) : std::nullopt;
    }

private:
    std::string url_;
    ports::Listing listing_;
};

// OpenPhish and URLhaus as their documentation describes them.
class Publishers final : public ports::Http {
public:
    std::atomic<int> asked = 0;
    std::atomic<bool> key_seen = false;

    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        ++asked;
        if (request.url == "https://openphish.com/feed.txt")
            return ports::HttpResponse{200, {}, "https://kado-colis.test/suivi\n"};
        for (const auto& [name, value] : request.headers)
            key_seen = key_seen || (name == "Auth-Key" && value == "k-1");
        return ports::HttpResponse{
            200,
            {},
            R"({"query_status":"ok","urls":[{"id":"1","url":"http://cargo.test/a.apk","threat":"malware_download"}]})"};
    }
};

std::shared_ptr<const model::AssetRegister> ours() {
    model::Asset brand;
    brand.id = model::AssetId("b");
    brand.kind = model::AssetKind::brand;
    brand.name = "Montclar Occasions";
    return std::make_shared<model::AssetRegister>(std::vector{brand}, "v1");
}

model::Item post(const std::string& link) {
    model::Item item;
    item.network = "bluesky";
    item.id = "1";
    item.text = "Montclar Occasions : à lire";
    item.links = {link};
    return item;
}

}  // namespace

TEST_CASE("of several lists the strongest word counts, and an address before its host") {
    engine::ReputationLists lists;
    CHECK(lists.of("u") == std::nullopt);
    lists.add(std::make_shared<OneUrl>("u", ports::Listing{"A", ports::Threat::phishing, false}));
    CHECK(lists.of("u")->list == "A");
    lists.add(std::make_shared<OneUrl>("u", ports::Listing{"B", ports::Threat::malware, true}));
    CHECK(lists.of("u")->list == "B");
    lists.add(std::make_shared<OneUrl>("u", ports::Listing{"C", ports::Threat::phishing, true}));
    CHECK(lists.of("u")->list == "C");
    CHECK(lists.of("v") == std::nullopt);
}

TEST_CASE("lists named in the configuration are fetched and speak in findings, also after a reload") {
    engine::Config config;
    config.sources.push_back({"openphish", engine::FeedSource{.list = "openphish"}, 1});
    config.sources.push_back(
        {"urlhaus", engine::FeedSource{.list = "urlhaus", .key = engine::Secret("k-1")}, 2});
    ports::ManualClock clock(from_us(1'700'000'000'000'000));
    const auto lists = std::make_shared<engine::ReputationLists>();
    // The register is judged before the lists are known, as in a run.
    const auto before = engine::Judgement::make(ours(), {}, lists).value();
    auto sources =
        engine::make_sources(config, {.read_file = {}, .clock = &clock, .lists = lists.get()}).value();
    REQUIRE(sources.size() == 2);
    const auto link = post("https://kado-colis.test/suivi");
    CHECK(before->examine(link).empty());

    Publishers http;
    ports::SeededRng rng(1);
    const auto run = [&](watch::Source& source, const std::string& name) {
        watch::SourceContext context;
        context.name = name;
        context.clock = &clock;
        context.rng = &rng;
        context.http = &http;
        return std::jthread(
            [&source, context](const std::stop_token& stop) { CHECK(source.run(context, stop)); });
    };
    {
        const auto first = run(*sources[0].source, "openphish");
        const auto second = run(*sources[1].source, "urlhaus");
        for (int i = 0; i < 1000 &&
                        !(lists->of("https://kado-colis.test/suivi") && lists->of("http://cargo.test/a.apk"));
             ++i)
            std::this_thread::sleep_for(5ms);
    }
    CHECK(http.key_seen);
    CHECK(lists->of("http://cargo.test/a.apk")->threat == ports::Threat::malware);
    for (const auto& judgement : {before, engine::Judgement::make(ours(), {}, lists).value()}) {
        const auto findings = judgement->examine(link);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].detector == "phishing_link");
        CHECK(findings[0].evidence.front().code == "list.url");
        CHECK(findings[0].evidence.front().says.en.find("OpenPhish") != std::string::npos);
    }
}

TEST_CASE("a domain that imitates ours is one finding, whoever looks at it") {
    model::Asset domain;
    domain.id = model::AssetId("d");
    domain.kind = model::AssetKind::domain;
    domain.value = "montclar-occasions.example";
    const auto judgement =
        engine::Judgement::make(std::make_shared<model::AssetRegister>(std::vector{domain}, "v1")).value();
    model::Item item;
    item.kind = model::ItemKind::domain;
    item.network = "ct";
    item.id = "1";
    item.links = {"montclar-occasions-login.top"};
    const auto findings = judgement->examine(item);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].detector == "lookalike_domain");
}
