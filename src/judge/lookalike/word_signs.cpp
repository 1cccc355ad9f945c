// A brand beside other words: "meridien-login", "remboursementmeridien", "wwwmeridien".
#include "lookalike/host_signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace vigie::judge {
namespace {

struct Reading {
    bool brand = false;     // the brand is a piece of its own
    bool known = true;      // every other piece is a word
    bool edge = false;      // a hyphen or the end of the label stands on each side of the brand
    bool trade = false;     // "hotel", "garage": a house of another trade that bears the same name
    bool web = false;       // a word of sites: "online", "www", "mon"
    bool spelled = true;    // the brand letter by letter, not by look-alikes
    bool first = false;     // the brand begins its piece: none of its letters may belong to a word before it
    std::size_t words = 0;  // pieces that are not the brand
    std::vector<std::string> risks;
};

// What houses call their own machines and papers; a fraud asks for more than that.
bool of_the_house(std::string_view word) {
    constexpr std::array names{"actu",  "assets", "blog", "cloud",  "corp",    "digital", "host", "hosting",
                               "media", "medias", "news", "server", "serveur", "static",  "tv",   "virtual"};
    return std::ranges::find(names, word) != names.end();
}

// What stands on the door of a house, beside the name that it happens to bear.
bool is_trade(std::string_view word) {
    constexpr std::array names{
        "atelier",  "auberge",    "avocat",   "bar",   "boulangerie", "cabinet", "cafe",    "camping",
        "chateau",  "cinema",     "clinique", "club",  "coiffure",    "college", "domaine", "ecole",
        "garage",   "gite",       "hotel",    "lycee", "musee",       "museum",  "notaire", "pharmacie",
        "pizzeria", "restaurant", "school",   "stade", "taxi",        "theatre", "vins"};
    return std::ranges::find(names, word) != names.end();
}

// Two letters glued to a name are a word only when people glue them: "ie" makes "picardie" of "picard".
bool is_scrap(std::string_view word) {
    constexpr std::array glued{"fr",  "uk", "us", "eu", "my", "le", "la", "ma",
                               "mes", "ww", "cl", "go", "id", "tv", "rh"};
    return word.size() <= 2 && std::ranges::none_of(word, [](char c) { return c >= '0' && c <= '9'; }) &&
           std::ranges::find(glued, word) == glued.end();
}

void read_piece(Reading& r, std::string_view piece, const Base& base) {
    const auto key = kit::handle_skeleton(piece);
    if (key == base.skeleton) {
        r.brand = r.edge = r.first = true;
        return;
    }
    const auto pieces = segment(key, base.skeleton);
    const auto folded = kit::fold(piece);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& p = pieces[i];
        const bool beside_brand =
            (i > 0 && pieces[i - 1].brand) || (i + 1 < pieces.size() && pieces[i + 1].brand);
        r.words += p.brand ? 0 : 1;
        if (p.brand) {
            r.brand = true;
            r.first = r.first || i == 0;
            r.spelled = folded.find(base.label) != std::string::npos;
        } else if (p.kind == WordKind::unknown || (beside_brand && is_scrap(p.word)) ||
                   (!is_risk(p.kind) && folded.find(p.word) == std::string::npos)) {
            r.known = false;
        } else {
            if (is_risk(p.kind)) r.risks.push_back(p.word);
            r.trade = r.trade || is_trade(p.word);
            const bool of_sites = p.kind == WordKind::web || p.kind == WordKind::place;
            r.web = r.web || (of_sites && !of_the_house(p.word));
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
    std::string glued(label);
    std::erase(glued, '-');
    read_piece(whole, glued, base);
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
        w = length >= 8 ? (r.edge ? 4.0 : 3.9) : 3.6;
    } else {
        w = r.edge ? (length >= 6 ? 3.8 : 3.2) : length >= 9 ? 3.0 : 2.0;
    }
    if (length < short_name) {
        // Three letters stand in everything: only a whole risk word beside them counts, or a word of sites
        // beside letters that hardly any word holds.
        const bool set_off = r.edge || (base.rare && r.spelled && ours && r.words == 1);
        if (!r.known || (!set_off && (r.risks.empty() || r.words != 1))) return 0;
        w -= !r.risks.empty() && !r.edge ? 2.1 : base.rare && r.risks.empty() ? 0.4 : 0.9;
    } else if (length == short_name) {
        w -= r.edge ? (ours ? 0.3 : 0.6) : r.known ? (base.rare ? 0.4 : 1.3) : 3.0;
    } else if (length == short_name + 1 && !r.edge && !r.known) {
        w -= 1.0;
    }
    if (r.trade && r.risks.empty()) w -= 0.8;
    if (!r.edge && !r.spelled) w -= 1.0;
    if (!r.edge && !r.first && letter_and_word(base)) w -= 2.0;
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
    const bool ours = shares_ending(base, host);
    std::vector<std::string> ends{"com", "fr", "net", "org", "eu", "www"};
    for (const auto& ending : base.endings) {
        // "barclaysco.uk" for barclays.co.uk, "metamaskio.io" for metamask.io
        const auto dot = ending.find('.');
        if (dot != std::string::npos && ending.substr(dot + 1) == host.ending) {
            ends.push_back(ending.substr(0, dot));
        } else if (ending == host.ending) {
            ends.push_back(ending);
        }
    }
    for (const auto& e : ends) {
        if (plain != base.label + e && plain != e + base.label) continue;
        // Nobody glues our ending to an ordinary word by chance.
        return {&base,
                "host.glued-suffix",
                5.3 - (ours ? doubt(base) / 2 : doubt(base)),
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
