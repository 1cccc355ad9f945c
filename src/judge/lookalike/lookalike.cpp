#include "lookalike/bases.hpp"
#include "lookalike/gate.hpp"
#include "lookalike/host_signs.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace vigie::judge {
namespace {

constexpr std::size_t longest_path = 512;

// Sites where anybody puts a page or a form under the platform's own name.
bool anybody_builds_here(const std::string& host) {
    return host == "sites.google.com" || host == "docs.google.com" || host == "forms.gle" ||
           host.ends_with(".notion.site") || is_contact_host(host);
}

}  // namespace

struct Lookalikes::Impl {
    std::shared_ptr<const model::AssetRegister> assets;
    Bases bases;
    Gate gate;

    explicit Impl(std::shared_ptr<const model::AssetRegister> a)
        : assets(std::move(a)), bases(*assets), gate(bases) {}

    // The longest brand, or own domain, that stands in a path, query or user-info.
    struct Mention {
        const Base* base = nullptr;
        bool domain = false;  // the whole own domain is written out
        std::string words;
    };
    [[nodiscard]] Mention mention_in(std::string_view text) const;
    [[nodiscard]] Sign sign_of_url(const kit::Url& url, const Host& host) const;
    [[nodiscard]] Sign sign_of_path(const kit::Url& url, const Host& host) const;
    void explain(LinkVerdict& v, const Sign& sign, const kit::Url& url, const Host& host,
                 std::string_view given) const;
};

Lookalikes::Impl::Mention Lookalikes::Impl::mention_in(std::string_view text) const {
    Mention best;
    for (const auto& found : kit::find_urls(text)) {
        const auto url = kit::parse_url(found.url);
        if (!url || !assets->owns_host(url->host)) continue;
        const auto own = kit::registrable_domain(url->host);
        const auto it = std::ranges::find_if(bases.all(), [&](const Base& b) {
            return b.asset->kind == model::AssetKind::domain &&
                   (b.own == url->host || b.own == own || url->host.ends_with("." + b.own));
        });
        if (it != bases.all().end()) return {&*it, true, url->host};
    }
    const auto words = kit::tokens(text);
    constexpr std::size_t most_words = 4;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string run;
        for (std::size_t end = i; end < words.size() && end < i + most_words; ++end) {
            run += words[end].text;
            for (const auto* b : bases.equal(kit::handle_skeleton(run))) {
                if (best.base == nullptr || b->label.size() > best.base->label.size())
                    best = {b, false,
                            std::string(text.substr(words[i].start, words[end].end - words[i].start))};
            }
        }
    }
    return best;
}

Sign Lookalikes::Impl::sign_of_url(const kit::Url& url, const Host& host) const {
    if (url.user_info.empty()) return {};
    const auto m = mention_in(url.user_info);
    if (m.base == nullptr) return {};
    return {m.base,
            "url.user-info",
            8.0,
            {fmt::format(
                 "L’adresse commence par {}, mais ce qui compte vient après le « @ »\u00a0: elle mène à {}.",
                 quote_fr(url.user_info), quote_fr(host.shown)),
             fmt::format("The address begins with {}, but what counts comes after the “@”: it leads to {}.",
                         quote_en(url.user_info), quote_en(host.shown))},
            url.user_info,
            {}};
}

Sign Lookalikes::Impl::sign_of_path(const kit::Url& url, const Host& host) const {
    auto rest = (url.path + (url.query.empty() ? "" : "?" + url.query)).substr(0, longest_path);
    if (rest.size() < 3) return {};
    if (rest.front() == '/') rest.erase(0, 1);
    const auto m = mention_in(rest);
    if (m.base == nullptr) return {};
    Sign s{
        m.base, m.domain ? "url.own-domain-in-path" : "url.brand-in-path", m.domain ? 2.0 : 0.8, {}, m.words,
        {}};
    const bool builder = anybody_builds_here(host.ascii);
    if (host.address) {
        s.weight = 5.5;
    } else if (builder) {
        s.weight = 2.6;
    } else if (host.free_hosting) {
        s.weight = 2.4;
    }
    if (m.base->common) s.weight -= 1.5;
    if (host.address || builder || host.free_hosting) s.risks = risk_words(rest);
    s.says = {fmt::format("L’adresse écrit {} dans son chemin, mais se trouve chez {}.", quote_fr(m.words),
                          quote_fr(host.shown)),
              fmt::format("The address writes {} in its path but stands at {}.", quote_en(m.words),
                          quote_en(host.shown))};
    return s;
}

