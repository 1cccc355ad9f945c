#include <vigie/base/log.hpp>
#include <vigie/engine/leads.hpp>

#include <algorithm>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;

constexpr auto again_after = std::chrono::hours(24);
constexpr std::size_t most_followed = 20'000;

model::Item page_of(const std::string& url, std::vector<model::PageVisit> visits, Time now) {
    model::Item item;
    item.network = "web";
    item.id = url;
    item.kind = model::ItemKind::page;
    item.url = url;
    item.links = {url};
    item.author.network = item.network;
    item.observed_at = now;
    item.visits = std::move(visits);
    return item;
}

class InvestigatorSource final : public watch::Source {
public:
    InvestigatorSource(std::shared_ptr<Leads> leads, ports::Investigator& investigator)
        : leads_(std::move(leads)), investigator_(investigator) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        watch::SourceHealth health{.name = context.name, .type = "investigator", .state = "waiting"};
        context.report(health);
        while (!stop.stop_requested()) {
            const auto url = leads_->next(200ms);
            if (!url) continue;
            if (!visit(context, health, *url)) break;
            leads_->close_one();
        }
        return {};
    }

private:
    // False when the sink takes no more.
    bool visit(const watch::SourceContext& context, watch::SourceHealth& health, const std::string& url) {
        auto visits = investigator_.visit(url);
        const auto now = context.clock->now();
        ++health.events;
        health.last_event_at = now;
        if (!visits) {
            ++health.bad;
            health.detail = visits.error().message;
            log::warn("investigator", "a link was not visited: {}", visits.error().message);
            context.metrics
                ->counter("vigie_page_visits_total", {{"end", std::string(name(visits.error().code))}})
                .add();
        }
        for (const auto& v : visits ? *visits : std::vector<model::PageVisit>{}) {
            context.metrics->counter("vigie_page_visits_total", {{"end", v.error.empty() ? "read" : v.error}})
                .add();
        }
        context.report(health);
        if (!visits) return true;
        return context.sink({.items = {page_of(url, *std::move(visits), now)}, .cursor = {}, .gap = {}});
    }

    std::shared_ptr<Leads> leads_;
    ports::Investigator& investigator_;
};

}  // namespace

std::string link_of(const model::Finding& finding) {
    const auto url = std::ranges::find(finding.indicators, "url", &model::Indicator::kind);
    if (url != finding.indicators.end()) return url->value;
    if (finding.culprit.kind == "domain") return "https://" + finding.culprit.id + "/";
    return {};
}

void Leads::follow(const model::Finding& finding, Time now) {
    auto url = link_of(finding);
    if (url.empty()) return;
    {
        const std::lock_guard lock(mutex_);
        const auto [it, fresh] = followed_.try_emplace(url, now);
        if (!fresh && now - it->second < again_after) return;
        it->second = now;
        if (fresh) order_.push_back(it);
        if (followed_.size() > most_followed) {
            followed_.erase(order_.front());
            order_.pop_front();
        }
    }
    ++open_;
    if (waiting_.try_push(std::move(url))) return;
    --open_;
    log::warn("investigator", "too many links wait: one was left out");
}

std::unique_ptr<watch::Source> make_investigator_source(std::shared_ptr<Leads> leads,
                                                        ports::Investigator& investigator) {
    return std::make_unique<InvestigatorSource>(std::move(leads), investigator);
}

}  // namespace vigie::engine
