// vigie.yaml: what one Vigie watches, whom it tells, where it asks for removal, how it serves. Read whole,
// with all errors at once (schemas/config.schema.json). The reader touches neither disk nor environment:
// secrets come through a function of the caller, and relative paths are only put beside the file.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/base/log.hpp>
#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/engine/digest.hpp>
#include <vigie/judge/restraint.hpp>
#include <vigie/model/employees.hpp>
#include <vigie/watch/column_map.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vigie::engine {

// A value that no log, error or answer may show: it has no formatter, and one must ask for it by name.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}
    [[nodiscard]] const std::string& reveal() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

private:
    std::string value_;
};

// ---- sources
// ---------------------------------------------------------------------------------------------------------

struct JetstreamSource {
    std::vector<std::string> hosts{"jetstream1.us-east.bsky.network", "jetstream2.us-east.bsky.network",
                                   "jetstream1.us-west.bsky.network", "jetstream2.us-west.bsky.network"};
    std::vector<std::string> collections{"app.bsky.feed.post", "app.bsky.actor.profile"};
    bool compress = false;
    std::string dictionary;                               // path; needed to compress
    std::string hydrate = "https://public.api.bsky.app";  // XRPC origin; empty = do not complete profiles
    Duration max_silence = std::chrono::seconds(90);
};
struct JetstreamFileSource {
    std::string path;  // or "-"
};
struct ItemsSource {
    std::string path;  // or "-"
    bool follow = false;
    std::string network = "web";  // of items that do not say theirs
    model::ItemKind kind = model::ItemKind::post;
};
struct CsvSource {
    std::string path;       // or "-"
    char separator = '\0';  // '\0' = found on the header
    watch::ColumnMap map;
    std::string map_file;  // when set: the map stands in this file (watch::read_column_map), `map` is empty
};
struct CtLogSource {
    std::string log;             // prefix of a certificate log, with its scheme and a "/" at its end
    bool rfc6962 = false;        // else static tiles
    std::int64_t look_back = 0;  // entries behind the end of the log where a new installation begins
    Duration poll = std::chrono::seconds(15);
};
// A published list of known-bad URLs. It brings no items: detectors ask it about the links they meet.
struct FeedSource {
    std::string list;  // openphish | urlhaus | phishtank, or the name of a list of one's own
    Secret key;        // urlhaus, phishtank
    std::string user;  // phishtank: who asks
    std::string url;   // empty: where the list is published
    std::string form;  // text | urlhaus_csv | urlhaus_json | phishtank_json; empty: the list's own
    Duration every{};  // zero: the pace that the list asks for
};
// Google Safe Browsing v5; brings no items either.
struct SafeBrowsingSource {
    Secret key;
    std::string service = "https://safebrowsing.googleapis.com";
    std::vector<std::string> lists{"se-4b", "mw-4b"};
};
struct SourceConfig {
    std::string name;
    std::variant<JetstreamSource, JetstreamFileSource, ItemsSource, CsvSource, CtLogSource, FeedSource,
                 SafeBrowsingSource>
        settings;
    int line = 0;
};

// ---- channels and desks
// ------------------------------------------------------------------------------------------------

struct EmailChannel {
    std::string server;  // smtp://host:587 or smtps://host:465
    std::string user;    // empty = no login
    Secret password;
    std::string from;             // address, or "Name <address>"
    std::string reply_to;         // may be empty
    std::vector<std::string> to;  // used when a notice names nobody
    bool require_tls = true;      // false by default only for a server on this machine
};
struct WebhookChannel {
    std::string url;
    std::vector<Secret> secrets;  // "whsec_…"; the first signs, the others too while they are being replaced
    bool allow_private = false;   // the target may be a private address
};
// A service that needs an address, a secret and a few words: the types and their fields stand in one table
// (config/services.cpp).
struct ServiceSettings {
    std::string type;  // slack, teams … ; mastodon, abuse_mail …
    std::string url;   // not secret; may be empty
    Secret secret;     // an address that is a password, a token, a key
    bool allow_private = false;
    std::map<std::string, std::string> words;  // the other fields, as written; numbers and flags checked

