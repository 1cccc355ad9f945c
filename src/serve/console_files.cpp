#include "console_files.hpp"

#include <vigie/kit/hash.hpp>

#include <zlib.h>

#include <array>

namespace vigie::serve {
namespace {

std::string type_of(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> types{
        {{".html", "text/html; charset=utf-8"},
         {".js", "text/javascript; charset=utf-8"},
         {".css", "text/css; charset=utf-8"},
         {".svg", "image/svg+xml"},
         {".json", "application/json"},
         {".png", "image/png"},
         {".ico", "image/x-icon"},
         {".woff2", "font/woff2"},
         {".webmanifest", "application/manifest+json"},
         {".txt", "text/plain; charset=utf-8"},
         {".map", "application/json"},
         {".webp", "image/webp"}}};
    for (const auto& [ending, type] : types) {
        if (path.ends_with(ending)) return std::string(type);
    }
    return "application/octet-stream";
}

std::string gzip(std::string_view content) {
    z_stream z{};
    constexpr int gzip_window = 15 + 16;
    constexpr int memory = 9;
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string out(deflateBound(&z, content.size()), '\0');
    z.next_in = reinterpret_cast<Bytef*>(
        const_cast<char*>(content.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast): zlib only reads
    z.avail_in = static_cast<uInt>(content.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    const bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
    out.resize(out.size() - z.avail_out);
    deflateEnd(&z);
    return whole && out.size() < content.size() ? out : std::string();
}

constexpr const char* page_policy =
    "default-src 'self'; img-src 'self' data: https://cdn.bsky.app; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

constexpr const char* no_console =
    "<!doctype html><meta charset=\"utf-8\"><title>Vigie</title><p>This binary was built without its "
    "console. Build it with "
    "<code>./dev build</code>; the API is at <code>/api/v1</code>.</p><p lang=\"fr\">Ce binaire a été "
    "construit sans sa console. "
    "Construisez-la avec <code>./dev build</code> ; l’API est à <code>/api/v1</code>.</p>";

}  // namespace

ConsoleFiles::ConsoleFiles(const std::vector<EmbeddedFile>& console,
                           const std::vector<EmbeddedFile>& drill_files) {
    const auto add = [&](std::string path, std::string_view content) {
        File file{.content = content,
                  .gzip = gzip(content),
                  .type = type_of(path),
                  .etag = {},
                  .immutable = path.starts_with("/static/")};
        file.etag = '"' + kit::sha256_hex(content).substr(0, 20) + '"';
        files_.emplace(std::move(path), std::move(file));
    };
    for (const auto& f : console) {
        if (!f.path.starts_with('.')) add("/" + std::string(f.path), f.content);
    }
    for (const auto& f : drill_files) {
        if (f.path.ends_with(".svg")) add("/drill/" + std::string(f.path), f.content);
    }
}

Response ConsoleFiles::serve(const Request& request) const {
    auto it = files_.find(request.path);
    // Pages of the console are any path; files are there or not.
    if (it == files_.end() && (request.path.starts_with("/drill/") || request.path.starts_with("/static/")))
        return {.status = 404, .headers = {}, .body = {}};
    if (it == files_.end()) it = files_.find("/index.html");
    ports::Headers headers{{"X-Content-Type-Options", "nosniff"},
                           {"Referrer-Policy", "no-referrer"},
                           {"X-Frame-Options", "DENY"}};
    if (it == files_.end()) {
        headers.emplace_back("Content-Type", "text/html; charset=utf-8");
        return {.status = 200, .headers = std::move(headers), .body = no_console};
    }
    const auto& file = it->second;
    headers.emplace_back("Content-Type", file.type);
    headers.emplace_back("ETag", file.etag);
    headers.emplace_back("Vary", "Accept-Encoding");
    headers.emplace_back("Cache-Control",
                         file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    headers.emplace_back("Content-Security-Policy", request.path.starts_with("/drill/")
                                                        ? "default-src 'none'; style-src 'unsafe-inline'"
                                                        : page_policy);
    if (request.header("if-none-match") == file.etag)
        return {.status = 304, .headers = std::move(headers), .body = {}};
    const bool zipped =
        !file.gzip.empty() && request.header("accept-encoding").find("gzip") != std::string_view::npos;
    if (zipped) headers.emplace_back("Content-Encoding", "gzip");
    return {
        .status = 200, .headers = std::move(headers), .body = zipped ? file.gzip : std::string(file.content)};
}

}  // namespace vigie::serve
