#include "config/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace vigie::engine {
namespace {

using kit::YamlNode;

const std::vector<std::string>& item_kinds() {
    static const std::vector<std::string> names{"post",    "reply",   "repost",  "quote",  "review",
                                                "comment", "article", "account", "domain", "page"};
    return names;
}

void take_network_and_kind(const YamlNode& node, std::string& network, model::ItemKind& kind) {
    if (auto text = word(node.get("network"))) network = std::move(*text);
    if (const auto text = node.get("kind").one_of(item_kinds()))
        kind = model::item_kind_of(*text).value_or(kind);
}

bool good_collection(std::string_view nsid) {
    if (nsid.ends_with(".*")) nsid.remove_suffix(2);
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.';
    };
    return !nsid.empty() && nsid.find('.') != std::string_view::npos && nsid.front() != '.' &&
           nsid.back() != '.' && std::ranges::all_of(nsid, allowed);
}

JetstreamSource jetstream(const YamlNode& node, const Values& values) {
    node.known({"name", "type", "hosts", "collections", "compress", "dictionary", "hydrate", "max_silence"});
    JetstreamSource out;
    if (const auto list = node.get("hosts"); list) {
        out.hosts.clear();
        for (const auto& item : list.items()) {
            const auto text = item.text().value_or("");
            if (text.find("://") != std::string::npos) {
                if (auto whole = origin(item, {"wss", "ws"})) out.hosts.push_back(std::move(*whole));
            } else if (text.empty() || text.find_first_of("/@ ") != std::string::npos) {
                item.error("bad-value", "this is not a host",
                           "write jetstream1.us-east.bsky.network, or ws://127.0.0.1:6008");
            } else {
                out.hosts.push_back(text);
            }
        }
        if (list.items().empty())
            list.error("missing-field", "no host is given", "remove 'hosts' to use the public ones");
    }
    if (const auto list = node.get("collections"); list) {
        constexpr std::size_t most = 100;
        out.collections.clear();
        for (const auto& item : list.items()) {
            const auto text = item.text().value_or("");
            if (good_collection(text)) {
                out.collections.push_back(text);
            } else {
                item.error("bad-value", fmt::format("'{}' is not a collection", text),
                           "write app.bsky.feed.post, or app.bsky.feed.*");
            }
        }
        if (out.collections.size() > most)
            list.error("out-of-range", fmt::format("at most {} collections", most));
    }
    out.compress = node.get("compress").flag().value_or(false);
    out.dictionary = values.path(node.get("dictionary")).value_or("");
    if (out.compress && !node.get("dictionary")) {
        node.get("compress")
            .error("missing-field", "compressed frames need Jetstream's dictionary",
                   "add 'dictionary: path' (legacy_subscribe.zdict), or remove 'compress'");
    }
    if (const auto hydrate = node.get("hydrate"); hydrate) {
        const auto text = hydrate.text().value_or("");
        const bool off = text == "none" || text == "off" || text == "false" || text == "no";
        out.hydrate = off ? std::string() : origin(hydrate, {"https", "http"}).value_or("");
    }
    if (const auto silence = node.get("max_silence").duration()) {
        out.max_silence = *silence;
        if (*silence < std::chrono::seconds(10)) {
            node.get("max_silence")
                .error("out-of-range", "a shorter silence than 10s is normal", "write 90s");
        }
    }
    return out;
}

void read_rules(const YamlNode& node, watch::ColumnMap& map) {
    node.each_key([&](const std::string& field, const YamlNode& key, const YamlNode& value) {
        watch::ColumnRule rule{.field = field, .column = {}, .value = {}, .format = {}};
        const auto& fields = watch::mappable_fields();
        if (std::ranges::find(fields, field) == fields.end()) {
            const auto best = nearest(field, fields);
            key.error("unknown-field", fmt::format("'{}' is not a field of an item", field),
                      best.empty() ? fmt::format("fields: {}", fmt::join(fields, ", "))
                                   : fmt::format("did you mean '{}'?", best));
        }
        if (value.type() == YamlNode::Type::map) {
            value.known({"column", "value", "format"});
            rule.column = word(value.get("column")).value_or("");
            rule.value = value.get("value").text().value_or("");
            rule.format = value.get("format").text().value_or("");
            if (static_cast<bool>(value.get("column")) == static_cast<bool>(value.get("value"))) {
                value.error("missing-field", "give either 'column' or 'value'",
                            "write {column: title} or {value: fr}");
            }
        } else {
            rule.column = word(value).value_or("");
            if (value.type() == YamlNode::Type::null)
                key.error("missing-field", fmt::format("'{}' names no column", field));
        }
        map.rules.push_back(std::move(rule));
    });
}

