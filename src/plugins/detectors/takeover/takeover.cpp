#include "lures.hpp"
#include "signs.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/takeover.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace takeover;
using model::Asset;
using model::ItemKind;

constexpr double prior = -4;
constexpr double found_from = 0.5;
constexpr double surely = 0.8;
constexpr auto kept_for = std::chrono::days(180);

constexpr std::string_view behaviour_kind = "takeover.behaviour";
constexpr std::string_view last_seen_kind = "takeover.last_seen";
constexpr std::string_view family_kind = "takeover.family";

Result<model::Json> recall(judge::Memory& memory, std::string_view kind, const std::string& key) {
    VIGIE_TRY_ASSIGN(const auto text, memory.recall(kind, key));
    return text ? model::Json::parse(*text, nullptr, false) : model::Json();
}

bool is_post(ItemKind kind) {
    return kind == ItemKind::post || kind == ItemKind::quote || kind == ItemKind::reply ||
           kind == ItemKind::comment || kind == ItemKind::article;
}

std::vector<SharedAct> acts_of(const model::Json& j) {
    std::vector<SharedAct> out;
    if (!j.is_array()) return out;
    for (const auto& a : j) {
        if (a.is_array() && a.size() == 3 && a[0].is_string() && a[1].is_string() && a[2].is_number_integer())
            out.push_back(
                {a[0].get<std::string>(), a[1].get<std::string>(), from_us(a[2].get<std::int64_t>())});
    }
    return out;
}

std::string json_of(const std::vector<SharedAct>& acts) {
    auto out = model::Json::array();
    for (const auto& a : acts) out.push_back({a.asset, a.act, to_us(a.at)});
    return model::dump(out);
}

std::optional<Time> cleared_at(const model::Json& queue) {
    if (!queue.is_object()) return std::nullopt;
    const auto it = queue.find("cleared_at");
    if (it == queue.end() || !it->is_number_integer()) return std::nullopt;
    return from_us(it->get<std::int64_t>());
}

// What is known of the account while one item is judged.
struct Scene {
    const Asset& asset;
    const model::Item& item;
    LastSeen last;
    Behaviour usual;
    model::QueueView queue;
    std::optional<Time> cleared_at;  // until then a person looked at what happened
    Habits post;
    bool again = false;  // learned before
};

class Takeover final : public judge::Detector {
public:
    explicit Takeover(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return takeover_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        const auto memory = judge::make_memory();
        return examine_with(*memory, item).value_or(judge::Opinion{});
    }

    [[nodiscard]] Result<judge::Opinion> examine_with(judge::Memory& memory,
                                                      const model::Item& item) const override {
        judge::Opinion opinion;
        const auto& network = item.author.network.empty() ? item.network : item.author.network;
        const auto* asset = assets_->account(network, item.author.id, item.author.handle);
        if (asset == nullptr || asset->role == "partner") return opinion;
        opinion.label = "own";
        VIGIE_TRY_ASSIGN(const auto last, recall(memory, last_seen_kind, asset->id.value));
        VIGIE_TRY_ASSIGN(const auto usual, recall(memory, behaviour_kind, asset->id.value));
        constexpr std::size_t digits = 12;
        const auto digest =
            kit::sha256_hex(fmt::format("{}\n{}\n{}", item.network, item.id, item.deleted)).substr(0, digits);
        VIGIE_TRY_ASSIGN(const auto queue, recall(memory, judge::publications_kind, asset->id.value));
        Scene scene{*asset,
                    item,
                    LastSeen::from(last),
                    Behaviour::from(usual),
                    model::queue_view_of(queue),
                    cleared_at(queue),
                    {},
                    false};
        scene.again = scene.last.knows(digest);

        VIGIE_TRY_ASSIGN(auto signs, item.deleted ? deletion_signs(scene) : content_signs(memory, scene));
        opinion.score = judge::score_of(prior, signs);
        if (!scene.again) VIGIE_TRY(learn(memory, scene, digest, opinion.score));
        if (opinion.score >= found_from) {
            opinion.label = "takeover";
            opinion.findings.push_back(finding_of(scene, opinion.score, std::move(signs)));
        }
        return opinion;
    }

private:
    static Result<Signs> deletion_signs(Scene& scene) {
        constexpr std::size_t most = 64;
        if (!scene.again) {
            auto& list = scene.last.deletions;
            list.push_back(
                std::chrono::floor<std::chrono::seconds>(scene.item.observed_at).time_since_epoch().count());
            if (list.size() > most) list.erase(list.begin());
        }
        if (scene.cleared_at) scene.last.excuse(*scene.cleared_at);
        Signs signs;
        add_deletions(signs, scene.last, scene.item.observed_at);
        if (!signs.empty()) add_changes(signs, scene.last, scene.item.observed_at);
        return signs;
    }

