#include <vigie/kit/hash.hpp>
#include <vigie/model/finding.hpp>

namespace vigie::model {

FindingId finding_id(std::string_view detector, const ItemKey& item, const AssetId& asset,
                     std::string_view culprit) {
    std::string parts;
    for (const std::string_view part : {detector, std::string_view(item.network), std::string_view(item.id),
                                        std::string_view(asset.value), culprit}) {
        parts += part;
        parts += '\0';
    }
    constexpr std::size_t bytes = 12;
    return FindingId("f" + kit::hex(kit::sha256(parts).substr(0, bytes)));
}

}  // namespace vigie::model
