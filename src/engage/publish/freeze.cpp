#include "work.hpp"

#include <vigie/model/json.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::engage {
namespace {

using model::Publication;
using model::PublicationState;

constexpr std::size_t most_speakers = 50;

model::Text named(const model::AssetId& asset) {
    if (asset.empty()) return {"tous nos comptes", "all our accounts"};
    return {asset.value, asset.value};
}

// The object of audit lines: no asset can be called so.
std::string object_of(const model::AssetId& asset) {
    return asset.empty() ? "*" : asset.value;
}

// Beside the decision: its end and who may still speak, as the store's memory keeps them.
constexpr const char* terms_kind = "freeze.terms";
constexpr auto kept = std::chrono::days(3650);

Result<> keep_terms(ports::Session& s, const model::AssetId& asset, const FreezeTerms& terms, Time now) {
    model::Json j{{"speakers", terms.speakers}};
    if (terms.until) j["until"] = to_us(*terms.until);
    return s.put_memory(terms_kind, object_of(asset), model::dump(j), now + kept);
}

FreezeTerms terms_of(const std::optional<std::string>& text) {
    FreezeTerms out;
    const auto j = model::Json::parse(text.value_or(""), nullptr, false);
    if (!j.is_object()) return out;
    try {
        if (j.contains("until")) out.until = from_us(j["until"].get<std::int64_t>());
        out.speakers = j.at("speakers").get<std::vector<std::string>>();
    } catch (const model::Json::exception&) {
        return {};  // written by another version: until somebody lifts it
    }
    return out;
}

// Puts the tickets of an account (of all, for an empty asset) in the state that the freezes of now give
// them. Answers how many it changed.
Result<std::size_t> settle_holds(ports::Session& s, const model::AssetId& asset, const PublishBy& by) {
    using enum PublicationState;
    VIGIE_TRY_ASSIGN(const auto all, freezes(s));
    std::size_t changed = 0;
    const auto pass = [&](const std::vector<PublicationState>& from, PublicationState to) -> Result<> {
        for (;;) {
            VIGIE_TRY_ASSIGN(auto tickets, s.publications(asset, from, most_tickets));
            const bool more = tickets.size() == static_cast<std::size_t>(most_tickets);
            std::size_t moved = 0;
            for (auto& ticket : tickets) {
                if (held(all, ticket.asset, ticket.created_by, by.at) != (to == frozen)) continue;
                VIGIE_TRY(decide(s, std::move(ticket), to, by));
                ++moved;
            }
            changed += moved;
            if (!more || moved == 0) return {};
        }
    };
    VIGIE_TRY(pass({waiting, approved}, frozen));
    VIGIE_TRY(pass({frozen}, waiting));
    return changed;
}

model::Text end_of(const FreezeTerms& terms) {
    if (!terms.until) return {};
    return {fmt::format(" jusqu’au {}", format_time(*terms.until)),
            fmt::format(" until {}", format_time(*terms.until))};
}

model::Text speakers_of(const FreezeTerms& terms) {
    if (terms.speakers.empty()) return {};
    const auto names = fmt::format("{}", fmt::join(terms.speakers, ", "));
    return {fmt::format("\u00a0; peuvent encore s’exprimer\u00a0: {}", names),
            fmt::format("; may still speak: {}", names)};
}

Result<Freeze> lift(ports::Session& s, model::AccountFreeze freeze, const PublishBy& by) {
    freeze.frozen = false;
    freeze.by = by.actor;
    freeze.at = by.at;
    freeze.why = by.why;
    VIGIE_TRY(s.put_freeze(freeze));
    VIGIE_TRY(keep_terms(s, freeze.asset, {}, by.at));
    VIGIE_TRY_ASSIGN(const auto freed, settle_holds(s, freeze.asset, by));
    const auto whom = named(freeze.asset);
    VIGIE_TRY(
        write_down(s, by, "account.unfrozen", object_of(freeze.asset), freeze.incident,
                   {fmt::format("Gel levé pour {}\u00a0; publications à approuver de nouveau\u00a0: {}.",
                                whom.fr, freed),
                    fmt::format("Freeze lifted for {}; publications to approve anew: {}.", whom.en, freed)}));
    return Freeze{std::move(freeze), {}};
}

}  // namespace

