#include "log.hpp"

#include "entries.hpp"

#include <vigie/kit/compress.hpp>
#include <vigie/kit/hash.hpp>

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins::ct {
namespace {

namespace dom = simdjson::dom;

// A tile of 256 entries is about 400 KB; certificates of a thousand names make it larger.
constexpr std::size_t most_page_bytes = std::size_t{32} * 1024 * 1024;
constexpr std::size_t most_plain_bytes = std::size_t{64} * 1024 * 1024;
constexpr std::uint64_t page_entries = 256;
constexpr int none = 404;

Result<std::string> plain(const std::string& body) {
    if (!body.starts_with("\x1f\x8b")) return body;
    const auto inflater = kit::make_inflater();
    std::string out;
    constexpr std::size_t piece = std::size_t{64} * 1024;
    for (std::size_t at = 0; at < body.size(); at += piece) {
        VIGIE_TRY(inflater->feed(std::string_view(body).substr(at, piece), out));
        if (out.size() > most_plain_bytes) return fail(Errc::parse, "an answer of more than 64 MiB");
    }
    VIGIE_TRY(inflater->finish());
    return out;
}

Result<std::uint64_t> size_of_sth(const std::string& body) {
    dom::parser parser;
    dom::element json;
    std::uint64_t size = 0;
    if (parser.parse(body).get(json) != simdjson::SUCCESS || json["tree_size"].get(size) != simdjson::SUCCESS)
        return fail(Errc::parse, "get-sth gave no tree_size");
    return size;
}

Result<std::vector<Page::Leaf>> leaves_of(const std::string& body) {
    dom::parser parser;
    dom::element json;
    dom::array entries;
    if (parser.parse(body).get(json) != simdjson::SUCCESS ||
        json["entries"].get(entries) != simdjson::SUCCESS)
        return fail(Errc::parse, "get-entries gave no entries");
    std::vector<Page::Leaf> out;
    for (const auto entry : entries) {
        std::string_view input;
        std::string_view extra;
        if (entry["leaf_input"].get(input) != simdjson::SUCCESS ||
            entry["extra_data"].get(extra) != simdjson::SUCCESS)
            return fail(Errc::parse, "an entry without leaf_input or extra_data");
        // What is no base64 stays an entry, a bad one: the count of entries is the position.
        auto leaf = kit::base64_decode(input);
        auto more = kit::base64_decode(extra);
        out.push_back({std::move(leaf).value_or(""), std::move(more).value_or("")});
    }
    return out;
}

template <class T>
Answer<T> refused(Refusal r) {
    return {{}, std::move(r)};
}
template <class T>
Answer<T> answer(Result<T> result) {
    if (!result) return {{}, Refusal{result.error(), {}}};
    return {*std::move(result), {}};
}

}  // namespace

Answer<std::string> Log::get(const std::string& path, bool none_is_fine) {
    ports::HttpRequest request;
    request.url = config_.log + path;
    request.max_response = most_page_bytes;
    request.timeout = std::chrono::seconds(60);
    auto got = http_.send(request);
    if (!got) return refused<std::string>({got.error(), {}});
    if (got->status == none && none_is_fine) return {};
    if (got->ok()) return answer(plain(got->body));
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
    return refused<std::string>(
        {Error{ports::retryable(got->status) ? Errc::unavailable : Errc::invalid_argument,
               fmt::format("{} answers {}", request.url, got->status)},
         ports::retry_after(got->header("retry-after"), now)});
}

Answer<std::uint64_t> Log::size() {
    const bool tiles = config_.api == CtConfig::Api::tiles;
    auto got = get(tiles ? "checkpoint" : "ct/v1/get-sth");
    if (got.refused) return refused<std::uint64_t>(*std::move(got.refused));
    return answer(tiles ? size_of_checkpoint(got.value) : size_of_sth(got.value));
}

Answer<Page> Log::page(std::uint64_t next, std::uint64_t size) {
    Page page;
    if (config_.api == CtConfig::Api::rfc6962) {
        // Aligned starts are cached by the logs' front ends.
        const auto end = std::min(size, (next / page_entries + 1) * page_entries);
        page.first = next;
        auto got = get(fmt::format("ct/v1/get-entries?start={}&end={}", next, end - 1));
        if (got.refused) return refused<Page>(*std::move(got.refused));
        auto leaves = leaves_of(got.value);
        if (!leaves) return refused<Page>({leaves.error(), {}});
        if (leaves->empty()) return refused<Page>({Error{Errc::unavailable, "the log gave no entry"}, {}});
        page.leaves = *std::move(leaves);
        if (page.leaves.size() > end - next) page.leaves.resize(end - next);
        page.count = page.leaves.size();
        return {std::move(page), {}};
    }
    const auto tile = next / tile_entries;
    page.first = tile * tile_entries;
    page.count = std::min<std::uint64_t>(tile_entries, size - page.first);
    const auto path = "tile/data/" + tile_path(tile);
    if (page.count < tile_entries) {
        auto part = get(fmt::format("{}.p/{}", path, page.count), true);
        if (part.refused) return refused<Page>(*std::move(part.refused));
        page.tile = std::move(part.value);
        // Gone once the tile is full.
        if (!page.tile.empty()) return {std::move(page), {}};
    }
    auto whole = get(path);
    if (whole.refused) return refused<Page>(*std::move(whole.refused));
    page.tile = std::move(whole.value);
    page.count = tile_entries;
    return {std::move(page), {}};
}

}  // namespace vigie::plugins::ct
