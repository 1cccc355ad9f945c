#include <vigie/engine/config.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <type_traits>

namespace vigie::engine {
namespace {

static_assert(!fmt::is_formattable<Secret>::value, "a secret must not be printable");

constexpr const char* webhook_secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string rendered(const Diagnostics& diagnostics, const std::string& source) {
    std::string out;
    for (const auto& d : diagnostics) out += render(d, hide_secrets(source));
    return out;
}

Result<std::string> secrets(const SecretPlace& place) {
    if (place.name == "VIGIE_WEBHOOK_SECRET") return webhook_secret;
    if (place.name == "NOT_SET") return fail(Errc::not_found, "no such variable");
    return fmt::format("secret of {}\r\n", place.name);
}

ConfigResult read(const std::string& content) {
    return read_config("etc/vigie.yaml", content, secrets);
}

}  // namespace

TEST_CASE("wrong configurations give all their errors at once, as reviewed, and show no secret") {
    int seen = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/engine/config/tests/cases")) {
        if (entry.path().extension() != ".yaml") continue;
        ++seen;
        const auto name = entry.path().filename().string();
        const auto content = bytes_of(entry.path());
        const auto result = read_config(name, content, secrets);
        auto expected = entry.path();
        expected.replace_extension(".expected");
        CAPTURE(name);
        CHECK(rendered(result.diagnostics, content) == bytes_of(expected));
        CHECK(rendered(result.diagnostics, content).find("hunter") == std::string::npos);
        CHECK(result.config.has_value() == !has_errors(result.diagnostics));
    }
    CHECK(seen >= 3);
}

TEST_CASE("the example configuration reads without a word") {
    const auto content = bytes_of(VIGIE_SOURCE_DIR "/content/examples/vigie.yaml");
    const auto result = read_config("content/examples/vigie.yaml", content, secrets);
    CHECK(rendered(result.diagnostics, content) == "");
    REQUIRE(result.config);
    const auto& config = *result.config;
    CHECK(config.data == "content/examples/data");
    CHECK(config.assets == std::vector<std::string>{"content/examples/assets.yaml"});
    CHECK(config.policies == std::vector<std::string>{"content/policies/starter.yaml"});
    CHECK(config.channel_names() == std::vector<std::string>{"mail", "webhook"});
    CHECK(config.desk_names() == std::vector<std::string>{"bluesky"});
    REQUIRE(config.sources.size() == 3);
    CHECK(std::get<JetstreamSource>(config.sources[0].settings).hosts == JetstreamSource{}.hosts);
    CHECK(std::get<ItemsSource>(config.sources[1].settings).path == "content/examples/inbox/forum.jsonl");
    const auto& csv = std::get<CsvSource>(config.sources[2].settings);
    CHECK(csv.map.kind == model::ItemKind::review);
    REQUIRE(csv.map.rules.size() == 6);
    CHECK(csv.map.rules[4].format == "%d/%m/%Y");
    CHECK(csv.map.rules[5].value == "fr");
    const auto& mail = std::get<EmailChannel>(config.channels[0].settings);
    CHECK(mail.password.reveal() == "secret of content/examples/secrets/smtp-password");
    CHECK(mail.require_tls);
    CHECK(std::get<WebhookChannel>(config.channels[1].settings).secrets[0].reveal() == webhook_secret);
    CHECK(std::get<BlueskyDesk>(config.desks[0].settings).labeler == BlueskyDesk{}.labeler);
    CHECK(config.serve.public_url == "https://vigie.meridien-patrimoine.example");
}

TEST_CASE("a short configuration has the usual values") {
    const auto result = read(
        "assets: a.yaml\npolicies: /etc/p.yaml\nsources: {type: jetstream}\nchannels: {email: {server: "
        "'smtp://localhost:25/', from: a@b.example}}\n");
    REQUIRE(result.config);
    CHECK(result.diagnostics.empty());
    const auto& config = *result.config;
    CHECK(config.data == "etc/data");
    CHECK(config.assets.front() == "etc/a.yaml");
    CHECK(config.policies.front() == "/etc/p.yaml");
    CHECK(config.sources.front().name == "jetstream");
    CHECK(config.language == "en");
    CHECK(config.serve.address == "127.0.0.1");
    CHECK(config.serve.port == 8600);
    CHECK(config.serve.public_url == "http://127.0.0.1:8600");
    CHECK(config.log.level == log::Level::info);
    CHECK(config.retention_days == 365);
    const auto& mail = std::get<EmailChannel>(config.channels.front().settings);
    CHECK(mail.server == "smtp://localhost:25");
    CHECK_FALSE(mail.require_tls);
}

