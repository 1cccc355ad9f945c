// What stands to the left of the registrable label: whole domains, brands and names cut by dots.
#include "lookalike/host_signs.hpp"
#include "lookalike/typo.hpp"

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

using namespace std::string_view_literals;

// Pieces between dots and hyphens, up to and with the registrable label: "apple.com-services" → apple, com,
// services.
struct Part {
    std::string text;
    bool begins_label = false;
};

std::vector<Part> pieces_of(const Host& host) {
    std::vector<Part> out;
    for (std::size_t i = 0; i <= host.label_index && i < host.labels.size(); ++i) {
        std::string_view rest = host.labels[i];
        for (bool first = true;; first = false) {
            const auto cut = rest.find('-');
            out.push_back({std::string(rest.substr(0, cut)), first});
            if (cut == std::string_view::npos) break;
            rest.remove_prefix(cut + 1);
        }
    }
    return out;
}

bool looks_like_suffix(std::string_view piece) {
    constexpr std::array usual{"com"sv, "net"sv,  "org"sv, "info"sv, "biz"sv,
                               "gov"sv, "gouv"sv, "co"sv,  "shop"sv, "bank"sv};
    return piece.size() == 2 || std::ranges::find(usual, piece) != usual.end();
}

Sign inside_sign(const Base& base, const Host& host, const std::string& shown, double weight, bool own) {
    const auto owner = kit::registrable_domain(host.ascii);
    if (own) {
        return {&base,
                "host.own-domain-inside",
                weight,
                {fmt::format("L’adresse {} montre notre domaine {} mais appartient à {}.",
                             quote_fr(host.shown), quote_fr(shown), quote_fr(owner)),
                 fmt::format("The address {} shows our domain {} but belongs to {}.", quote_en(host.shown),
                             quote_en(shown), quote_en(owner))},
                shown,
                {}};
    }
    return {&base,
            "host.brand-domain-inside",
            weight,
            {fmt::format("L’adresse {} commence comme un site de {}, {}, mais appartient à {}.",
                         quote_fr(host.shown), quote_fr(base.own), quote_fr(shown), quote_fr(owner)),
             fmt::format("The address {} begins like a site of {}, {}, but belongs to {}.",
                         quote_en(host.shown), quote_en(base.own), quote_en(shown), quote_en(owner))},
            shown,
            {}};
}

// The own domain whose end is the end of `inside`; several may share a label, so the base is found by label
// too.
const Base* base_of_own(const Bases& bases, const model::AssetRegister& assets, const std::string& inside,
                        std::string& value) {
    for (const auto& a : assets.all()) {
        if (a.kind != model::AssetKind::domain || !kit::is_or_is_below(inside, a.value)) continue;
        value = a.value;
        for (const auto& b : bases.all())
            if (b.asset == &a) return &b;
        const auto same = bases.equal(kit::handle_skeleton(kit::main_label(a.value)));
        return same.empty() ? nullptr : same.front();
    }
    return nullptr;
}

// "meridien.example.evil.test", "meridien-example.evil.test", "www.meridien.com.evil.test"
void domains_inside(Sign& best, const Bases& bases, const model::AssetRegister& assets, const Host& host) {
    const auto pieces = pieces_of(host);
    std::string left;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        left += (i == 0 ? "" : ".") + pieces[i].text;
        // The whole of the chosen labels is the name itself: "meridien.test" shows no domain inside.
        if (i == 0) continue;
        if (assets.owns_host(left)) {
            std::string value;
            const auto* base = base_of_own(bases, assets, left, value);
            if (base != nullptr)
                keep_stronger(best, inside_sign(*base, host, value, 8.0 - doubt(*base), true));
        } else if (i + 1 < pieces.size() && looks_like_suffix(pieces[i].text) && pieces[i - 1].begins_label &&
                   pieces[i - 1].text.size() > 3) {
            const auto& name = pieces[i - 1].text;
            for (const auto* b : bases.equal(kit::handle_skeleton(name)))
                keep_stronger(best,
                              inside_sign(*b, host, name + "." + pieces[i].text, 6.0 - doubt(*b), false));
        }
    }
}

void brands_inside(Sign& best, const Bases& bases, const Host& host) {
    constexpr double exact = 3.2;
    constexpr double slipped = 2.6;
    constexpr std::size_t telling = 7;
    for (std::size_t i = 0; i < host.label_index; ++i) {
        const auto& label = host.labels[i];
        const auto carries = [&](const Base& b, double weight) {
            keep_stronger(best, {&b,
                                 "host.brand-subdomain",
                                 weight - doubt(b),
                                 {fmt::format("Le sous-domaine de {} porte le nom {}.", quote_fr(host.shown),
                                              quote_fr(b.own)),
                                  fmt::format("The sub-domain of {} carries the name {}.",
                                              quote_en(host.shown), quote_en(b.own))},
                                 label,
                                 {}});
        };
        const auto skeleton = kit::handle_skeleton(label);
        for (const auto* b : bases.equal(skeleton)) carries(*b, exact);
        const auto folded = kit::fold(label);
        for (const auto* b : bases.near(folded))
            if (b->label.size() >= telling && !b->common && kind_of_word(folded) == WordKind::unknown)
                carries(*b, slipped);
        for (const auto& [base, start] : bases.inside(skeleton)) {
            auto sign = beside(*base, host, label);
            // "bref-france24.fr.evil.test" is written like a domain, and says who it wants to be.
            const bool like_a_domain = base->skeleton != skeleton && i + 1 < host.label_index &&
                                       looks_like_suffix(host.labels[i + 1]);
            sign.weight += like_a_domain ? 0.5 : -0.5;
            if (!sign.code.empty() && (like_a_domain || !sign.risks.empty()))
                keep_stronger(best, std::move(sign));
        }
    }
}

}  // namespace

Sign sign_of_subdomains(const Bases& bases, const model::AssetRegister& assets, const Host& host) {
    Sign best;
    if (host.label.empty()) return best;
    domains_inside(best, bases, assets, host);
    brands_inside(best, bases, host);
    if (host.label_index == 0) return best;
    std::string glue;
    for (std::size_t i = 0; i <= host.label_index; ++i) glue += host.labels[i];
    const bool word = kind_of_word(host.label) != WordKind::unknown;
    for (const auto* b : bases.equal(kit::handle_skeleton(glue))) {
        // "live.oak.com" may mean what it says; "di.scord.com" says nothing but our name.
        keep_stronger(best, {b,
                             "host.split-by-dot",
                             5.0 - (word ? doubt(*b) : doubt(*b) / 2),
                             {fmt::format("L’adresse {} coupe le nom {} par un point.", quote_fr(host.shown),
                                          quote_fr(b->own)),
                              fmt::format("The address {} cuts the name {} with a dot.", quote_en(host.shown),
                                          quote_en(b->own))},
                             host.shown,
                             {}});
    }
    return best;
}

}  // namespace vigie::judge
