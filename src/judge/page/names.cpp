#include "page/names.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>
#include <ranges>

namespace vigie::judge {

NameIndex::NameIndex(const model::AssetRegister& assets) {
    const auto add = [&](const std::string& name, const model::Asset& asset) {
        constexpr std::size_t shortest = 3;
        std::vector<std::string> words;
        std::size_t letters = 0;
        for (auto& token : kit::tokens(name)) {
            letters += token.text.size();
            words.push_back(std::move(token.text));
        }
        if (words.empty() || letters < shortest) return;
        by_first_word_[words.front()].push_back({std::move(words), &asset});
    };
    for (const auto& asset : assets.all()) {
        using enum model::AssetKind;
        if (asset.kind != brand && asset.kind != organisation && asset.kind != person &&
            asset.kind != product)
            continue;
        add(asset.name, asset);
        for (const auto& alias : asset.aliases) add(alias, asset);
    }
}

std::vector<NameIndex::Found> NameIndex::in(std::string_view text) const {
    std::vector<Found> out;
    const auto words = kit::tokens(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto names = by_first_word_.find(words[i].text);
        if (names == by_first_word_.end()) continue;
        for (const auto& name : names->second) {
            if (name.words.size() > words.size() - i) continue;
            const bool all =
                std::ranges::equal(name.words,
                                   std::views::counted(words.begin() + static_cast<std::ptrdiff_t>(i),
                                                       static_cast<std::ptrdiff_t>(name.words.size())),
                                   {}, {}, &kit::Token::text);
            if (!all) continue;
            auto it = std::ranges::find(out, name.asset, &Found::asset);
            if (it == out.end()) it = out.insert(out.end(), {name.asset, 0, i == 0});
            ++it->times;
        }
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &Found::times);
    return out;
}

}  // namespace vigie::judge
