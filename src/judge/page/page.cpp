#include "page/names.hpp"

#include <vigie/judge/cues.hpp>
#include <vigie/judge/hosts.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/page.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace vigie::judge {
namespace {

using model::Asset;
using model::PageVisit;

struct House {
    std::string host;
    std::string domain;  // registrable, or the host where there is none
};

House house_of(const std::string& url) {
    const auto parsed = kit::parse_url(url);
    if (!parsed) return {};
    auto domain = kit::registrable_domain(parsed->host);
    return {parsed->host, domain.empty() ? parsed->host : domain};
}

// How much a visitor was shown: what is asked weighs more than what is said.
int weight_of(const PageVisit& v) {
    if (!v.error.empty() || v.status >= 400) return 0;
    return 1 + (v.asks_password ? 4 : 0) + (v.asks_card ? 4 : 0) + (v.asks_code ? 3 : 0) +
           (v.text.empty() ? 0 : 1);
}

std::string asked(const PageVisit& v, bool french) {
    std::vector<std::string> out;
    if (v.asks_password) out.emplace_back(french ? "un mot de passe" : "a password");
    if (v.asks_card) out.emplace_back(french ? "une carte bancaire" : "a bank card");
    if (v.asks_code) out.emplace_back(french ? "un code à usage unique" : "a one-time code");
    return fmt::format("{}", fmt::join(out, french ? " et " : " and "));
}

bool asks(const PageVisit& v) {
    return v.asks_password || v.asks_card || v.asks_code;
}

// Fields that a person's data goes into: name, address, phone, birth date, e-mail.
bool asks_identity(const PageVisit& v) {
    std::size_t personal = 0;
    for (const auto& form : v.forms) {
        for (const auto& field : form.fields) {
            const auto name = std::string_view(field).substr(std::min(field.find(':') + 1, field.size()));
            const bool hit = std::ranges::any_of(
                std::array<std::string_view, 12>{"tel", "phone", "nom", "name", "adresse", "address",
                                                 "naissance", "birth", "email", "mail", "postal", "secu"},
                [&](auto w) { return name.find(w) != std::string_view::npos; });
            personal += hit ? 1 : 0;
        }
    }
    return personal >= 3;
}

}  // namespace

struct Pages::Impl {
    explicit Impl(std::shared_ptr<const model::AssetRegister> register_)
        : assets(std::move(register_)), names(*assets), lookalikes(assets) {}

    std::shared_ptr<const model::AssetRegister> assets;
    NameIndex names;
    Lookalikes lookalikes;

    // Whom the page speaks for, how loudly.
    struct Claim {
        const Asset* asset = nullptr;
        bool title = false;
        std::size_t times = 0;  // in the text
    };

    [[nodiscard]] Claim claim_of(const PageVisit& page) const {
        Claim claim;
        const auto title = names.in(page.title);
        const auto text = names.in(page.text);
        if (!title.empty()) {
            claim.asset = title.front().asset;
            claim.title = true;
        } else if (!text.empty()) {
            claim.asset = text.front().asset;
        }
        for (const auto& found : text) {
            if (found.asset == claim.asset) claim.times = found.times;
        }
        return claim;
    }

    // The page names its own house: "Connexion – Forum Auto" on forumauto.example.
    static bool speaks_for_itself(const PageVisit& page, const House& house, const Claim& claim) {
        const auto label = kit::handle_skeleton(kit::main_label(house.host));
        constexpr std::size_t shortest = 4;
        if (label.size() < shortest) return false;
        if (claim.asset != nullptr) {
            const auto brand = kit::handle_skeleton(claim.asset->name);
            if (!brand.empty() && label.find(brand) != std::string::npos)
                return false;  // "brand-login": no house of its own
        }
        return kit::handle_skeleton(page.title).find(label) != std::string::npos ||
               kit::handle_skeleton(page.text.substr(0, 600)).find(label) != std::string::npos;
    }

    [[nodiscard]] const Asset* owner_of_resources(const PageVisit& page) const {
        const auto owner = [&](std::string_view host) -> const Asset* {
            for (const auto& a : assets->all()) {
                if (a.kind == model::AssetKind::domain && kit::is_or_is_below(host, a.value)) return &a;
            }
            return nullptr;
        };
        if (const auto icon = kit::parse_url(page.favicon); icon && assets->owns_host(icon->host))
            return owner(icon->host);
        for (const auto& host : page.hosts) {
            if (assets->owns_host(host)) return owner(host);
        }
        return nullptr;
    }
};

