#include "cues/phrases.hpp"

#include <vigie/judge/cues.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace vigie::judge {
namespace {

constexpr std::size_t most_text = std::size_t{16} << 10;
constexpr std::size_t most_cues = 64;
constexpr std::size_t most_words = 5;

// Phrases by hash, each a list of kinds ("fake account" both declares and warns); and the words that may
// begin one.
struct Phrases {
    std::unordered_multimap<std::uint64_t, CueKind> by_hash;
    std::unordered_set<std::uint64_t> first_words;
};

const Phrases& phrases() {
    static const Phrases all = [] {
        Phrases p;
        for (const auto& [kind, list] : phrase_lists()) {
            std::string_view rest = list;
            while (!rest.empty()) {
                const auto bar = rest.find('|');
                const auto phrase = rest.substr(0, bar);
                p.by_hash.emplace(kit::hash64(phrase), kind);
                p.first_words.insert(kit::hash64(phrase.substr(0, phrase.find(' '))));
                rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
            }
        }
        return p;
    }();
    return all;
}

bool digit(char c) {
    return c >= '0' && c <= '9';
}

// "0612345678" → "+33612345678"; "+44…" and "0044…" stay; nullopt when it is no phone number.
std::optional<std::string> e164_of(std::string_view digits, bool plus) {
    constexpr std::size_t least = 8;
    constexpr std::size_t most = 15;
    if (plus)
        return digits.size() >= least && digits.size() <= most ? std::optional("+" + std::string(digits))
                                                               : std::nullopt;
    if (digits.starts_with("00") && digits.size() >= least + 2 && digits.size() <= most + 2)
        return "+" + std::string(digits.substr(2));
    if (digits.size() == 10 && digits[0] == '0' && digits[1] != '0')
        return "+33" + std::string(digits.substr(1));
    return std::nullopt;
}

}  // namespace

std::vector<Cue> find_cues(std::string_view text) {
    text = kit::prefix_utf8(text, most_text);
    const auto words = kit::tokens(text);
    const auto& all = phrases();
    std::vector<Cue> out;
    std::string run;
    for (std::size_t i = 0; i < words.size() && out.size() < most_cues;) {
        std::size_t last = i;  // one past the longest phrase that begins here
        std::uint64_t best = 0;
        if (all.first_words.contains(kit::hash64(words[i].text))) {
            run.clear();
            for (std::size_t end = i; end < words.size() && end < i + most_words; ++end) {
                if (end > i) run += ' ';
                run += words[end].text;
                const auto hash = kit::hash64(run);
                if (all.by_hash.contains(hash)) {
                    best = hash;
                    last = end + 1;
                }
            }
        }
        if (last == i) {
            ++i;
            continue;
        }
        const auto start = words[i].start;
        const auto end = words[last - 1].end;
        const auto [from, to] = all.by_hash.equal_range(best);
        for (auto it = from; it != to; ++it)
            out.push_back({it->second, start, end, std::string(text.substr(start, end - start))});
        i = last;
    }
    return out;
}

const Cue* first_of(const std::vector<Cue>& cues, CueKind kind) {
    const auto it = std::ranges::find(cues, kind, &Cue::kind);
    return it == cues.end() ? nullptr : &*it;
}

std::vector<Phone> find_phones(std::string_view text) {
    constexpr std::size_t most = 8;
    text = kit::prefix_utf8(text, most_text);
    std::vector<Phone> out;
    for (std::size_t i = 0; i < text.size() && out.size() < most;) {
        const bool plus = text[i] == '+' && i + 1 < text.size() && digit(text[i + 1]);
        if (!plus && (!digit(text[i]) ||
                      (i > 0 && (digit(text[i - 1]) || text[i - 1] == '/' || text[i - 1] == ',')))) {
            ++i;
            continue;
        }
        const auto start = i;
        std::string digits;
        std::size_t end = i;
        std::size_t gap = 0;
        for (i += plus ? 1 : 0; i < text.size(); ++i) {
            if (digit(text[i])) {
                digits += text[i];
                end = i + 1;
                gap = 0;
            } else if (std::string_view(" .-()").find(text[i]) == std::string_view::npos || ++gap > 2) {
                break;
            }
        }
        if (auto number = e164_of(digits, plus)) {
            const bool premium = number->starts_with("+3389");
            out.push_back({std::move(*number), start, end, premium});
        }
        i = std::max(end, start + 1);
    }
    return out;
}

}  // namespace vigie::judge
