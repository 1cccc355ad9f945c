#include <vigie/engage/dispatch.hpp>
#include <vigie/engage/drafts.hpp>
#include <vigie/ports/audit.hpp>
#include <vigie/ports/bus.hpp>

#include <doctest/doctest.h>

#include <set>

using namespace vigie;
using namespace std::chrono_literals;
using model::DeliveryState;
using model::Draft;
using model::DraftState;

namespace {

const Time start = from_us(1'773'045'000'000'000);  // 2026-03-09T08:30Z
const model::AssetId shop("account-shop");

// A network that keeps one post for each key, and may fail.
class FakePublisher final : public engage::Publisher {
public:
    [[nodiscard]] std::string name() const override { return "fake"; }
    [[nodiscard]] std::string network() const override { return "bluesky"; }
    [[nodiscard]] std::string handle() const override { return "shop.example"; }
    [[nodiscard]] engage::Length length(std::string_view text) const override { return {text.size(), 300}; }
    [[nodiscard]] std::string key(std::string_view delivery, Time at) const override {
        return std::string(delivery) + "@" + std::to_string(to_us(at));
    }
    [[nodiscard]] engage::Posting post(const engage::Post& post) override {
        ++calls;
        if (down) return {engage::Posting::Outcome::retry, {}, {}, "down", {}};
        if (refuses) return {engage::Posting::Outcome::refused, {}, {}, "no", {}};
        posts.insert(post.key);
        if (dies) throw 1;  // the process ends between the request and its record
        return {engage::Posting::Outcome::sent, "at://" + post.key, "https://x", {}, {}};
    }
    [[nodiscard]] engage::Posting remove(const std::string&) override { return {}; }
    [[nodiscard]] std::optional<bool> is_up(const std::string&) override { return std::nullopt; }
    [[nodiscard]] engage::Access access() override { return {}; }

    std::set<std::string> posts;
    int calls = 0;
    bool down = false;
    bool refuses = false;
    bool dies = false;
};

struct House {
    House() {
        model::Asset a;
        a.id = shop;
        a.kind = model::AssetKind::account;
        a.network = "bluesky";
        a.handle = "shop.example";
        assets = std::make_shared<const model::AssetRegister>(std::vector{a});
        std::vector<std::unique_ptr<engage::Publisher>> all;
        all.push_back(std::make_unique<FakePublisher>());
        publisher = static_cast<FakePublisher*>(all.front().get());
        dispatcher =
            std::make_unique<engage::Dispatcher>(engage::Dispatcher::Ports{store.get(), &clock, bus.get()},
                                                 std::move(all), [this] { return assets; });
    }
    template <class Work>
    Result<Draft> act(const std::string& who, const Work& work) {
        Draft out;
        VIGIE_TRY(store->write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(out, work(s, engage::PublishBy{.actor = who, .why = {}, .at = clock.now()}));
            return {};
        }));
        return out;
    }
    Draft write(const std::string& who, engage::Hour hour = {}, std::vector<model::DraftTier> tiers = {}) {
        return act(who,
                   [&](auto& s, const auto& by) {
                       return engage::create_draft(s,
                                                   {.accounts = {shop},
                                                    .text = "Open day on Thursday",
                                                    .lang = "en",
                                                    .tiers = tiers,
                                                    .hour = hour,
                                                    .expires_at = {}},
                                                   by);
                   })
            .value();
    }
    Result<Draft> submit(const Draft& d, const std::string& who, engage::Screening seen = {}) {
        return act(who, [&](auto& s, const auto& by) { return engage::submit_draft(s, d.id, seen, by); });
    }
    Result<Draft> vote(const Draft& d, const std::string& who, bool yes = true) {
        return act(who, [&](auto& s, const auto& by) { return engage::vote_on_draft(s, d.id, yes, by); });
    }
    Draft read(const Draft& d) {
        Draft out;
        REQUIRE(store
                    ->read([&](ports::Session& s) -> Result<> {
                        VIGIE_TRY_ASSIGN(out, engage::draft(s, d.id));
                        return {};
                    })
                    .has_value());
        return out;
    }
    Draft approved(engage::Hour hour = {}) {
        auto d = write("camille", std::move(hour));
        REQUIRE(submit(d, "camille").has_value());
        return vote(d, "noor").value();
    }

    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    ports::ManualClock clock{start};
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    std::shared_ptr<const model::AssetRegister> assets;
    std::unique_ptr<engage::Dispatcher> dispatcher;
    FakePublisher* publisher = nullptr;
};

}  // namespace

