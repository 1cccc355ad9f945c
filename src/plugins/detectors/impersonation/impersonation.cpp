#include "identities.hpp"
#include "signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/impersonation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::plugins {

Verdict judge_against(const Context& context, const Identity& who) {
    Verdict v;
    v.who = &who;
    name_signs(context, v);
    bio_signs(context, v);
    const bool similar = v.name.relation != Relation::none || v.handle.relation != Relation::none || v.claims;
    if (!similar) return v;
    if (!who.person) v.claims = true;
    link_signs(context, v);
    account_signs(context, v);
    declared_signs(context, v);
    other_life_signs(context, v);
    v.score = judge::score_of(account_prior, v.evidence);
    return v;
}

std::string network_title(std::string_view network) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> known{{{"bluesky", "Bluesky"},
                                                                                   {"mastodon", "Mastodon"},
                                                                                   {"x", "X"},
                                                                                   {"twitter", "X"},
                                                                                   {"facebook", "Facebook"},
                                                                                   {"instagram", "Instagram"},
                                                                                   {"linkedin", "LinkedIn"},
                                                                                   {"tiktok", "TikTok"},
                                                                                   {"youtube", "YouTube"},
                                                                                   {"reddit", "Reddit"},
                                                                                   {"telegram", "Telegram"},
                                                                                   {"threads", "Threads"}}};
    for (const auto& [key, title] : known)
        if (key == network) return std::string(title);
    return std::string(network);
}

namespace {

constexpr double found_from = 0.5;

class Impersonation final : public judge::Detector {
public:
    explicit Impersonation(std::shared_ptr<const model::AssetRegister> assets)
        : identities_(assets), lookalikes_(std::move(assets)) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return impersonation_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion opinion;
        opinion.label = "unrelated";
        const auto& a = item.author;
        if (item.deleted || !item.account_status.empty() || (a.handle.empty() && a.name.empty()))
            return opinion;
        const auto profile = profile_of(item);
        if (known_account(profile, opinion)) return opinion;
        const auto candidates = identities_.candidates(profile);
        if (candidates.empty()) return opinion;
        const auto sayings = read_sayings(profile, identities_);
        const Context context{profile, identities_, lookalikes_, sayings};
        Verdict best;
        bool partner = false;
        for (const auto* who : candidates) {
            if (who->partner) {
                partner = partner || match_name(profile, *who).relation == Relation::equal;
                continue;
            }
            auto v = judge_against(context, *who);
            if (best.who == nullptr || better(v, best, profile)) best = std::move(v);
        }
        if (best.who == nullptr || partner) {
            if (partner) opinion.label = "authorised";
            return opinion;
        }
        opinion.score = best.score;
        opinion.label = label_of(best);
        if (best.score >= found_from) opinion.findings.push_back(finding_of(profile, std::move(best)));
        return opinion;
    }

private:
    // One of ours or of our partners, by id, by handle, or by a handle below our own domain (Bluesky proves
    // it).
    [[nodiscard]] bool known_account(const Profile& p, judge::Opinion& opinion) const {
        const auto& assets = identities_.assets();
        const auto* known = assets.account(p.network, p.id, p.account->handle);
        const bool below_ours = p.network == "bluesky" && p.account->handle.find('.') != std::string::npos &&
                                assets.owns_host(kit::fold(p.account->handle)) && !handle_of_other(p);
        if (known == nullptr && !below_ours) return false;
        opinion.label = known != nullptr && known->role == "partner" ? "authorised" : "official";
        return true;
    }

    // The handle is registered, under another permanent id.
    [[nodiscard]] bool handle_of_other(const Profile& p) const {
        return identities_.assets().account(p.network, {}, p.account->handle) != nullptr;
    }

    // Higher score; among equals the one that is on this network, then the closer name.
    static bool better(const Verdict& v, const Verdict& best, const Profile& p) {
        constexpr double same = 0.005;
        if (v.score > best.score + same) return true;
        if (v.score + same < best.score) return false;
        const bool here = v.who->account_on(p.network) != nullptr;
        const bool there = best.who->account_on(p.network) != nullptr;
        if (here != there) return here;
        return std::pair(v.name.relation, v.handle.relation) >
               std::pair(best.name.relation, best.handle.relation);
    }

    static std::string label_of(const Verdict& v) {
        if (v.score >= found_from) return "impersonation";
        if (v.declared && !v.declared_label.empty()) return v.declared_label;
        const bool named_like = v.name.relation != Relation::none && v.name.relation != Relation::core;
        if (v.who->person && named_like) return "namesake";
        if (v.declared) return "fan";
        return "unrelated";
    }

