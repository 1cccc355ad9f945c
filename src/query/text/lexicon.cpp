#include "text/lexicon.hpp"

#include "text/word_hash.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/base/embedded.hpp>

#include <charconv>
#include <cmath>
#include <vector>

namespace vigie::embedded {
std::vector<EmbeddedFile> lexicons();
}

namespace vigie::query {
namespace {

// Open addressing; 48 bits of the hash stand for the word. The bits in front refuse most strings that are no
// word from the cache.
class Table {
public:
    explicit Table(std::string_view tsv) : slots_(slot_count), bits_(bit_count / 64) {
        while (!tsv.empty()) {
            const auto tab = tsv.find('\t');
            const auto end = tsv.find('\n');
            VIGIE_ASSERT(tab < end && end != std::string_view::npos);
            int per_million = 0;
            std::from_chars(tsv.data() + tab + 1, tsv.data() + end, per_million);
            add(kit::hash64(tsv.substr(0, tab)), per_million * 1e-6);
            tsv.remove_prefix(end + 1);
        }
    }

    [[nodiscard]] float find(std::uint64_t hash) const noexcept {
        if (((bits_[bit_of(hash) / 64] >> (bit_of(hash) % 64)) & 1U) == 0) return -1;
        for (auto i = slot_of(hash); slots_[i].tag != 0; i = (i + 1) % slot_count)
            if (slots_[i].tag == tag_of(hash)) return slots_[i].cost;
        return -1;
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    static constexpr std::size_t slot_count = std::size_t{1} << 16U;
    static constexpr std::size_t bit_count = std::size_t{1} << 19U;
    struct Slot {
        std::uint32_t tag = 0;  // 0: free
        float cost = 0;
    };
    static std::size_t slot_of(std::uint64_t hash) noexcept { return hash % slot_count; }
    static std::size_t bit_of(std::uint64_t hash) noexcept { return hash % bit_count; }
    static std::uint32_t tag_of(std::uint64_t hash) noexcept {
        return static_cast<std::uint32_t>(hash >> 32U) | 1U;
    }

    void add(std::uint64_t hash, double share) {
        VIGIE_ASSERT(share > 0 && ++size_ < slot_count * 3 / 4);
        auto i = slot_of(hash);
        while (slots_[i].tag != 0) i = (i + 1) % slot_count;
        slots_[i] = {tag_of(hash), static_cast<float>(-std::log(share))};
        bits_[bit_of(hash) / 64] |= std::uint64_t{1} << (bit_of(hash) % 64);
    }

    std::vector<Slot> slots_;
    std::vector<std::uint64_t> bits_;
    std::size_t size_ = 0;
};

std::string_view embedded_words() {
    for (const auto& file : embedded::lexicons())
        if (file.path == "words.tsv") return file.content;
    return {};
}

const Table& table() {
    static const Table words(embedded_words());
    return words;
}

}  // namespace

float cost_of_hash(std::uint64_t word_hash) noexcept {
    return table().find(word_hash);
}

double share_of_hash(std::uint64_t word_hash) noexcept {
    const auto cost = cost_of_hash(word_hash);
    return cost < 0 ? share_of_unknown : std::exp(-static_cast<double>(cost));
}

double share_of(std::string_view folded_word) noexcept {
    return share_of_hash(kit::hash64(folded_word));
}

bool known(std::string_view folded_word) noexcept {
    return cost_of_hash(kit::hash64(folded_word)) >= 0;
}

std::size_t words_known() noexcept {
    return table().size();
}

}  // namespace vigie::query