TEST_CASE("a draft is written, screened, approved by somebody else, and goes out at its hour, once") {
    House h;
    auto d = h.write("camille", {"Europe/Paris", "2026-03-09T10:00"});
    CHECK(format_time(*d.publish_at) == "2026-03-09T09:00:00.000Z");
    REQUIRE(h.submit(d, "camille").has_value());
    CHECK(h.vote(d, "camille").error().code == Errc::unauthorised);
    CHECK(h.vote(d, "noor")->state == DraftState::approved);
    CHECK(h.dispatcher->tick() == 0);
    h.clock.set(*d.publish_at);
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.dispatcher->tick() == 0);
    d = h.read(d);
    CHECK(d.state == DraftState::published);
    CHECK(d.deliveries[0].state == DeliveryState::sent);
    CHECK(h.publisher->posts.size() == 1);
    (void)h.store->read([&](ports::Session& s) -> Result<> {
        const auto ticket = s.publication(d.deliveries[0].ticket);
        CHECK((*ticket)->state == model::PublicationState::published);
        CHECK((*ticket)->created_by == "camille");
        return {};
    });
}

TEST_CASE("whoever wrote any version does not approve it; a new version voids approvals") {
    House h;
    auto d = h.write("camille");
    REQUIRE(h.act("noor", [&](auto& s, const auto& by) {
                 return engage::edit_draft(s, d.id, "Open day on Friday", by);
             }).has_value());
    REQUIRE(h.submit(d, "camille").has_value());
    for (const auto* who : {"noor", "camille"}) CHECK(h.vote(d, who).error().code == Errc::unauthorised);
    CHECK(h.vote(d, "alix")->state == DraftState::approved);
    const auto changed = h.act("noor", [&](auto& s, const auto& by) {
        return engage::edit_draft(s, d.id, "Open day on Saturday", by);
    });
    CHECK(changed->state == DraftState::editing);
    CHECK(h.dispatcher->tick() == 0);
    CHECK(h.publisher->posts.empty());
}

TEST_CASE("tiers come one after the other; 'all' needs everybody named") {
    House h;
    auto d = h.write("camille", {}, {{{"noor", "alix"}, true}, {{}, false}});
    REQUIRE(h.submit(d, "camille").has_value());
    CHECK(h.vote(d, "sacha").error().code == Errc::unauthorised);
    CHECK(h.vote(d, "noor")->state == DraftState::review);
    CHECK(h.vote(d, "noor").error().code == Errc::unauthorised);
    CHECK(h.vote(d, "alix")->state == DraftState::review);
    CHECK(h.vote(d, "alix").error().code == Errc::unauthorised);
    CHECK(h.vote(d, "sacha")->state == DraftState::approved);
    CHECK(h.write("camille", {}, d.tiers).id == d.id);  // asked twice at one moment
    h.clock.set(start + 1s);
    auto refused = h.write("camille");
    REQUIRE(h.submit(refused, "camille").has_value());
    CHECK(h.vote(refused, "noor", false)->state == DraftState::editing);
}

TEST_CASE("what the screen blocks is not submitted; what it warns of is written down") {
    House h;
    auto d = h.write("camille");
    engage::Screening seen;
    seen.decision = engage::Decision::block;
    seen.reasons.push_back({"health_data", engage::Decision::block, {}, {}, {}});
    const auto blocked = h.submit(d, "camille", seen);
    CHECK(blocked.error().code == Errc::conflict);
    CHECK(blocked.error().message.find("health_data") != std::string::npos);
    seen.decision = engage::Decision::warn;
    CHECK(h.submit(d, "camille", seen)->now().reasons == std::vector<std::string>{"health_data"});
}

TEST_CASE("an approval after the hour plans nothing until somebody names another; old drafts expire") {
    House h;
    auto d = h.write("camille", {"UTC", "2026-03-09T09:00"});
    REQUIRE(h.submit(d, "camille").has_value());
    h.clock.set(start + 2h);
    const auto late = h.vote(d, "noor");
    CHECK(late->state == DraftState::late);
    CHECK(late->votes.back().late);
    CHECK(h.dispatcher->tick() == 0);
    REQUIRE(h.act("noor", [&](auto& s, const auto& by) {
                 return engage::schedule_draft(s, d.id, {"UTC", "2026-03-09T11:00"}, by);
             }).has_value());
    h.clock.set(start + 3h);
    CHECK(h.dispatcher->tick() == 1);
    auto forgotten = h.write("camille");
    h.clock.set(start + 24h * 40);
    CHECK(h.dispatcher->tick() == 0);
    CHECK(h.read(forgotten).state == DraftState::expired);
}

