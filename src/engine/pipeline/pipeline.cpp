#include <vigie/base/log.hpp>
#include <vigie/engine/pipeline.hpp>
#include <vigie/engine/rule_view.hpp>
#include <vigie/engine/takeover.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/acts.hpp>
#include <vigie/respond/policy.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace vigie::engine {
namespace {

using model::Item;

bool says_gone(const model::ItemView& item) {
    return item.deleted || !item.account_status.empty();
}

// An account that is active again, or whose profile changed: worth a look when it is a culprit of ours.
bool is_account_news(const model::ItemView& item) {
    return item.kind == model::ItemKind::account || item.deleted;
}

void tell(ports::Bus& bus, const std::string& type, const model::Json& data) {
    bus.publish(type, model::dump(data));
}

}  // namespace

Pipeline::Pipeline(Ports ports, std::shared_ptr<Current<Judgement>> judgement,
                   std::shared_ptr<Current<model::PolicySet>> policies)
    : ports_(ports),
      judgement_(std::move(judgement)),
      policies_(std::move(policies)),
      leisure_(judgement_, language()),
      stories_(ports_.stories),
      judge_(judgement_, language()) {}

watch::LanguageOf Pipeline::language() const {
    if (ports_.language == nullptr) return {};
    return [id = ports_.language](std::string_view text) { return id->of(text).lang; };
}

Result<> Pipeline::start() {
    std::set<model::ItemKey> found;
    constexpr int most = 100'000;
    auto read = ports_.store->read([&](ports::Session& session) -> Result<> {
        using enum model::TakedownState;
        VIGIE_TRY_ASSIGN(const auto rows, session.takedowns({drafted, approved, sent, acknowledged, refused,
                                                             gone, back_again, appealed},
                                                            most));
        for (const auto& t : rows) found.insert({t.subject.network, t.subject.id});
        return {};
    });
    if (!read) return tl::unexpected(read.error().in("reading the open takedowns"));
    auto recalled = ports_.store->read([&](ports::Session& session) -> Result<> {
        model::ItemViewer viewer;
        auto& sieve = judge_.get();
        return stories_.start(session, ports_.clock->now(), [&](const Item& item) {
            const auto& view = viewer.of(item);
            return StoryWatch::Known{sieve.hits(view), is_ours(view, sieve.judgement().assets())};
        });
    });
    if (!recalled) return tl::unexpected(recalled.error().in("recalling the stories of the last days"));
    const std::lock_guard lock(culprits_mutex_);
    culprits_ = std::move(found);
    return {};
}

bool Pipeline::is_culprit(std::string_view network, std::string_view id) const {
    const std::lock_guard lock(culprits_mutex_);
    return culprits_.contains({std::string(network), std::string(id)});
}

Time Pipeline::seen_at(Time observed_at) const {
    return observed_at == Time{} ? ports_.clock->now() : observed_at;
}

watch::Interest Pipeline::interest() {
    return [this, sieve = std::make_shared<LiveSieve>(judgement_, language())](const model::ItemView& item) {
        if (ports_.recent != nullptr && !says_gone(item))
            ports_.recent->offer(item, seen_at(item.observed_at));
        return concerns(item, *sieve);
    };
}

bool Pipeline::concerns(const Item& item) {
    model::ItemViewer viewer;
    const std::lock_guard lock(leisure_mutex_);
    return concerns(viewer.of(item), leisure_);
}

bool Pipeline::concerns(const model::ItemView& item, LiveSieve& sieve) const {
    if (is_account_news(item) && is_culprit(item.network, item.id)) return true;
    if (item.deleted && is_ours(item, sieve.get().judgement().assets())) return true;
    if (says_gone(item)) return false;
    return sieve.get().concerns(item) || stories_.follows(item);
}

Result<Processed> Pipeline::process(const std::vector<SourceBatch>& batches) {
    Processed out;
    auto written = ports_.store->write([&](ports::Session& session) {
        out = {};  // a retried transaction starts anew
        return commit(session, batches, out);
    });
    if (!written) return tl::unexpected(written.error());
    stories_.done();
    announce(out);
    return out;
}

