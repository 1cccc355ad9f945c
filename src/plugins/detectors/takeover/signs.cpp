#include "signs.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

namespace vigie::plugins::takeover {
namespace {

using judge::quote_en;
using judge::quote_fr;

// "12 min" or "3 h".
std::string ago(Duration d) {
    const auto minutes = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::minutes>(d).count());
    constexpr std::int64_t hour = 60;
    return minutes < hour ? fmt::format("{} min", minutes) : fmt::format("{} h", minutes / hour);
}

double weight_of(const Change& c) {
    constexpr double alike = 0.75;
    switch (c.field) {
        case Field::name:
            return kit::jaro_winkler(kit::fold(c.before), kit::fold(c.after)) > alike ? 0.6 : 2.2;
        case Field::avatar: return 0.9;
        case Field::bio: return kit::text_similarity(c.before, c.after) > 0.5 ? 0.3 : 1.0;
        case Field::link: break;
    }
    return judge::is_platform(c.after) ? 0.4 : 1.5;
}

model::Text words_of(const Change& c, const std::string& when) {
    switch (c.field) {
        case Field::name:
            return {fmt::format("Le nom du compte est passé de {} à {} (il y a {}).", quote_fr(c.before),
                                quote_fr(c.after), when),
                    fmt::format("The account’s name changed from {} to {} ({} ago).", quote_en(c.before),
                                quote_en(c.after), when)};
        case Field::avatar:
            return {fmt::format("L’image du compte a changé (il y a {}).", when),
                    fmt::format("The account’s picture changed ({} ago).", when)};
        case Field::bio:
            return {
                fmt::format("La présentation du compte est devenue {} (il y a {}).", quote_fr(c.after), when),
                fmt::format("The account’s bio became {} ({} ago).", quote_en(c.after), when)};
        case Field::link: break;
    }
    return {fmt::format("Le profil mène désormais à {} au lieu de {} (il y a {}).", quote_fr(c.after),
                        quote_fr(c.before), when),
            fmt::format("The profile now leads to {} instead of {} ({} ago).", quote_en(c.after),
                        quote_en(c.before), when)};
}

model::Text words_of(Trait trait, const Habits& post, double posts) {
    const auto n = static_cast<int>(std::lround(posts));
    const auto list = [](const std::vector<std::string>& values) {
        return judge::quoted_list(
            {values.begin(), values.begin() + std::min<std::ptrdiff_t>(3, std::ssize(values))});
    };
    switch (trait) {
        case Trait::hour:
            return {
                fmt::format("Publié vers {} h UTC{}, quand ce compte ne publie guère ({} messages connus).",
                            post.hour, post.weekend ? " un week-end" : "", n),
                fmt::format("Posted about {}:00 UTC{}, when this account hardly posts ({} posts known).",
                            post.hour, post.weekend ? " on a weekend" : "", n)};
        case Trait::language:
            return {fmt::format("Écrit dans une langue rare sur ce compte\u00a0: {}.", post.lang),
                    fmt::format("Written in a language that is rare on this account: {}.", post.lang)};
        case Trait::host: {
            const auto hosts = list(post.hosts);
            return {fmt::format("Liens vers des sites rares sur ce compte\u00a0: {}.", hosts.fr),
                    fmt::format("Links to sites that are rare on this account: {}.", hosts.en)};
        }
        case Trait::mention: {
            const auto mentions = list(post.mentions);
            return {
                fmt::format("Mentionne des comptes que celui-ci ne mentionne guère\u00a0: {}.", mentions.fr),
                fmt::format("Mentions accounts that this one hardly mentions: {}.", mentions.en)};
        }
        case Trait::style:
            return {"La forme (longueur, capitales, émojis, mots-dièse) n’est pas celle de ce compte.",
                    "The form (length, capitals, emoji, hashtags) is not this account’s."};
        case Trait::words: break;
    }
    return {"Les tournures ne ressemblent pas à celles de ce compte.",
            "The wording is unlike this account’s."};
}

constexpr std::array<std::string_view, traits> trait_codes{"behaviour.hour",  "behaviour.language",
                                                           "behaviour.host",  "behaviour.mention",
                                                           "behaviour.style", "behaviour.words"};

}  // namespace

void add_changes(Signs& signs, const LastSeen& account, Time at) {
    std::set<Field> done;
    for (auto it = account.changes.rbegin(); it != account.changes.rend(); ++it) {
        if (!done.insert(it->field).second) continue;  // the last of each kind
        signs.push_back(judge::evidence(fmt::format("profile.{}-changed", name(it->field)), weight_of(*it),
                                        words_of(*it, ago(at - it->at))));
    }
}

void add_deletions(Signs& signs, const LastSeen& account, Time at) {
    constexpr std::int64_t window = 600;
    constexpr std::ptrdiff_t least = 5;
    const auto now = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    const auto n = std::ranges::count_if(account.deletions,
                                         [&](std::int64_t t) { return t <= now && t > now - window; });
    if (n < least) return;
    const double weight = std::min(5.2, 2.4 + std::log2(static_cast<double>(n) / static_cast<double>(least)));
    signs.push_back(judge::evidence("deletions.burst", weight,
                                    {fmt::format("{} messages supprimés en dix minutes.", n),
                                     fmt::format("{} posts deleted within ten minutes.", n)}));
}

