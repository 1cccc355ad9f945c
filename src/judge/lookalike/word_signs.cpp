// A brand beside other words: "meridien-login", "remboursementmeridien", "wwwmeridien".
#include "lookalike/host_signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

struct Reading {
    bool brand = false;     // the brand is a piece of its own
    bool known = true;      // every other piece is a word
    bool edge = false;      // a hyphen or the end of the label stands on each side of the brand
    bool web = false;       // a word of sites: "online", "www", "mon"
    bool spelled = true;    // the brand letter by letter, not by look-alikes
    std::size_t words = 0;  // pieces that are not the brand
    std::vector<std::string> risks;
};

void read_piece(Reading& r, std::string_view piece, const Base& base) {
    const auto key = kit::handle_skeleton(piece);
    if (key == base.skeleton) {
        r.brand = r.edge = true;
        return;
    }
    for (const auto& p : segment(key, base.skeleton)) {
        r.words += p.brand ? 0 : 1;
        if (p.brand) {
            r.brand = true;
            r.spelled = kit::fold(piece).find(base.label) != std::string::npos;
        } else if (p.kind == WordKind::unknown) {
            r.known = false;
        } else {
            if (is_risk(p.kind)) r.risks.push_back(p.word);
            r.web = r.web || p.kind == WordKind::web || p.kind == WordKind::place;
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
    if (r.brand || base.written.find('-') == std::string::npos) return r;
    // A name with a hyphen of its own, glued to a word: "credit-agricolelogin".
    Reading whole;
    read_piece(whole, kit::handle_skeleton(label), base);
    return whole;
}

// How much a brand among other words says, before doubt.
double beside_weight(const Reading& r, const Base& base, bool ours) {
    const auto length = base.label.size();
    constexpr std::size_t short_name = 4;
    double w = 0;
    if (!r.risks.empty()) {
        w = 5.8 + 0.4 * static_cast<double>(std::min<std::size_t>(r.risks.size() - 1, 2));
        if (!r.known) w -= 0.6;
        if (ours) w += 0.5;
    } else if (r.web && r.known) {
        w = ours ? 4.4 : 3.9;
    } else if (r.known) {
        w = length >= 8 ? 3.9 : 3.6;
    } else {
        w = r.edge ? (length >= 6 ? 3.8 : 3.2) : length >= 9 ? 3.0 : 2.0;
    }
    if (length < short_name) {
        // Three letters stand in everything: only a whole risk word beside them counts.
        if (!r.known || (!r.edge && (r.risks.empty() || r.words != 1))) return 0;
        w -= r.edge ? 0.9 : 2.1;
    } else if (length == short_name) {
        w -= r.edge ? (ours ? 0.3 : 0.6) : r.known ? 1.3 : 3.0;
    } else if (length == short_name + 1 && !r.edge && !r.known) {
        w -= 1.0;
    }
    if (!r.edge && !r.spelled) w -= 1.0;
    if (!r.edge && letter_and_word(base)) w -= 2.0;
    return w;
}

}  // namespace

Sign beside(const Base& base, const Host& host, std::string_view label) {
    auto r = read_label(label, base);
    if (!r.brand) return {};
    const auto weight = beside_weight(r, base, shares_ending(base, host));
    if (weight <= 0) return {};
    Sign s{&base,
           r.risks.empty() ? "host.brand-and-words" : "host.combosquat",
           weight - doubt(base),
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

// "wwwmeridien", "meridiencom", "meridienfr"
Sign glued(const Base& base, const Host& host, std::string_view plain) {
    static constexpr std::string_view ends[] = {"com", "fr", "net", "org", "eu", "www"};
    for (const auto e : ends) {
        if (plain != base.label + std::string(e) && plain != std::string(e) + base.label) continue;
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

}  // namespace vigie::judge
