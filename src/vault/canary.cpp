// Copies that name who leaked: one bit at each blank (a zero-width space after it, or none) and at each
// apostrophe (typographic or plain), drawn from document, recipient and place.
#include "state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace vigie::vault {
namespace {

constexpr std::string_view mark = "\u200B";
constexpr std::string_view curly = "\u2019";

bool bit_of(const Key& key, std::string_view document, std::string_view recipient, std::size_t place) {
    return (keyed_hash(fmt::format("canary\n{}\n{}\n{}", document, recipient, place), key) & 1U) != 0;
}

struct Sign {
    std::size_t place = 0;  // byte of the registered content before which it stands
    bool blank = false;     // else an apostrophe
    bool set = false;
};

std::vector<Sign> signs_of(const std::vector<Run>& runs, const Content& content) {
    std::vector<Sign> out;
    for (const auto& run : runs) {
        for (auto it = std::ranges::upper_bound(content.words, run.start);
             it != content.words.end() && *it < run.end; ++it) {
            const auto from = content.source_end(*it);
            const auto gap = content.source.substr(from, content.source_start(*it) - from);
            const auto place = static_cast<std::size_t>(static_cast<std::int64_t>(*it) + run.shift);
            if (gap.find(curly) != std::string_view::npos)
                out.push_back({place, false, true});
            else if (gap.find('\'') != std::string_view::npos)
                out.push_back({place, false, false});
            else if (gap.find(' ') != std::string_view::npos)
                out.push_back({place, true, gap.find(mark) != std::string_view::npos});
        }
    }
    return out;
}

}  // namespace

std::string marked_copy(std::string_view text, const Key& key, std::string_view document,
                        std::string_view recipient) {
    const auto content = content_of(text);
    std::string out;
    std::size_t done = 0;
    for (const auto word : content.words) {
        if (word == 0) continue;
        const auto from = content.source_end(word);
        const auto gap = text.substr(from, content.source_start(word) - from);
        const bool set = bit_of(key, document, recipient, word);
        auto at = gap.find(curly);
        std::size_t size = curly.size();
        if (at == std::string_view::npos) {
            at = gap.find('\'');
            size = 1;
        }
        std::string_view put = set ? curly : std::string_view("'");
        if (at == std::string_view::npos) {
            at = gap.find(' ');
            if (at == std::string_view::npos || !set) continue;
            ++at;
            size = 0;
            put = mark;
        }
        out += text.substr(done, from + at - done);
        out += put;
        done = from + at + size;
    }
    out += text.substr(done);
    return out;
}

std::string holder_of(const Entry& entry, const std::vector<Run>& runs, const Content& content,
                      const Key& key) {
    if (!entry.holder.empty()) return entry.holder;
    if (entry.recipients.empty()) return {};
    auto signs = signs_of(runs, content);
    // A kind of mark of which all are alike was probably never there, or was taken out on the way.
    for (const bool blank : {true, false}) {
        const auto of_kind = [&](const Sign& s) { return s.blank == blank; };
        const auto set = std::ranges::count_if(signs, [&](const Sign& s) { return of_kind(s) && s.set; });
        if (set == 0 || (!blank && set == std::ranges::count_if(signs, of_kind)))
            std::erase_if(signs, of_kind);
    }
    // As many marks as make a wrong name as rare as one in a hundred.
    const auto needed = 6 + std::bit_width(entry.recipients.size());
    if (signs.size() < needed) return {};
    std::string_view best;
    std::size_t most = 0;
    std::size_t second = 0;
    for (const auto& recipient : entry.recipients) {
        std::size_t agree = 0;
        for (const auto& sign : signs)
            agree += bit_of(key, entry.name, recipient, sign.place) == sign.set ? 1U : 0U;
        if (agree > most || best.empty()) {
            second = most;
            most = agree;
            best = recipient;
        } else {
            second = std::max(second, agree);
        }
    }
    const bool clear = most * 20 >= signs.size() * 19 && most >= second + 2;
    return clear ? std::string(best) : std::string();
}

}  // namespace vigie::vault