    [[nodiscard]] std::string word(const std::string& key, std::string fallback = {}) const {
        const auto it = words.find(key);
        return it == words.end() ? std::move(fallback) : it->second;
    }
};
struct ChannelConfig {
    std::string name;
    std::variant<EmailChannel, WebhookChannel, ServiceSettings> settings;
    int line = 0;
};

struct BlueskyDesk {
    std::string service = "https://bsky.social";  // where the reporting account lives
    std::string identifier;
    Secret password;  // an app password
    std::string labeler = "did:plc:ar7c4by46qjdydhdevvrndac#atproto_labeler";
    std::string appview = "https://public.api.bsky.app";
    std::string plc = "https://plc.directory";  // where identities are looked up
};
struct DeskConfig {
    std::string name;
    std::variant<BlueskyDesk, ServiceSettings> settings;
    int line = 0;
};

// ---- publishers: our accounts that Vigie may write on
struct BlueskyAccount {
    std::string service = "https://bsky.social";  // where the account lives
    std::string identifier;                       // empty: the handle
    Secret password;                              // an app password
};
struct MastodonAccount {
    std::string service;
    Secret token;
    std::optional<Time> expires;   // of the token, as the operator wrote it down
    std::size_t characters = 500;  // the server's limit
};
struct PublisherConfig {
    std::string name;
    std::string handle;  // of the account, as in the register
    std::variant<BlueskyAccount, MastodonAccount> settings;
    int line = 0;
};

// ---- the whole
// -----------------------------------------------------------------------------------------------------------

struct ServeConfig {
    std::string address = "127.0.0.1";  // without brackets
    std::uint16_t port = 8600;
    std::string public_url = "http://127.0.0.1:8600";  // for links in notices; no '/' at the end
};
struct LogConfig {
    log::Level level = log::Level::info;
    bool json = false;
};

struct StoriesConfig {
    int crisis_posts = 500;  // a story that passes so many posts is a crisis
    std::string facts;       // file of verified facts; empty: none
};

struct Config {
    std::string data = "data";    // folder of the store
    std::string language = "en";  // of notices and of what has no reader: en | fr
    std::vector<std::string> assets;
    std::vector<std::string> policies;
    std::vector<std::string> watches;  // may be empty
    std::vector<std::string> rules;    // may be none
    std::string vault;                 // folder of registered confidential documents; empty: none
    std::vector<SourceConfig> sources;
    std::vector<ChannelConfig> channels;
    std::vector<DeskConfig> desks;
    std::vector<PublisherConfig> publishers;
    model::EmployeeTerms employees;
    ServeConfig serve;
    LogConfig log;
    int retention_days = 365;  // items and findings without a case; counts of watches; 0 = for ever
    judge::Budget budget{.per_day = 40};  // of cases, for each detector
    DigestConfig digest;
    StoriesConfig stories;
    bool investigate = true;              // visit the links that findings are about
    std::vector<std::string> also_allow;  // private networks that visits may reach
    int preview_minutes = 60;             // of the stream, kept in memory to try watches on; 0 = nothing is

    [[nodiscard]] std::vector<std::string> channel_names() const;
    [[nodiscard]] std::vector<std::string> desk_names() const;
};

// Where a secret is kept: {file: path} (path already beside the config file) or {env: NAME}.
struct SecretPlace {
    enum class Kind : std::uint8_t { file, env };
    Kind kind = Kind::file;
    std::string name;
};
using SecretLookup = std::function<Result<std::string>(const SecretPlace&)>;

struct ConfigResult {
    std::optional<Config> config;  // nothing when there is an error
    Diagnostics diagnostics;
};

// `path` places relative paths and names the file in diagnostics. White space at the end of a secret goes
// away.
[[nodiscard]] ConfigResult read_config(const std::string& path, const std::string& content,
                                       const SecretLookup& secrets);

// The file with every value that looks secret starred out, columns kept: give this, not the file, to
// vigie::render().
[[nodiscard]] std::string hide_secrets(std::string_view content);

}  // namespace vigie::engine
