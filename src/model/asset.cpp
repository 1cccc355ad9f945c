#include <vigie/kit/text.hpp>
#include <vigie/model/asset.hpp>

#include <algorithm>

namespace vigie::model {
namespace {

std::string account_key(std::string_view network, std::string_view what) {
    std::string key(network);
    key += '\n';
    key += what;
    return key;
}

}  // namespace

AssetRegister::AssetRegister(std::vector<Asset> assets, std::string version)
    : assets_(std::move(assets)), version_(std::move(version)) {
    for (std::size_t i = 0; i < assets_.size(); ++i) {
        const auto& a = assets_[i];
        by_id_.emplace(a.id.value, i);
        if (a.kind == AssetKind::account) {
            if (!a.account_id.empty()) by_account_.emplace(account_key(a.network, a.account_id), i);
            if (!a.handle.empty()) by_account_.emplace(account_key(a.network, kit::fold(a.handle)), i);
        } else if (a.kind == AssetKind::domain) {
            by_domain_.emplace(a.value, i);
        } else if (a.kind == AssetKind::link) {
            links_.push_back(a.value);
        }
    }
}

const Asset* AssetRegister::find(const AssetId& id) const {
    const auto it = by_id_.find(id.value);
    return it == by_id_.end() ? nullptr : &assets_[it->second];
}

const Asset* AssetRegister::account(std::string_view network, std::string_view id,
                                    std::string_view handle) const {
    if (!id.empty()) {
        if (const auto it = by_account_.find(account_key(network, id)); it != by_account_.end())
            return &assets_[it->second];
    }
    if (!handle.empty()) {
        if (const auto it = by_account_.find(account_key(network, kit::fold(handle)));
            it != by_account_.end()) {
            const auto& found = assets_[it->second];
            // A handle can be taken over: where both sides know the permanent id, the id decides.
            if (!id.empty() && !found.account_id.empty() && found.account_id != id) return nullptr;
            return &found;
        }
    }
    return nullptr;
}

bool AssetRegister::owns_host(std::string_view host) const {
    while (!host.empty()) {
        if (by_domain_.contains(std::string(host))) return true;
        const auto dot = host.find('.');
        if (dot == std::string_view::npos) return false;
        host.remove_prefix(dot + 1);
    }
    return false;
}

bool AssetRegister::approves_link(std::string_view url) const {
    return std::ranges::any_of(links_, [&](const std::string& link) {
        return url == link || (link.ends_with('/') && url.starts_with(link));
    });
}

}  // namespace vigie::model
