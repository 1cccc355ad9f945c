#include "concern.hpp"

#include <vigie/kit/text.hpp>

#include <fmt/format.h>

namespace vigie::plugins {
namespace {

constexpr std::size_t most_words = 4;
constexpr std::size_t fewest_bytes = 4;  // shorter names stand in too many texts

std::string joined(const std::vector<kit::Token>& words, std::size_t from, std::size_t n) {
    std::string out;
    for (std::size_t i = from; i < from + n; ++i) {
        if (!out.empty()) out += ' ';
        out += words[i].text;
    }
    return out;
}

bool has_a_name(model::AssetKind kind) {
    using enum model::AssetKind;
    return kind == organisation || kind == brand || kind == product || kind == person;
}

std::string_view bare(std::string_view tag) {
    return tag.starts_with('#') ? tag.substr(1) : tag;
}

}  // namespace

Concerns::Concerns(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {
    for (const auto& a : assets_->all()) {
        if (a.kind == model::AssetKind::hashtag) {
            hashtags_.try_emplace(kit::fold(bare(a.value.empty() ? a.name : a.value)), a.id, "#" + std::string(bare(a.value.empty() ? a.name : a.value)));
        }
        if (!has_a_name(a.kind) || a.common_word) continue;
        const auto add = [&](const std::string& name) {
            const auto words = kit::tokens(name);
            if (words.empty() || words.size() > most_words) return;
            auto key = joined(words, 0, words.size());
            if (key.size() >= fewest_bytes) names_.try_emplace(std::move(key), a.id, name);
        };
        add(a.name);
        for (const auto& alias : a.aliases) add(alias);
    }
}

std::optional<Concerns::Concern> Concerns::of(const model::Item& item) const {
    if (assets_->account(item.author.network, item.author.id, item.author.handle) != nullptr)
        return std::nullopt;
    const auto words = kit::tokens(item.text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t n = std::min(most_words, words.size() - i); n > 0; --n) {
            const auto found = names_.find(joined(words, i, n));
            if (found == names_.end()) continue;
            const auto start = words[i].start;
            const auto end = words[i + n - 1].end;
            return Concern{found->second.first, found->second.second,
                           {"text", start, end, item.text.substr(start, end - start), "brand"}};
        }
    }
    for (std::size_t i = 0; i < item.hashtags.size(); ++i) {
        const auto found = hashtags_.find(kit::fold(bare(item.hashtags[i])));
        if (found == hashtags_.end()) continue;
        return Concern{found->second.first, found->second.second,
                       {fmt::format("hashtags.{}", i), 0, item.hashtags[i].size(), item.hashtags[i], "hashtag"}};
    }
    for (std::size_t i = 0; i < item.mentions.size(); ++i) {
        const auto* account = assets_->account(item.network, item.mentions[i], item.mentions[i]);
        if (account == nullptr) continue;
        return Concern{account->id, "@" + account->handle,
                       {fmt::format("mentions.{}", i), 0, item.mentions[i].size(), item.mentions[i], "mention"}};
    }
    return std::nullopt;
}

}  // namespace vigie::plugins
