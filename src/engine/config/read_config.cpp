#include "config/parts.hpp"

#include <vigie/engine/catalogue.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace vigie::engine {
namespace {

using kit::YamlNode;

// "127.0.0.1:8600", "[::1]:8600", "localhost:8600" or a bare port.
bool split_listen(const std::string& text, ServeConfig& serve) {
    std::string address = serve.address;
    std::string_view port = text;
    if (const auto colon = text.rfind(':'); colon != std::string::npos) {
        address = text.substr(0, colon);
        port = std::string_view(text).substr(colon + 1);
        if (address.starts_with('[') && address.ends_with(']')) {
            address = address.substr(1, address.size() - 2);
            if (address.find(':') == std::string::npos) return false;
        } else if (address.find(':') != std::string::npos) {
            return false;
        }
    }
    if (address == "localhost") address = "127.0.0.1";
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' ||
               c == ':';
    };
    unsigned number = 0;
    const auto [end, ec] = std::from_chars(port.data(), port.data() + port.size(), number);
    constexpr unsigned highest = 65'535;
    if (address.empty() || !std::ranges::all_of(address, allowed) || ec != std::errc{} ||
        end != port.data() + port.size() || number > highest) {
        return false;
    }
    serve.address = std::move(address);
    serve.port = static_cast<std::uint16_t>(number);
    return true;
}

void read_serve(const YamlNode& node, ServeConfig& serve) {
    node.known({"listen", "public_url"});
    if (const auto listen = word(node.get("listen"))) {
        if (!split_listen(*listen, serve)) {
            node.get("listen").error("bad-value", fmt::format("'{}' is not an address to listen on", *listen),
                                     "write 127.0.0.1:8600, or [::1]:8600");
        } else if (!serve.address.starts_with("127.") && serve.address != "::1") {
            node.get("listen").warning(
                "open-to-all", fmt::format("the console is reachable from other machines, without TLS"),
                "listen on 127.0.0.1 behind a proxy that speaks HTTPS");
        }
    }
    const auto host =
        serve.address.find(':') == std::string::npos ? serve.address : fmt::format("[{}]", serve.address);
    serve.public_url = origin(node.get("public_url"), {"https", "http"})
                           .value_or(fmt::format("http://{}:{}", host, serve.port));
}

void read_log(const YamlNode& node, LogConfig& log) {
    node.known({"level", "json"});
    const std::vector<std::string> levels{"debug", "info", "warn", "error"};
    if (const auto level = node.get("level").one_of(levels)) {
        log.level = static_cast<log::Level>(std::ranges::find(levels, *level) - levels.begin());
    }
    log.json = node.get("json").flag().value_or(false);
}

void read_preview(const YamlNode& node, Config& config) {
    node.known({"minutes"});
    constexpr std::int64_t longest = 60;
    config.preview_minutes =
        static_cast<int>(node.get("minutes").integer(0, longest).value_or(config.preview_minutes));
}

YamlNode section(const YamlNode& root, std::string_view key) {
    auto node = root.get(key);
    if (node.type() == YamlNode::Type::scalar || node.type() == YamlNode::Type::list) {
        node.error("wrong-type", fmt::format("'{}' is a map", key),
                   fmt::format("write '{}:' and indent its fields below", key));
    }
    return node;
}

void read_files(const YamlNode& root, std::string_view key, const Values& values,
                std::vector<std::string>& out) {
    out = values.paths(root.require(key));
    if (root.get(key).type() == YamlNode::Type::list && root.get(key).items().empty()) {
        root.get(key).error("missing-field", "no file is given",
                            fmt::format("write '{}: {}.yaml'", key, key));
    }
}

// "06:30" as minutes of the day.
std::optional<std::chrono::minutes> minutes_of(const std::string& text) {
    constexpr std::size_t length = 5;
    constexpr int hours = 24;
    constexpr int minutes = 60;
    if (text.size() != length || text[2] != ':') return std::nullopt;
    const auto two = [&](std::size_t at) {
        const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : 100; };
        return digit(text[at]) * 10 + digit(text[at + 1]);
    };
    const int h = two(0);
    const int m = two(3);
    if (h >= hours || m >= minutes) return std::nullopt;
    return std::chrono::minutes(h * minutes + m);
}

// Whom to mail what budgets held back, and when.
void read_digest(const YamlNode& node, DigestConfig& digest) {
    node.known({"at", "tell"});
    digest.tell = node.get("tell").texts();
    if (const auto at = node.get("at").text()) {
        if (const auto minutes = minutes_of(*at)) {
            digest.at = *minutes;
        } else {
            node.get("at").error("bad-time", fmt::format("'{}' is not a time of day", *at),
                                 "write hours and minutes in UTC, such as '06:30'");
        }
    }
}

// How many cases each detector may open a day.
void read_detectors(const YamlNode& node, Config& config) {
    constexpr std::int64_t most = 100'000;
    node.known({"cases_per_day", "budgets", "digest"});
    read_digest(section(node, "digest"), config.digest);
    config.budget.per_day = node.get("cases_per_day").integer(0, most).value_or(config.budget.per_day);
    node.get("budgets").each_key([&](const std::string& name, const YamlNode& key, const YamlNode& value) {
        std::vector<std::string> names;
        for (const auto& d : detectors()) names.push_back(d.info().name);
        if (std::ranges::find(names, name) == names.end()) {
            key.error("unknown-detector", fmt::format("there is no detector '{}'", name),
                      fmt::format("it is one of {}", fmt::join(names, ", ")));
        } else if (const auto n = value.integer(0, most)) {
            config.budget.of[name] = *n;
        }
    });
}

