#include "counted.hpp"
#include "worker_start.hpp"

#include <vigie/drivers/investigator.hpp>
#include <vigie/model/json.hpp>

#include <memory>
#include <utility>

namespace vigie::drivers {
namespace {

using model::Json;
using model::PageVisit;

constexpr std::size_t most_visits = 16;
constexpr std::size_t longest_fetch = std::size_t{20} << 20U;
constexpr auto reading_time = std::chrono::seconds(5);  // what HTML may cost beyond the visit itself

// What travels with each request: the worker has no configuration of its own.
Json json_of(const InvestigatorOptions& o) {
    return {{"page_bytes", o.page_bytes}, {"hops", o.hops},         {"visit_ms", o.visit_time.count()},
            {"any_port", o.any_port},     {"fetch_as", o.fetch_as}, {"also_allow", o.also_allow}};
}

InvestigatorOptions options_of(const Json& j) {
    InvestigatorOptions o;
    o.page_bytes = j.at("page_bytes").get<std::size_t>();
    o.hops = j.at("hops").get<int>();
    o.visit_time = std::chrono::milliseconds(j.at("visit_ms").get<std::int64_t>());
    o.any_port = j.at("any_port").get<bool>();
    o.fetch_as = j.at("fetch_as").get<std::string>();
    o.also_allow = j.at("also_allow").get<std::vector<std::string>>();
    return o;
}

// -- in the worker

class Answerer {
public:
    explicit Answerer(MakeHttp make) : make_(std::move(make)) {}

    Result<std::string> answer(std::string_view request) {
        const auto asked = Json::parse(request);  // our own words; serve() answers an exception as an error
        use(asked.at("options"));
        const auto url = asked.at("url").get<std::string>();
        if (const auto limit = asked.value("fetch", std::size_t{0}); limit > 0)
            return investigator_->fetch(url, limit);
        VIGIE_TRY_ASSIGN(const auto visits, investigator_->visit(url));
        return model::dump(Json(visits));
    }

private:
    void use(const Json& options) {
        if (investigator_ != nullptr && options == used_) return;
        const auto o = options_of(options);
        investigator_.reset();
        http_ = make_(o.also_allow);
        investigator_ = make_investigator(*http_, o);
        used_ = options;
    }

    MakeHttp make_;
    Json used_;
    std::unique_ptr<ports::Http> http_;
    std::unique_ptr<ports::Investigator> investigator_;
};

// -- in the asking process

class SandboxedInvestigator final : public ports::Investigator {
public:
    SandboxedInvestigator(sandbox::Start start, InvestigatorOptions options, ports::Metrics* metrics)
        : workers_(investigator_job(), std::move(start)),
          counted_(workers_, investigator_job().name, metrics),
          options_(std::move(options)),
          time_(options_.visit_time + reading_time) {}

    Result<std::vector<PageVisit>> visit(const std::string& url) override {
        VIGIE_TRY_ASSIGN(const auto text, ask({{"url", url}, {"options", json_of(options_)}}));
        // The worker reads hostile bytes: what it says is checked like anything from outside.
        try {
            auto visits = Json::parse(text).get<std::vector<PageVisit>>();
            if (!visits.empty() && visits.size() <= most_visits) return visits;
        } catch (const Json::exception&) {
            // said below
        }
        return fail(Errc::io, "the link investigator answers nonsense");
    }

    Result<std::string> fetch(const std::string& url, std::size_t limit) override {
        limit = std::min(limit, longest_fetch);
        VIGIE_TRY_ASSIGN(auto bytes, ask({{"url", url}, {"fetch", limit}, {"options", json_of(options_)}}));
        if (bytes.size() > limit) return fail(Errc::io, "the link investigator answers too much");
        return bytes;
    }

private:
    Result<std::string> ask(const Json& request) {
        auto answer = workers_.ask(model::dump(request), time_);
        counted_.publish();
        return answer;
    }

    sandbox::Workers workers_;
    Counted counted_;
    InvestigatorOptions options_;
    std::chrono::milliseconds time_;
};

}  // namespace

sandbox::Job investigator_job() {
    sandbox::Job job;
    job.name = "links";
    job.profile = sandbox::Profile::network;
    job.request_bytes = std::size_t{64} << 10U;
    job.reply_bytes = longest_fetch + 1;
    job.readable = readable_for_network();
    return job;
}

sandbox::Prepare investigator_worker(MakeHttp make) {
    return [make = std::move(make)]() -> Result<sandbox::Handler> {
        load_what_is_needed();
        auto answerer = std::make_shared<Answerer>(make);
        return sandbox::Handler([answerer](std::string_view request) { return answerer->answer(request); });
    };
}

std::unique_ptr<ports::Investigator> make_sandboxed_investigator(sandbox::Start start,
                                                                 InvestigatorOptions options,
                                                                 ports::Metrics* metrics) {
    return std::make_unique<SandboxedInvestigator>(std::move(start), std::move(options), metrics);
}

}  // namespace vigie::drivers
