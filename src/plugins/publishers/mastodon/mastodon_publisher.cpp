#include <vigie/kit/ascii.hpp>
#include <vigie/kit/graphemes.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/model/publication.hpp>
#include <vigie/plugins/mastodon_publisher.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins {
namespace {

using engage::Posting;
using model::Json;
using namespace std::chrono_literals;

constexpr auto key_is_kept = 50min;  // servers keep it an hour
constexpr std::size_t url_counts = 23;
constexpr std::size_t answer_bytes = std::size_t{1} << 20;

std::string text_of(const Json& object, const char* member) {
    if (!object.is_object()) return {};
    const auto it = object.find(member);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

// The words of a status: its HTML without tags, the few entities that Mastodon writes read.
std::string plain(std::string_view html) {
    std::string out;
    bool tag = false;
    for (std::size_t i = 0; i < html.size(); ++i) {
        if (html[i] == '<') {
            tag = true;
            out += ' ';
        } else if (tag) {
            tag = html[i] != '>';
        } else if (html[i] == '&') {
            const auto rest = html.substr(i);
            for (const auto& [entity, c] : {std::pair<std::string_view, char>{"&amp;", '&'},
                                            {"&lt;", '<'},
                                            {"&gt;", '>'},
                                            {"&quot;", '"'},
                                            {"&#39;", '\''}}) {
                if (!rest.starts_with(entity)) continue;
                out += c;
                i += entity.size() - 1;
                break;
            }
        } else {
            out += html[i];
        }
    }
    return out;
}

class MastodonPublisher final : public engage::Publisher {
public:
    MastodonPublisher(MastodonPublisherConfig config, ports::Http& http, const ports::Clock& clock)
        : config_(std::move(config)), http_(http), clock_(clock) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] std::string network() const override { return "mastodon"; }
    [[nodiscard]] std::string handle() const override { return config_.handle; }
    [[nodiscard]] engage::Length length(std::string_view text) const override {
        return {mastodon_length(text), config_.characters};
    }
    [[nodiscard]] std::string key(std::string_view delivery, Time at) const override {
        constexpr std::size_t digits = 32;
        return "vigie-" + kit::sha256_hex(fmt::format("{}\n{}", delivery, to_us(at))).substr(0, digits);
    }

    [[nodiscard]] Posting post(const engage::Post& post) override {
        if (const auto used = length(post.text); !used.fits())
            return refused(fmt::format("too long for this server: {} of {}", used.used, used.most));
        if (clock_.now() - post.at > key_is_kept) {
            auto found = look_for(post);
            if (!found) return retry(found.error().message, {});
            if (*found) return **found;
        }
        Json body{{"status", post.text}, {"visibility", "public"}};
        if (!post.lang.empty()) body["language"] = post.lang;
        const auto answer =
            send("POST", "/api/v1/statuses", model::dump(body), {{"Idempotency-Key", post.key}});
        if (!answer) return retry(answer.error().message, {});
        if (!answer->ok()) return judged(*answer);
        const auto status = Json::parse(answer->body, nullptr, false);
        if (text_of(status, "id").empty()) return retry("the answer names no post", {});
        return sent(status);
    }

    [[nodiscard]] Posting remove(const std::string& item_id) override {
        const auto id = item_id.substr(item_id.rfind('/') + 1);
        if (id.empty() || !std::ranges::all_of(id, kit::ascii::digit))
            return refused("this names no post of a Mastodon server");
        const auto answer = send("DELETE", "/api/v1/statuses/" + id, {}, {});
        if (!answer) return retry(answer.error().message, {});
        constexpr int not_there = 404;
        if (!answer->ok() && answer->status != not_there) return judged(*answer);
        return {.outcome = Posting::Outcome::sent,
                .item_id = item_id,
                .url = {},
                .detail = "deleted",
                .retry_after = {}};
    }

    [[nodiscard]] std::optional<bool> is_up(const std::string& item_id) override {
        const auto id = item_id.substr(item_id.rfind('/') + 1);
        if (id.empty() || !std::ranges::all_of(id, kit::ascii::digit)) return std::nullopt;
        const auto answer = send("GET", "/api/v1/statuses/" + id, {}, {});
        if (!answer) return std::nullopt;
        if (answer->ok()) return true;
        constexpr int not_there = 404;
        constexpr int gone = 410;
        if (answer->status == not_there || answer->status == gone) return false;
        return std::nullopt;
    }

    [[nodiscard]] engage::Access access() override {
        return {.configured = !config_.token.empty(), .expires_at = config_.expires_at, .detail = {}};
    }

private:
    static Posting retry(std::string detail, std::chrono::seconds wait) {
        return {.outcome = Posting::Outcome::retry,
                .item_id = {},
                .url = {},
                .detail = std::move(detail),
                .retry_after = wait};
    }
    static Posting refused(std::string detail) {
        return {.outcome = Posting::Outcome::refused,
                .item_id = {},
                .url = {},
                .detail = std::move(detail),
                .retry_after = {}};
    }
    static Posting sent(const Json& status) {
        return {.outcome = Posting::Outcome::sent,
                .item_id = text_of(status, "id"),
                .url = text_of(status, "url"),
                .detail = "sent",
                .retry_after = {}};
    }

    [[nodiscard]] Posting judged(const ports::HttpResponse& answer) const {
        constexpr std::size_t shown = 200;
        const auto error = text_of(Json::parse(answer.body, nullptr, false), "error").substr(0, shown);
        const auto detail = fmt::format("{} {}", answer.status, error);
        const auto now =
            std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
        if (ports::retryable(answer.status) || answer.status >= 500)
            return retry(detail, ports::retry_after(answer.header("retry-after"), now));
        return refused(detail);
    }

    // A status of ours with these words, made since the first attempt.
    Result<std::optional<Posting>> look_for(const engage::Post& post) {
        VIGIE_TRY_ASSIGN(const auto me, read("/api/v1/accounts/verify_credentials"));
        const auto id = text_of(me, "id");
        if (id.empty() || !std::ranges::all_of(id, kit::ascii::digit))
            return fail(Errc::parse, "the server does not say who we are");
        VIGIE_TRY_ASSIGN(const auto list,
                         read("/api/v1/accounts/" + id + "/statuses?limit=40&exclude_reblogs=true"));
        if (!list.is_array()) return fail(Errc::parse, "the server does not show our posts");
        const auto wanted = model::publication_digest(post.text);
        for (const auto& status : list) {
            const auto made = parse_time(text_of(status, "created_at"));
            if (!made || *made < post.at - 1min) continue;
            if (model::publication_digest(plain(text_of(status, "content"))) == wanted)
                return std::optional(sent(status));
        }
        return std::optional<Posting>{};
    }

    Result<Json> read(const std::string& path) {
        VIGIE_TRY_ASSIGN(const auto answer, send("GET", path, {}, {}));
        if (!answer.ok()) return fail(Errc::unavailable, "{} answers {}", path, answer.status);
        auto json = Json::parse(answer.body, nullptr, false);
        if (json.is_discarded()) return fail(Errc::parse, "{} answers no JSON", path);
        return json;
    }

    Result<ports::HttpResponse> send(std::string method, const std::string& path, std::string body,
                                     ports::Headers headers) {
        ports::HttpRequest request;
        request.method = std::move(method);
        request.url = config_.service + path;
        request.headers = std::move(headers);
        request.headers.emplace_back("Authorization", "Bearer " + config_.token);
        request.headers.emplace_back("Accept", "application/json");
        if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
        request.body = std::move(body);
        request.max_response = answer_bytes;
        return http_.send(request);
    }

    MastodonPublisherConfig config_;
    ports::Http& http_;
    const ports::Clock& clock_;
};

}  // namespace

