// Sources that are lists of known-bad URLs: feeds and Safe Browsing.
#include "config/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace vigie::engine {
namespace {

using kit::YamlNode;
using namespace std::string_view_literals;

constexpr std::array published{"openphish"sv, "urlhaus"sv, "phishtank"sv};
constexpr std::chrono::minutes fastest{5};

bool is_published(std::string_view list) {
    return std::ranges::find(published, list) != published.end();
}

// What the list wants to know of who asks.
void need_login(const YamlNode& node, const FeedSource& feed) {
    const auto key = node.get("key");
    if (!is_published(feed.list) || !feed.url.empty()) return;
    if (feed.list == "openphish" && key) {
        key.warning("no-effect", "OpenPhish's community list needs no key", "remove 'key'");
    } else if (feed.list != "openphish" && !key) {
        node.error("missing-field", fmt::format("the list '{}' is given to holders of a key only", feed.list),
                   feed.list == "urlhaus"
                       ? "make a free one at https://auth.abuse.ch and add 'key: {file: urlhaus-key}'"
                       : "add 'key: {file: phishtank-key}'; PhishTank gives no new ones");
    }
    if (feed.list != "phishtank" && node.get("user")) {
        node.get("user").warning("no-effect", "only PhishTank asks for a user", "remove 'user'");
    }
}

}  // namespace

FeedSource read_feed_source(const YamlNode& node, const Values& values,
                            const std::vector<SourceConfig>& before) {
    node.known({"name", "type", "list", "key", "user", "url", "form", "every"});
    FeedSource out;
    const auto list = node.require("list");
    out.list = word(list).value_or("");
    out.key = values.secret(node.get("key")).value_or(Secret());
    out.user = word(node.get("user")).value_or("");
    if (const auto url = node.get("url"); url) out.url = origin(url, {"https", "http"}).value_or("-");
    out.form =
        node.get("form").one_of({"text", "urlhaus_csv", "urlhaus_json", "phishtank_json"}).value_or("");
    constexpr std::size_t longest = 64;
    if (out.list.size() > longest) list.error("out-of-range", "a name has at most 64 bytes");
    if (!out.list.empty() && !is_published(out.list) && !node.get("url")) {
        const auto near = nearest(out.list, {published.begin(), published.end()});
        list.error("unknown-list", fmt::format("'{}' is not a list that Vigie knows", out.list),
                   near.empty()
                       ? "write openphish, urlhaus or phishtank, or say where it is: 'url: https://…'"
                       : fmt::format("did you mean '{}'? For a list of your own add 'url: https://…'", near));
    }
    if (!is_published(out.list) && node.get("url") && out.form.empty()) out.form = "text";
    if (out.url.starts_with("http://") && !local_host(out.url)) {
        node.get("url").warning("no-tls", "anybody on the way could add to this list, or take from it",
                                "write https://…");
    }
    if (const auto every = node.get("every").duration()) {
        out.every = *every;
        if (*every < fastest)
            node.get("every").error("out-of-range", "lists refuse those who ask more than every five minutes",
                                    "write 15m");
    }
    need_login(node, out);
    for (const auto& source : before) {
        const auto* feed = std::get_if<FeedSource>(&source.settings);
        if (feed == nullptr || feed->list != out.list || out.list.empty()) continue;
        list.error("duplicate",
                   fmt::format("the list '{}' is fetched already (line {})", out.list, source.line),
                   "remove one of the two");
    }
    return out;
}

SafeBrowsingSource read_safe_browsing_source(const YamlNode& node, const Values& values,
                                             const std::vector<SourceConfig>& before) {
    node.known({"name", "type", "key", "service", "lists"});
    SafeBrowsingSource out;
    const auto key = node.get("key");
    if (!key) {
        node.error("missing-field", "Safe Browsing needs the key of a Google Cloud project",
                   "add 'key: {file: safe-browsing-key}'; non-commercial use only");
    }
    out.key = values.secret(key).value_or(Secret());
    if (auto service = origin(node.get("service"), {"https", "http"})) out.service = std::move(*service);
    if (out.service.starts_with("http://") && !local_host(out.service)) {
        node.get("service").error("no-tls", "the key would travel in the clear", "write https://…");
    }
    if (const auto lists = node.get("lists"); lists) {
        out.lists.clear();
        for (const auto& item : lists.items()) {
            if (auto one = item.one_of({"se-4b", "mw-4b", "uws-4b", "pha-4b"}))
                out.lists.push_back(std::move(*one));
        }
        if (lists.items().empty())
            lists.error("missing-field", "no list is given", "remove 'lists' to use se-4b and mw-4b");
    }
    for (const auto& source : before) {
        if (!std::holds_alternative<SafeBrowsingSource>(source.settings)) continue;
        node.error("duplicate", fmt::format("Safe Browsing is asked already (line {})", source.line),
                   "put all its lists into one source");
    }
    return out;
}

}  // namespace vigie::engine
