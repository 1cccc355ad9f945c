// One log over HTTP: how large it is, and its entries from a place on. Knows both forms, asks politely (one
// request at a time), says how long to wait when told to.
#pragma once

#include <vigie/plugins/ct.hpp>
#include <vigie/ports/http.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::plugins::ct {

// Why there is no answer. `wait` > 0: the log said when to come again.
struct Refusal {
    Error error;
    std::chrono::seconds wait{};
};
template <class T>
struct Answer {
    T value{};
    std::optional<Refusal> refused;
};

// Raw entries: for a static log one tile, for RFC 6962 the decoded members of several leaves.
struct Page {
    std::uint64_t first = 0;  // index of the first entry in it
    std::uint64_t count = 0;  // how many the page should hold
    std::string tile;
    struct Leaf {
        std::string input;
        std::string extra;
    };
    std::vector<Leaf> leaves;
};

class Log {
public:
    Log(const CtConfig& config, ports::Http& http, const ports::Clock& clock)
        : config_(config), http_(http), clock_(clock) {}

    [[nodiscard]] Answer<std::uint64_t> size();
    // The page that holds entry `next` of a log of `size` > next entries.
    [[nodiscard]] Answer<Page> page(std::uint64_t next, std::uint64_t size);

private:
    [[nodiscard]] Answer<std::string> get(const std::string& path, bool none_is_fine = false);
    const CtConfig& config_;
    ports::Http& http_;
    const ports::Clock& clock_;
};

}  // namespace vigie::plugins::ct
