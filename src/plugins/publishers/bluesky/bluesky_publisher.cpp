#include <vigie/atproto/facets.hpp>
#include <vigie/atproto/tid.hpp>
#include <vigie/kit/graphemes.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/plugins/bluesky_publisher.hpp>

#include <fmt/core.h>

#include <optional>
#include <utility>

namespace vigie::plugins {
namespace {

using atproto::Facet;
using engage::Posting;
using model::Json;

constexpr std::string_view collection = "app.bsky.feed.post";
constexpr std::size_t most_graphemes = 300;
constexpr std::size_t most_bytes = 3000;

Posting retry(std::string detail, std::chrono::seconds wait = {}) {
    return {.outcome = Posting::Outcome::retry,
            .item_id = {},
            .url = {},
            .detail = std::move(detail),
            .retry_after = wait};
}
Posting refused(std::string detail) {
    return {.outcome = Posting::Outcome::refused,
            .item_id = {},
            .url = {},
            .detail = std::move(detail),
            .retry_after = {}};
}

class BlueskyPublisher final : public engage::Publisher {
public:
    BlueskyPublisher(BlueskyPublisherConfig config, atproto::SessionVault vault, ports::Http& http,
                     const ports::Clock& clock)
        : config_(std::move(config)),
          session_({config_.name, config_.service, config_.identifier, config_.password,
                    std::chrono::milliseconds(20'000)},
                   std::move(vault), http, clock) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] std::string network() const override { return "bluesky"; }
    [[nodiscard]] std::string handle() const override { return config_.handle; }

    [[nodiscard]] engage::Length length(std::string_view text) const override {
        // Ten bytes a grapheme: the limit in bytes is met by hardly any text that fits the other.
        if (text.size() > most_bytes) return {text.size(), most_bytes};
        return {kit::graphemes(text), most_graphemes};
    }

    [[nodiscard]] std::string key(std::string_view delivery, Time at) const override {
        constexpr std::uint64_t clock_ids = 1024;
        return atproto::tid(at, static_cast<unsigned>(kit::hash64(delivery) % clock_ids));
    }

    [[nodiscard]] Posting post(const engage::Post& post) override {
        if (const auto used = length(post.text); !used.fits())
            return refused(fmt::format("too long for Bluesky: {} of {}", used.used, used.most));
        Json record{{"$type", collection}, {"createdAt", format_time(post.at)}, {"text", post.text}};
        if (!post.lang.empty()) record["langs"] = Json::array({post.lang});
        if (auto facets = facets_of(post.text); !facets.empty()) record["facets"] = std::move(facets);
        auto call = session_.post_in_repo("com.atproto.repo.putRecord", {{"repo", ""},
                                                                         {"collection", collection},
                                                                         {"rkey", post.key},
                                                                         {"validate", true},
                                                                         {"swapRecord", nullptr},
                                                                         {"record", std::move(record)}});
        if (call.trouble) return trouble(*call.trouble);
        const auto uri = fmt::format("at://{}/{}/{}", session_.did(), collection, post.key);
        // Something lies under our key already: an earlier attempt of this very post, unless it says
        // something else.
        if (call.reply.is("InvalidSwap")) {
            const auto there = text_under(post.key);
            if (there == post.text) return sent(uri, post.key, "found, sent by an earlier attempt");
            if (there) return refused("another post lies under the key of this one");
            return retry(call.reply.text(), call.reply.wait);
        }
        if (!call.reply.ok()) return judged(call.reply);
        const auto answered = atproto::text_of(call.reply.body, "uri");
        return sent(answered.empty() ? uri : answered, post.key, "sent");
    }

    [[nodiscard]] Posting remove(const std::string& item_id) override {
        const auto mark = fmt::format("/{}/", collection);
        const auto at = item_id.find(mark);
        if (!item_id.starts_with("at://") || at == std::string::npos)
            return refused("this is no post of Bluesky");
        const auto prefix = item_id.substr(0, at) + mark;
        auto call = session_.post_in_repo(
            "com.atproto.repo.deleteRecord",
            {{"repo", ""}, {"collection", collection}, {"rkey", item_id.substr(prefix.size())}});
        if (call.trouble) return trouble(*call.trouble);
        if (!call.reply.ok()) return judged(call.reply);
        // The call works on our own account alone: a record of somebody else is not there, and nothing
        // happens.
        if (!item_id.starts_with("at://" + session_.did() + "/"))
            return refused("this is no post of the account " + config_.handle);
        return {.outcome = Posting::Outcome::sent,
                .item_id = item_id,
                .url = {},
                .detail = "deleted",
                .retry_after = {}};
    }

    [[nodiscard]] std::optional<bool> is_up(const std::string& item_id) override {
        const auto key = item_id.substr(item_id.rfind('/') + 1);
        if (session_.did().empty()) return std::nullopt;
        const auto reply = record_under(key);
        if (reply.ok()) return true;
        if (reply.is("RecordNotFound")) return false;
        return std::nullopt;
    }

    [[nodiscard]] engage::Access access() override {
        return {.configured = !config_.password.empty(),
                .expires_at = session_.expires_at(),
                .detail = session_.did()};
    }

private:
    [[nodiscard]] Posting sent(std::string uri, const std::string& key, std::string detail) const {
        return {.outcome = Posting::Outcome::sent,
                .item_id = std::move(uri),
                .url = fmt::format("https://bsky.app/profile/{}/post/{}", config_.handle, key),
                .detail = std::move(detail),
                .retry_after = {}};
    }

    static Posting trouble(const atproto::Session::Trouble& t) {
        return t.final ? refused(t.detail) : retry(t.detail, t.wait);
    }

    static Posting judged(const atproto::Reply& reply) {
        // No answer, or none that says anything: the post may be out, and the same key finds it.
        if (reply.network || ports::retryable(reply.status) || reply.status >= 500 || !reply.body.is_object())
            return retry(reply.text(), reply.wait);
        return refused(reply.text());
    }

    // What our own server keeps under this key.
    [[nodiscard]] atproto::Reply record_under(const std::string& key) {
        return session_.get(fmt::format("com.atproto.repo.getRecord?repo={}&collection={}&rkey={}",
                                        atproto::escape(session_.did()), collection, atproto::escape(key)));
    }
    [[nodiscard]] std::optional<std::string> text_under(const std::string& key) {
        const auto reply = record_under(key);
        if (!reply.ok() || !reply.body.contains("value")) return std::nullopt;
        return atproto::text_of(reply.body["value"], "text");
    }

    [[nodiscard]] Json facets_of(std::string_view text) {
        auto out = Json::array();
        for (const auto& facet : atproto::find_facets(text)) {
            Json feature;
            if (facet.kind == Facet::Kind::link) {
                feature = {{"$type", "app.bsky.richtext.facet#link"}, {"uri", facet.value}};
            } else if (facet.kind == Facet::Kind::tag) {
                feature = {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", facet.value}};
            } else {
                // A handle that nobody has stays text.
                const auto did = atproto::text_of(
                    session_.get("com.atproto.identity.resolveHandle?handle=" + atproto::escape(facet.value))
                        .body,
                    "did");
                if (did.empty()) continue;
                feature = {{"$type", "app.bsky.richtext.facet#mention"}, {"did", did}};
            }
            out.push_back({{"index", {{"byteStart", facet.start}, {"byteEnd", facet.end}}},
                           {"features", Json::array({std::move(feature)})}});
        }
        return out;
    }

    BlueskyPublisherConfig config_;
    atproto::Session session_;
};

}  // namespace

Result<std::unique_ptr<engage::Publisher>> make_bluesky_publisher(BlueskyPublisherConfig config,
                                                                  atproto::SessionVault vault,
                                                                  ports::Http& http,
                                                                  const ports::Clock& clock) {
    while (config.service.ends_with('/')) config.service.pop_back();
    if (!config.service.starts_with("https://") && !config.service.starts_with("http://"))
        return fail(Errc::invalid_argument, "publisher '{}': '{}' must begin with https://", config.name,
                    config.service);
    if (config.identifier.empty()) config.identifier = config.handle;
    return std::make_unique<BlueskyPublisher>(std::move(config), std::move(vault), http, clock);
}

}  // namespace vigie::plugins
