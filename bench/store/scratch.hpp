// What both benches need: a private folder on a real disk (TMPDIR), posts, the memory in use.
#pragma once

#include <vigie/model/item.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace vigie::bench {

class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] std::string path() const { return (folder_ / "vigie.db").string(); }
    [[nodiscard]] double megabytes() const;  // database and log

private:
    std::filesystem::path folder_;
};

// The n-th post of a firehose: 5 to 40 words from a vocabulary of 20,000 with the usual slope, one in six
// with accents.
[[nodiscard]] model::Item post(std::int64_t n);
[[nodiscard]] double resident_megabytes();

}  // namespace vigie::bench
