#include "signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/plugins/suspicious_contact.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr double found_from = 0.5;

// What a picture is known by: its hash where it was read and says enough, otherwise its address.
std::string picture_key(const model::Account& a) {
    constexpr int telling_quality = 50;
    if (a.picture && a.picture->quality >= telling_quality) return a.picture->pdq;
    return a.avatar.size() <= judge::most_key_bytes ? a.avatar : std::string();
}

class SuspiciousContact final : public judge::Detector {
public:
    explicit SuspiciousContact(const judge::Shared& shared)
        : colleagues_(shared.assets), lookalikes_(shared.lookalikes) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return suspicious_contact_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override { return opinion(item, {}); }

    // Remembers whose picture it saw, so that the same one under two names is told.
    [[nodiscard]] Result<judge::Opinion> examine_with(judge::Memory& memory,
                                                      const model::Item& item) const override {
        const auto key = picture_key(item.author);
        const auto self = name_of(item);
        if (key.empty() || known(item)) return opinion(item, {});
        VIGIE_TRY_ASSIGN(const auto before, memory.recall("suspicious_contact.picture", key));
        if (!before) {
            constexpr auto kept = std::chrono::hours(24 * 365);
            constexpr std::size_t most = 200;
            if (self.size() <= most) {
                VIGIE_TRY(memory.keep("suspicious_contact.picture", key, self, item.observed_at + kept));
            }
        }
        return opinion(item, before && *before != self ? *before : std::string());
    }

private:
    [[nodiscard]] static std::string name_of(const model::Item& item) {
        return kit::fold(item.author.handle.empty() ? item.id : item.author.handle);
    }
    [[nodiscard]] bool known(const model::Item& item) const {
        const auto& a = item.author;
        const auto& network = a.network.empty() ? item.network : a.network;
        return colleagues_.assets().account(network, a.id, a.handle) != nullptr;
    }

    [[nodiscard]] judge::Opinion opinion(const model::Item& item, const std::string& same_picture) const {
        judge::Opinion out;
        const auto& a = item.author;
        if (item.deleted || (a.handle.empty() && a.name.empty()) || known(item)) return out;
        ContactSigns signs;
        identity_signs(item, colleagues_, signs);
        if (!same_picture.empty()) reused_picture(item, same_picture, signs);
        figure_signs(item, signs);
        bio_signs(item, colleagues_, signs);
        link_signs(item, *lookalikes_, signs);
        out.score = judge::score_of(contact_prior, signs.evidence);
        if (out.score >= found_from) out.findings.push_back(finding(item, std::move(signs), out.score));
        return out;
    }

    static model::Finding finding(const model::Item& item, ContactSigns signs, double score) {
        const auto& a = item.author;
        model::Finding f;
        f.detector = suspicious_contact_info().name;
        f.score = score;
        f.severity = judge::severity_of(score, signs.harm);
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        if (signs.asset != nullptr) f.asset = signs.asset->id;
        const auto& network = a.network.empty() ? item.network : a.network;
        const auto id = a.id.empty() ? kit::fold(a.handle) : a.id;
        f.culprit = {"account", network, id, a.handle, a.name.empty() ? a.handle : a.name};
        f.indicators = std::move(signs.indicators);
        f.indicators.push_back({"account", network + ":" + id});
        std::ranges::sort(f.indicators);
        f.indicators.erase(std::unique(f.indicators.begin(), f.indicators.end()), f.indicators.end());
        const auto who = judge::plain(a.name.empty() ? a.handle : a.name);
        f.title = {
            fmt::format("Votre nouveau contact {} n’est peut-être pas la personne que vous croyez", who),
            fmt::format("Your new contact {} may not be who you think", who)};
        f.id = model::finding_id(f.detector, f.item, f.asset, id);
        const auto what_to_do = advice(signs);
        f.evidence = std::move(signs.evidence);
        std::ranges::stable_sort(f.evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.evidence.push_back(what_to_do);
        f.account = a;
        f.account.network = network;
        return f;
    }

    Colleagues colleagues_;
    std::shared_ptr<const judge::Lookalikes> lookalikes_;
};

}  // namespace

const judge::DetectorInfo& suspicious_contact_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "suspicious_contact";
        i.says = {
            "Dit, avant d’accepter un nouveau contact, s’il n’est peut-être pas la personne que l’on croit.",
            "Says, before a new contact is accepted, whether it may not be who one thinks."};
        i.looks_at = {model::ItemKind::account};
        i.evidence = {"name.colleague",   "name.colleague-near", "name.mixed-scripts",
                      "picture.ours",     "picture.reused",      "handle.digits",
                      "account.new",      "account.young",       "account.old",
                      "account.silent",   "account.ratio",       "account.lived-in",
                      "account.verified", "account.empty",       "bio.claims-house",
                      "bio.pitch",        "bio.contact",         "bio.gain",
                      "bio.credential",   "self.declared",       "link.lookalike",
                      "link.contact",     "link.hidden",         "advice"};
        i.cost = "20 µs an account";
        i.on_demand = true;
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_suspicious_contact(const judge::Shared& shared) {
    if (!shared.assets || !shared.lookalikes)
        return fail(Errc::invalid_argument,
                    "the detector suspicious_contact needs an asset register; load one first");
    return std::make_unique<SuspiciousContact>(shared);
}

}  // namespace vigie::plugins
