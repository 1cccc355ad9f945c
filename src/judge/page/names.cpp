#include "page/names.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace vigie::judge {
namespace {

bool is_plain(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// Marks that nobody sees inside of a word. Soft hyphens are left out: honest pages break long words at them.
bool holds_unseen(std::string_view written) {
    for (const auto* mark : {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff"}) {
        if (written.find(mark) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace

struct NameIndex::Word {
    std::string text;      // folded
    std::string skeleton;  // of words that are not plain letters; else empty
    bool unseen = false;
};

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
        const auto looks = kit::handle_skeleton(words.front());
        auto& same = by_first_word_[words.front()];
        same.push_back({words, &asset});
        if (looks != words.front()) by_first_word_[looks].push_back({std::move(words), &asset});
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

bool NameIndex::stands_at(const Name& name, const std::vector<Word>& words, std::size_t at, bool& disguised) {
    if (name.words.size() > words.size() - at) return false;
    for (std::size_t i = 0; i < name.words.size(); ++i) {
        const auto& word = words[at + i];
        disguised = disguised || word.unseen;
        if (word.text == name.words[i]) continue;
        if (word.skeleton.empty() || word.skeleton != kit::handle_skeleton(name.words[i])) return false;
        disguised = true;
    }
    return true;
}

std::vector<NameIndex::Found> NameIndex::in(std::string_view text) const {
    std::vector<Found> out;
    std::vector<Word> words;
    for (auto& token : kit::tokens(text)) {
        auto& word = words.emplace_back();
        word.unseen = holds_unseen(text.substr(token.start, token.end - token.start));
        if (!is_plain(token.text)) word.skeleton = kit::handle_skeleton(token.text);
        word.text = std::move(token.text);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        // A word that is not plain may be the name as it is written, else look like it.
        bool found = false;
        for (const auto* key : {&words[i].text, &words[i].skeleton}) {
            if (found || key->empty()) continue;
            const auto names = by_first_word_.find(*key);
            if (names == by_first_word_.end()) continue;
            for (const auto& name : names->second) {
                bool disguised = false;
                if (!stands_at(name, words, i, disguised)) continue;
                found = true;
                auto it = std::ranges::find(out, name.asset, &Found::asset);
                if (it == out.end()) it = out.insert(out.end(), {name.asset, 0, false, i, name.words.size()});
                ++it->times;
                it->disguised = it->disguised || disguised;
            }
        }
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &Found::times);
    return out;
}

}  // namespace vigie::judge
