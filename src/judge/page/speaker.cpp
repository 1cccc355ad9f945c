#include "page/speaker.hpp"

#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

namespace vigie::judge {
namespace {

using model::PageVisit;

constexpr std::size_t early_bytes = 120;  // where a page without headings presents itself
constexpr std::size_t opening_bytes = 600;

// "X – Sign in | Y: z" in its parts. What follows a colon is rather said about what stands before it.
std::vector<std::string_view> parts_of(std::string_view text, bool colons = true) {
    constexpr std::array<std::string_view, 10> separators{" – ", " — ", " | ", " - ", " · ",
                                                          " • ", " » ", ": ",  "|",   " :: "};
    std::vector<std::string_view> out;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = text.substr(i);
        const auto it = std::ranges::find_if(
            separators, [&](auto s) { return rest.starts_with(s) && (colons || s != ": "); });
        if (it == separators.end()) {
            ++i;
            continue;
        }
        out.push_back(text.substr(start, i - start));
        i += it->size();
        start = i;
    }
    out.push_back(text.substr(start));
    std::erase_if(out, [](auto part) { return part.find_first_not_of(' ') == std::string_view::npos; });
    return out;
}

// Words that say nothing of who speaks.
bool says_nothing(std::string_view word) {
    constexpr std::array<std::string_view, 30> small{
        "votre",  "vos",      "your",     "notre",   "chez",      "from",    "with",    "avec",
        "pour",   "dans",     "vous",     "this",    "bienvenue", "welcome", "accueil", "home",
        "page",   "site",     "etape",    "step",    "copyright", "tous",    "droits",  "reserves",
        "rights", "reserved", "mentions", "legales", "logo",      "new"};
    if (word.size() <= 3 || std::ranges::find(small, word) != small.end()) return true;
    switch (kind_of_word(word)) {
        case WordKind::access:
        case WordKind::service:
        case WordKind::official:
        case WordKind::web:
        case WordKind::place:
        case WordKind::promo: return true;
        default: return false;
    }
}

bool says_nothing_at_all(std::string_view part) {
    const auto words = kit::tokens(part);
    return std::ranges::all_of(words, [](const auto& w) { return says_nothing(w.text); });
}

// The part is the name of `found`, alone or among words of service.
bool is_name_of(std::string_view part, const NameIndex::Found& found) {
    const auto words = kit::tokens(part);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i >= found.first && i < found.first + found.words) continue;
        if (!says_nothing(words[i].text)) return false;
    }
    return true;
}

struct Tally {
    Standing standing = Standing::none;
    bool disguised = false;
};
using Tallies = std::map<const model::Asset*, Tally>;

void note(Tallies& to, const NameIndex::Found& found, Standing standing) {
    auto& tally = to[found.asset];
    tally.standing = std::max(tally.standing, standing);
    tally.disguised = tally.disguised || found.disguised;
}

// A site puts its name last ("Sign in | X"), or first before words of service ("X – Sign in").
void read_title(const NameIndex& names, std::string_view title, Tallies& to) {
    const auto parts = parts_of(title);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (const auto& found : names.in(parts[i])) {
            const bool alone = is_name_of(parts[i], found);
            const bool last = i + 1 == parts.size();
            const bool leads = std::all_of(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, parts.end(),
                                           says_nothing_at_all);
            note(to, found, alone && (last || leads) ? Standing::title : Standing::mentioned_in_title);
        }
    }
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (auto& token : kit::tokens(text)) out.push_back(std::move(token.text));
    return out;
}

// The words of a host's main label: between hyphens, and what is written together taken apart.
std::vector<Piece> pieces_of(const std::vector<std::string>& labels) {
    std::vector<Piece> out;
    for (const auto& label : labels) {
        for (auto& piece : segment(label)) out.push_back(std::move(piece));
    }
    return out;
}

bool is_service(const Piece& piece) {
    switch (piece.kind) {
        case WordKind::access:
        case WordKind::service:
        case WordKind::official:
        case WordKind::web:
        case WordKind::place:
        case WordKind::promo: return true;
        default: return piece.text.size() <= 2;
    }
}

bool is_connector(std::string_view word) {
    constexpr std::array<std::string_view, 15> small{"et",  "and", "de", "des", "du", "la", "le", "les",
                                                     "the", "of",  "d",  "l",   "a",  "au", "aux"};
    return std::ranges::find(small, word) != small.end();
}

// Words of `words` in a row are written together as `wanted`.
bool stand_together(const std::vector<std::string>& words, std::string_view wanted) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view rest = wanted;
        for (std::size_t k = i; k < words.size() && !rest.empty() && rest.starts_with(words[k]); ++k)
            rest.remove_prefix(words[k].size());
        if (rest.empty()) return true;
    }
    return false;
}

// Whole words of `text` in a row make up the label: "The Harbour Gazette" for "harbour-gazette" and
// "harbourgazette", "Le Quotidien" for "lequotidien", "Boussoles & cartes" for "boussoles-et-cartes".
bool makes_up(std::string_view text, std::string_view label) {
    auto words = words_of(text);
    auto wanted = words_of(label);
    if (wanted.empty()) return false;
    if (stand_together(words, fmt::format("{}", fmt::join(wanted, "")))) return true;
    std::erase_if(words, is_connector);
    std::erase_if(wanted, is_connector);
    return !wanted.empty() && stand_together(words, fmt::format("{}", fmt::join(wanted, "")));
}