Result<std::vector<Freeze>> freezes(ports::Session& s) {
    VIGIE_TRY_ASSIGN(auto decisions, s.freezes());
    std::vector<Freeze> out;
    for (auto& decision : decisions) {
        Freeze freeze{std::move(decision), {}};
        if (freeze.decision.frozen) {
            VIGIE_TRY_ASSIGN(const auto text, s.memory(terms_kind, object_of(freeze.decision.asset)));
            freeze.terms = terms_of(text);
            freeze.terms.incident = freeze.decision.incident;
        }
        out.push_back(std::move(freeze));
    }
    return out;
}

bool held(const std::vector<Freeze>& all, const model::AssetId& asset, const std::string& author, Time now) {
    return std::ranges::any_of(all, [&](const Freeze& f) {
        const auto& whose = f.decision.asset;
        if ((!whose.empty() && whose != asset) || !f.in_force(now)) return false;
        return std::ranges::find(f.terms.speakers, author) == f.terms.speakers.end();
    });
}

Result<std::optional<Freeze>> freeze_of(ports::Session& s, const model::AssetId& asset) {
    VIGIE_TRY_ASSIGN(auto all, freezes(s));
    for (auto& freeze : all) {
        if (freeze.decision.asset == asset) return std::optional(std::move(freeze));
    }
    return std::optional<Freeze>{};
}

Result<bool> freeze_account(ports::Session& s, const model::AssetId& asset, const FreezeTerms& terms,
                            const PublishBy& by) {
    if (by.why.empty()) return fail(Errc::invalid_argument, "say why the account is frozen");
    if (terms.until && *terms.until <= by.at)
        return fail(Errc::invalid_argument, "the end of the freeze is over");
    if (terms.speakers.size() > most_speakers)
        return fail(Errc::invalid_argument, "at most {} people may still speak", most_speakers);
    VIGIE_TRY_ASSIGN(const auto before, freeze_of(s, asset));
    const bool again = before && before->in_force(by.at);
    if (again && before->terms.until == terms.until && before->terms.speakers == terms.speakers) return false;
    const auto& incident = terms.incident.empty() && again ? before->terms.incident : terms.incident;
    // A freeze holds since it began, whatever its terms became.
    const auto since = again ? before->decision.at : by.at;
    VIGIE_TRY(s.put_freeze({asset, true, by.actor, since, by.why, incident}));
    VIGIE_TRY(keep_terms(s, asset, terms, by.at));
    VIGIE_TRY_ASSIGN(const auto changed, settle_holds(s, asset, by));
    const auto whom = named(asset);
    const auto end = end_of(terms);
    const auto speakers = speakers_of(terms);
    VIGIE_TRY(write_down(
        s, by, again ? "account.freeze_changed" : "account.frozen", object_of(asset), incident,
        {fmt::format("{} pour {}{}{}\u00a0; publications touchées\u00a0: {}.",
                     again ? "Gel modifié" : "Publications gelées", whom.fr, end.fr, speakers.fr, changed),
         fmt::format("{} for {}{}{}; publications concerned: {}.",
                     again ? "Freeze changed" : "Publications frozen", whom.en, end.en, speakers.en,
                     changed)}));
    return true;
}

Result<Freeze> unfreeze_account(ports::Session& s, const model::AssetId& asset, const PublishBy& by) {
    if (by.why.empty()) return fail(Errc::invalid_argument, "say why the account is safe again");
    VIGIE_TRY_ASSIGN(auto freeze, freeze_of(s, asset));
    if (!freeze || !freeze->in_force(by.at))
        return fail(Errc::conflict, "{} is not frozen", asset.empty() ? "the register" : asset.value);
    return lift(s, std::move(freeze->decision), by);
}

Result<std::size_t> end_freezes(ports::Session& s, Time now) {
    VIGIE_TRY_ASSIGN(const auto all, freezes(s));
    std::size_t ended = 0;
    for (const auto& freeze : all) {
        if (!freeze.decision.frozen || freeze.in_force(now)) continue;
        VIGIE_TRY(lift(s, freeze.decision, {.actor = "vigie", .why = "its end came", .at = now}));
        ++ended;
    }
    return ended;
}

}  // namespace vigie::engage
