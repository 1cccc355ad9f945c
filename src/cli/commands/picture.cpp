#include "picture.hpp"

#include "asset_pictures.hpp"
#include "common.hpp"

#include <vigie/drivers/pictures.hpp>
#include <vigie/judge/pictures.hpp>
#include <vigie/model/json.hpp>
#include <vigie/watch/register.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

using model::Json;

std::unique_ptr<ports::Pictures> reader() {
    return drivers::make_pictures(sandbox::start_self(drivers::picture_job()));
}

int refuse(const std::string& path, const Error& error, bool json) {
    if (json) out(model::dump({{"id", path}, {"error", error.message}}));
    return complain(fmt::format("{}: {}", path, error.message), exit_input);
}

Json json_of(const model::PictureFacts& facts) {
    Json json;
    model::to_json(json, facts);
    return json;
}

}  // namespace

int picture_hash(const PictureOptions& options) {
    const auto pictures = reader();
    int code = exit_ok;
    for (const auto& path : options.files) {
        const auto bytes = read_file(path);
        if (!bytes) {
            code = refuse(path, bytes.error(), options.json);
            continue;
        }
        const auto facts = pictures->read(*bytes);
        if (!facts) {
            code = refuse(path, facts.error(), options.json);
            continue;
        }
        std::vector<std::string> hashes{facts->pdq};
        if (options.views) {
            auto views = pictures->views(*bytes);
            if (views && !views->empty()) hashes = *std::move(views);
        }
        if (options.json) {
            Json line{{"id", path}, {"picture", json_of(*facts)}};
            if (options.views) line["views"] = hashes;
            out(model::dump(line));
        } else if (options.views) {
            out(fmt::format("# {}\npicture: [{}]", path, fmt::join(hashes, ", ")));
        } else {
            out(fmt::format("{}  {:3}  {}×{}  {}", facts->pdq, facts->quality, facts->width, facts->height,
                            path));
            for (const auto& text : facts->codes) out("    " + text);
        }
    }
    return code;
}

int picture_inspect(const PictureOptions& options) {
    std::vector<watch::RegisterFile> files;
    std::vector<std::pair<std::string, std::string>> sources;
    for (const auto& path : options.assets) {
        auto content = read_file(path);
        if (!content) return complain(content.error().message);
        sources.emplace_back(path, *content);
        files.push_back({path, *std::move(content)});
    }
    auto assets = std::make_shared<const model::AssetRegister>();
    if (!files.empty()) {
        auto result = watch::read_register(files);
        if (result.assets) assets = with_pictures(result.assets, result.diagnostics);
        print(result.diagnostics, sources);
        if (!result.assets) return complain("the asset register has errors (above): nothing was done");
    }
    const judge::AssetPictures ours(*assets);
    const auto pictures = reader();
    int code = exit_ok;
    for (const auto& path : options.files) {
        const auto bytes = read_file(path);
        const auto facts =
            bytes ? pictures->read(*bytes) : Result<model::PictureFacts>(tl::unexpected(bytes.error()));
        if (!facts) {
            code = refuse(path, facts.error(), true);
            continue;
        }
        Json line{{"id", path}, {"picture", json_of(*facts)}};
        if (const auto match = ours.nearest(*facts)) {
            line["match"] = {{"asset", match->asset.value},
                             {"distance", match->distance},
                             {"alteration", judge::name(match->alteration)}};
        }
        if (!out(model::dump(line))) break;
    }
    return code;
}

void add_picture(CLI::App& app, std::function<int()>& action) {
    static PictureOptions o;
    auto* picture = app.add_subcommand("picture", "What a picture looks like, as a number");
    picture->require_subcommand(1);
    auto* hash = picture->add_subcommand("hash", "PDQ hash, quality, size and the texts of QR codes");
    hash->footer(
        "Examples:\n  vigie picture hash logo.png\n  vigie picture hash --views portrait.jpg   to paste into "
        "a register\n"
        "  vigie picture hash --json *.jpg\n");
    hash->add_option("files", o.files, "JPEG, PNG, WebP, GIF or BMP")->required();
    hash->add_flag("--views", o.views, "The hashes of cut, framed and turned forms, too");
    hash->add_flag("--json", o.json, "JSON lines");
    hash->callback([&action] { action = [] { return picture_hash(o); }; });
    auto* inspect = picture->add_subcommand("inspect", "Which picture of ours does it look like? JSON lines");
    inspect->footer("Examples:\n  vigie picture inspect --assets assets.yaml suspect.png\n");
    inspect->add_option("files", o.files, "JPEG, PNG, WebP, GIF or BMP")->required();
    inspect->add_option("-a,--assets", o.assets, "Asset register(s)");
    inspect->callback([&action] { action = [] { return picture_inspect(o); }; });
}

}  // namespace vigie::cli
