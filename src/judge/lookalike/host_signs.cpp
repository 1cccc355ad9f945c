#include "lookalike/host_signs.hpp"

#include "lookalike/typo.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

constexpr double common_word_penalty = 2.0;
constexpr double part_penalty = 1.5;

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> out;
    while (true) {
        const auto cut = text.find(at);
        out.emplace_back(text.substr(0, cut));
        if (cut == std::string_view::npos) return out;
        text.remove_prefix(cut + 1);
    }
}

std::string without(std::string_view text, char drop) {
    std::string out(text);
    std::erase(out, drop);
    return out;
}

// Every letter of it is a word or words of the language: "grange" is no slip of "orange".
bool reads_as_words(std::string_view folded) {
    const auto pieces = segment(kit::handle_skeleton(folded));
    return pieces.size() <= 2 &&
           std::ranges::all_of(pieces, [](const Piece& p) { return p.kind != WordKind::unknown; });
}

// ---- The same letters, written otherwise
// ------------------------------------------------------------------------------

Sign same_skeleton(const Base& base, const Host& host, const std::string& folded) {
    Sign s{&base, {}, 0, {}, host.label, {}};
    const auto shown_fr = quote_fr(host.shown);
    const auto shown_en = quote_en(host.shown);
    const auto own_fr = quote_fr(base.own);
    const auto own_en = quote_en(base.own);
    if (folded == base.label) {
        const bool foreign =
            std::ranges::any_of(host.label, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (foreign) {
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
        if (reads_as_words(folded)) s.weight -= 4.5;
    }
    constexpr std::size_t short_name = 4;
    if (base.label.size() <= short_name) s.weight -= 1.5;
    // Three letters, one of them a digit: "ax4" is a name of its own as often as a disguise of "axa".
    if (base.label.size() < short_name && s.code == "host.homoglyph" && host.ascii == host.shown)
        s.weight -= 2.5;
    s.weight -= doubt(base);
    return s;
}

// ---- One slip away
// ------------------------------------------------------------------------------------------------------

Sign slip(const Base& base, const Host& host, const std::string& folded) {
    const auto typo = typo_between(base.label, folded);
    Sign s{&base, "host.typo-" + std::string(name(typo)), 0, {}, host.label, {}};
    const auto length = base.label.size();
    s.weight = length >= 8 ? 5.2 : length == 7 ? 4.8 : length == 6 ? 4.4 : length == 5 ? 3.2 : 1.5;
    if (typo == Typo::addition) s.weight -= 0.7;
    if (typo == Typo::substitution) s.weight -= 1.4;
    if (reads_as_words(folded)) s.weight -= 4.0;
    s.weight -= doubt(base);
    const auto how = describe(typo);
    s.says = {
        fmt::format("Le domaine {} imite {}\u00a0: {}.", quote_fr(host.shown), quote_fr(base.own), how.fr),
        fmt::format("The domain {} imitates {}: {}.", quote_en(host.shown), quote_en(base.own), how.en)};
    return s;
}

// ---- The brand beside other words
// ---------------------------------------------------------------------------------------

struct Reading {
    bool brand = false;  // the brand is a piece of its own
    bool known = true;   // every other piece is a word
    bool edge = false;   // a hyphen or the end of the label stands on each side of the brand
    std::vector<std::string> risks;
    std::vector<std::string> words;
};

void read_piece(Reading& r, std::string_view piece, const Base& base) {
    const auto key = kit::handle_skeleton(piece);
    if (key == base.skeleton) {
        r.brand = r.edge = true;
        return;
    }
    for (const auto& p : segment(key, base.skeleton)) {
        if (p.brand) {
            r.brand = true;
        } else if (p.kind == WordKind::unknown) {
            r.known = false;
        } else {
            (is_risk(p.kind) ? r.risks : r.words).push_back(p.word);
        }
    }
}

// Reads "secure-meridien-client" piece by piece; a brand of several words may span pieces.
Reading read_label(std::string_view label, const Base& base) {
    auto pieces = split(label, '-');
    Reading r;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::string run;
        for (std::size_t end = i; end < pieces.size() && run.size() <= base.label.size(); ++end) {
            run += pieces[end];
            if (end > i && kit::handle_skeleton(run) == base.skeleton) {
                pieces[i] = run;
                pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                             pieces.begin() + static_cast<std::ptrdiff_t>(end) + 1);
                break;
            }
        }
    }
    for (const auto& p : pieces) read_piece(r, p, base);
    return r;
}