void add_behaviour(Signs& signs, const Behaviour& usual, const Habits& post) {
    if (usual.posts() < Behaviour::enough * 0.95) return;
    const auto surprise = usual.surprise(post);
    const auto deviation = usual.deviation(surprise);
    const auto total = Behaviour::log_odds(deviation);
    constexpr double least = 0.2;
    // What the posts before add: a thief seldom stops at one.
    if (const auto more = Behaviour::log_odds(deviation + usual.run(post.at)) - total;
        more >= least && deviation >= 1) {
        signs.push_back(judge::evidence("behaviour.run", more,
                                        {"Les messages d’avant ne ressemblaient pas non plus à ce compte.",
                                         "The posts before were unlike this account’s, too."}));
    }
    if (total < least) return;
    double sum = 0;
    for (const auto s : surprise) sum += s > least ? s : 0;
    if (sum <= 0) return;
    for (std::size_t i = 0; i < traits; ++i) {
        if (surprise.at(i) <= least) continue;
        signs.push_back(judge::evidence(std::string(trait_codes.at(i)), total * surprise.at(i) / sum,
                                        words_of(static_cast<Trait>(i), post, usual.posts())));
    }
}

void add_ticket(Signs& signs, const model::QueueView& queue, const LastSeen& account,
                const model::Item& item) {
    const auto at =
        item.created_at && *item.created_at < item.observed_at ? *item.created_at : item.observed_at;
    if (queue.frozen_at && at > *queue.frozen_at) {
        signs.push_back(
            judge::evidence("publication.frozen", 2.5,
                            {"Le message est paru alors que la file de publication de ce compte est gelée.",
                             "The post appeared while the publication queue of this account is frozen."}));
    }
    if (queue.tickets.empty()) return;
    if (const auto* ticket = model::covering(queue.tickets, item)) {
        signs.push_back(judge::evidence("publication.ticket", -6,
                                        {fmt::format("La publication {} l’autorise (demandée par {}).",
                                                     ticket->id.value, ticket->created_by),
                                         fmt::format("Publication {} allows it (asked for by {}).",
                                                     ticket->id.value, ticket->created_by)}));
        return;
    }
    const double odds = std::log((account.covered + 0.5) / (account.uncovered + 0.5));
    const auto posts = std::lround(account.covered + account.uncovered);
    const auto covered = std::lround(account.covered);
    signs.push_back(judge::evidence(
        "publication.no-ticket", std::clamp(1.8 + odds, 0.0, 4.6),
        {fmt::format(
             "Aucune publication approuvée ne correspond à ce message (sur {} messages récents, {} en "
             "avaient une).",
             posts, covered),
         fmt::format("No approved publication matches this post (of {} recent posts, {} had one).", posts,
                     covered)}));
}

void add_siblings(Signs& signs, const std::vector<SharedAct>& acts, const std::vector<std::string>& own,
                  const std::string& asset, Time at) {
    constexpr auto hour = std::chrono::hours(1);
    for (const auto& act : own) {
        std::set<std::string> others;
        for (const auto& a : acts) {
            if (a.act == act && a.asset != asset && a.at <= at + hour && at - a.at <= hour)
                others.insert(a.asset);
        }
        if (others.empty()) continue;
        const bool link = act.starts_with("link:");
        const auto more = static_cast<double>(others.size() - 1);
        const auto host = link ? act.substr(5) : std::string();
        signs.push_back(judge::evidence(
            link ? "siblings.same-link" : "siblings.changed-together",
            std::min(link ? 3.5 : 2.0, (link ? 2.2 : 0.9) + 0.5 * more),
            link ? model::Text{fmt::format(
                                   "{} autre(s) de nos comptes ont publié dans l’heure un lien vers le "
                                   "même site inconnu\u00a0: {}.",
                                   others.size(), quote_fr(host)),
                               fmt::format(
                                   "{} other account(s) of ours posted within the hour a link to the same "
                                   "unknown site: {}.",
                                   others.size(), quote_en(host))}
                 : model::Text{
                       fmt::format("{} autre(s) de nos comptes ont changé de profil dans l’heure.",
                                   others.size()),
                       fmt::format("{} other account(s) of ours changed their profile within the hour.",
                                   others.size())}));
        return;  // one piece is enough
    }
}

std::vector<std::string> sign_codes() {
    std::vector<std::string> out;
    for (const auto f : {Field::name, Field::avatar, Field::bio, Field::link})
        out.push_back(fmt::format("profile.{}-changed", name(f)));
    out.emplace_back("deletions.burst");
    for (const auto code : trait_codes) out.emplace_back(code);
    out.emplace_back("behaviour.run");
    for (const auto* code :
         {"publication.frozen", "publication.ticket", "publication.no-ticket", "siblings.same-link",
          "siblings.changed-together", "link.own", "link.unknown-site"})
        out.emplace_back(code);
    return out;
}

}  // namespace vigie::plugins::takeover
