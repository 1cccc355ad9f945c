#include <vigie/model/json.hpp>
#include <vigie/plugins/bluesky_publisher.hpp>

#include <doctest/doctest.h>

#include <map>
#include <optional>

using namespace vigie;
using engage::Posting;
using model::Json;

namespace {

// A personal data server: one record for each key, InvalidSwap for another record under a key.
class Server final : public ports::Http {
public:
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        const auto has = [&](const char* part) { return request.url.find(part) != std::string::npos; };
        if (has("createSession")) {
            if (!password_right) return error(401, "AuthenticationRequired");
            return json(200, {{"did", "did:plc:shop"},
                              {"accessJwt", "a"},
                              {"refreshJwt", "e30.eyJleHAiOjE3NjAwMDAwMDB9.x"}});
        }
        if (has("resolveHandle"))
            return has("known.test") ? json(200, {{"did", "did:plc:known"}}) : error(400, "InvalidRequest");
        if (has("getRecord")) {
            const auto key = request.url.substr(request.url.rfind('=') + 1);
            const auto it = records.find(key);
            return it == records.end() ? error(400, "RecordNotFound") : json(200, {{"value", it->second}});
        }
        if (fault) return *fault;
        const auto body = Json::parse(request.body);
        const auto key = body["rkey"].get<std::string>();
        CHECK(body["repo"] == "did:plc:shop");
        if (has("deleteRecord")) {
            records.erase(key);
            return json(200, Json::object());
        }
        CHECK(body["swapRecord"].is_null());
        const auto it = records.find(key);
        if (it != records.end() && it->second != body["record"]) return error(400, "InvalidSwap");
        records[key] = body["record"];
        if (hangs) return fail(Errc::timeout, "no answer");
        return json(200, {{"uri", "at://did:plc:shop/app.bsky.feed.post/" + key}, {"cid", "bafy"}});
    }
    static ports::HttpResponse json(int status, const Json& body) { return {status, {}, model::dump(body)}; }
    static ports::HttpResponse error(int status, const char* name) { return json(status, {{"error", name}}); }

    std::map<std::string, Json> records;
    bool hangs = false;
    bool password_right = true;
    std::optional<ports::HttpResponse> fault;
};

struct House {
    Server server;
    ports::ManualClock clock{from_us(1'760'000'000'000'000)};
    std::optional<std::string> kept;
    std::unique_ptr<engage::Publisher> publisher = [this] {
        return plugins::make_bluesky_publisher(
                   {.name = "shop",
                    .handle = "shop.test",
                    .service = "https://pds.test/",
                    .identifier = {},
                    .password = "p"},
                   {.load = [this]() -> Result<std::optional<std::string>> { return kept; },
                    .save = [this](const std::string& value) -> Result<> {
                        kept = value;
                        return {};
                    }},
                   server, clock)
            .value();
    }();
    [[nodiscard]] engage::Post post(std::string text) const {
        return {publisher->key("d1/account", clock.now()), clock.now(), "fr", std::move(text)};
    }
};

}  // namespace

TEST_CASE("a post is one record with its date, language and facets") {
    House h;
    const auto posted = h.publisher->post(h.post("Été @known.test @nobody.test https://a.example #Fête"));
    REQUIRE(posted.outcome == Posting::Outcome::sent);
    CHECK(posted.item_id.starts_with("at://did:plc:shop/app.bsky.feed.post/3m2qrrg"));
    CHECK(posted.url.starts_with("https://bsky.app/profile/shop.test/post/3m2qrrg"));
    const auto& record = h.server.records.begin()->second;
    CHECK(record["langs"] == Json::array({"fr"}));
    REQUIRE(record["facets"].size() == 3);
    CHECK(record["facets"][0]["features"][0]["did"] == "did:plc:known");
    CHECK(record["facets"][0]["index"]["byteStart"] == 6);
    CHECK(h.publisher->access().expires_at == from_us(1'760'000'000'000'000));
}

TEST_CASE("sent twice it is one post, also when the first answer was lost") {
    House h;
    const auto post = h.post("Bonjour");
    h.server.hangs = true;
    CHECK(h.publisher->post(post).outcome == Posting::Outcome::retry);
    h.server.hangs = false;
    CHECK(h.publisher->post(post).outcome == Posting::Outcome::sent);
    CHECK(h.server.records.size() == 1);
    // A mention resolves another way now: the record differs, the words are the same.
    h.server.records.begin()->second["langs"] = Json::array({"en"});
    CHECK(h.publisher->post(post).outcome == Posting::Outcome::sent);
    h.server.records.begin()->second["text"] = "Something else";
    CHECK(h.publisher->post(post).outcome == Posting::Outcome::refused);
    CHECK(h.server.records.size() == 1);
}

TEST_CASE(
    "what is too long, what the server refuses and a wrong password need a person; the rest is tried again") {
    House h;
    std::string emoji;
    for (int i = 0; i < 300; ++i) emoji += "é";
    CHECK(h.publisher->length(emoji).fits());
    CHECK_FALSE(h.publisher->length(emoji + "!").fits());
    CHECK(h.publisher->post(h.post(emoji + "!")).outcome == Posting::Outcome::refused);
    h.server.fault = Server::error(400, "InvalidRequest");
    CHECK(h.publisher->post(h.post("x")).outcome == Posting::Outcome::refused);
    h.server.fault = ports::HttpResponse{503, {{"retry-after", "7"}}, "<html>"};
    const auto later = h.publisher->post(h.post("x"));
    CHECK(later.outcome == Posting::Outcome::retry);
    CHECK(later.retry_after == std::chrono::seconds(7));
    House other;
    other.server.password_right = false;
    CHECK(other.publisher->post(other.post("x")).outcome == Posting::Outcome::refused);
}

TEST_CASE("a post is deleted, is seen gone, and deleting it again is no error") {
    House h;
    const auto posted = h.publisher->post(h.post("Oups"));
    CHECK(h.publisher->is_up(posted.item_id) == true);
    CHECK(h.publisher->remove(posted.item_id).outcome == Posting::Outcome::sent);
    CHECK(h.publisher->is_up(posted.item_id) == false);
    CHECK(h.publisher->remove(posted.item_id).outcome == Posting::Outcome::sent);
    CHECK(h.publisher->remove("at://did:plc:other/app.bsky.feed.post/3k").outcome ==
          Posting::Outcome::refused);
    CHECK(h.publisher->remove("115340000000000001").outcome == Posting::Outcome::refused);
}
