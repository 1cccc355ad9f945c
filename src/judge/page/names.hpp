// Where the names of the register stand in a text: words in a row, whatever their case and accents; also when
// letters of another alphabet, digits or unseen marks are put in to hide them from readers like this one.
#pragma once

#include <vigie/model/asset.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::judge {

class NameIndex {
public:
    explicit NameIndex(const model::AssetRegister& assets);

    struct Found {
        const model::Asset* asset = nullptr;
        std::size_t times = 0;
        bool disguised = false;  // once at least only by the looks of it
        std::size_t first = 0;   // number of the first of its words where it stands first
        std::size_t words = 0;   // of the name as it stands there
    };
    // Each asset that is named, the one named most first. O(words · names that begin with the word).
    [[nodiscard]] std::vector<Found> in(std::string_view text) const;

private:
    struct Name {
        std::vector<std::string> words;
        const model::Asset* asset;
    };
    struct Word;
    static bool stands_at(const Name& name, const std::vector<Word>& words, std::size_t at, bool& disguised);
    std::unordered_map<std::string, std::vector<Name>> by_first_word_;  // its skeleton
};

}  // namespace vigie::judge
