// Where the names of the register stand in a text: words in a row, whatever their case and accents.
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
        bool first = false;  // it begins the text
    };
    // Each asset that is named, the one named most first. O(words · names that begin with the word).
    [[nodiscard]] std::vector<Found> in(std::string_view text) const;

private:
    struct Name {
        std::vector<std::string> words;
        const model::Asset* asset;
    };
    std::unordered_map<std::string, std::vector<Name>> by_first_word_;
};

}  // namespace vigie::judge
