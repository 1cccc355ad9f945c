#include "inspect_files.hpp"

#include "answer_lines.hpp"
#include "common.hpp"

#include <vigie/drivers/files.hpp>
#include <vigie/drivers/pictures.hpp>
#include <vigie/judge/files.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/json_walk.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace vigie::cli {
namespace {

using model::Json;

std::string text_of(const Json& json, const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string{};
}

Result<Json> answer(const Json& id, const model::FileContent& file, const engine::Judgement& judgement) {
    const auto item = judge::item_of_file(file, id.is_string() ? id.get<std::string>() : model::dump(id));
    VIGIE_TRY_ASSIGN(const auto opinions, engine::opinions_on(judgement, file, item));
    auto scores = Json::object();
    auto findings = Json::array();
    for (const auto& [name, opinion] : opinions) {
        scores[name] = opinion.score;
        for (const auto& finding : opinion.findings) findings.push_back(finding);
    }
    Json line{{"id", id}, {"scores", std::move(scores)}, {"findings", std::move(findings)}};
    line.update(engine::facts_of(file));
    auto spans = Json::array();
    for (const auto& one : judge::find_identifiers(item.text))
        spans.push_back({{"kind", judge::name(one.kind)},
                         {"start", one.start},
                         {"end", one.end},
                         {"text", one.in(item.text)}});
    line["spans"] = std::move(spans);
    line["text"] = item.text;
    return line;
}

}  // namespace

FileReader::FileReader()
    : files_(drivers::make_files(sandbox::start_self(drivers::file_job()))),
      pictures_(drivers::make_pictures(sandbox::start_self(drivers::picture_job()))) {}
FileReader::~FileReader() = default;

Result<std::string> FileReader::load(const std::string& path) const {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error || !std::filesystem::exists(status)) return fail(Errc::not_found, "{}: no such file", path);
    if (!std::filesystem::is_regular_file(status))
        return fail(Errc::invalid_argument, "{}: not a file", path);
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > drivers::file_bytes)
        return fail(Errc::invalid_argument, "{}: {} bytes, {} are allowed", path, size, drivers::file_bytes);
    return read_file(path);
}

Result<model::FileContent> FileReader::read(std::string_view bytes, std::string_view name) {
    return engine::read_content(*files_, *pictures_, bytes, name);
}

bool is_file_kind(const std::string& kind) {
    return kind == "image" || kind == "file";
}

Result<Json> object_of(std::string_view line) {
    kit::JsonWalk walk;
    // Looked at whole first: valid, and not deeper than a reader that recurses bears.
    if (!walk.open(line) || !walk.check() || !walk.at_end())
        return fail(Errc::parse, "not a JSON object of id and path");
    auto json = Json::parse(line, nullptr, false);
    if (!json.is_object()) return fail(Errc::parse, "not a JSON object of id and path");
    return json;
}

Result<GivenFile> given_file(const Json& json, const FileReader& reader) {
    GivenFile out;
    const auto path = text_of(json, "path");
    out.name = text_of(json, "name");
    if (out.name.empty()) out.name = std::filesystem::path(path).filename().string();
    if (const auto encoded = json.find("base64"); encoded != json.end() && encoded->is_string()) {
        auto bytes = kit::base64_decode(encoded->get_ref<const std::string&>());
        if (!bytes) return fail(Errc::parse, "what stands behind \"base64\" is not base64");
        out.bytes = *std::move(bytes);
        return out;
    }
    if (path.empty())
        return fail(Errc::parse, "no file: write {{\"path\": …}} or {{\"base64\": …, \"name\": …}}");
    VIGIE_TRY_ASSIGN(out.bytes, reader.load(path));
    return out;
}

int inspect_files(const InspectOptions& options) {
    const auto judgement = judgement_of(options.assets);
    if (!judgement) return complain(judgement.error().message);
    FileReader reader;
    constexpr std::size_t longest = drivers::file_bytes / 3 * 4 + 65'536;  // base64
    int code = exit_ok;
    const auto inspect_line = [&](std::size_t number, std::string_view text) -> Result<Json> {
        VIGIE_TRY_ASSIGN(const auto json, object_of(text));
        const auto id = json.value("id", Json(nullptr));
        // What is wrong with a file is the answer to its line.
        const auto refused = [&](const Error& error) {
            fmt::print(stderr, "vigie: {}:{}: {}\n", options.input, number, error.message);
            code = exit_input;
            return Json{{"id", id}, {"error", error.message}};
        };
        const auto input = given_file(json, reader);
        if (!input) return refused(input.error());
        const auto file = reader.read(input->bytes, input->name);
        if (!file) return refused(file.error());
        auto line = answer(id, *file, **judgement);
        return line ? *std::move(line) : refused(line.error());
    };
    const int lines = answer_lines(options.input, longest, inspect_line);
    return lines != exit_ok ? lines : code;
}

}  // namespace vigie::cli
