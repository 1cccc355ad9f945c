#include "lookalike/host_signs.hpp"

#include "lookalike/glyphs.hpp"
#include "lookalike/typo.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::judge {
namespace {

constexpr double common_word_penalty = 2.0;
constexpr double part_penalty = 1.5;

// How much less a look-alike says that reads as words of the language: "grange" is no slip of "orange". Two
// words in one may still be one, as "care four" of a long name, the more so under an ending that is ours.
double reading_penalty(std::string_view plain, bool ours) {
    // A digit for a letter is no word: "0range".
    if (std::ranges::any_of(plain, [](char c) { return c >= '0' && c <= '9'; })) return 0;
    const auto pieces = segment(kit::handle_skeleton(plain));
    if (pieces.size() > 2 ||
        std::ranges::any_of(pieces, [](const Piece& p) { return p.kind == WordKind::unknown; }))
        return 0;
    // "generai" is drawn like "general", but nobody spells it so.
    auto rest = plain;
    for (const auto& p : pieces) {
        if (!rest.starts_with(p.word)) return 0;
        rest.remove_prefix(p.word.size());
        if (rest.starts_with('s') && &p != &pieces.back())
            rest.remove_prefix(rest.substr(1).starts_with(pieces.back().word) ? 1 : 0);
    }
    if (pieces.size() < 2) return 4.0;
    // "vi" and "ted" are words, too: short ones fit anywhere.
    constexpr std::size_t shortest = 3;
    if (std::ranges::any_of(pieces, [](const Piece& p) { return p.word.size() < shortest; })) return 0;
    constexpr std::size_t telling = 8;
    if (ours) return plain.size() + 1 >= telling ? 1.0 : 4.0;
    return plain.size() >= telling ? 1.5 : 4.0;
}

// Who holds a name under many endings most often holds it in one more country, too: the register was not
// told. A slip of our own ending ("cm", "co") is nobody's country.
bool of_another_country(const Base& base, const Host& host) {
    constexpr std::size_t many = 8;
    if (base.endings.size() < many || host.free_hosting || host.abused_tld) return false;
    const auto last = std::string_view(host.ending).substr(host.ending.rfind('.') + 1);
    return last.size() == 2 && std::ranges::none_of(base.endings, [&](const std::string& ours) {
               return ours.size() > 2 && typo_between(ours, host.ending) != Typo::none;
           });
}

// ---- The same letters, written otherwise
// ------------------------------------------------------------------------------

Sign same_skeleton(const Base& base, const Host& host, const PlainLabel& plain) {
    const auto& folded = plain.text;
    Sign s{&base, {}, 0, {}, host.label, {}};
    const auto shown_fr = quote_fr(host.shown);
    const auto shown_en = quote_en(host.shown);
    const auto own_fr = quote_fr(base.own);
    const auto own_en = quote_en(base.own);
    if (folded == base.label && plain.exotic == 0) {
        if (plain.foreign > 0) {
            s.code = "host.accents";
            s.weight = 5.5;
            s.says = {fmt::format("Le domaine {} s’écrit comme {}, aux accents près.", shown_fr, own_fr),
                      fmt::format("The domain {} is spelled like {} but for its accents.", shown_en, own_en)};
        } else if (base.written != host.label && (host.label.find('-') != std::string::npos ||
                                                  base.written.find('-') != std::string::npos)) {
            s.code = "host.hyphen";
            s.weight = 5.0;
            s.says = {fmt::format("Le domaine {} ne diffère de {} que par ses tirets ou son extension.",
                                  shown_fr, own_fr),
                      fmt::format("The domain {} differs from {} only by its hyphens or its ending.",
                                  shown_en, own_en)};
        } else {
            s.code = "host.tld-swap";
            s.weight = base.strength == Base::Strength::domain ? 4.3 : 3.6;
            if (of_another_country(base, host)) s.weight -= 0.5;
            s.says = {
                fmt::format(
                    "Le domaine {} reprend le nom de {} sous une autre extension ou un autre hébergeur.",
                    shown_fr, own_fr),
                fmt::format("The domain {} carries the name of {} under another ending or host.", shown_en,
                            own_en)};
        }
    } else {
        const auto tricks = disguises(host.label, base.label);
        const auto which = describe(tricks);
        s.code = "host.homoglyph";
        s.weight = 6.5;
        s.says = {fmt::format("Le domaine {} se lit comme {}", shown_fr, own_fr),
                  fmt::format("The domain {} reads like {}", shown_en, own_en)};
        if (!which.fr.empty()) {
            s.says.fr += fmt::format("\u00a0: {}", which.fr);
            s.says.en += fmt::format(": {}", which.en);
        }
        s.says.fr += '.';
        s.says.en += '.';
        // i and l look alike, but "mail" is not a disguise of "mall".
        if (folded != base.label) s.weight -= reading_penalty(folded, shares_ending(base, host));
    }
    constexpr std::size_t short_name = 4;
    const bool ours = shares_ending(base, host);
    if (base.label.size() < short_name) s.weight -= s.code == "host.tld-swap" ? 1.1 : 1.5;
    if (base.label.size() == short_name) s.weight -= ours ? 0.3 : s.code == "host.tld-swap" ? 0.2 : 1.5;
    // Three letters, one of them a digit: "ax4" is a name of its own as often as a disguise of "axa".
    if (base.label.size() < short_name && s.code == "host.homoglyph" && host.ascii == host.shown)
        s.weight -= 2.5;
    if (s.code == "host.tld-swap" || !ours) {
        s.weight -= doubt(base);
    } else {
        s.weight -= base.strength == Base::Strength::part ? part_penalty : base.common ? 0.6 : 0.0;
    }
    return s;
}

// ---- One slip away
// ------------------------------------------------------------------------------------------------------

// The part of the name that the slip falls in, when hyphens set it off: "ca" of "ca-paris" beside "ac-paris".
std::size_t slipped_length(const Base& base, const Host& host) {
    const auto ours = split(base.written, '-');
    const auto shown = split(host.label, '-');
    if (ours.size() != shown.size() || ours.size() < 2) return base.label.size();
    std::size_t length = base.label.size();
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (ours[i] == shown[i]) {
            if (kind_of_word(ours[i]) == WordKind::unknown) return base.label.size();
        } else {
            length = ours[i].size();
        }
    }
    return length;
}

