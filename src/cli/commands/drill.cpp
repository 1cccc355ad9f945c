// vigie drill list | run NAME: a day of crisis in a minute, with its score.
#include "commands.hpp"
#include "common.hpp"
#include "drill_setup.hpp"

#include <vigie/drill/exercise.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

namespace vigie::cli {
namespace {

using drill::Score;
using model::Json;

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json to_json(const drill::RumourScore& r) {
    return {{"posts", r.posts},
            {"cases", r.cases},
            {"minutes_to_case", number(r.minutes_to_case)},
            {"minutes_to_burst", number(r.minutes_to_burst)},
            {"posts_in_case", r.in_case},
            {"forecasts", r.forecasts},
            {"forecast_error", number(r.forecast_error)},
            {"forecast_coverage", number(r.forecast_coverage)},
            {"coordinated", r.together},
            {"coordinated_found", r.together_found},
            {"innocents_accused", r.innocents_accused},
            {"card", r.card},
            {"card_complete", r.complete()}};
}

Json to_json(const Score& s) {
    auto stories = Json::array();
    for (const auto& story : s.stories) {
        stories.push_back({{"account", story.guilty.account_id},
                           {"handle", story.handle},
                           {"role", story.guilty.role},
                           {"incident", story.incident},
                           {"detect_s", number(story.detect_s)},
                           {"action_s", number(story.action_s)},
                           {"gone_s", number(story.gone_s)}});
    }
    auto domains = Json::array();
    for (const auto& d : s.domains) {
        domains.push_back(
            {{"domain", d.truth.domain}, {"incident", d.incident}, {"detect_s", number(d.detect_s)}});
    }
    auto alarms = Json::array();
    auto titles = Json::array();
    for (const auto& a : s.alarms) {
        alarms.push_back({{"incident", a.incident},
                          {"what", a.what},
                          {"who", a.who},
                          {"title", a.title.en},
                          {"detectors", a.detectors},
                          {"score", a.score},
                          {"beside", a.beside}});
        titles.push_back(a.incident + " " + a.title.en);
    }
    auto tempting = Json::object();
    for (const auto& [what, t] : s.tempting) tempting[what] = {{"there", t.there}, {"accused", t.accused}};
    return {
        {"expected", s.expected},
        {"found", s.found},
        {"missed", s.missed},
        {"false_alarms", s.false_alarms},
        {"recall", s.expected == 0 ? 1.0 : static_cast<double>(s.found) / static_cast<double>(s.expected)},
        {"minutes_to_incident", number(s.minutes_to_incident)},
        {"first_incident", s.first_incident},
        {"victims", s.victims},
        {"victims_before", s.victims_before},
        {"domains_expected", s.domains.size()},
        {"domains_found", s.domains_found()},
        {"detect_s_p50", number(s.detect_s_p50)},
        {"detect_s_p90", number(s.detect_s_p90)},
        {"action_s_p50", number(s.action_s_p50)},
        {"gone_s_p50", number(s.gone_s_p50)},
        {"events", s.events},
        {"mails", s.mails},
        {"reports", s.reports},
        {"false_titles", std::move(titles)},
        {"alarms", std::move(alarms)},
        {"hard_negatives", std::move(tempting)},
        {"domains", std::move(domains)},
        {"rumour", s.rumour ? to_json(*s.rumour) : Json(nullptr)},
        {"stories", std::move(stories)}};
}

std::string span(const std::optional<double>& seconds) {
    return seconds ? format_duration(Duration(static_cast<std::int64_t>(*seconds * 1e6))) : "–";
}

void print_table(const Score& s, bool fr) {
    fmt::print("{:<44} {:<8} {:>9} {:>9} {:>9}  {}\n", fr ? "compte ou domaine" : "account or domain",
               fr ? "rôle" : "role", fr ? "détecté" : "found", fr ? "agi" : "acted", fr ? "disparu" : "gone",
               "incident");
    for (const auto& story : s.stories) {
        fmt::print("{:<44} {:<8} {:>9} {:>9} {:>9}  {}\n",
                   story.handle.empty() ? story.guilty.account_id : "@" + story.handle, story.guilty.role,
                   span(story.detect_s), span(story.action_s), span(story.gone_s), story.incident);
    }
    for (const auto& d : s.domains) {
        fmt::print("{:<44} {:<8} {:>9} {:>9} {:>9}  {}\n", d.truth.domain, fr ? "domaine" : "domain",
                   span(d.detect_s), "", "", d.incident);
    }
    for (const auto& a : s.alarms) {
        fmt::print("{} [{}] {} {} ({} {:.2f}){}\n", fr ? "fausse alerte :" : "false alarm:", a.what,
                   a.incident, a.title.in(fr ? "fr" : "en"), fmt::join(a.detectors, ", "), a.score,
                   !a.beside ? ""
                   : fr      ? " dans un dossier juste par ailleurs"
                             : " within a case that is otherwise right");
    }
}

void print(const drill::RumourScore& r, bool fr) {
    const auto in_minutes = [&](const std::optional<double>& m) {
        return m ? fmt::format("{:.0f} min", *m) : std::string(fr ? "jamais" : "never");
    };
    const auto percent = [](const std::optional<double>& x) {
        return x ? fmt::format("{:.0f} %", *x * 100) : std::string("–");
    };
    std::string lacks;
    for (const auto& [what, there] : r.card)
        if (!there) lacks += " " + what;
    if (fr) {
        fmt::print(
            "Rumeur : {} publications, {} rattachées, {} dossier(s). Dossier après {}, pic après {}.\n"
            "Prévision : erreur médiane {} sur {} prévisions, {} des intervalles contiennent la taille "
            "finale.\n"
            "Comptes coordonnés : {} trouvés sur {} ; innocents accusés : {}. Fiche : {}{}.\n",
            r.posts, r.in_case, r.cases.size(), in_minutes(r.minutes_to_case), in_minutes(r.minutes_to_burst),
            percent(r.forecast_error), r.forecasts, percent(r.forecast_coverage), r.together_found,
            r.together, r.innocents_accused, r.complete() ? "complète" : "il manque", lacks);
        return;
    }
    fmt::print(
        "Rumour: {} posts, {} in its story, {} case(s). Case after {}, burst after {}.\n"
        "Forecast: median error {} over {} forecasts, {} of the intervals hold the final size.\n"
        "Coordinated accounts: {} found of {}; innocents accused: {}. Card: {}{}.\n",
        r.posts, r.in_case, r.cases.size(), in_minutes(r.minutes_to_case), in_minutes(r.minutes_to_burst),
        percent(r.forecast_error), r.forecasts, percent(r.forecast_coverage), r.together_found, r.together,
        r.innocents_accused, r.complete() ? "complete" : "lacks", lacks);
}

void print(const Score& s) {
    const bool fr = language() == "fr";
    print_table(s, fr);
    if (s.rumour) print(*s.rumour, fr);
    std::string quiet;
    for (const auto& [what, t] : s.tempting)
        quiet += fmt::format("{}{} {}/{}", quiet.empty() ? "" : ", ", what, t.accused, t.there);
    if (fr) {
        fmt::print(
            "\n{} événements : {} coupables attendus, {} trouvés, {} manqués ; {} domaines sur {} ; {} "
            "fausses alertes.\n",
            s.events, s.expected, s.found, s.missed, s.domains_found(), s.domains.size(), s.false_alarms);
        fmt::print(
            "Du premier message malveillant à l’incident : {} ; messages de victimes vus avant : {} sur "
            "{}.\n",
            s.minutes_to_incident ? fmt::format("{:.1f} min", *s.minutes_to_incident) : "jamais",
            s.victims_before, s.victims);
        fmt::print("Accusés parmi les innocents qui ressemblent : {}.\n", quiet);
        fmt::print(
            "Temps de l’exercice : détection {} (p90 {}), première action {}, disparition {} (médianes). {} "
            "courriels, {} signalements.\n",
            span(s.detect_s_p50), span(s.detect_s_p90), span(s.action_s_p50), span(s.gone_s_p50), s.mails,
            s.reports);
    } else {
        fmt::print(
            "\n{} events: {} culprits expected, {} found, {} missed; {} of {} domains; {} false "
            "alarms.\n",
            s.events, s.expected, s.found, s.missed, s.domains_found(), s.domains.size(), s.false_alarms);
        fmt::print(
            "From the first malicious post to the incident: {}; victims’ posts seen before: {} of {}.\n",
            s.minutes_to_incident ? fmt::format("{:.1f} min", *s.minutes_to_incident) : "never",
            s.victims_before, s.victims);
        fmt::print("Accused among the innocent who look alike: {}.\n", quiet);
        fmt::print(
            "Drill time: detection {} (p90 {}), first action {}, gone {} (medians). {} mails, {} reports.\n",
            span(s.detect_s_p50), span(s.detect_s_p90), span(s.action_s_p50), span(s.gone_s_p50), s.mails,
            s.reports);
    }
}

}  // namespace

int drill_list(bool json) {
    for (const auto& info : drill::scenarios()) {
        if (json)
            out(model::dump({{"name", info.name}, {"title", info.title}, {"says", info.says}}));
        else
            out(fmt::format("{:<12} {} — {}", info.name, info.title.in(language()),
                            info.says.in(language())));
    }
    return exit_ok;
}

int drill_run(const DrillOptions& options) {
    auto setup = DrillSetup::make(options.name, options.seed);
    if (!setup) return complain(setup.error().message);
    const auto& scenario = *(*setup)->scenario;
    ports::ManualClock clock(scenario.start);
    auto opened = (*setup)->open_store(options.keep);
    if (!opened) return complain(opened.error().message);
    drill::Platform platform(scenario, clock);
    ports::SeededRng rng(options.seed);
    const auto bus = ports::make_local_bus();
    const auto metrics = ports::make_null_metrics();
    auto& store = **opened;
    engine::Pipeline::Ports around{&store, &clock, bus.get(), metrics.get()};
    around.stories = (*setup)->stories;
    engine::Pipeline pipeline(around,
                              std::make_shared<engine::Current<engine::Judgement>>((*setup)->judgement),
                              std::make_shared<engine::Current<model::PolicySet>>((*setup)->policies));
    respond::Responder responder(
        {&store, &clock, &rng, bus.get(), metrics.get()}, DrillSetup::channels(platform, clock),
        DrillSetup::desks(platform, clock, store), (*setup)->policies, "http://127.0.0.1:8600");
    Result<Score> score;
    {
        Progress progress(options.name);
        score = drill::play(
            {.scenario = &scenario,
             .clock = &clock,
             .store = &store,
             .pipeline = &pipeline,
             .responder = &responder,
             .platform = &platform,
             .progress = [&](double share, Time now) { progress.show(share, format_time(now)); }});
    }
    if (!score) return complain(score.error().message, exit_input);
    if (options.json)
        out(model::dump(to_json(*score)));
    else
        print(*score);
    return score->missed == 0 && score->false_alarms == 0 ? exit_ok : exit_no;
}

}  // namespace vigie::cli
