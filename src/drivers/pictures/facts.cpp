#include "codes.hpp"
#include "views.hpp"

#include <vigie/drivers/pictures.hpp>

namespace vigie::drivers {

Result<model::PictureFacts> read_picture(std::string_view bytes, bool with_codes) {
    VIGIE_TRY_ASSIGN(const auto picture, decode(bytes));
    const auto [hash, quality] = kit::pdq(picture.view());
    model::PictureFacts facts;
    facts.pdq = hash.hex();
    facts.quality = quality;
    facts.width = picture.full_width;
    facts.height = picture.full_height;
    if (with_codes) facts.codes = codes_in(picture.view());
    return facts;
}

Result<std::vector<std::string>> read_views(std::string_view bytes) {
    VIGIE_TRY_ASSIGN(const auto picture, decode(bytes));
    std::vector<std::string> hashes;
    for (const auto& hash : views_of(picture)) hashes.push_back(hash.hex());
    return hashes;
}

}  // namespace vigie::drivers
