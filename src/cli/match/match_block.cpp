#include "match/match_block.hpp"

#include <vigie/base/log.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace vigie::cli {
namespace {

constexpr std::size_t bad_lines_told = 20;

// The string as JSON; ids are plain but for the strangest.
void append_json(std::string& out, std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
    });
    if (plain) {
        out.append(1, '"').append(text).append(1, '"');
    } else {
        out += model::dump(text);
    }
}

}  // namespace

void MatchTotals::add(const MatchTotals& more) noexcept {
    lines += more.lines;
    items += more.items;
    others += more.others;
    bad += more.bad;
    matched += more.matched;
    matches += more.matches;
    bytes += more.bytes;
}

MatchFormat guess_match_format(std::string_view first_lines) {
    if (first_lines.starts_with("\xef\xbb\xbf")) first_lines.remove_prefix(3);
    const auto begin = first_lines.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || first_lines[begin] != '{') return MatchFormat::text;
    const auto line = first_lines.substr(begin, first_lines.find('\n', begin) - begin);
    const bool jetstream =
        line.find("\"time_us\"") != std::string_view::npos && line.find("\"did\"") != std::string_view::npos;
    return jetstream ? MatchFormat::jetstream : MatchFormat::items;
}

BlockMatcher::BlockMatcher(std::shared_ptr<const query::Set> set, const std::vector<std::string>& names,
                           Options options)
    : names_(names), options_(std::move(options)), scanner_(std::move(set)), counts_(names.size()) {
    plain_.language = options_.language;
    if (options_.matcher != nullptr) beyond_.emplace(*options_.matcher, *options_.assets, options_.language);
}

BlockResult BlockMatcher::run(const Block& block) {
    result_ = {};
    result_.totals.bytes = block.size;
    if (block.overlong) {
        ++result_.totals.lines;
        bad(block.first_line, block.text(), fmt::format("longer than {} bytes", options_.longest));
        return std::move(result_);
    }
    auto rest = block.text();
    for (auto number = block.first_line; !rest.empty(); ++number) {
        const auto* end = static_cast<const char*>(std::memchr(rest.data(), '\n', rest.size()));
        const auto size = end == nullptr ? rest.size() : static_cast<std::size_t>(end - rest.data());
        line(number, rest.substr(0, size));
        rest.remove_prefix(std::min(size + 1, rest.size()));
    }
    return std::move(result_);
}

void BlockMatcher::line(std::size_t number, std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return;
    ++result_.totals.lines;
    if (line.size() > options_.longest)
        return bad(number, line, fmt::format("longer than {} bytes", options_.longest));
    if (!see(number, line)) return;
    ++result_.totals.items;
    const auto found = scanner_.match(view_, beyond_ ? beyond_->of(view_) : plain_);
    if (found.empty()) return;
    ++result_.totals.matched;
    result_.totals.matches += found.size();
    for (const auto query : found) ++counts_[query];
    if (options_.write) write(found);
}

// The line as a view; false when it holds no item.
bool BlockMatcher::see(std::size_t number, std::string_view line) {
    using Seen = plugins::JetstreamGlance::Seen;
    switch (options_.format) {
        case MatchFormat::jetstream: {
            const auto seen = jetstream_.of(line, view_);
            if (seen == Seen::bad) bad(number, line, jetstream_.error().message);
            if (seen == Seen::other) ++result_.totals.others;
            return seen == Seen::item;
        }
        case MatchFormat::items:
            if (!items_.of(line, view_)) {
                bad(number, line, items_.error().message);
                return false;
            }
            if (view_.observed_at == Time{}) view_.observed_at = view_.created_at.value_or(options_.now);
            return true;
        default:
            view_ = {};
            id_ = std::to_string(number);
            view_.id = id_;
            view_.text = line;
            view_.observed_at = options_.now;
            if (!kit::valid_utf8(line)) {
                mended_ = kit::sanitize_utf8(line, line.size() * 3);
                view_.text = mended_;
            }
            return true;
    }
}

void BlockMatcher::bad(std::size_t number, std::string_view line, std::string_view why) {
    ++result_.totals.bad;
    if (result_.bad.size() < bad_lines_told)
        result_.bad.emplace_back(number, fmt::format("{} (line skipped): {}", why, log::quoted(line, 80)));
}

void BlockMatcher::write(std::span<const std::uint32_t> found) {
    auto& out = result_.output;
    out += "{\"item\":";
    append_json(out, view_.id);
    out += ",\"queries\":[";
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (i > 0) out += ',';
        out += names_[found[i]];
    }
    out += "]}\n";
}

}  // namespace vigie::cli
