#include <vigie/watch/watches.hpp>

namespace vigie::watch {

std::map<std::string, std::vector<std::string>> asset_lists(const model::AssetRegister& assets) {
    using model::AssetKind;
    std::map<std::string, std::vector<std::string>> lists;
    for (const auto* list :
         {"names", "handles", "domains", "hashtags", "phones", "products", "places", "people", "accounts"}) {
        lists["assets." + std::string(list)];
    }
    const auto add = [&](const char* list, const std::string& text) {
        if (!text.empty()) lists["assets." + std::string(list)].push_back(text);
    };
    const auto names = [&](const char* list, const model::Asset& asset) {
        add(list, asset.name);
        for (const auto& alias : asset.aliases) add(list, alias);
    };
    for (const auto& asset : assets.all()) {
        switch (asset.kind) {
            case AssetKind::organisation:
            case AssetKind::brand: names("names", asset); break;
            case AssetKind::person:
                names("names", asset);
                names("people", asset);
                break;
            case AssetKind::product:
                names("names", asset);
                names("products", asset);
                break;
            case AssetKind::place:
                names("names", asset);
                names("places", asset);
                break;
            case AssetKind::account:
                add("handles", asset.handle);
                add("accounts", asset.account_id);
                break;
            case AssetKind::domain: add("domains", asset.value); break;
            case AssetKind::hashtag: add("hashtags", asset.value); break;
            case AssetKind::phone: add("phones", asset.value); break;
            default: break;
        }
    }
    return lists;
}

}  // namespace vigie::watch