Result<> Pipeline::commit(ports::Session& session, const std::vector<SourceBatch>& batches, Processed& out) {
    auto& sieve = judge_.get();
    const auto& judgement = sieve.judgement();
    std::vector<model::Finding> findings;
    model::ItemViewer viewer;
    const auto memory = judge::make_memory(session);
    for (const auto& [source, batch] : batches) {
        for (const auto& item : batch.items) {
            const auto& view = viewer.of(item);
            const bool news = is_account_news(view) && is_culprit(item.network, item.id);
            if (news) out.gone.push_back(item.key());
            // Posts of our own that vanish in a row are a sign, too.
            const bool ours = is_ours(view, judgement.assets());
            const bool loss = ours && item.deleted;
            if (says_gone(view) && !loss) continue;
            auto hits = loss ? std::vector<std::string>{} : sieve.hits(view);
            // A page that was visited was asked for.
            if (hits.empty() && !news && !loss && item.visits.empty() && !stories_.follows(view)) continue;
            VIGIE_TRY_ASSIGN(const bool fresh, session.put_item(item));
            out.stored += fresh ? 1 : 0;
            VIGIE_TRY_ASSIGN(auto examined, judgement.examine(item, view, sieve.beyond(), *memory));
            leave_ambassadors_alone(item, judgement.assets(), examined.findings);
            if (!loss) stories_.see(item, hits, ours);
            std::ranges::move(examined.hits, std::back_inserter(hits));
            std::ranges::move(examined.findings, std::back_inserter(findings));
            if (ours) {
                VIGIE_TRY(settle_ticket(session, judgement.assets(), item));
            }
            VIGIE_TRY(session.add_hits(item.key(), seen_at(item.observed_at), hits));
            VIGIE_TRY(sample_cost(session, judgement, item, view, sieve.beyond()));
        }
        if (batch.gap) {
            const auto& gap = *batch.gap;
            VIGIE_TRY(
                session.append_audit({.at = ports_.clock->now(),
                                      .actor = "vigie",
                                      .act = "source.gap",
                                      .object = source,
                                      .says = {fmt::format("La source {} n’a rien vu entre {} et {}.", source,
                                                           format_time(gap.from), format_time(gap.to)),
                                               fmt::format("Source {} saw nothing between {} and {}.", source,
                                                           format_time(gap.from), format_time(gap.to))},
                                      .why = gap.reason}));
        }
        if (!batch.cursor.empty()) {
            VIGIE_TRY(session.set_position({source, batch.cursor, ports_.clock->now()}));
        }
    }
    VIGIE_TRY_ASSIGN(auto told, stories_.waiting(session, ports_.clock->now()));
    std::ranges::move(told, std::back_inserter(findings));
    if (findings.empty()) return {};
    VIGIE_TRY_ASSIGN(out.changes,
                     judge::correlate(session, std::move(findings), ports_.clock->now(), ports_.budget));
    for (auto& change : out.changes) {
        for (const auto& finding : change.findings) out.findings.push_back(finding);
        if (change.opened) {
            VIGIE_TRY(open_case(session, change, judgement.assets()));
        } else {
            VIGIE_TRY(
                respond::extend_case(session, change.incident, change.findings, by(), &judgement.assets()));
        }
    }
    VIGIE_TRY_ASSIGN(out.frozen, freeze_taken(session, out.changes, ports_.clock->now()));
    return {};
}

// Posts of ambassadors are not read for leaks until they were told and the works council was heard.
void Pipeline::leave_ambassadors_alone(const model::Item& item, const model::AssetRegister& assets,
                                       std::vector<model::Finding>& findings) const {
    if (ports_.read_ambassadors || findings.empty()) return;
    const auto* account = assets.account(item.network, item.author.id, item.author.handle);
    if (account == nullptr || account->role != "ambassador") return;
    std::erase_if(findings, [](const model::Finding& f) { return f.detector.starts_with("leak_"); });
}

Result<model::Incident> Pipeline::open_held(const model::FindingId& id, const std::string& actor) {
    Processed done;
    VIGIE_TRY(ports_.store->write([&](ports::Session& session) -> Result<> {
        done = {};
        VIGIE_TRY_ASSIGN(auto change, judge::open_held(session, id, ports_.clock->now()));
        if (change.opened) VIGIE_TRY(open_case(session, change, judgement_->get()->assets()));
        VIGIE_TRY(session.append_audit({.at = ports_.clock->now(),
                                        .actor = actor,
                                        .act = "finding.opened",
                                        .object = id.value,
                                        .incident = change.incident.id,
                                        .says = {"Retenu par le budget du détecteur, ouvert à la main",
                                                 "Held back by the detector's budget, opened by hand"},
                                        .why = {}}));
        done.changes.push_back(std::move(change));
        VIGIE_TRY_ASSIGN(done.frozen, freeze_taken(session, done.changes, ports_.clock->now()));
        return {};
    }));
    announce(done);
    return done.changes.front().incident;
}