void Lookalikes::Impl::explain(LinkVerdict& v, const Sign& sign, const kit::Url& url, const Host& host,
                               std::string_view given) const {
    const auto add = [&](std::string code, double weight, model::Text says, std::string_view words) {
        v.evidence.push_back(evidence(std::move(code), weight, std::move(says), {span_of({}, given, words)}));
    };
    v.asset = sign.base->asset->id;
    v.imitates = sign.base->own;
    add(sign.code, sign.weight, sign.says, sign.words);
    if (host.address) {
        add("host.ip-address", 1.0,
            {fmt::format("L’hôte est une adresse nue, {}.", quote_fr(host.ascii)),
             fmt::format("The host is a bare address, {}.", quote_en(host.ascii))},
            host.ascii);
    }
    if (host.abused_tld) {
        const auto tld = host.ascii.substr(host.ascii.rfind('.'));
        add("host.abused-tld", 0.9,
            {fmt::format("L’extension {} sert souvent à la fraude.", quote_fr(tld)),
             fmt::format("The ending {} is often used for fraud.", quote_en(tld))},
            tld);
    }
    if (host.free_hosting) {
        add("host.free-hosting", 0.4,
            {fmt::format("{} est un hébergement gratuit, ouvert à tous.", quote_fr(host.ascii)),
             fmt::format("{} is free hosting, open to anybody.", quote_en(host.ascii))},
            host.ascii);
    }
    if (host.ascii != host.shown && kit::mixes_scripts(host.shown)) {
        add("host.mixed-scripts", 1.5,
            {fmt::format("{} mêle plusieurs alphabets dans un même mot.", quote_fr(host.shown)),
             fmt::format("{} mixes alphabets inside one word.", quote_en(host.shown))},
            host.ascii);
    }
    // Risk words elsewhere in the address count once, and only beside a brand; those of the sign itself are
    // told already.
    std::string elsewhere;
    for (std::size_t i = 0; i < host.labels.size(); ++i) {
        if (host.labels[i] != sign.words && i + 1 < host.labels.size()) elsewhere += host.labels[i] + ' ';
    }
    elsewhere += (url.path + ' ' + url.query).substr(0, longest_path);
    std::vector<std::string> words;
    for (auto& w : risk_words(elsewhere)) {
        if (std::ranges::find(sign.risks, w) == sign.risks.end()) words.push_back(std::move(w));
    }
    for (const auto& w : sign.code.starts_with("url.") ? sign.risks : std::vector<std::string>{})
        words.push_back(w);
    if (words.empty()) return;
    constexpr std::size_t most = 4;
    if (words.size() > most) words.resize(most);
    // In the path of an ordinary site such words are ordinary ("/aide/contact"); beside an imitated host they
    // are not.
    const bool path_only = sign.code.starts_with("url.") && !host.address && !host.free_hosting &&
                           !anybody_builds_here(host.ascii);
    const double weight = path_only                                                              ? 0.8
                          : sign.code == "host.brand-subdomain" || sign.code.starts_with("url.") ? 2.3
                                                                                                 : 0.5;
    const auto list = quoted_list(words);
    add("url.risk-words", weight,
        {fmt::format("L’adresse contient {}.", list.fr), fmt::format("The address contains {}.", list.en)},
        words.front());
}

Lookalikes::Lookalikes(std::shared_ptr<const model::AssetRegister> assets)
    : impl_(std::make_unique<Impl>(std::move(assets))) {}
Lookalikes::~Lookalikes() = default;
Lookalikes::Lookalikes(Lookalikes&&) noexcept = default;
Lookalikes& Lookalikes::operator=(Lookalikes&&) noexcept = default;

bool Lookalikes::may_resemble(std::string_view host) const noexcept {
    return impl_->gate.passes(host);
}

LinkVerdict Lookalikes::examine(std::string_view given) const {
    LinkVerdict v;
    const auto url = kit::parse_url(given);
    if (!url || url->host.empty()) return v;
    v.host = url->host;
    v.shown_host = url->host;
    v.domain = kit::registrable_domain(url->host);
    if (v.domain.empty()) v.domain = url->host;
    v.url = kit::canonical_url(given);
    v.own = impl_->assets->owns_host(url->host) || impl_->assets->approves_link(given) ||
            impl_->assets->approves_link(v.url);
    if (v.own) return v;
    v.shared_host = is_platform(url->host) || is_shortener(url->host) || is_contact_host(url->host);
    const auto host = take_apart(url->host);
    v.shown_host = host.shown;

    Sign sign = impl_->sign_of_url(*url, host);
    const auto consider = [&](Sign other) {
        if (!other.code.empty() && (sign.code.empty() || other.weight > sign.weight)) sign = std::move(other);
    };
    // Under "gouv.fr" a name is what a public body chose, and a neighbour of ours there is worth a look.
    if (v.shared_host && is_platform(host.ending)) {
        auto near = sign_of_label(impl_->bases, host);
        if (near.base != nullptr && shares_ending(*near.base, host) &&
            (near.code.starts_with("host.typo") || near.code == "host.homoglyph" ||
             near.code == "host.hyphen" || near.code == "host.accents")) {
            v.shared_host = false;
            consider(std::move(near));
        }
    } else if (!v.shared_host) {
        consider(sign_of_label(impl_->bases, host));
        consider(sign_of_subdomains(impl_->bases, *impl_->assets, host));
    }
    if (!v.shared_host || anybody_builds_here(host.ascii)) consider(impl_->sign_of_path(*url, host));
    if (sign.base == nullptr) return v;
    impl_->explain(v, sign, *url, host, given);
    v.score = score_of(link_prior, v.evidence);
    const bool asks = std::ranges::any_of(
                          v.evidence, [](const model::Evidence& e) { return e.code == "url.risk-words"; }) ||
                      !sign.risks.empty();
    v.harm = asks ? Harm::credential : Harm::none;
    return v;
}

const std::vector<std::string>& lookalike_codes() {
    static const std::vector<std::string> codes{"host.accents",
                                                "host.hyphen",
                                                "host.tld-swap",
                                                "host.homoglyph",
                                                "host.typo-omission",
                                                "host.typo-repetition",
                                                "host.typo-insertion",
                                                "host.typo-addition",
                                                "host.typo-plural",
                                                "host.typo-transposition",
                                                "host.typo-neighbour",
                                                "host.typo-vowel-swap",
                                                "host.typo-bit-flip",
                                                "host.typo-substitution",
                                                "host.brand-and-words",
                                                "host.combosquat",
                                                "host.glued-suffix",
                                                "host.own-domain-inside",
                                                "host.brand-domain-inside",
                                                "host.brand-subdomain",
                                                "host.split-by-dot",
                                                "url.user-info",
                                                "url.own-domain-in-path",
                                                "url.brand-in-path",
                                                "host.ip-address",
                                                "host.abused-tld",
                                                "host.free-hosting",
                                                "host.mixed-scripts",
                                                "url.risk-words"};
    return codes;
}

}  // namespace vigie::judge