CsvSource csv(const YamlNode& node, const Values& values) {
    node.known({"name", "type", "path", "map", "network", "kind", "separator"});
    CsvSource out;
    out.path = values.path(node.require("path"), true).value_or("");
    take_network_and_kind(node, out.map.network, out.map.kind);
    if (const auto separator = node.get("separator").text()) {
        if (separator->size() == 1 || *separator == "tab") {
            out.separator = *separator == "tab" ? '\t' : separator->front();
        } else {
            node.get("separator").error("bad-value", "a separator is one character", "write ',', ';' or tab");
        }
    }
    const auto map = node.require("map");
    if (map.type() == YamlNode::Type::scalar) {
        out.map_file = values.path(map).value_or("");
    } else if (map.type() == YamlNode::Type::map) {
        read_rules(map, out.map);
    } else if (map.type() == YamlNode::Type::list) {
        map.error("wrong-type", "'map' is a map from item field to column",
                  "write {id: tweet_id, text: body}");
    }
    return out;
}

ItemsSource items(const YamlNode& node, const Values& values) {
    node.known({"name", "type", "path", "follow", "network", "kind"});
    ItemsSource out;
    out.path = values.path(node.require("path"), true).value_or("");
    out.follow = node.get("follow").flag().value_or(false);
    if (out.follow && out.path == "-") {
        node.get("follow").warning("no-effect", "standard input is followed anyway until it ends",
                                   "remove 'follow'");
    }
    take_network_and_kind(node, out.network, out.kind);
    return out;
}

CtLogSource ct(const YamlNode& node) {
    node.known({"name", "type", "log", "api", "look_back", "poll"});
    constexpr std::int64_t most_look_back = 10'000'000;
    CtLogSource out;
    const auto log = node.require("log");
    out.log = log.text().value_or("");
    const bool http = out.log.starts_with("https://") || out.log.starts_with("http://");
    if (log && (!http || out.log.find_first_of(" ?#@") != std::string::npos)) {
        log.error("bad-value", "this is not the address of a log", "write https://log.example/2026h1/");
    } else if (!out.log.ends_with('/')) {
        out.log += '/';
    }
    out.rfc6962 = node.get("api").one_of({"tiles", "rfc6962"}).value_or("tiles") == "rfc6962";
    out.look_back = node.get("look_back").integer(0, most_look_back).value_or(0);
    if (const auto poll = node.get("poll").duration()) {
        out.poll = *poll;
        if (*poll < std::chrono::seconds(1))
            node.get("poll").error("out-of-range", "logs refuse those who ask more than once a second",
                                   "write 15s");
    }
    return out;
}

std::string free_name(const std::string& type, const std::vector<SourceConfig>& taken) {
    const auto is_taken = [&](const std::string& name) {
        return std::ranges::find(taken, name, &SourceConfig::name) != taken.end();
    };
    auto name = type;
    for (int n = 2; is_taken(name); ++n) name = fmt::format("{}-{}", type, n);
    return name;
}

}  // namespace

void read_sources(const YamlNode& node, const Values& values, std::vector<SourceConfig>& out) {
    constexpr std::size_t most = 100;
    for (const auto& item : node.items()) {
        if (out.size() == most) {
            item.error("too-large", fmt::format("more than {} sources", most),
                       "run a second Vigie for the others");
            return;
        }
        if (item.type() != YamlNode::Type::map) {
            item.error("wrong-type", "a source is a map", "write '- type: jetstream'");
            continue;
        }
        const auto type = item.require("type").one_of(
            {"jetstream", "jetstream_file", "items", "csv", "ct", "feed", "safe_browsing"});
        if (!type) continue;
        SourceConfig source;
        source.line = item.line();
        if (const auto name = word(item.get("name"))) {
            if (!good_name(item.get("name"), *name)) continue;
            const auto twin = std::ranges::find(out, *name, &SourceConfig::name);
            if (twin != out.end()) {
                item.get("name").error(
                    "duplicate", fmt::format("another source is called '{}' (line {})", *name, twin->line),
                    "its position is kept under its name: give it another one");
            }
            source.name = *name;
        } else {
            source.name = free_name(*type, out);
        }
        if (*type == "jetstream") {
            source.settings = jetstream(item, values);
        } else if (*type == "items") {
            source.settings = items(item, values);
        } else if (*type == "csv") {
            source.settings = csv(item, values);
        } else if (*type == "ct") {
            source.settings = ct(item);
        } else if (*type == "feed") {
            source.settings = read_feed_source(item, values, out);
        } else if (*type == "safe_browsing") {
            source.settings = read_safe_browsing_source(item, values, out);
        } else {
            item.known({"name", "type", "path"});
            source.settings = JetstreamFileSource{values.path(item.require("path"), true).value_or("")};
        }
        out.push_back(std::move(source));
    }
}

}  // namespace vigie::engine
