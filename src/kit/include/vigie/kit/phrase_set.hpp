// Which of many fixed phrases stand in a text of folded words? For lists of a few hundred: a text is walked
// once, and only phrases that begin like the word at hand are compared. Each phrase begins with a blank, so
// it begins a word; one that ends with a blank ends one. Immutable, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace vigie::kit {

class PhraseSet {
public:
    // Phrases are known by their number in `phrases`, whose bytes must outlive the set. A phrase without a
    // blank in front or shorter than three bytes is never found.
    explicit PhraseSet(std::span<const std::string_view> phrases) {
        constexpr std::size_t shortest = 3;
        std::vector<std::vector<Entry>> by_key(keys);
        for (std::uint32_t i = 0; i < phrases.size(); ++i)
            if (phrases[i].size() >= shortest && phrases[i].front() == ' ')
                by_key[key(phrases[i])].push_back({phrases[i], i});
        first_.reserve(keys + 1);
        for (const auto& entries : by_key) {
            first_.push_back(static_cast<std::uint32_t>(entries_.size()));
            entries_.insert(entries_.end(), entries.begin(), entries.end());
        }
        first_.push_back(static_cast<std::uint32_t>(entries_.size()));
    }

    // Calls visit(number) for each phrase at each place, from left to right. O(words · phrases that begin
    // alike).
    template <class Visit>
    void each(std::string_view text, Visit&& visit) const {
        for (auto at = text.find(' '); at != std::string_view::npos && at + 2 < text.size();
             at = text.find(' ', at + 1)) {
            const auto rest = text.substr(at);
            const auto k = key(rest);
            for (auto i = first_[k]; i < first_[k + 1]; ++i)
                if (rest.starts_with(entries_[i].words)) visit(std::size_t{entries_[i].number});
        }
    }

private:
    struct Entry {
        std::string_view words;
        std::uint32_t number = 0;
    };
    static constexpr std::size_t keys = 1024;
    // By the two bytes behind the blank.
    static std::size_t key(std::string_view words) noexcept {
        return (static_cast<unsigned char>(words[1]) * 37U + static_cast<unsigned char>(words[2])) % keys;
    }
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> first_;
};

}  // namespace vigie::kit
