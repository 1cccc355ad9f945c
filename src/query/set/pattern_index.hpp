// Finds the patterns that queries are looked up by: beginnings of words in a table, parts of words and
// regular expressions by Vectorscan. Wraps Vectorscan; immutable, scratch memory belongs to each scanner.
#pragma once

#include "set/program.hpp"
#include "set/terms.hpp"

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace vigie::query {

class PatternIndex {
public:
    PatternIndex();
    ~PatternIndex();
    PatternIndex(const PatternIndex&) = delete;
    PatternIndex& operator=(const PatternIndex&) = delete;

    // Files a pattern under a term. False when it can't be looked up: it must be tried on every item.
    [[nodiscard]] bool add(const Pattern& pattern, TermId term);
    // After the last add(). Those that Vectorscan refuses are answered: they must be tried on every item.
    [[nodiscard]] std::vector<TermId> build();

    [[nodiscard]] bool has_prefixes() const noexcept { return !prefix_sizes_.empty(); }
    [[nodiscard]] bool scans_folded() const noexcept { return folded_ != nullptr; }
    [[nodiscard]] bool scans_raw() const noexcept { return raw_ != nullptr; }

    // Calls visit(term) for each filed prefix of this word; its bytes are padded (hash_padding).
    template <class Visit>
    void prefixes_of(Scope scope, const char* word, std::size_t size, Visit visit) const {
        if (size == 0 || !first_two_[two(word, size)]) return;
        for (const auto n : prefix_sizes_) {
            if (n > size) return;
            const auto key = key_of(Space::prefix, hash_padded(word, n)) + static_cast<std::uint64_t>(scope);
            if (const auto id = prefixes_.find(key); id != no_term) visit(prefix_terms_[id]);
        }
    }

    // One per scanner.
    class Scratch {
    public:
        explicit Scratch(const PatternIndex& index);
        ~Scratch();
        Scratch(const Scratch&) = delete;
        Scratch& operator=(const Scratch&) = delete;
        // Terms whose pattern may occur, each once; patterns of several bytes in a row may be missed by none.
        void folded(std::string_view text, std::vector<TermId>& out);
        void raw(std::string_view text, std::vector<TermId>& out);

    private:
        const PatternIndex& index_;
        hs_scratch* scratch_ = nullptr;
    };

    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    static std::size_t two(const char* word, std::size_t size) noexcept {
        const auto low = static_cast<unsigned char>(word[0]);
        const auto high = size > 1 ? static_cast<unsigned char>(word[1]) : 0U;
        return static_cast<std::size_t>(low) | static_cast<std::size_t>(high) << 8U;
    }
    struct Entry {
        std::string text;
        TermId term = 0;
    };

    Terms prefixes_;
    std::vector<TermId> prefix_terms_;
    std::vector<std::size_t> prefix_sizes_;
    std::bitset<65536> first_two_;
    std::vector<Entry> pieces_;
    std::vector<Entry> regexes_;
    hs_database* folded_ = nullptr;
    hs_database* raw_ = nullptr;
};

}  // namespace vigie::query
