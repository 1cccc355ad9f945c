// One round of matcher fuzzing: the fields of an item are lines of foreign bytes; both questions get the same
// answer.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/watch/match.hpp>

#include <array>
#include <string_view>

namespace vigie::watch {

inline const Matcher& fuzzed_matcher() {
    static const auto matcher = [] {
        using model::AssetKind;
        std::vector<model::Asset> assets;
        const auto add = [&](AssetKind kind, const char* name, const char* value) -> model::Asset& {
            auto& asset = assets.emplace_back();
            asset.id = model::AssetId(std::to_string(assets.size()));
            asset.kind = kind;
            asset.name = name;
            asset.value = value;
            return asset;
        };
        add(AssetKind::organisation, "Méridien Patrimoine", "");
        add(AssetKind::person, "Claire Martin", "");
        add(AssetKind::brand, "H&M", "");
        auto& word = add(AssetKind::brand, "Orange", "");
        word.common_word = true;
        word.place = "Saint-Étienne";
        add(AssetKind::domain, "", "meridien.example");
        add(AssetKind::phone, "", "+33612345678");
        add(AssetKind::term, "", "projet Atlas");
        add(AssetKind::link, "", "https://linktr.example/meridien/");
        add(AssetKind::hashtag, "", "MeridienEtMoi");
        auto& account = add(AssetKind::account, "Claire", "");
        account.network = "bluesky";
        account.handle = "claire.meridien.example";
        account.account_id = "did:plc:claire";
        return make_matcher(std::make_shared<model::AssetRegister>(std::move(assets)));
    }();
    return *matcher;
}

inline void fuzz_match(std::string_view bytes) {
    std::array<std::string, 8> lines;
    for (std::size_t i = 0; i < lines.size() && !bytes.empty(); ++i) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        lines[i] = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    model::Item item;
    item.network = "bluesky";
    item.text = lines[0];
    item.author.name = lines[1];
    item.author.handle = lines[2];
    item.links = {lines[3]};
    item.hashtags = {lines[4]};
    item.mentions = {lines[5]};
    item.reply_to = lines[6];
    item.place = lines[7];
    const auto hits = fuzzed_matcher().match(item);
    VIGIE_ASSERT(fuzzed_matcher().concerns(item) == !hits.empty());
    for (std::size_t i = 1; i < hits.size(); ++i) VIGIE_ASSERT(hits[i - 1].asset != hits[i].asset);
}

}  // namespace vigie::watch