    Result<Signs> content_signs(judge::Memory& memory, Scene& scene) const {
        const auto& item = scene.item;
        const auto changes_before = scene.last.changes.size();
        if (!scene.again) scene.last.look(item.author, scene.asset, item.observed_at);
        std::vector<std::string> acts;
        for (auto i = changes_before; i < scene.last.changes.size(); ++i)
            acts.emplace_back(name(scene.last.changes[i].field));
        if (scene.cleared_at) {
            scene.last.excuse(*scene.cleared_at);
            scene.usual.excuse(*scene.cleared_at);
        }
        Signs signs;
        add_changes(signs, scene.last, item.observed_at);
        if (is_post(item.kind)) {
            add_deletions(signs, scene.last, item.observed_at);
            scene.post = habits_of(item);
            add_behaviour(signs, scene.usual, scene.post);
            auto lures = lures_of(item.text);
            const bool lured = std::ranges::any_of(lures, [](const auto& e) { return e.weight > 0; });
            std::ranges::move(lures, std::back_inserter(signs));
            add_links(signs, scene, lured, acts);
            if (item.kind == ItemKind::post || item.kind == ItemKind::quote) {
                add_ticket(signs, scene.queue, scene.last, item);
                if (!scene.again && !scene.queue.tickets.empty()) {
                    constexpr double fade = 0.98;
                    const bool covered = model::covering(scene.queue.tickets, item) != nullptr;
                    scene.last.covered = scene.last.covered * fade + (covered ? 1 : 0);
                    scene.last.uncovered = scene.last.uncovered * fade + (covered ? 0 : 1);
                }
            }
        }
        VIGIE_TRY(with_family(memory, scene, acts, signs));
        return signs;
    }

    // Links of a post: ours speak for it; sites that neither we nor this account ever linked, beside a lure,
    // against it. Those are also what siblings are compared by.
    void add_links(Signs& signs, const Scene& scene, bool lured, std::vector<std::string>& acts) const {
        std::size_t own = 0;
        std::string unknown;
        for (const auto& host : scene.post.hosts) {
            if (assets_->owns_host(host)) {
                ++own;
                continue;
            }
            if (scene.usual.knows_host(host) || judge::is_platform(host) || approved(scene.item, host))
                continue;
            if (unknown.empty()) unknown = host;
            if (!judge::is_shortener(host)) acts.push_back("link:" + host);
        }
        if (own > 0 && own == scene.post.hosts.size()) {
            signs.push_back(judge::evidence(
                "link.own", -1.5,
                {"Les liens mènent à nos propres sites.", "The links lead to our own sites."}));
        } else if (lured && !unknown.empty()) {
            signs.push_back(judge::evidence(
                "link.unknown-site", 1.8,
                {fmt::format("Un appel mène à un site que ce compte n’a jamais cité\u00a0: {}.",
                             judge::quote_fr(unknown)),
                 fmt::format("A lure leads to a site that this account never linked: {}.",
                             judge::quote_en(unknown))}));
        }
    }

    [[nodiscard]] bool approved(const model::Item& item, const std::string& host) const {
        return std::ranges::any_of(item.links, [&](const std::string& link) {
            const auto url = kit::parse_url(link);
            return url && url->host == host && assets_->approves_link(link);
        });
    }