    static model::Finding finding_of(const Profile& p, Verdict v) {
        const auto& a = *p.account;
        const auto* official = v.who->account_on(p.network);
        model::Finding f;
        f.detector = impersonation_info().name;
        f.score = v.score;
        f.severity = judge::severity_of(v.score, v.harm);
        f.at = p.item->observed_at;
        f.item = p.item->key();
        f.item_url = p.item->url;
        f.asset = official != nullptr ? official->asset->id : v.who->head->id;
        const auto id = p.id.empty() ? kit::fold(a.handle) : p.id;
        f.culprit = {"account", p.network, id, a.handle, a.name.empty() ? a.handle : a.name};
        f.indicators = std::move(v.indicators);
        f.indicators.push_back({"account", p.network + ":" + id});
        std::ranges::sort(f.indicators);
        f.indicators.erase(std::unique(f.indicators.begin(), f.indicators.end()), f.indicators.end());
        const auto& whom = v.who->names.empty() ? v.who->head->handle : v.who->names.front().text;
        const auto network = network_title(p.network);
        // The handle is unknown until the network has told it: then the permanent id names the account.
        const auto name = a.handle.empty() ? id : "@" + judge::plain(a.handle);
        f.title = {fmt::format("Faux compte de {} sur {}\u00a0: {}", judge::plain(whom), network, name),
                   fmt::format("Fake account of {} on {}: {}", judge::plain(whom), network, name)};
        f.id = model::finding_id(f.detector, f.item, f.asset, id);
        f.evidence = std::move(v.evidence);
        std::ranges::stable_sort(f.evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.account = a;
        f.account.network = p.network;
        f.account.id = p.id;
        return f;
    }

    Identities identities_;
    judge::Lookalikes lookalikes_;
};

std::vector<std::string> codes() {
    std::vector<std::string> out;
    for (const auto* tail :
         {"core", "contains", "digits", "near", "swapped", "affixed", "skeleton-equal", "equal"}) {
        out.push_back(std::string("name.") + tail);
        out.push_back(std::string("handle.") + tail);
        out.push_back(std::string("handle.name-") + tail);
    }
    for (const auto* code : {"name.only-function",
                             "name.mixed-scripts",
                             "name.common-word",
                             "name.brand",
                             "handle.brand",
                             "handle.separators",
                             "handle.official-other-id",
                             "affix.official",
                             "affix.service",
                             "affix.promo",
                             "affix.job",
                             "affix.access",
                             "affix.advice",
                             "affix.place",
                             "avatar.same",
                             "bio.copied",
                             "bio.close",
                             "bio.brand",
                             "bio.claims-official",
                             "bio.claims-service",
                             "bio.contact",
                             "bio.gain",
                             "bio.credential",
                             "bio.foreign-phone",
                             "bio.other-profession",
                             "bio.other-city",
                             "bio.other-life",
                             "link.lookalike",
                             "link.contact",
                             "link.foreign",
                             "text.credential-lure",
                             "text.contact-lure",
                             "text.gain-lure",
                             "account.not-registered",
                             "account.new",
                             "account.old",
                             "account.many-posts",
                             "account.many-followers",
                             "account.ratio",
                             "account.verified",
                             "self.parody",
                             "self.unofficial",
                             "self.fan",
                             "self.critic",
                             "self.reseller",
                             "self.press"})
        out.emplace_back(code);
    return out;
}

}  // namespace

const judge::DetectorInfo& impersonation_info() {
    static const judge::DetectorInfo info = [] {
        using model::ItemKind;
        judge::DetectorInfo i;
        i.name = "impersonation";
        i.says = {
            "Repère les comptes qui se font passer pour l’un des nôtres\u00a0: personne, marque, magasin, "
            "ambassadeur.",
            "Catches accounts that pretend to be one of ours: person, brand, shop, ambassador."};
        i.looks_at = {ItemKind::account, ItemKind::post,   ItemKind::reply,  ItemKind::repost,
                      ItemKind::quote,   ItemKind::review, ItemKind::comment};
        i.evidence = codes();
        i.cost = "10 µs an account, 60 µs one that resembles ours";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_impersonation(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector impersonation needs an asset register; load one first");
    return std::make_unique<Impersonation>(std::move(assets));
}

}  // namespace vigie::plugins
