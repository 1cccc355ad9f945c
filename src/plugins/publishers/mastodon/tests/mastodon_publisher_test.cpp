#include <vigie/model/json.hpp>
#include <vigie/plugins/mastodon_publisher.hpp>

#include <doctest/doctest.h>

#include <map>
#include <optional>

using namespace vigie;
using namespace std::chrono_literals;
using engage::Posting;
using model::Json;

namespace {

// A server that keeps idempotency keys for an hour.
class Server final : public ports::Http {
public:
    explicit Server(ports::ManualClock& clock) : clock_(clock) {}
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        std::string key;
        for (const auto& [name, value] : request.headers) {
            if (name == "Idempotency-Key") key = value;
            if (name == "Authorization") CHECK(value == "Bearer t0k3n");
        }
        if (fault) return *fault;
        if (request.url.ends_with("verify_credentials")) return json({{"id", "7"}});
        if (request.url.find("/accounts/7/statuses") != std::string::npos) return json(Json(statuses));
        if (request.method == "DELETE" || request.method == "GET") {
            const auto id = request.url.substr(request.url.rfind('/') + 1);
            for (auto it = statuses.begin(); it != statuses.end(); ++it) {
                if ((*it)["id"] != id) continue;
                const auto found = *it;
                if (request.method == "DELETE") statuses.erase(it);
                return json(found);
            }
            return ports::HttpResponse{404, {}, R"({"error":"Record not found"})"};
        }
        const auto known = keys_.find(key);
        if (known != keys_.end() && clock_.now() - known->second.first < 1h)
            return json(known->second.second);
        const auto body = Json::parse(request.body);
        const Json status{{"id", std::to_string(100 + statuses.size())},
                          {"url", "https://social.test/@shop/1"},
                          {"created_at", format_time(clock_.now())},
                          {"content", "<p>" + body["status"].get<std::string>() + "</p>"}};
        statuses.push_back(status);
        keys_[key] = {clock_.now(), status};
        if (hangs) return fail(Errc::timeout, "no answer");
        return json(status);
    }
    static ports::HttpResponse json(const Json& body) { return {200, {}, model::dump(body)}; }

    std::vector<Json> statuses;
    bool hangs = false;
    std::optional<ports::HttpResponse> fault;

private:
    ports::ManualClock& clock_;
    std::map<std::string, std::pair<Time, Json>> keys_;
};

struct House {
    ports::ManualClock clock{from_us(1'760'000'000'000'000)};
    Server server{clock};
    std::unique_ptr<engage::Publisher> publisher =
        plugins::make_mastodon_publisher({.name = "m",
                                          .handle = "shop@social.test",
                                          .service = "https://social.test",
                                          .token = "t0k3n",
                                          .expires_at = {},
                                          .characters = 500},
                                         server, clock)
            .value();
    [[nodiscard]] engage::Post post(std::string text) const {
        return {publisher->key("d1/account", clock.now()), clock.now(), "fr", std::move(text)};
    }
};

}  // namespace

TEST_CASE("sent twice it is one status, within the hour and after it") {
    for (const auto wait : {Duration(2min), Duration(3h)}) {
        House h;
        const auto post = h.post("L’été à « Lyon » & ailleurs");
        h.server.hangs = true;
        CHECK(h.publisher->post(post).outcome == Posting::Outcome::retry);
        h.server.hangs = false;
        h.clock.set(h.clock.now() + wait);
        const auto done = h.publisher->post(post);
        CHECK(done.outcome == Posting::Outcome::sent);
        CHECK(done.item_id == "100");
        CHECK(h.server.statuses.size() == 1);
    }
}

TEST_CASE("the length is counted as Mastodon counts") {
    using plugins::mastodon_length;
    CHECK(mastodon_length("été") == 3);
    CHECK(mastodon_length("https://a.example/a/very/long/address/that/goes/on/and/on") == 23);
    CHECK(mastodon_length("voir https://a.example, merci") == 5 + 23 + 7);
    CHECK(mastodon_length("@shop@social.example ouvre") == std::string_view("@shop ouvre").size());
    CHECK(mastodon_length("contact@social.example") == std::string_view("contact@social.example").size());
    CHECK(mastodon_length("@") == 1);
}

TEST_CASE("what a server refuses needs a person, what it cannot do now is tried again") {
    House h;
    CHECK(h.publisher->post(h.post(std::string(501, 'x'))).outcome == Posting::Outcome::refused);
    h.server.fault = ports::HttpResponse{422, {}, R"({"error":"Validation failed"})"};
    CHECK(h.publisher->post(h.post("x")).detail == "422 Validation failed");
    h.server.fault = ports::HttpResponse{401, {}, R"({"error":"The access token was revoked"})"};
    CHECK(h.publisher->post(h.post("x")).outcome == Posting::Outcome::refused);
    h.server.fault = ports::HttpResponse{429, {{"retry-after", "60"}}, "{}"};
    CHECK(h.publisher->post(h.post("x")).retry_after == 60s);
}

TEST_CASE("a status is deleted, is seen gone, and deleting it again is no error") {
    House h;
    const auto id = h.publisher->post(h.post("Oups")).item_id;
    CHECK(h.publisher->is_up(id) == true);
    CHECK(h.publisher->remove(id).outcome == Posting::Outcome::sent);
    CHECK(h.publisher->is_up(id) == false);
    CHECK(h.publisher->remove(id).outcome == Posting::Outcome::sent);
    CHECK(h.publisher->remove("../accounts").outcome == Posting::Outcome::refused);
}