// How much one slip says. Almost every word of four letters is somebody's domain, so a short name says
// little, and less under an ending where nobody would look for us.
double slip_weight(const Base& base, const Host& host, const PlainLabel& plain) {
    constexpr std::array ours{0.0, 0.0, 0.0, 1.5, 4.1, 4.5, 5.0, 5.4, 5.8};
    constexpr std::array other{0.0, 0.0, 0.0, 0.5, 1.5, 3.0, 3.8, 4.4, 5.2};
    const auto length = std::min(slipped_length(base, host), ours.size() - 1);
    double w = shares_ending(base, host) ? ours[length] : other[length];
    // Nobody registers foreign letters by a slip of the finger.
    if (plain.foreign > 0) w += plain.exotic > 0 ? 3.0 : 1.5;
    w -= reading_penalty(plain.text, shares_ending(base, host));
    if (base.strength == Base::Strength::part) w -= part_penalty;
    // An ordinary word misspelt is no ordinary word any more.
    if (base.common) w -= shares_ending(base, host) && length > 4 ? 0.4 : common_word_penalty;
    return w;
}

Sign slip(const Base& base, const Host& host, const PlainLabel& plain) {
    const auto typo = typo_between(base.label, plain.text);
    Sign s{&base, "host.typo-" + std::string(name(typo)), slip_weight(base, host, plain), {}, host.label, {}};
    const bool ours = shares_ending(base, host);
    if (letter_and_word(base) &&
        std::string_view(plain.text).ends_with(std::string_view(base.label).substr(1)))
        s.weight -= 2.0;
    const bool telling = ours || base.label.size() > 6;
    if (typo == Typo::addition) s.weight -= ours ? 0.05 : telling ? 0.2 : 0.7;
    // The plural of a word is a word.
    if (typo == Typo::plural && base.common) s.weight -= common_word_penalty;
    if (typo == Typo::substitution) s.weight -= telling ? 0.3 : 1.4;
    const auto how = describe(typo);
    s.says = {
        fmt::format("Le domaine {} imite {}\u00a0: {}.", quote_fr(host.shown), quote_fr(base.own), how.fr),
        fmt::format("The domain {} imitates {}: {}.", quote_en(host.shown), quote_en(base.own), how.en)};
    return s;
}

// ---- Letters read for others: "faceb00k", "crédit-agrlcoie", "rneridien"

// Each kind of swap once: all the "n" of a name written "m" are one trick.
std::vector<GlyphSwap> kinds_of(const std::vector<GlyphSwap>& swaps) {
    std::vector<GlyphSwap> kinds;
    for (const auto& s : swaps) {
        if (std::ranges::none_of(kinds,
                                 [&](const GlyphSwap& k) { return k.own == s.own && k.shown == s.shown; }))
            kinds.push_back(s);
    }
    return kinds;
}

