#include "campaign.hpp"
#include "concerns.hpp"
#include "context.hpp"
#include "evidence.hpp"
#include "hashtag.hpp"
#include "text_model.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/pivots.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/scam.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace scam;
using model::ItemKind;

constexpr double found_from = 0.5;
// Below, a post is read no further: nothing that its surroundings say could make it a finding.
constexpr double doubt_from = 0.04;

std::string account_of(const model::Item& item) {
    const auto& a = item.author;
    const auto& id = a.id.empty() ? a.handle : a.id;
    return id.empty() ? std::string() : item.network + ":" + (a.id.empty() ? kit::fold(id) : id);
}

class Scam final : public judge::Detector {
public:
    Scam(std::shared_ptr<const model::AssetRegister> assets, const TextModel& text)
        : concerns_(assets), text_(text) {
        for (const auto& a : assets->all())
            if (a.kind == model::AssetKind::phone) own_phones_.push_back(a.value);
    }

    [[nodiscard]] const judge::DetectorInfo& info() const override { return scam_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        const auto nothing = judge::make_memory();
        return examine_with(*nothing, item).value_or(judge::Opinion());
    }

    [[nodiscard]] Result<judge::Opinion> examine_with(judge::Memory& memory,
                                                      const model::Item& item) const override {
        judge::Opinion opinion;
        if (item.deleted || item.text.empty()) return opinion;
        if (const auto* known = concerns_.author(item); known != nullptr && known->role != "partner") {
            opinion.label = "official";
            VIGIE_TRY(learn_official(memory, item, *known));
            return opinion;
        }
        const auto reading = read(item.text);
        const auto pivots = pivots_of(item);
        const double margin = text_.margin(reading, pivots);
        const double probability = text_.probability(margin);
        opinion.score = probability;
        auto concerns = concerns_.of(item, reading);
        if (probability < doubt_from) {
            if (!concerns.empty()) VIGIE_TRY(learn_ordinary(memory, item, reading, pivots, concerns));
            return opinion;
        }
        const auto cues = find_family_cues(reading);
        const Post post{item, reading, pivots, cues, margin, probability};
        auto evidence = text_evidence(post, text_);
        speech_signs(post, text_, evidence);
        address_signs(post, concerns, evidence);
        link_signs(post, concerns_.assets(), evidence);
        author_signs(post, concerns_, evidence);
        VIGIE_TRY(thread_signs(memory, post, concerns, evidence));
        VIGIE_TRY(pivot_signs(memory, post, concerns, evidence));
        bool hijacked = false;
        VIGIE_TRY(tag_signs(memory, post, concerns, evidence, hijacked));
        opinion.score = judge::score_of(scam_prior, evidence);
        if (opinion.score < found_from) {
            if (!concerns.empty()) VIGIE_TRY(learn_ordinary(memory, item, reading, pivots, concerns));
            return opinion;
        }
        const auto family = family_of(reading, cues, pivots, !item.reply_to.empty() || reading.mentions > 0);
        opinion.label = family ? std::string(name(*family)) : "scam";
        if (concerns.empty()) return opinion;
        VIGIE_TRY_ASSIGN(const auto cluster, text_cluster(memory, reading, item.observed_at));
        for (const auto& p : pivots)
            VIGIE_TRY(keep_pivot(memory, p, concerns.front().asset->id, account_of(item), item.observed_at));
        opinion.findings.push_back(finding_of(post, concerns.front(), family, hijacked, cluster,
                                              opinion.score, std::move(evidence)));
        return opinion;
    }

private:
    // Those of the text and of the links that the text does not show; ours are nobody's pivot.
    [[nodiscard]] std::vector<judge::Pivot> pivots_of(const model::Item& item) const {
        auto out = judge::find_pivots(item.text);
        const auto add = [&](std::string_view url) {
            auto p = judge::pivot_of_url(url);
            if (!p || out.size() >= judge::most_pivots) return;
            const bool known = std::ranges::any_of(
                out, [&](const judge::Pivot& o) { return o.kind == p->kind && o.value == p->value; });
            if (known) return;
            p->start = p->end = item.text.size();  // stands in a link, not in the text
            out.push_back(std::move(*p));
        };
        for (const auto& link : item.links) add(link);
        for (const auto& media : item.media)
            if (media.picture)
                for (const auto& code : media.picture->codes) add(code);
        if (!out.empty()) {
            std::erase_if(out, [&](const judge::Pivot& p) {
                return std::ranges::any_of(own_phones_,
                                           [&](const std::string& own) {
                                               return p.value == own || p.value.ends_with(":" + own);
                                           }) ||
                       (p.kind == judge::PivotKind::short_link && concerns_.assets().approves_link(p.words));
            });
        }
        return out;
    }