TEST_CASE("the digest has a time of day in UTC and departments") {
    const std::string rest =
        "assets: a.yaml\npolicies: p.yaml\nsources: {type: jetstream}\nchannels: {email: {server: "
        "'smtp://localhost:25/', from: a@b.example}}\n";
    const auto usual = read(rest);
    REQUIRE(usual.config);
    CHECK(usual.config->digest.tell.empty());
    CHECK(usual.config->digest.at == std::chrono::minutes(390));
    const auto named = read(rest + "detectors: {digest: {at: '07:05', tell: [security, legal]}}\n");
    REQUIRE(named.config);
    CHECK(named.config->digest.at == std::chrono::minutes(425));
    CHECK(named.config->digest.tell == std::vector<std::string>{"security", "legal"});
    for (const auto* wrong : {"24:00", "7:05", "07:60", "0705", "ab:cd", "07:0/"}) {
        CAPTURE(wrong);
        CHECK_FALSE(read(rest + fmt::format("detectors: {{digest: {{at: '{}'}}}}\n", wrong)).config);
    }
}

TEST_CASE("sources get names of their own, and can read maps from files") {
    const auto result = read(
        "assets: a\npolicies: p\nchannels: {}\nsources:\n  - {type: items, path: '-'}\n"
        "  - {type: items, path: b, name: items-3}\n  - {type: items, path: c}\n"
        "  - {type: csv, path: d, map: maps/x.yaml, separator: tab}\n  - {type: jetstream_file, path: e}\n"
        "  - {type: jetstream, hydrate: none, hosts: 'ws://127.0.0.1:6008/'}\n");
    REQUIRE(result.config);
    std::string names;
    for (const auto& source : result.config->sources) names += source.name + " ";
    CHECK(names == "items items-3 items-2 csv jetstream_file jetstream ");
    CHECK(std::get<CsvSource>(result.config->sources[3].settings).map_file == "etc/maps/x.yaml");
    CHECK(std::get<CsvSource>(result.config->sources[3].settings).separator == '\t');
    const auto& live = std::get<JetstreamSource>(result.config->sources[5].settings);
    CHECK(live.hydrate.empty());
    CHECK(live.hosts == std::vector<std::string>{"ws://127.0.0.1:6008"});
}

TEST_CASE("an address to listen on is read in every usual writing") {
    struct Case {
        const char* text;
        const char* address;  // "" = refused
        int port;
    };
    for (const auto& [text, address, port] : {
             Case{"127.0.0.1:9000", "127.0.0.1", 9000},
             Case{"localhost:9000", "127.0.0.1", 9000},
             Case{"9000", "127.0.0.1", 9000},
             Case{"[::1]:9000", "::1", 9000},
             Case{"0.0.0.0:0", "0.0.0.0", 0},
             Case{"::1:9000", "", 0},
             Case{"[127.0.0.1]:80", "", 0},
             Case{"127.0.0.1:70000", "", 0},
             Case{"127.0.0.1:", "", 0},
             Case{"vigie.example:80", "", 0},
         }) {
        CAPTURE(text);
        const auto result = read(fmt::format("assets: a\npolicies: p\nserve: {{listen: '{}'}}\n", text));
        CHECK(result.config.has_value() == (*address != '\0'));
        if (!result.config) continue;
        CHECK(result.config->serve.address == address);
        CHECK(result.config->serve.port == port);
    }
}

TEST_CASE("secrets are starred out of what people are shown, columns kept") {
    CHECK(hide_secrets("a: b\nmail:\n  password: hunter2  # x\n  from: é@b\n") ==
          "a: b\nmail:\n  password: *******  * *\n  from: é@b\n");
    CHECK(hide_secrets("w:\n  secrets:\n    - whsec_abc\n    - \"éx\"\n  url: u\n") ==
          "w:\n  secrets:\n    - *********\n    - ****\n  url: u\n");
    CHECK(hide_secrets("x: {identifier: v, pasword: 'p q'}") == "x: {identifier: v, pasword: ** ***");
    CHECK(hide_secrets("password: {file: secrets/p}\nsecret: {env: NAME}\n") ==
          "password: {file: secrets/p}\nsecret: {env: NAME}\n");
    CHECK(hide_secrets("password: >\n  hunter2\nfrom: x\n").find("hunter") == std::string::npos);
    CHECK(hide_secrets("u: smtp://é:p@h:25/x\n") == "u: smtp://***@h:25/x\n");
    CHECK(hide_secrets("").empty());
}

}  // namespace vigie::engine