bool holds_word(std::string_view text, std::string_view looks) {
    return std::ranges::any_of(kit::tokens(text),
                               [&](const auto& t) { return kit::handle_skeleton(t.text) == looks; });
}

// The part of a title of several parts where sites put their name, "My account – X" or "X – Sign in", when it
// says something, and no part is one of our names alone. Empty: none.
std::string_view site_name_of(const NameIndex& names, std::string_view title) {
    const auto parts = parts_of(title, false);
    if (parts.size() < 2) return {};
    for (const auto part : parts) {
        for (const auto& found : names.in(part)) {
            if (is_name_of(part, found)) return {};
        }
    }
    const auto names_another = [&](std::string_view part) {
        return !says_nothing_at_all(part) && names.in(part).empty();
    };
    if (names_another(parts.back())) return parts.back();
    const bool leads = std::all_of(parts.begin() + 1, parts.end(), says_nothing_at_all);
    return leads && names_another(parts.front()) ? parts.front() : std::string_view();
}

// The label is built on our name, or on a word of it that is no ordinary one. A name that is an ordinary word
// stands in the names of others, too: there, only words of service may be beside it.
bool holds_our_name(std::string_view label, const std::vector<Piece>& pieces, const model::Asset& asset) {
    constexpr std::size_t telling = 5;
    const auto whole = kit::handle_skeleton(asset.name);
    const bool holds = !whole.empty() && label.find(whole) != std::string_view::npos;
    if (asset.common_word) {
        return holds && std::ranges::all_of(pieces, [&](const Piece& piece) {
                   return is_service(piece) || whole.find(piece.text) != std::string::npos;
               });
    }
    return holds || std::ranges::any_of(kit::tokens(asset.name), [&](const auto& word) {
               return word.text.size() >= telling && kind_of_word(word.text) == WordKind::unknown &&
                      label.find(kit::handle_skeleton(word.text)) != std::string_view::npos;
           });
}

}  // namespace

Claim claim_of(const NameIndex& names, const PageVisit& page) {
    Tallies tallies;
    read_title(names, page.title, tallies);
    for (const auto part : parts_of(page.voice)) {
        for (const auto& found : names.in(part))
            note(tallies, found, is_name_of(part, found) ? Standing::voice : Standing::early);
    }
    for (const auto& found : names.in(std::string_view(page.text).substr(0, early_bytes)))
        note(tallies, found, Standing::early);
    for (const auto& found : names.in(page.text))
        note(tallies, found, found.times >= 2 ? Standing::often : Standing::text);
    Claim claim;
    for (const auto& [asset, tally] : tallies) {
        // Of equals the one that comes first in the register.
        if (tally.standing < claim.standing ||
            (tally.standing == claim.standing && claim.asset != nullptr && asset > claim.asset))
            continue;
        claim.asset = asset;
        claim.standing = tally.standing;
        claim.disguised = tally.disguised;
    }
    claim.others = tallies.empty() ? 0 : tallies.size() - 1;
    return claim;
}

OwnVoice own_voice_of(const NameIndex& names, const PageVisit& page, std::string_view host,
                      const Claim& claim) {
    constexpr std::size_t shortest = 4;
    constexpr std::size_t telling = 5;
    const auto site = site_name_of(names, page.title);
    const auto main = kit::host_to_unicode(kit::main_label(host));
    const auto label = kit::is_ip_address(host) ? std::string() : kit::handle_skeleton(main);
    std::vector<std::string> labels;
    for (const auto& word : words_of(main)) labels.push_back(kit::handle_skeleton(word));
    const auto pieces = pieces_of(labels);
    const bool service = std::ranges::all_of(pieces, is_service);

    // Our name in the host is no name of a house of its own, nor are words of service, unless they are the
    // name in the title.
    if (label.size() >= shortest &&
        (claim.asset == nullptr || !holds_our_name(label, pieces, *claim.asset))) {
        if (service) return makes_up(site, main) ? OwnVoice::some : OwnVoice::none;
        const auto opening = std::string_view(page.text).substr(0, opening_bytes);
        if (makes_up(page.title, main) || makes_up(page.voice, main) || makes_up(opening, main))
            return OwnVoice::clear;
        for (const auto& piece : pieces) {
            if (piece.text.size() < telling || piece.kind != WordKind::unknown) continue;
            if (holds_word(page.title, piece.text) || holds_word(page.voice, piece.text))
                return OwnVoice::some;
        }
    } else if (label.size() >= shortest) {
        return OwnVoice::none;
    }
    // Another name in the title. Where ours stands in a heading or logo, it must be heard elsewhere, too.
    if (site.empty()) return OwnVoice::none;
    if (claim.standing <= Standing::early) return OwnVoice::some;
    const bool elsewhere = std::ranges::any_of(kit::tokens(site), [&](const auto& word) {
        const auto looks = kit::handle_skeleton(word.text);
        return word.text.size() >= telling && !says_nothing(word.text) &&
               (label.find(looks) != std::string::npos || holds_word(page.voice, looks) ||
                holds_word(page.text, looks));
    });
    return elsewhere ? OwnVoice::some : OwnVoice::none;
}

}  // namespace vigie::judge
