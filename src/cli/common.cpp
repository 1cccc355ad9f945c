#include "common.hpp"

#include "asset_pictures.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/model/json.hpp>
#include <vigie/vault/vault.hpp>
#include <vigie/watch/register.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace vigie::cli {
namespace {

void print_json(const Diagnostics& diagnostics) {
    for (const auto& d : diagnostics) {
        out(model::dump({{"level", d.level == Diagnostic::Level::error ? "error" : "warning"},
                         {"code", d.code},
                         {"file", d.file},
                         {"line", d.line},
                         {"column", d.column},
                         {"message", d.message},
                         {"help", d.help}}));
    }
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return fail(Errc::not_found, "{} does not exist", path);
    if (std::filesystem::is_directory(path, error))
        return fail(Errc::invalid_argument, "{} is a folder, not a file", path);
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Errc::io, "cannot read {}: check its permissions", path);
    std::string content;
    std::string piece(std::size_t{1} << 16, '\0');
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
        content.append(piece, 0, static_cast<std::size_t>(file.gcount()));
        if (content.size() > limits::yaml_bytes)
            return fail(Errc::invalid_argument, "{} is larger than 64 MiB", path);
    }
    return content;
}

int complain(std::string_view message, int code) {
    fmt::print(stderr, "vigie: {}\n", message);
    return code;
}

void print(const Diagnostics& diagnostics, const std::vector<std::pair<std::string, std::string>>& sources) {
    for (const auto& d : diagnostics) {
        std::string_view source;
        for (const auto& [path, content] : sources) {
            if (path == d.file) source = content;
        }
        fmt::print(stderr, "{}", render(d, source));
    }
}

int report(const Diagnostics& diagnostics, const std::vector<std::pair<std::string, std::string>>& sources,
           bool as_json) {
    if (as_json) {
        print_json(diagnostics);
    } else {
        print(diagnostics, sources);
    }
    std::size_t errors = 0;
    for (const auto& d : diagnostics) errors += d.level == Diagnostic::Level::error ? 1 : 0;
    const bool fr = language() == "fr";
    if (errors > 0)
        fmt::print(stderr,
                   fmt::runtime(fr ? "{} erreur(s), {} avertissement(s)\n" : "{} error(s), {} warning(s)\n"),
                   errors, diagnostics.size() - errors);
    return errors > 0 ? exit_no : exit_ok;
}

Result<std::shared_ptr<const engine::Judgement>> judgement_of(const std::vector<std::string>& asset_files,
                                                              const std::string& vault) {
    std::shared_ptr<const vault::Vault> documents;
    if (!vault.empty()) {
        VIGIE_TRY_ASSIGN(documents, vault::Vault::open(vault));
    }
    std::vector<watch::RegisterFile> files;
    std::vector<std::pair<std::string, std::string>> sources;
    for (const auto& path : asset_files) {
        VIGIE_TRY_ASSIGN(auto content, read_file(path));
        sources.emplace_back(path, content);
        files.push_back({path, std::move(content)});
    }
    if (files.empty())
        return engine::Judgement::make(std::make_shared<model::AssetRegister>(), {}, nullptr, documents);
    auto result = watch::read_register(files);
    if (result.assets) result.assets = with_pictures(result.assets, result.diagnostics);
    print(result.diagnostics, sources);
    if (!result.assets)
        return fail(Errc::invalid_argument, "the asset register has errors (above): nothing was done");
    return engine::Judgement::make(result.assets, {}, nullptr, documents);
}

std::string version() {
    return VIGIE_VERSION;
}

std::string language() {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read once, before threads
        if (value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("fr") ? "fr" : "en";
    }
    return "en";
}

Progress::Progress(std::string what) : what_(std::move(what)), visible_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (visible_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(double share, std::string_view detail) {
    if (!visible_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(100) && share < 1.0) return;
    last_ = now;
    if (share < 0) {
        fmt::print(stderr, "\r\x1b[K{}  {}", what_, detail);
        return;
    }
    constexpr int width = 30;
    const auto filled = static_cast<int>(share * width);
    fmt::print(stderr, "\r\x1b[K{} [{}{}] {:3.0f} %  {}", what_,
               std::string(static_cast<std::size_t>(filled), '#'),
               std::string(static_cast<std::size_t>(width - filled), '.'), share * 100, detail);
}

bool out(std::string_view line) {
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fputc('\n', stdout) != EOF;
}

}  // namespace vigie::cli
