#include <vigie/judge/pictures.hpp>
#include <vigie/kit/pdq.hpp>

namespace vigie::judge {

std::string_view name(PictureAlteration alteration) noexcept {
    switch (alteration) {
        case PictureAlteration::none: return "none";
        case PictureAlteration::view: return "view";
        case PictureAlteration::turned: return "turned";
        case PictureAlteration::negative: return "negative";
    }
    return "";
}

AssetPictures::AssetPictures(const model::AssetRegister& assets) {
    std::vector<PictureHash> hashes;
    const auto add = [&](const kit::PdqHash& hash, PictureAlteration alteration) {
        hashes.push_back(hash.words);
        forms_.push_back({static_cast<std::uint32_t>(assets_.size()), alteration});
    };
    for (const auto& asset : assets.all()) {
        for (std::size_t i = 0; i < asset.pictures.size(); ++i) {
            const auto hash = kit::pdq_of_hex(asset.pictures[i]);
            if (!hash) continue;
            add(*hash, i == 0 ? PictureAlteration::none : PictureAlteration::view);
            const auto turned = kit::pdq_variants(*hash);
            for (std::size_t v = 1; v < turned.size(); ++v) add(turned[v], PictureAlteration::turned);
            add(kit::negative(*hash), PictureAlteration::negative);
        }
        if (!asset.pictures.empty()) assets_.push_back(asset.id);
    }
    index_ = PictureIndex(std::move(hashes));
}

std::optional<PictureMatch> AssetPictures::nearest(const model::PictureFacts& facts) const {
    if (empty() || facts.quality < kit::pdq_min_quality) return std::nullopt;
    const auto hash = kit::pdq_of_hex(facts.pdq);
    if (!hash) return std::nullopt;
    const auto near = index_.within(hash->words);
    if (near.empty()) return std::nullopt;
    const auto& form = forms_[near.front().place];
    return PictureMatch{assets_[form.asset], near.front().distance, form.alteration};
}

}  // namespace vigie::judge
