#include "screen_files.hpp"

#include <vigie/judge/files.hpp>
#include <vigie/kit/ascii.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace vigie::cli {
namespace {

using model::Json;

constexpr std::size_t most_files = 20;

std::vector<Json> files_of(const Json& draft) {
    std::vector<Json> out;
    for (const auto* key : {"images", "files"}) {
        const auto list = draft.find(key);
        if (list == draft.end() || !list->is_array()) continue;
        for (const auto& one : *list) out.push_back(one.is_string() ? Json{{"path", one}} : one);
    }
    return out;
}

// Nothing in it can lead out of the folder.
std::string safe(std::string_view name) {
    constexpr std::size_t longest = 80;
    std::string out;
    for (const char c : name.substr(0, longest))
        out += kit::ascii::alnum(c) || c == '-' || c == '.' ? c : '_';
    while (out.starts_with('.')) out.erase(0, 1);
    return out.empty() ? "file" : out;
}

Result<std::string> write_clean(const std::string& folder, const std::string& name, std::string_view bytes) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto path = (std::filesystem::path(folder) / name).string();
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) return fail(Errc::io, "{} cannot be written", path);
    return path;
}

// What a clean copy would look like, and where it is.
Json mended(const GivenFile& given, const model::FileContent& content,
            const std::vector<model::Finding>& findings, FileReader& reader, const std::string& folder,
            const std::string& prefix) {
    const auto places = engine::places_of(content, findings);
    const auto copy = reader.files().clean_picture(given.bytes, places);
    if (!copy) return Json{{"error", copy.error().message}};
    const auto ending = content.type == "jpeg" ? ".jpg" : content.type == "webp" ? ".webp" : ".png";
    const auto stem = std::filesystem::path(given.name).stem().string();
    const auto path = write_clean(folder, prefix + safe(stem) + ending, *copy);
    if (!path) return Json{{"error", path.error().message}};
    return Json{{"path", *path}, {"masked", places.size()}};
}

}  // namespace

Result<> screen_files(const Json& draft, const engine::Judgement& judgement, FileReader& reader,
                      const std::string& mend, engage::Screening& screening, Json& line) {
    const auto given_files = files_of(draft);
    if (given_files.empty()) return {};
    if (given_files.size() > most_files)
        return fail(Errc::parse, "{} files in one draft: {} are allowed", given_files.size(), most_files);
    const auto id = draft.value("id", Json(nullptr));
    const auto id_text = id.is_string() ? id.get<std::string>() : model::dump(id);
    Json list = Json::array();
    for (std::size_t i = 0; i < given_files.size(); ++i) {
        Json told{{"file", i}};
        const auto refused = [&](const Error& error) {
            told["error"] = error.message;
            list.push_back(std::move(told));
            engage::screen_unread(screening);
        };
        if (!given_files[i].is_object()) {
            refused({Errc::parse, "neither a path nor an object"});
            continue;
        }
        const auto given = given_file(given_files[i], reader);
        if (!given) {
            refused(given.error());
            continue;
        }
        told["name"] = given->name;
        const auto content = reader.read(given->bytes, given->name);
        if (!content) {
            refused(content.error());
            continue;
        }
        const auto item = judge::item_of_file(*content, id_text);
        VIGIE_TRY_ASSIGN(const auto opinions, engine::opinions_on(judgement, *content, item));
        std::vector<model::Finding> findings;
        for (const auto& [name, opinion] : opinions)
            findings.insert(findings.end(), opinion.findings.begin(), opinion.findings.end());
        engage::screen_file(screening, findings, fmt::format("files.{}", i));
        told["type"] = content->type;
        if (!mend.empty() && content->picture)
            told["mended"] =
                mended(*given, *content, findings, reader, mend, fmt::format("{}-{}-", safe(id_text), i));
        list.push_back(std::move(told));
    }
    line["files"] = std::move(list);
    return {};
}

}  // namespace vigie::cli