// What rules cost, on an item now and then: the first, and later one in 64, at most one a minute.
Result<> Pipeline::sample_cost(ports::Session& session, const Judgement& judgement, const model::Item& item,
                               const model::ItemView& view, watch::Beyond& beyond) {
    constexpr std::uint64_t every = 64;
    constexpr auto pause = std::chrono::minutes(1);
    if (judgement.rules().rules().empty() || judged_++ % every != 0) return {};
    const auto& stopwatch = ports_.stopwatch != nullptr ? *ports_.stopwatch : *ports_.clock;
    const auto now = stopwatch.steady();
    if (sampled_at_ && now - *sampled_at_ < pause) return {};
    sampled_at_ = now;
    const auto costs = judgement.rules().cost_us(rule_input(item, view, beyond, judgement), stopwatch);
    constexpr double ns = 1000;
    for (std::size_t i = 0; i < costs.size(); ++i) {
        const auto& rule = judgement.rules().rules()[i];
        if (rule.mode == model::RuleMode::off) continue;
        VIGIE_TRY(session.add_rule_cost(rule.name, static_cast<std::int64_t>(costs[i] * ns)));
    }
    return {};
}

// The policy that a rule asks for, else the one that answers the case.
const model::Policy* Pipeline::policy_for(const model::PolicySet& policies,
                                          const judge::IncidentChange& change) {
    for (const auto& finding : change.findings) {
        const auto it = std::ranges::find(policies.policies, finding.policy, &model::Policy::id);
        if (!finding.policy.empty() && it != policies.policies.end()) return &*it;
    }
    return respond::choose(policies, change.incident, change.incident.culprit.network);
}

respond::By Pipeline::by() const {
    return {.actor = "vigie", .why = {}, .at = ports_.clock->now()};
}

Result<> Pipeline::open_case(ports::Session& session, judge::IncidentChange& change,
                             const model::AssetRegister& ours) {
    const auto policies = policies_->get();
    auto& incident = change.incident;
    std::vector<model::Step> steps;
    if (const auto* policy = policy_for(*policies, change)) {
        incident.policy = policy->id;
        VIGIE_TRY_ASSIGN(incident, session.update_incident(incident));
        steps = respond::plan(*policy, incident);
    }
    return respond::begin_case(session, incident, change.findings, steps, by(), &ours);
}

void Pipeline::announce(const Processed& processed) {
    for (const auto& finding : processed.findings) {
        ports_.metrics
            ->counter("vigie_findings_total",
                      {{"kind", finding.detector}, {"severity", std::string(model::name(finding.severity))}})
            .add();
        tell(*ports_.bus, "finding.created",
             {{"id", finding.id.value}, {"incident", finding.incident.value}});
        // A finding on a page that was visited leads nowhere new.
        if (on_lead && finding.detector != "phishing_page") on_lead(finding);
    }
    for (const auto& change : processed.changes) {
        const auto& incident = change.incident;
        {
            const std::lock_guard lock(culprits_mutex_);
            culprits_.insert({incident.culprit.network, incident.culprit.id});
            for (const auto& f : change.findings) culprits_.insert({f.culprit.network, f.culprit.id});
        }
        if (change.opened)
            log::info("incident", "{} opened: {}", incident.id.value, log::quoted(incident.title.en));
        tell(*ports_.bus, change.opened ? "incident.opened" : "incident.updated",
             {{"id", incident.id.value},
              {"severity", model::name(incident.severity)},
              {"title", incident.title}});
    }
    for (const auto& asset : processed.frozen) {
        log::warn("takeover", "the publications of {} are frozen", asset.value);
        tell(*ports_.bus, "freeze.updated", {{"asset", asset.value}});
    }
    if (on_gone) {
        for (const auto& key : processed.gone) on_gone(key);
    }
}

}  // namespace vigie::engine