// All of it or nothing: half a notice keeps the module off, and says so.
void read_employees(const YamlNode& node, model::EmployeeTerms& terms) {
    if (!node) return;
    node.known({"purpose", "notice", "notice_date", "works_council"});
    terms.purpose = word(node.get("purpose")).value_or("");
    terms.notice = word(node.get("notice")).value_or("");
    const auto day = [&](const char* key) -> std::optional<Time> {
        const auto text = word(node.get(key));
        if (!text) return std::nullopt;
        if (const auto time = parse_time(*text)) return *time;
        node.get(key).error("bad-value", "this is no date", "write 2026-01-05");
        return std::nullopt;
    };
    terms.notice_date = day("notice_date");
    terms.works_council = day("works_council");
    for (const auto name : terms.missing()) {
        if (node.get(std::string(name))) continue;
        node.error(
            "employees-off",
            fmt::format("'{}' is missing: posts of ambassadors are not read for leaks until it is recorded",
                        name),
            name == "purpose"       ? "say in one sentence why, as people were told"
            : name == "notice"      ? "give the text of the notice that people were given"
            : name == "notice_date" ? "give the day on which they were given it: 2026-01-05"
                                    : "give the day on which the works council was consulted: 2025-12-10");
    }
}

void read_investigator(const YamlNode& node, Config& config) {
    node.known({"enabled", "also_allow"});
    config.investigate = node.get("enabled").flag().value_or(config.investigate);
    config.also_allow = node.get("also_allow").texts();
}

void read_stories(const YamlNode& node, const Values& values, StoriesConfig& stories) {
    node.known({"crisis_posts", "facts"});
    constexpr std::int64_t most = 10'000'000;
    stories.crisis_posts =
        static_cast<int>(node.get("crisis_posts").integer(1, most).value_or(stories.crisis_posts));
    if (const auto facts = node.get("facts")) stories.facts = values.path(facts).value_or("");
}

void read_all(const YamlNode& root, const Values& values, Config& config) {
    root.known({"data", "language", "assets", "policies", "watches", "rules", "vault", "sources", "channels", "desks",
                "publishers", "employees", "serve", "log", "preview", "retention_days", "detectors",
                "investigator", "stories"});
    const auto data = root.get("data");
    config.data = data ? values.path(data).value_or("") : values.beside("data");
    config.language = root.get("language").one_of({"fr", "en"}).value_or("en");
    read_files(root, "assets", values, config.assets);
    read_files(root, "policies", values, config.policies);
    config.watches = values.paths(root.get("watches"));
    config.rules = values.paths(root.get("rules"));
    if (const auto vault = root.get("vault"); vault) config.vault = values.path(vault).value_or("");
    read_sources(root.get("sources"), values, config.sources);
    read_channels(root.get("channels"), values, config.channels);
    read_desks(root.get("desks"), values, config.desks);
    read_publishers(root.get("publishers"), values, config.publishers);
    read_employees(root.get("employees"), config.employees);
    read_serve(section(root, "serve"), config.serve);
    read_log(section(root, "log"), config.log);
    read_preview(section(root, "preview"), config);
    read_detectors(section(root, "detectors"), config);
    read_investigator(section(root, "investigator"), config);
    read_stories(section(root, "stories"), values, config.stories);
    constexpr std::int64_t hundred_years = 36'500;
    config.retention_days = static_cast<int>(
        root.get("retention_days").integer(0, hundred_years).value_or(config.retention_days));
    if (root.get("sources").items().empty()) {
        root.warning("no-sources", "no source is given: nothing is watched",
                     "add 'sources: [{type: jetstream}]'");
    }
    if (config.channels.empty() && !root.get("channels")) {
        root.warning("no-channels", "no channel is given: nobody is told outside the console",
                     "add 'channels:' with email or webhook");
    }
}

}  // namespace

std::vector<std::string> Config::channel_names() const {
    std::vector<std::string> out;
    for (const auto& channel : channels) out.push_back(channel.name);
    return out;
}

std::vector<std::string> Config::desk_names() const {
    std::vector<std::string> out;
    for (const auto& desk : desks) out.push_back(desk.name);
    return out;
}

ConfigResult read_config(const std::string& path, const std::string& content, const SecretLookup& secrets) {
    const kit::YamlFile file(path, content, "config");
    const auto root = file.root();
    Config config;
    ConfigResult result;
    if (root.type() == YamlNode::Type::map) {
        read_all(root, Values(path, secrets), config);
    } else if (!has_errors(file.diagnostics())) {
        result.diagnostics.push_back({.code = "config.empty",
                                      .file = path,
                                      .message = "the file has no settings",
                                      .help = "let 'vigie init' write one"});
    }
    const auto& of_file = file.diagnostics();
    result.diagnostics.insert(result.diagnostics.end(), of_file.begin(), of_file.end());
    std::ranges::stable_sort(result.diagnostics, {},
                             [](const Diagnostic& d) { return std::pair(d.line, d.column); });
    if (!has_errors(result.diagnostics)) result.config = std::move(config);
    return result;
}

}  // namespace vigie::engine
