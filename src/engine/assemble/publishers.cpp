// Who writes on our accounts.
#include <vigie/base/log.hpp>
#include <vigie/engine/assemble.hpp>
#include <vigie/kit/seal.hpp>
#include <vigie/plugins/bluesky_publisher.hpp>
#include <vigie/plugins/mastodon_publisher.hpp>

#include <utility>

namespace vigie::engine {
namespace {

using Made = Result<std::unique_ptr<engage::Publisher>>;

// Tokens open an account: sealed in the store. What does not open is forgotten; the publisher logs in anew.
atproto::SessionVault sealed_vault(ports::Store& store, const std::string& name,
                                   const std::string& seal_key) {
    atproto::SessionVault out;
    const auto key = "publisher." + name + ".session";
    out.load = [&store, key, seal_key]() -> Result<std::optional<std::string>> {
        std::optional<std::string> value;
        VIGIE_TRY(store.read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(value, s.value(key));
            return {};
        }));
        if (!value) return value;
        auto opened = kit::unseal(seal_key, key, *value);
        if (!opened) log::warn("publish", "{} does not open with this seal.key: logging in anew", key);
        return opened;
    };
    out.save = [&store, key, seal_key](const std::string& value) {
        return store.write(
            [&](ports::Session& s) { return s.set_value(key, kit::seal(seal_key, key, value)); });
    };
    return out;
}

struct Maker {
    const PublisherConfig& config;
    ports::Http& http;
    const ports::Clock& clock;
    ports::Store& store;
    const std::string& seal_key;

    Made operator()(const BlueskyAccount& account) const {
        return plugins::make_bluesky_publisher({.name = config.name,
                                                .handle = config.handle,
                                                .service = account.service,
                                                .identifier = account.identifier,
                                                .password = account.password.reveal()},
                                               sealed_vault(store, config.name, seal_key), http, clock);
    }
    Made operator()(const MastodonAccount& account) const {
        return plugins::make_mastodon_publisher({.name = config.name,
                                                 .handle = config.handle,
                                                 .service = account.service,
                                                 .token = account.token.reveal(),
                                                 .expires_at = account.expires,
                                                 .characters = account.characters},
                                                http, clock);
    }
};

}  // namespace

Result<std::vector<std::unique_ptr<engage::Publisher>>> make_publishers(const Config& config,
                                                                        ports::Http& http,
                                                                        const ports::Clock& clock,
                                                                        ports::Store& store,
                                                                        const std::string& seal_key) {
    std::vector<std::unique_ptr<engage::Publisher>> out;
    for (const auto& each : config.publishers) {
        auto made = std::visit(Maker{each, http, clock, store, seal_key}, each.settings);
        if (!made) return tl::unexpected(made.error().in("publisher " + each.name));
        out.push_back(*std::move(made));
    }
    return out;
}

}  // namespace vigie::engine