    [[nodiscard]] static TagPost tag_post(const model::Item& item, const Reading& reading,
                                          std::span<const judge::Pivot> pivots, std::string_view account,
                                          const std::vector<std::string>& hosts) {
        TagPost post;
        post.account = account;
        for (const auto& h : hosts) post.hosts.push_back(h);
        post.reading = &reading;
        post.contact = !item.text.empty() && std::ranges::any_of(pivots, [](const judge::Pivot& p) {
            return p.kind != judge::PivotKind::short_link && p.kind != judge::PivotKind::coupon;
        });
        return post;
    }

    [[nodiscard]] std::vector<std::string> foreign_hosts(const model::Item& item) const {
        std::vector<std::string> out;
        const auto add = [&](std::string_view link) {
            const auto url = kit::parse_url(link);
            if (url && !url->host.empty() && !concerns_.assets().owns_host(url->host) && out.size() < 8)
                out.push_back(url->host);
        };
        for (const auto& link : item.links) add(link);
        if (kit::may_hold_url(item.text))
            for (const auto& found : kit::find_urls(item.text)) add(found.url);
        return out;
    }

    Result<> learn_official(judge::Memory& memory, const model::Item& item,
                            const model::Asset& account) const {
        return keep_thread(memory, item.network, item.id, account.id, true, item.observed_at);
    }

    Result<> learn_ordinary(judge::Memory& memory, const model::Item& item, const Reading& reading,
                            std::span<const judge::Pivot> pivots,
                            const std::vector<Concern>& concerns) const {
        if (!item.id.empty())
            VIGIE_TRY(keep_thread(memory, item.network, item.id, concerns.front().asset->id, false,
                                  item.observed_at));
        const auto account = account_of(item);
        for (const auto& c : concerns) {
            if (c.tie != Tie::tag) continue;
            VIGIE_TRY_ASSIGN(auto profile, TagProfile::recall(memory, c.tag));
            const auto hosts = foreign_hosts(item);
            profile.learn(tag_post(item, reading, pivots, account, hosts));
            VIGIE_TRY(profile.keep(memory, c.tag, item.observed_at));
        }
        return {};
    }

    // An answer under one of our posts, or under somebody's who wrote to us.
    Result<> thread_signs(judge::Memory& memory, const Post& post, std::vector<Concern>& concerns,
                          std::vector<model::Evidence>& evidence) const {
        if (post.item.reply_to.empty()) return {};
        VIGIE_TRY_ASSIGN(const auto thread, recall_thread(memory, post.item.network, post.item.reply_to));
        if (!thread) return {};
        const auto* asset = concerns_.assets().find(model::AssetId(thread->asset));
        if (asset == nullptr) return {};
        if (concerns.empty()) concerns.push_back({asset, Tie::thread, {}, std::nullopt});
        if (!solicits(post) && post.cues.of(Stance::credential).empty() && post.pivots.empty() &&
            post.reading.urls == 0 && post.item.links.empty())
            return {};
        evidence.push_back(judge::evidence(
            thread->ours ? "thread.under-ours" : "thread.under-complaint", thread->ours ? 0.6 : 1.2,
            thread->ours
                ? model::
                      Text{"C’est une réponse sous une publication à nous, d’un compte qui n’est pas à nous.",
                           "It answers a post of ours, from an account that is not ours."}
                : model::
                      Text{"C’est une réponse à quelqu’un qui nous écrit, d’un compte qui n’est pas à nous.",
                           "It answers somebody who writes to us, from an account that is not ours."},
            {}));
        return {};
    }

