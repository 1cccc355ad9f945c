#include "page/facts.hpp"
#include "page/names.hpp"
#include "page/signs.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/page.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>

namespace vigie::judge {

using model::Asset;
using model::PageVisit;

struct Pages::Impl {
    Impl(std::shared_ptr<const model::AssetRegister> register_, std::shared_ptr<const Lookalikes> shared)
        : assets(std::move(register_)),
          names(*assets),
          lookalikes(shared ? std::move(shared) : std::make_shared<const Lookalikes>(assets)) {}

    std::shared_ptr<const model::AssetRegister> assets;
    NameIndex names;
    std::shared_ptr<const Lookalikes> lookalikes;

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

Pages::Pages(std::shared_ptr<const model::AssetRegister> assets, std::shared_ptr<const Lookalikes> lookalikes)
    : impl_(std::make_unique<const Impl>(std::move(assets), std::move(lookalikes))) {}
Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

PageVerdict Pages::examine(const std::vector<PageVisit>& visits) const {
    PageVerdict out;
    if (visits.empty()) return out;
    const auto& page = *std::ranges::max_element(visits, {}, &shown_to);
    const auto house = house_of(page.final_url.empty() ? page.url : page.final_url);
    out.host = house.host;
    out.domain = house.domain;
    if (house.host.empty()) return out;
    if (impl_->assets->owns_host(house.host) || impl_->assets->approves_link(page.final_url)) {
        out.own = true;
        return out;
    }
    out.shared_host = is_platform(house.host) || is_shortener(house.host);
    if (shown_to(page) == 0) return out;  // nobody was shown anything

    const auto claim = claim_of(impl_->names, page);
    Signs signs{.page = page,
                .host = house.host,
                .domain = house.domain,
                .claim = claim,
                .voice = own_voice_of(impl_->names, page, house.host, claim),
                .lent = impl_->owner_of_resources(page),
                .look = impl_->lookalikes->examine(page.final_url),
                .cues = find_cues(page.text),
                .parked = for_sale(page)};
    if (claim.asset != nullptr) {
        out.asset = claim.asset->id;
        out.imitates = claim.asset->name;
    } else if (signs.lent != nullptr) {
        out.asset = signs.lent->id;
        out.imitates = signs.lent->value;
    } else if (!signs.look.asset.empty()) {
        out.asset = signs.look.asset;
        out.imitates = signs.look.imitates;
    }
    signs.imitates = out.imitates;
    out.harm = signs.of_what_is_asked();
    signs.of_disguise();
    signs.of_what_it_borrows();
    for (const auto& form : page.forms) {
        const auto target = house_of(form.action);
        if (target.domain.empty() || target.domain == house.domain || !asks(page)) continue;
        signs.of_target(target.host, impl_->assets->owns_host(target.host));
        break;
    }
    signs.of_messenger();
    signs.of_place();
    for (const auto& v : visits) {
        if (&v != &page && signs.of_other_visitor(v)) break;
    }
    signs.of_way();
    signs.of_innocence();
    out.evidence = std::move(signs.evidence);
    out.score = out.evidence.empty() ? 0.0 : score_of(page_prior, out.evidence);
    if (out.asset.empty()) out.score = std::min(out.score, 0.45);
    return out;
}

bool was_shown(const std::vector<PageVisit>& visits) noexcept {
    return std::ranges::any_of(visits, [](const auto& v) { return shown_to(v) > 0; });
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
                                                "page.nameless",
                                                "page.urges",
                                                "page.disguised-name",
                                                "page.borrows",
                                                "page.address-imitates",
                                                "page.posts-elsewhere",
                                                "page.posts-to-chat",
                                                "page.free-hosting",
                                                "page.bare-address",
                                                "page.abused-suffix",
                                                "page.cloaking",
                                                "page.long-way",
                                                "page.own-name",
                                                "page.platform",
                                                "page.parked",
                                                "page.article",
                                                "page.lists-several",
                                                "page.warning",
                                                "page.about-you",
                                                "page.common-word"};
    return codes;
}

}  // namespace vigie::judge
