// What an open vault holds: the bytes (mapped or owned), their parts, and the index that lookups need.
#pragma once

#include "content.hpp"
#include "file.hpp"
#include "winnow.hpp"

#include <string>
#include <vector>

namespace vigie::vault {

struct Vault::State {
    Key key{};
    std::string owned;
    void* map = nullptr;
    std::size_t map_bytes = 0;
    Parts parts;
    // Where the fingerprints (cells) with these upper bits of their hash begin; one more at the end.
    std::vector<std::uint32_t> print_starts;
    std::vector<std::uint32_t> cell_starts;
    unsigned print_bits = 0;
    unsigned cell_bits = 0;
    std::vector<std::uint64_t> boilerplate;  // sorted

    State() = default;
    ~State();
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    Result<> index(std::string_view bytes);
    [[nodiscard]] std::span<const StoredPrint> prints(std::uint64_t hash) const noexcept;
    [[nodiscard]] std::span<const StoredCell> cells(std::uint64_t hash) const noexcept;
};

// One copied run, in bytes of content.
struct Run {
    std::uint32_t entry = 0;
    std::int64_t shift = 0;  // place in the registered text less place here
    std::size_t start = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::vector<Run> copied_runs(const Vault::State& state, const Content& content);

struct Row {
    std::uint16_t entry = 0;
    std::uint32_t row = 0;
    std::vector<Place> places;
};
[[nodiscard]] std::vector<Row> matching_rows(const Vault::State& state, const Content& content);

// What a cell counts as, or "" when it is too short or too long to be looked for.
[[nodiscard]] std::string cell_content(std::string_view cell);

// Whose copy the runs of one entry come from, by the marks at their blanks; "" when they do not tell.
[[nodiscard]] std::string holder_of(const Entry& entry, const std::vector<Run>& runs, const Content& content,
                                    const Key& key);

}  // namespace vigie::vault
