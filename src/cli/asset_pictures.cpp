#include "asset_pictures.hpp"

#include "common.hpp"

#include <vigie/drivers/pictures.hpp>

namespace vigie::cli {
namespace {

// The picture file of an asset, or nothing.
std::string file_of(const model::Asset& asset) {
    if (!asset.pictures.empty()) return {};
    const auto& path = asset.kind == model::AssetKind::image ? asset.value : asset.avatar;
    return path.find("://") == std::string::npos ? path : std::string();
}

}  // namespace

std::shared_ptr<const model::AssetRegister> with_pictures(std::shared_ptr<const model::AssetRegister> assets,
                                                          Diagnostics& diagnostics) {
    std::unique_ptr<ports::Pictures> reader;
    std::vector<model::Asset> all;
    for (std::size_t i = 0; i < assets->all().size(); ++i) {
        const auto path = file_of(assets->all()[i]);
        if (path.empty()) continue;
        if (reader == nullptr) {
            reader = drivers::make_pictures(sandbox::start_self(drivers::picture_job()));
            all = assets->all();
        }
        const auto bytes = read_file(path);
        auto hashes =
            bytes ? reader->views(*bytes) : Result<std::vector<std::string>>(tl::unexpected(bytes.error()));
        if (hashes && !hashes->empty()) {
            all[i].pictures = *std::move(hashes);
            continue;
        }
        diagnostics.push_back(
            {.level = Diagnostic::Level::warning,
             .code = "assets.picture",
             .file = path,
             .message =
                 hashes ? "this picture has too few features to be recognised" : hashes.error().message,
             .help = fmt::format("copies of the picture of {} will not be found", all[i].id.value)});
    }
    if (reader == nullptr) return assets;
    return std::make_shared<const model::AssetRegister>(std::move(all), assets->version());
}

}  // namespace vigie::cli