TEST_CASE("a freeze holds what is planned") {
    House h;
    auto d = h.approved();
    REQUIRE(h.store
                ->write([&](ports::Session& s) -> Result<> {
                    VIGIE_TRY(
                        engage::freeze_account(s, {}, {}, {.actor = "noor", .why = "Fire.", .at = start}));
                    return {};
                })
                .has_value());
    CHECK(h.dispatcher->tick() == 0);
    CHECK(h.read(d).deliveries[0].state == DeliveryState::held);
    REQUIRE(h.store
                ->write([&](ports::Session& s) -> Result<> {
                    VIGIE_TRY(
                        engage::unfreeze_account(s, {}, {.actor = "noor", .why = "Over.", .at = start}));
                    // Lifted: it waits for approval anew.
                    VIGIE_TRY(engage::approve_ticket(s, d.deliveries[0].ticket,
                                                     {.actor = "noor", .why = {}, .at = start}));
                    return {};
                })
                .has_value());
    h.clock.set(start + 2min);
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.read(d).state == DraftState::published);
}

TEST_CASE("killed between sending and recording, the same key is sent again: one post") {
    House h;
    auto d = h.approved();
    h.publisher->dies = true;
    CHECK_THROWS((void)h.dispatcher->tick());
    h.publisher->dies = false;
    CHECK(h.read(d).deliveries[0].state == DeliveryState::sending);
    CHECK(h.dispatcher->tick() == 0);
    h.clock.set(start + 5min);
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.publisher->calls == 2);
    CHECK(h.publisher->posts.size() == 1);
    CHECK(h.read(d).state == DraftState::published);
}

TEST_CASE("a network that is down is asked again, one that refuses is not") {
    House h;
    auto d = h.approved();
    h.publisher->down = true;
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.read(d).state == DraftState::approved);
    h.publisher->down = false;
    h.clock.set(start + 1h);
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.read(d).state == DraftState::published);
    auto other = h.approved();
    h.publisher->refuses = true;
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.read(other).deliveries[0].state == DeliveryState::failed);
    CHECK(h.read(other).deliveries[0].error == "no");
    h.clock.set(start + 2h);
    CHECK(h.dispatcher->tick() == 0);
}

TEST_CASE("what is going out cannot be changed") {
    House h;
    auto d = h.approved();
    h.publisher->down = true;
    CHECK(h.dispatcher->tick() == 1);
    CHECK(h.act("camille", [&](auto& s, const auto& by) { return engage::cancel_draft(s, d.id, by); })
              .error()
              .code == Errc::conflict);
}

TEST_CASE("a wish that cannot be is refused with what is wrong") {
    House h;
    const auto with = [&](auto change) {
        engage::DraftWish wish{
            .accounts = {shop}, .text = "x", .lang = {}, .tiers = {}, .hour = {}, .expires_at = {}};
        change(wish);
        return h.act("camille", [&](auto& s, const auto& by) { return engage::create_draft(s, wish, by); });
    };
    for (const auto& made :
         {with([](auto& w) { w.text = " \n"; }), with([](auto& w) { w.accounts.clear(); }),
          with([](auto& w) { w.accounts.push_back(shop); }), with([](auto& w) { w.tiers.resize(4); }),
          with([](auto& w) { w.tiers.resize(1), w.tiers[0].all = true; }),
          with([](auto& w) { w.hour.zone = "Europe/Atlantis"; }), with([](auto& w) {
              w.hour = {"Europe/Paris", "2026-03-29T02:30"};
          })})
        CHECK(made.error().code == Errc::invalid_argument);
}

TEST_CASE("changes tell what was left out and put in, and lose nothing") {
    using Kind = engage::Change::Kind;
    const auto list = engage::changes("Open day on Thursday at nine.", "Open day on Friday at nine.");
    CHECK(list == std::vector<engage::Change>{{Kind::same, "Open day on "},
                                              {Kind::gone, "Thursday "},
                                              {Kind::made, "Friday "},
                                              {Kind::same, "at nine."}});
    for (const auto& [a, b] : {std::pair<std::string, std::string>{"", "x"},
                               {"x", ""},
                               {"a b c", "c b a"},
                               {"same", "same"},
                               {" a\n b", "a  b "}}) {
        std::string before;
        std::string after;
        for (const auto& c : engage::changes(a, b)) {
            if (c.kind != Kind::made) before += c.text;
            if (c.kind != Kind::gone) after += c.text;
        }
        CHECK(before == a);
        CHECK(after == b);
    }
}
