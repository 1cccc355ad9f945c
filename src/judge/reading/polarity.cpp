#include "polarity.hpp"

#include "words.hpp"

#include <vigie/base/embedded.hpp>

#include <array>
#include <charconv>
#include <string_view>

namespace vigie::embedded {
std::vector<EmbeddedFile> reading_files();
}

namespace vigie::judge {
namespace {

constexpr std::size_t slots = 1U << 15;  // at least twice the words

class Lexicon {
public:
    Lexicon() {
        for (const auto& file : embedded::reading_files())
            if (file.path == "polarity.tsv") fill(file.content);
    }
    [[nodiscard]] int of(std::uint64_t hash) const noexcept {
        for (auto at = hash % slots; values_[at] != 0; at = (at + 1) % slots)
            if (hashes_[at] == hash) return values_[at];
        return 0;
    }

private:
    void fill(std::string_view lines) {
        std::size_t words = 0;
        while (!lines.empty() && words < slots / 2) {
            const auto end = std::min(lines.find('\n'), lines.size());
            const auto line = lines.substr(0, end);
            lines.remove_prefix(std::min(end + 1, lines.size()));
            const auto tab = line.find('\t');
            int value = 0;
            if (tab == std::string_view::npos) continue;
            std::from_chars(line.data() + tab + 1, line.data() + line.size(), value);
            const auto hash = word_hash(line.substr(0, tab));
            if (value == 0 || of(hash) != 0) continue;
            auto at = hash % slots;
            while (values_[at] != 0) at = (at + 1) % slots;
            hashes_[at] = hash;
            values_[at] = static_cast<std::int8_t>(value);
            ++words;
        }
    }
    std::array<std::uint64_t, slots> hashes_{};
    std::array<std::int8_t, slots> values_{};
};

}  // namespace

int polarity_of(std::uint64_t word_hash) noexcept {
    static const Lexicon lexicon;
    return lexicon.of(word_hash);
}

}  // namespace vigie::judge