Sign glyphs(const Base& base, const Host& host, const PlainLabel& plain) {
    const auto own = plain_label(base.label).text;
    constexpr std::array<std::size_t, 11> bearable{0, 0, 0, 1, 1, 2, 3, 4, 6, 6, most_glyph_swaps};
    const auto swaps = glyph_swaps(own, plain.text, bearable[std::min(own.size(), bearable.size() - 1)]);
    if (!swaps || swaps->empty()) return {};
    const auto kinds = kinds_of(*swaps);
    constexpr std::size_t most_kinds = 3;
    if (kinds.size() > most_kinds) return {};
    Sign s{&base, "host.homoglyph", slip_weight(base, host, plain), {}, host.label, {}};
    s.weight += shares_ending(base, host) ? 0.6 - 0.6 * static_cast<double>(kinds.size())
                                          : 0.9 - 0.9 * static_cast<double>(kinds.size());
    const auto which = describe(kinds);
    s.says = {
        fmt::format("Le domaine {} se lit comme {}\u00a0: {}.", quote_fr(host.shown), quote_fr(base.own),
                    which.fr),
        fmt::format("The domain {} reads like {}: {}.", quote_en(host.shown), quote_en(base.own), which.en)};
    return s;
}

}  // namespace

bool shares_ending(const Base& base, const Host& host) {
    return std::ranges::find(base.endings, host.ending) != base.endings.end();
}

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> out;
    while (true) {
        const auto cut = text.find(at);
        out.emplace_back(text.substr(0, cut));
        if (cut == std::string_view::npos) return out;
        text.remove_prefix(cut + 1);
    }
}

bool letter_and_word(const Base& base) {
    constexpr std::size_t whole_word = 5;
    return base.label.size() > whole_word &&
           kind_of_word(std::string_view(base.label).substr(1)) != WordKind::unknown;
}

double doubt(const Base& base) {
    double less = 0;
    if (base.common) less += common_word_penalty;
    if (base.strength == Base::Strength::part) less += part_penalty;
    return less;
}

void keep_stronger(Sign& best, Sign sign) {
    if (best.code.empty() || sign.weight > best.weight) best = std::move(sign);
}

Host take_apart(std::string_view ascii_host) {
    Host h;
    h.ascii = std::string(ascii_host);
    h.address = kit::is_ip_address(ascii_host);
    h.shown = ascii_host.find("xn--") == std::string_view::npos ? h.ascii : kit::host_to_unicode(ascii_host);
    if (h.address) return h;
    h.labels = split(h.shown, '.');
    h.abused_tld = is_abused_tld(ascii_host);
    const auto chosen = free_hosting_label(ascii_host);
    h.free_hosting = !chosen.empty();
    const auto main = h.free_hosting ? std::string(chosen) : kit::main_label(ascii_host);
    const auto labels = split(ascii_host, '.');
    for (std::size_t i = labels.size(); i-- > 0;) {
        if (labels[i] != main || i >= h.labels.size()) continue;
        h.label_index = i;
        h.label = h.labels[i];
        for (auto k = i + 1; k < labels.size(); ++k) h.ending += (h.ending.empty() ? "" : ".") + labels[k];
        break;
    }
    return h;
}

Sign sign_of_label(const Bases& bases, const Host& host) {
    Sign best;
    if (host.label.empty()) return best;
    const auto plain = plain_label(host.label);
    const auto skeleton = kit::handle_skeleton(host.label);
    for (const auto* b : bases.equal(skeleton)) keep_stronger(best, same_skeleton(*b, host, plain));
    if (!best.code.empty()) return best;
    for (const auto* b : bases.near(plain.text)) keep_stronger(best, slip(*b, host, plain));
    for (const auto* b : bases.alike(plain.text)) {
        if (b->label == plain.text) {
            keep_stronger(best, same_skeleton(*b, host, plain));
        } else if (auto sign = glyphs(*b, host, plain); !sign.code.empty()) {
            keep_stronger(best, std::move(sign));
        }
    }
    const auto pieces = split(host.label, '-');
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        // Three letters between hyphens: `inside` looks for them at the ends only.
        for (const auto* b : bases.equal(kit::handle_skeleton(pieces[i])))
            if (auto sign = beside(*b, host, host.label); !sign.code.empty())
                keep_stronger(best, std::move(sign));
    }
    for (const auto& [base, start] : bases.inside(skeleton)) {
        auto sign = glued(*base, host, plain.text);
        if (sign.code.empty()) sign = beside(*base, host, host.label);
        if (!sign.code.empty()) keep_stronger(best, std::move(sign));
    }
    return best;
}

std::vector<std::string> risk_words(std::string_view text) {
    std::vector<std::string> out;
    const auto keep = [&](WordKind kind, const std::string& word) {
        if (is_risk(kind) && std::ranges::find(out, word) == out.end()) out.push_back(word);
    };
    for (const auto& token : kit::tokens(text)) {
        const auto key = kit::handle_skeleton(token.text);
        const auto pieces = segment(key);
        // A long unknown run may hide anything: only runs that are words through and through count.
        if (std::ranges::any_of(pieces, [](const Piece& p) { return p.kind == WordKind::unknown; })) continue;
        for (const auto& p : pieces) keep(p.kind, p.word);
    }
    return out;
}

}  // namespace vigie::judge
