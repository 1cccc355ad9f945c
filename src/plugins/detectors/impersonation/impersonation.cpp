#include "identities.hpp"
#include "model.hpp"
#include "signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/impersonation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace vigie::plugins {

Verdict signs_against(const Context& c, const Identity& who) {
    Verdict v;
    v.who = &who;
    v.name = match_name(c.profile, who);
    v.handle = match_handle(c.profile, who);
    v.values.set(feature("who.person"), who.person ? 1 : 0);
    name_signs(c, v);
    bio_signs(c, v);
    if (!who.person) v.claims = true;
    link_signs(c, v);
    account_signs(c, v);
    declared_signs(c, v);
    other_life_signs(c, v);
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
constexpr double quiet = 0.45;  // of what bears a name and shows nothing else

class Impersonation final : public judge::Detector {
public:
    explicit Impersonation(const judge::Shared& shared)
        : identities_(shared.assets), lookalikes_(shared.lookalikes) {}

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
        const auto links = judge_links(profile, *lookalikes_);
        Context context{profile, identities_, sayings, links, false};
        std::optional<Verdict> best;
        for (const auto* who : candidates) {
            if (who->partner) {
                if (match_name(profile, *who).relation != Relation::equal) continue;
                opinion.label = "reseller";
                return opinion;
            }
            auto v = signs_against(context, *who);
            weigh(v);
            if (!best || better(v, *best, profile)) best = std::move(v);
        }
        if (!best) return opinion;
        opinion.score = best->score;
        opinion.label = label_of(*best);
        if (best->score < found_from) return opinion;
        context.tell = true;
        auto told = signs_against(context, *best->who);
        told.margin = best->margin;
        told.score = best->score;
        explain(told);
        if (merely_bears_the_name(told)) {
            opinion.score = std::min(opinion.score, quiet);
            opinion.label = told.who->person ? "namesake" : "unrelated";
            return opinion;
        }
        opinion.findings.push_back(finding_of(profile, std::move(told)));
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
        opinion.label = known != nullptr && known->role == "partner" ? "reseller" : "official";
        return true;
    }

    // The handle is registered, under another permanent id.
    [[nodiscard]] bool handle_of_other(const Profile& p) const {
        return identities_.assets().account(p.network, {}, p.account->handle) != nullptr;
    }

    // Names of people and words of the language belong to many: a second sign is needed, and youth is none.
    [[nodiscard]] static bool merely_bears_the_name(const Verdict& v) {
        if (v.certain || v.harm != judge::Harm::none || !(v.who->person || v.who->common)) return false;
        // To bear a brand's name is a claim by itself; when the name is an ordinary word it is none.
        if (v.claims && !v.who->common) return false;
        return std::ranges::all_of(v.evidence, [](const model::Evidence& e) {
            // Whoever bears the name makes a handle of it in these ways, too.
            static const std::vector<std::string> plain{"name.equal",
                                                        "name.swapped",
                                                        "handle.equal",
                                                        "handle.digits",
                                                        "handle.core",
                                                        "handle.separators",
                                                        "handle.swapped",
                                                        "handle.name-equal",
                                                        "handle.name-digits",
                                                        "handle.name-core",
                                                        "handle.name-separators",
                                                        "handle.name-swapped",
                                                        "absent"};
            return e.weight <= 0 || e.code.starts_with("account.") ||
                   std::ranges::find(plain, e.code) != plain.end();
        });
    }

    // Higher score; among equals the one that is on this network, then the closer name.
    static bool better(const Verdict& v, const Verdict& best, const Profile& p) {
        constexpr double same = 0.005;
        // "Claire Martin | Our Bank" imitates Claire Martin, whatever the bank's own signs weigh.
        if (v.who->person != best.who->person) {
            const auto& human = v.who->person ? v : best;
            if (human.claims && human.score >= found_from && human.name.relation != Relation::none)
                return v.who->person;
        }
        if (v.score > best.score + same) return true;
        if (v.score + same < best.score) return false;
        // Who is meant by name or handle comes before who is only spoken of.
        const auto named = [](const Verdict& x) {
            return x.name.relation != Relation::none || x.handle.relation != Relation::none;
        };
        if (named(v) != named(best)) return named(v);
        const bool here = v.who->account_on(p.network) != nullptr;
        const bool there = best.who->account_on(p.network) != nullptr;
        if (here != there) return here;
        return std::pair(v.name.relation, v.handle.relation) >
               std::pair(best.name.relation, best.handle.relation);
    }

    static std::string label_of(const Verdict& v) {
        if (v.score >= found_from) return "impersonation";
        if (!v.declared_label.empty()) return v.declared_label;
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
    std::shared_ptr<const judge::Lookalikes> lookalikes_;
};

std::vector<std::string> codes() {
    std::vector<std::string> out;
    for (const auto& f : feature_table) {
        if (f.name != "who.person" && f.name != "account.age") out.emplace_back(f.name);
    }
    for (const auto* code : {"handle.official-other-id", "account.new", "account.old", "absent"})
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
        i.cost = "25 µs an account, 350 µs one that resembles ours, on a core that has other work";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_impersonation(const judge::Shared& shared) {
    if (!shared.assets || !shared.lookalikes)
        return fail(Errc::invalid_argument,
                    "the detector impersonation needs an asset register; load one first");
    return std::make_unique<Impersonation>(shared);
}

}  // namespace vigie::plugins