    static Result<> with_family(judge::Memory& memory, const Scene& scene,
                                const std::vector<std::string>& acts, Signs& signs) {
        const auto& family = scene.asset.belongs_to.value;
        if (family.empty() || acts.empty()) return {};
        constexpr auto hour = std::chrono::hours(1);
        constexpr std::size_t most = 64;
        const auto at = scene.item.observed_at;
        VIGIE_TRY_ASSIGN(const auto known, recall(memory, family_kind, family));
        auto all = acts_of(known);
        add_siblings(signs, all, acts, scene.asset.id.value, at);
        if (scene.again) return {};
        std::erase_if(all, [&](const SharedAct& a) { return at - a.at > hour; });
        for (const auto& act : acts) all.push_back({scene.asset.id.value, act, at});
        if (all.size() > most) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most));
        return memory.keep(family_kind, family, json_of(all), at + 24 * hour);
    }

    static Result<> learn(judge::Memory& memory, Scene& scene, const std::string& digest, double score) {
        const auto& key = scene.asset.id.value;
        const auto until = scene.item.observed_at + kept_for;
        scene.last.remember(digest);
        if (!scene.item.deleted && is_post(scene.item.kind)) {
            // What may be a thief's hardly counts, but a new habit is learned in the end.
            constexpr double doubtful = 0.2;
            scene.usual.learn(scene.post, score >= found_from ? doubtful : 1);
            VIGIE_TRY(memory.keep(behaviour_kind, key, model::dump(scene.usual.json()), until));
        }
        return memory.keep(last_seen_kind, key, model::dump(scene.last.json()), until);
    }

    [[nodiscard]] static model::Finding finding_of(const Scene& scene, double score, Signs signs) {
        const auto& item = scene.item;
        const auto& handle = item.author.handle.empty() ? scene.asset.handle : item.author.handle;
        model::Finding f;
        f.detector = takeover_info().name;
        f.score = score;
        f.severity = score >= surely ? model::Severity::critical : model::Severity::medium;
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        f.asset = scene.asset.id;
        f.policy = takeover_info().name;  // whatever else the post is
        const auto& id = item.author.id.empty() ? handle : item.author.id;
        // A false alarm must not silence the account for good: the culprit is this post, or this day.
        const auto account = item.network + ":" + id;
        const auto day = format_time(item.observed_at).substr(0, 10);
        if (item.kind == ItemKind::account) {
            f.culprit = {"account", item.network, id + "#" + day, handle, item.author.name};
        } else {
            f.culprit = {"post", item.network, item.id, handle, item.author.name};
        }
        f.indicators.push_back({"account", account});
        f.indicators.push_back({"account", account + "#" + day});
        f.title = {fmt::format("Compte à nous peut-être pris\u00a0: {}", judge::plain(handle)),
                   fmt::format("Account of ours that may be taken over: {}", judge::plain(handle))};
        f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
        f.evidence = std::move(signs);
        f.account = item.author;
        return f;
    }

    std::shared_ptr<const model::AssetRegister> assets_;
};

}  // namespace

const judge::DetectorInfo& takeover_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "takeover";
        i.says = {"Repère qu’un de nos comptes, ou celui d’un ambassadeur, n’est plus entre nos mains.",
                  "Catches that an account of ours, or an ambassador’s, is no longer in our hands."};
        i.looks_at = {ItemKind::post,    ItemKind::reply,   ItemKind::repost, ItemKind::quote,
                      ItemKind::comment, ItemKind::article, ItemKind::account};
        i.evidence = sign_codes();
        for (const auto& code : lure_codes()) i.evidence.push_back(code);
        i.cost = "60 µs a post of our own accounts, 0.1 µs for others";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_takeover(std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument, "the detector takeover needs an asset register; load one first");
    return std::make_unique<Takeover>(std::move(assets));
}

}  // namespace vigie::plugins