std::size_t mastodon_length(std::string_view text) {
    std::string counted;
    std::size_t urls = 0;
    std::size_t at = 0;
    for (const auto& url : kit::find_urls(text)) {
        // Without a scheme it is text to Mastodon; so is what follows the '@' of a mention.
        if (url.start < at || !(url.url.starts_with("http://") || url.url.starts_with("https://"))) continue;
        counted += text.substr(at, url.start - at);
        at = url.end;
        ++urls;
    }
    counted += text.substr(at);
    // "@user@server" counts as "@user".
    std::string local;
    const auto named = [](char c) {
        return kit::ascii::letter(c) || kit::ascii::digit(c) || c == '_' || c == '.' || c == '-';
    };
    for (std::size_t i = 0; i < counted.size();) {
        local += counted[i];
        const bool mention = counted[i] == '@' && (i == 0 || !named(counted[i - 1]));
        ++i;
        if (!mention) continue;
        while (i < counted.size() && named(counted[i])) local += counted[i++];
        if (local.back() == '@' || i >= counted.size() || counted[i] != '@') continue;
        ++i;
        while (i < counted.size() && named(counted[i])) ++i;
    }
    return kit::graphemes(local) + urls * url_counts;
}

Result<std::unique_ptr<engage::Publisher>> make_mastodon_publisher(MastodonPublisherConfig config,
                                                                   ports::Http& http,
                                                                   const ports::Clock& clock) {
    while (config.service.ends_with('/')) config.service.pop_back();
    if (!config.service.starts_with("https://") && !config.service.starts_with("http://"))
        return fail(Errc::invalid_argument, "publisher '{}': '{}' must begin with https://", config.name,
                    config.service);
    return std::make_unique<MastodonPublisher>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