double beside_weight(const Reading& r, const Base& base) {
    const auto length = base.label.size();
    constexpr std::size_t short_name = 4;
    double w = 0;
    if (!r.risks.empty()) {
        w = 5.8 + 0.4 * static_cast<double>(std::min<std::size_t>(r.risks.size() - 1, 2));
        if (!r.known) w -= 0.6;
    } else if (r.known) {
        w = length >= 8 ? 4.1 : 3.6;
    } else {
        w = r.edge ? (length >= 6 ? 3.8 : 3.2) : length >= 9 ? 3.0 : 2.0;
    }
    if (length <= short_name) w -= r.edge ? 1.0 : 3.0;
    if (length == short_name + 1 && !r.edge && !r.known) w -= 1.0;
    return w - doubt(base);
}

}  // namespace

Sign beside(const Base& base, const Host& host, std::string_view label) {
    auto r = read_label(label, base);
    if (!r.brand) return {};
    Sign s{&base,
           r.risks.empty() ? "host.brand-and-words" : "host.combosquat",
           beside_weight(r, base),
           {},
           std::string(label),
           r.risks};
    if (r.risks.empty()) {
        s.says = {fmt::format("Le domaine {} contient {} sans être à nous.", quote_fr(host.shown),
                              quote_fr(base.own)),
                  fmt::format("The domain {} contains {} but is not ours.", quote_en(host.shown),
                              quote_en(base.own))};
    } else {
        const auto list = quoted_list(r.risks);
        s.says = {fmt::format("Le domaine {} joint {} à {}\u00a0: des mots qui mettent en confiance, sur un "
                              "domaine qui n’est pas à nous.",
                              quote_fr(host.shown), quote_fr(base.own), list.fr),
                  fmt::format(
                      "The domain {} puts {} beside {}: words that win trust, on a domain that is not ours.",
                      quote_en(host.shown), quote_en(base.own), list.en)};
    }
    return s;
}

namespace {

// "wwwmeridien", "meridiencom", "meridienfr"
Sign glued(const Base& base, const Host& host, const std::string& folded) {
    static constexpr std::string_view ends[] = {"com", "fr", "net", "org", "eu", "www"};
    const std::string_view all = folded;
    for (const auto e : ends) {
        if (all != base.label + std::string(e) && all != std::string(e) + base.label) continue;
        return {&base,
                "host.glued-suffix",
                5.3 - doubt(base),
                {fmt::format("Le domaine {} colle {} au nom {}.", quote_fr(host.shown), quote_fr(e),
                             quote_fr(base.own)),
                 fmt::format("The domain {} glues {} to the name {}.", quote_en(host.shown), quote_en(e),
                             quote_en(base.own))},
                host.label,
                {}};
    }
    return {};
}

}  // namespace

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
        break;
    }
    return h;
}

Sign sign_of_label(const Bases& bases, const Host& host) {
    Sign best;
    if (host.label.empty()) return best;
    const auto folded = without(kit::fold(host.label), '-');
    const auto skeleton = kit::handle_skeleton(host.label);
    for (const auto* b : bases.equal(skeleton)) keep_stronger(best, same_skeleton(*b, host, folded));
    if (!best.code.empty()) return best;
    for (const auto* b : bases.near(folded)) keep_stronger(best, slip(*b, host, folded));
    for (const auto& [base, start] : bases.inside(skeleton)) {
        auto sign = glued(*base, host, folded);
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
