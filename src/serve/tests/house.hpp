// A whole server for tests: store in memory, clocks moved by hand, three users who all have the password
// `password`.
#pragma once

#include "auth.hpp"
#include "client.hpp"

#include <vigie/serve/server.hpp>

#include <doctest/doctest.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <string>

namespace vigie::serve::testing {

inline const std::string password = "correct horse battery staple";
inline const Time start = parse_time("2026-03-09T08:40:00Z").value();

inline void add_person(ports::Store& store, const std::string& name, model::Role role,
                       bool must_change = false) {
    static const std::string hash = [] {  // the cheapest there is: logging in takes no time
        std::array<char, crypto_pwhash_STRBYTES> out{};
        REQUIRE(crypto_pwhash_str(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_MIN,
                                  crypto_pwhash_MEMLIMIT_MIN) == 0);
        return std::string(out.data());
    }();
    const auto done = store.write([&](ports::Session& s) {
        return s.put_user({.name = name,
                           .password_hash = hash,
                           .role = role,
                           .lang = "fr",
                           .must_change_password = must_change,
                           .created_at = start});
    });
    REQUIRE(done);
}

struct House {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    std::unique_ptr<ports::Metrics> metrics = ports::make_null_metrics();
    ports::ManualClock clock{start};
    ports::ManualClock real_clock{start};
    ports::SeededRng rng{7};
    std::shared_ptr<const model::AssetRegister> assets = std::make_shared<model::AssetRegister>();
    std::shared_ptr<const model::PolicySet> policies = std::make_shared<model::PolicySet>();
    std::unique_ptr<respond::Responder> responder;
    std::unique_ptr<Server> server;

    House() {
        add_person(*store, "admin", model::Role::admin);
        add_person(*store, "analyst", model::Role::analyst);
        add_person(*store, "reader", model::Role::reader);
    }
    // What a test may still change before open().
    Parts parts;
    Options options{.listen = "127.0.0.1:0", .public_url = {}, .threads = 2};

    void open() {
        if (!responder) {
            responder = std::make_unique<respond::Responder>(
                respond::Responder::Ports{.store = store.get(),
                                          .clock = &clock,
                                          .rng = &rng,
                                          .bus = bus.get(),
                                          .metrics = metrics.get()},
                std::vector<std::unique_ptr<respond::Channel>>(),
                std::vector<std::unique_ptr<respond::Desk>>(), policies, "http://127.0.0.1:8600");
        }
        parts.store = store.get();
        parts.bus = bus.get();
        parts.clock = &clock;
        parts.real_clock = &real_clock;
        parts.rng = &rng;
        parts.metrics = metrics.get();
        parts.responder = responder.get();
        parts.assets = [this] { return assets; };
        parts.policies = [this] { return policies; };
        if (!parts.sources) parts.sources = [] { return std::vector<watch::SourceHealth>(); };
        parts.info.version = "0.1.0";
        parts.info.organisation = "Montclar";
        auto made = start_server(parts, options);
        if (!made) FAIL(made.error().message);
        server = *std::move(made);
    }
    [[nodiscard]] int port() const { return server->port(); }
    // A browser that is logged in.
    [[nodiscard]] Browser as(const std::string& name) const {
        Browser browser(port());
        REQUIRE(browser.log_in(name, password).status == 200);
        return browser;
    }
    // Whatever a test wants to do to the store.
    template <class Work>
    void write(const Work& work) const {
        const auto done = store->write(work);
        if (!done) FAIL(done.error().message);
    }
};

}  // namespace vigie::serve::testing