Pages::Pages(std::shared_ptr<const model::AssetRegister> assets)
    : impl_(std::make_unique<const Impl>(std::move(assets))) {}
Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

PageVerdict Pages::examine(const std::vector<PageVisit>& visits) const {
    PageVerdict out;
    if (visits.empty()) return out;
    const auto& page = *std::ranges::max_element(visits, {}, &weight_of);
    const auto house = house_of(page.final_url.empty() ? page.url : page.final_url);
    out.host = house.host;
    out.domain = house.domain;
    if (house.host.empty()) return out;
    if (impl_->assets->owns_host(house.host) || impl_->assets->approves_link(page.final_url)) {
        out.own = true;
        return out;
    }
    out.shared_host = is_platform(house.host) || is_shortener(house.host);
    if (weight_of(page) == 0) return out;  // nobody was shown anything

    auto claim = impl_->claim_of(page);
    const auto* lent = impl_->owner_of_resources(page);
    auto look = impl_->lookalikes.examine(page.final_url);
    const auto add = [&](const char* code, double weight, std::string fr, std::string en) {
        out.evidence.push_back(evidence(code, weight, {std::move(fr), std::move(en)}));
    };
    if (claim.asset != nullptr) {
        out.asset = claim.asset->id;
        out.imitates = claim.asset->name;
    } else if (lent != nullptr) {
        out.asset = lent->id;
        out.imitates = lent->value;
    } else if (!look.asset.empty()) {
        out.asset = look.asset;
        out.imitates = look.imitates;
    }
    const bool named = claim.title || claim.times >= 2 || lent != nullptr || look.score >= 0.5;
    const bool own_voice = Impl::speaks_for_itself(page, house, claim);

    if (asks(page)) {
        out.harm = Harm::credential;
        if (named) {
            // Forums and shops name others in their text and have a password of their own; few of them ask
            // for cards too.
            const double quiet = page.asks_card || page.asks_code ? 3.4 : 2.4;
            const bool loud = claim.title || lent != nullptr || look.score >= 0.5;
            add("page.asks-in-your-name", loud ? 4.2 : quiet,
                fmt::format("La page demande {} au nom de {}, sur {} qui n’est pas à vous.",
                            asked(page, true), quote_fr(out.imitates),
                            quote_fr(kit::host_to_unicode(house.host))),
                fmt::format("The page asks for {} in the name of {}, on {}, which is not yours.",
                            asked(page, false), quote_en(out.imitates),
                            quote_en(kit::host_to_unicode(house.host))));
        } else {
            add("page.asks", 0.6, fmt::format("La page demande {}.", asked(page, true)),
                fmt::format("The page asks for {}.", asked(page, false)));
        }
        if (page.asks_card && page.asks_code) {
            add("page.card-and-code", 1.0, "Elle veut une carte et le code qui la protège.",
                "It wants a card and the code that protects it.");
        }
    } else if (asks_identity(page) && named) {
        out.harm = Harm::lure;
        add("page.asks-identity", claim.title ? 3.0 : 1.6,
            fmt::format("Un formulaire recueille des données personnelles au nom de {}.",
                        quote_fr(out.imitates)),
            fmt::format("A form collects personal data in the name of {}.", quote_en(out.imitates)));
    } else if (named && claim.title) {
        add("page.speaks-in-your-name", 0.8,
            fmt::format("Le titre de la page nomme {}.", quote_fr(out.imitates)),
            fmt::format("The page's title names {}.", quote_en(out.imitates)));
    }
    if (lent != nullptr) {
        add("page.borrows", asks(page) ? 1.6 : 0.8,
            fmt::format("Elle charge images ou styles depuis {}.", quote_fr(lent->value)),
            fmt::format("It loads pictures or styles from {}.", quote_en(lent->value)));
    }
    if (look.score >= 0.5 && !look.own) {
        add("page.address-imitates", std::clamp(log_odds(look.score) + 2.0, 1.0, 4.0),
            fmt::format("Son adresse imite {}.", quote_fr(look.imitates)),
            fmt::format("Its address imitates {}.", quote_en(look.imitates)));
    }
    for (const auto& form : page.forms) {
        const auto target = house_of(form.action);
        if (target.domain.empty() || target.domain == house.domain || !asks(page)) continue;
        const bool ours = impl_->assets->owns_host(target.host);
        add("page.posts-elsewhere", ours ? -1.0 : 1.2,
            fmt::format("Le formulaire envoie les réponses à {}.", quote_fr(target.host)),
            fmt::format("The form sends the answers to {}.", quote_en(target.host)));
        break;
    }
    if (is_free_hosting(house.host)) {
        add("page.free-hosting", 1.2, "Elle est chez un hébergeur gratuit où chacun publie.",
            "It stands on free hosting, where anybody publishes.");
    } else if (kit::is_ip_address(house.host)) {
        add("page.bare-address", 1.2, "Elle n’a pas de nom, seulement une adresse IP.",
            "It has no name, only an IP address.");
    } else if (is_abused_tld(house.host)) {
        add("page.abused-suffix", 0.7, "Son suffixe est souvent celui de fraudes.",
            "Its suffix is often that of fraud.");
    }

    // What differs from visitor to visitor.
    const auto& most = page;
    for (const auto& v : visits) {
        if (&v == &most) continue;
        const bool elsewhere = weight_of(v) > 0 && house_of(v.final_url).domain != house.domain;
        const bool harmless = weight_of(v) > 0 && asks(most) && !asks(v);
        const bool refused = v.error.empty() && v.status >= 400 && asks(most);
        if (!elsewhere && !harmless && !refused) continue;
        add("page.cloaking", asks(most) ? 1.8 : 0.8,
            fmt::format("Elle ne montre pas la même chose à tous\u00a0: le visiteur {} arrive sur {}.",
                        quote_fr(v.visitor), quote_fr(house_of(v.final_url).host)),
            fmt::format("It does not show everybody the same: visitor {} ends on {}.", quote_en(v.visitor),
                        quote_en(house_of(v.final_url).host)));
        break;
    }
    std::size_t crossed = 0;
    for (std::size_t i = 1; i < page.hops.size(); ++i)
        crossed += house_of(page.hops[i].url).domain != house_of(page.hops[i - 1].url).domain ? 1U : 0U;
    if (crossed >= 2 && asks(page)) {
        add("page.long-way", 0.5, fmt::format("Le lien passe par {} hôtes avant d’arriver.", crossed + 1),
            fmt::format("The link passes {} hosts before it arrives.", crossed + 1));
    }

    // What speaks for it.
    if (own_voice) {
        add("page.own-name", named && claim.title ? -2.6 : -3.6, "La page se présente sous son propre nom.",
            "The page presents itself under its own name.");
    }
    if (is_platform(house.host)) {
        add("page.platform", -3.0, "C’est une plateforme connue.", "It is a well-known platform.");
    }
    const auto cues = find_cues(page.text);
    if (const auto* c = first_of(cues, CueKind::warning); c != nullptr && !asks(page)) {
        add("page.warning", -2.0, fmt::format("Le texte met en garde\u00a0: {}.", quote_fr(c->words)),
            fmt::format("The text warns: {}.", quote_en(c->words)));
    }
    for (const auto kind : {CueKind::parody, CueKind::press}) {
        if (const auto* c = first_of(cues, kind); c != nullptr && !asks(page)) {
            add("page.about-you", -1.5, fmt::format("La page parle de vous\u00a0: {}.", quote_fr(c->words)),
                fmt::format("The page speaks about you: {}.", quote_en(c->words)));
            break;
        }
    }
    if (claim.asset != nullptr && claim.asset->common_word && !claim.title && lent == nullptr &&
        look.score < 0.5) {
        add("page.common-word", -1.5, "Le nom est aussi un mot ordinaire.",
            "The name is also an ordinary word.");
    }
    out.score = out.evidence.empty() ? 0.0 : score_of(page_prior, out.evidence);
    if (out.asset.empty()) out.score = std::min(out.score, 0.45);
    return out;
}

double with_address(double page, double address) noexcept {
    constexpr double least = -0.8;  // log-odds: an address that says nothing is no alibi
    constexpr double most = 2.5;
    constexpr double share = 0.6;  // the page saw the address, too
    return probability(log_odds(page) + share * std::clamp(log_odds(address), least, most));
}

const std::vector<std::string>& page_codes() {
    static const std::vector<std::string> codes{"page.asks-in-your-name",
                                                "page.asks",
                                                "page.card-and-code",
                                                "page.asks-identity",
                                                "page.speaks-in-your-name",
                                                "page.borrows",
                                                "page.address-imitates",
                                                "page.posts-elsewhere",
                                                "page.free-hosting",
                                                "page.bare-address",
                                                "page.abused-suffix",
                                                "page.cloaking",
                                                "page.long-way",
                                                "page.own-name",
                                                "page.platform",
                                                "page.warning",
                                                "page.about-you",
                                                "page.common-word"};
    return codes;
}

}  // namespace vigie::judge
