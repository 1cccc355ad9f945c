#include <vigie/watch/beyond.hpp>

#include <algorithm>
#include <utility>

namespace vigie::watch {

Beyond::Beyond(const Matcher& matcher, const model::AssetRegister& assets, LanguageOf language)
    : matcher_(&matcher), assets_(&assets) {
    context_.language = std::move(language);
    context_.concerns = [this](std::string_view asset) { return concerns(asset); };
    context_.official = [this] { return official(); };
}

const query::Context& Beyond::of(const model::ItemView& item) {
    item_ = &item;
    hits_.reset();
    return context_;
}

const std::vector<Hit>& Beyond::hits() {
    if (!hits_) hits_ = matcher_->match(*item_);
    return *hits_;
}

bool Beyond::concerns(std::string_view asset) {
    return std::ranges::any_of(hits(), [&](const Hit& hit) { return hit.asset.value == asset; });
}

bool Beyond::official() const {
    const auto network = item_->author_network.empty() ? item_->network : item_->author_network;
    return assets_->account(network, item_->author_id, item_->author_handle) != nullptr;
}

}  // namespace vigie::watch