    // A number, a code, a wallet that a scam of ours has used already.
    static constexpr double known_pivot = 1.6;
    Result<> pivot_signs(judge::Memory& memory, const Post& post, std::vector<Concern>& concerns,
                         std::vector<model::Evidence>& evidence) const {
        for (const auto& p : post.pivots) {
            VIGIE_TRY_ASSIGN(const auto past, recall_pivot(memory, p, account_of(post.item)));
            if (!past) continue;
            const auto* asset = concerns_.assets().find(model::AssetId(past->asset));
            if (asset != nullptr && concerns.empty())
                concerns.push_back({asset, Tie::pivot, {}, std::nullopt});
            const auto shown = judge::plain(p.words);
            std::vector<model::Span> spans;
            if (p.end > p.start)
                spans.push_back(
                    {"text", p.start, p.end, p.words, std::string(judge::indicator_kind(p.kind))});
            evidence.push_back(judge::evidence(
                "pivot.known", known_pivot,
                {fmt::format("{} a déjà servi aux messages frauduleux de {} autre{} compte{}.",
                             judge::quote_fr(shown), past->accounts, past->accounts > 1 ? "s" : "",
                             past->accounts > 1 ? "s" : ""),
                 fmt::format("{} has already served the scam posts of {} other account{}.",
                             judge::quote_en(shown), past->accounts, past->accounts > 1 ? "s" : "")},
                std::move(spans)));
            return {};
        }
        return {};
    }

    Result<> tag_signs(judge::Memory& memory, const Post& post, const std::vector<Concern>& concerns,
                       std::vector<model::Evidence>& evidence, bool& hijacked) const {
        const auto at = std::ranges::find(concerns, Tie::tag, &Concern::tie);
        if (at == concerns.end()) return {};
        VIGIE_TRY_ASSIGN(const auto profile, TagProfile::recall(memory, at->tag));
        const auto account = account_of(post.item);
        const auto hosts = foreign_hosts(post.item);
        hijacked = hijack_signs(profile, tag_post(post.item, post.reading, post.pivots, account, hosts), *at,
                                post, evidence);
        return {};
    }

    [[nodiscard]] static model::Finding finding_of(const Post& post, const Concern& concern,
                                                   std::optional<Family> family, bool hijacked,
                                                   const std::string& cluster, double score,
                                                   std::vector<model::Evidence> evidence) {
        const auto& item = post.item;
        model::Finding f;
        f.detector = scam_info().name;
        if (hijacked) f.kind = "hijacked_hashtag";
        f.score = score;
        const bool access = family == Family::lure || family == Family::crypto ||
                            family == Family::advance_fee || !post.cues.of(Stance::credential).empty();
        f.severity = judge::severity_of(score, access ? judge::Harm::credential : judge::Harm::lure);
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        f.asset = concern.asset->id;
        const auto& a = item.author;
        const auto id = a.id.empty() ? kit::fold(a.handle) : a.id;
        if (id.empty()) {
            f.culprit = {"post", item.network, item.id, {}, item.url};
        } else {
            f.culprit = {"account", item.network, id, a.handle, a.name.empty() ? a.handle : a.name};
            f.indicators.push_back({"account", item.network + ":" + id});
        }
        for (const auto& p : post.pivots) f.indicators.push_back(judge::indicator_of(p));
        if (!cluster.empty()) f.indicators.push_back({"text", cluster});
        std::ranges::sort(f.indicators);
        f.indicators.erase(std::unique(f.indicators.begin(), f.indicators.end()), f.indicators.end());
        f.title = title_of(concern, family, hijacked, a.handle.empty() ? a.name : "@" + a.handle);
        f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
        if (auto said = concern_evidence(concern)) evidence.push_back(std::move(*said));
        f.evidence = std::move(evidence);
        std::ranges::stable_sort(f.evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.account = a;
        f.account.network = item.network;
        return f;
    }

    Concerns concerns_;
    const TextModel& text_;
    std::vector<std::string> own_phones_;
};

}  // namespace

const judge::DetectorInfo& scam_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "scam";
        i.says = {
            "Repère les arnaques dans les publications\u00a0: faux cadeaux, coupons, numéros surtaxés, faux "
            "service client, hashtags détournés.",
            "Catches scams in posts: fake gifts, coupons, premium numbers, fake customer service, hijacked "
            "hashtags."};
        i.looks_at = {ItemKind::post,  ItemKind::reply,  ItemKind::repost,
                      ItemKind::quote, ItemKind::review, ItemKind::comment};
        i.evidence = scam_codes();
        i.cost = "15 µs a post on a core that has other work";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_scam(std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument, "the detector scam needs an asset register; load one first");
    const auto& text = TextModel::built_in();
    if (!text) return tl::unexpected(text.error());
    return std::make_unique<Scam>(std::move(assets), *text);
}

}  // namespace vigie::plugins
