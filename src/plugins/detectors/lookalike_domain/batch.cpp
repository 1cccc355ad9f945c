#include "batch.hpp"

#include <vigie/base/time.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr std::string_view kind = "lookalike_domain.batch";
constexpr auto quiet = std::chrono::days(3);
constexpr std::size_t most_sisters = 32;

// The label without what it imitates, digits as one: "rakuten58jp" and "rakuten63jp" are made by one hand,
// "amazonmusic" and "amazonvideo" are two sites of one house. A few letters alone say nothing: "-a1", "-b2".
std::string shape_of(const judge::LinkVerdict& v) {
    const auto own =
        kit::fold(kit::main_label(v.imitates).empty() ? v.imitates : kit::main_label(v.imitates));
    auto rest = v.domain.substr(0, v.domain.find('.'));
    if (const auto at = rest.find(own); !own.empty() && at != std::string::npos) {
        std::string without(rest, 0, at);
        without += '*';
        without.append(rest, at + own.size(), std::string::npos);
        rest = std::move(without);
    }
    std::size_t letters = 0;
    for (auto& c : rest) {
        if (c >= '0' && c <= '9') c = '0';
        letters += c >= 'a' && c <= 'z' ? 1 : 0;
    }
    constexpr std::size_t few = 3;
    if (letters > few) return rest;
    for (auto& c : rest)
        if (c >= 'a' && c <= 'z') c = 'a';
    return rest;
}

// "host.typo-omission" and "host.typo-plural" are one way, as are all risk words beside a brand.
std::string way_of(const judge::LinkVerdict& v) {
    const std::string& code = v.evidence.front().code;
    if (code.starts_with("host.typo") || code == "host.homoglyph" || code == "host.accents")
        return "spelling";
    if (code == "host.combosquat" || code == "host.glued-suffix") return "words";
    if (code == "host.brand-and-words") return shape_of(v);
    return code;
}

std::string ending_of(const std::string& domain) {
    const auto dot = domain.find('.');
    return dot == std::string::npos ? domain : domain.substr(dot + 1);
}

struct Remembered {
    Time last{};
    std::string first;
    std::vector<std::string> domains;
};

// What does not read is as if it had never been kept.
Remembered read(const std::optional<std::string>& value) {
    Remembered r;
    if (!value) return r;
    const auto json = model::Json::parse(*value, nullptr, false);
    if (!json.is_object() || !json.contains("domains") || !json["domains"].is_array()) return r;
    const auto last = parse_time(json.value("last", std::string()));
    if (!last) return r;
    r.last = *last;
    for (const auto& d : json["domains"])
        if (d.is_string()) r.domains.push_back(d.get<std::string>());
    r.first = json.value("first", std::string());
    return r;
}

}  // namespace

Result<Batch> enter_batch(judge::Memory& memory, const model::Item& item, const judge::LinkVerdict& verdict) {
    const auto pattern = fmt::format("{}|{}|{}|{}", verdict.asset.value, way_of(verdict),
                                     ending_of(verdict.domain), item.author.name);
    const auto key = fmt::format("{:016x}", kit::hash64(pattern));
    VIGIE_TRY_ASSIGN(const auto value, memory.recall(kind, key));
    auto known = read(value);
    // Items come late and out of order: what is older than the last one still belongs to its batch.
    if (known.first.empty() || item.observed_at - known.last > quiet)
        known = {item.observed_at, verdict.domain, {}};
    known.last = std::max(known.last, item.observed_at);
    Batch batch{fmt::format("lookalike-batch:{}:{}", key, known.first), known.domains};
    std::erase(batch.sisters, verdict.domain);
    if (std::ranges::find(known.domains, verdict.domain) == known.domains.end()) {
        if (known.domains.size() >= most_sisters) known.domains.erase(known.domains.begin());
        known.domains.push_back(verdict.domain);
        VIGIE_TRY(memory.keep(
            kind, key,
            model::dump(
                {{"last", format_time(known.last)}, {"first", known.first}, {"domains", known.domains}}),
            known.last + quiet));
    }
    return batch;
}

}  // namespace vigie::plugins
