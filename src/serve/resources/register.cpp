// What is ours and what is configured: assets, sources, policies, detectors, channels.
#include "resources.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>
#include <map>

namespace vigie::serve {
namespace {

constexpr std::size_t longest_text = 200;

bool matches(const model::Asset& a, const std::string& needle) {
    if (needle.empty()) return true;
    const auto has = [&](const std::string& s) { return contains_folded(s, needle); };
    return has(a.name) || has(a.handle) || has(a.place) || has(a.role) ||
           std::ranges::any_of(a.aliases, has) || (a.kind != model::AssetKind::term && has(a.value));
}

}  // namespace

Response list_assets(Call& call) {
    const auto limit = number(call.request, "limit", 1, 500, 50);
    const auto offset = number(call.request, "offset", 0, 1'000'000'000, 0);
    const auto kind_name = call.request.parameter("kind");
    const auto kind = model::asset_kind_of(kind_name);
    if (!limit || !offset || (!kind_name.empty() && !kind)) {
        return problem(call, {422,
                              "invalid_argument",
                              {"Ce filtre n’existe pas.", "There is no such filter."},
                              {"Voyez schemas/openapi.yaml.", "See schemas/openapi.yaml."}});
    }
    const auto needle = kit::fold(call.request.parameter("text").substr(0, longest_text));
    const auto assets = call.app.parts.assets();
    auto rows = Json::array();
    std::map<std::string, std::int64_t> by_kind;
    std::int64_t total = 0;
    for (const auto& a : assets->all()) {
        if (!matches(a, needle)) continue;
        ++by_kind[std::string(model::name(a.kind))];
        if (kind && a.kind != *kind) continue;
        if (total >= *offset && static_cast<std::int64_t>(rows.size()) < *limit) rows.push_back(a);
        ++total;
    }
    return json(
        {{"total", total}, {"rows", std::move(rows)}, {"by_kind", by_kind}, {"version", assets->version()}});
}

Response list_sources(Call& call) {
    auto rows = Json::array();
    for (const auto& h : call.app.parts.sources()) rows.push_back(to_json(h));
    return json({{"now", format_time(call.now())}, {"rows", std::move(rows)}});
}

Response list_policies(Call& call) {
    const auto set = call.app.parts.policies();
    auto departments = Json::array();
    for (const auto& [key, department] : set->departments) departments.push_back(department);
    return json({{"policies", set->policies},
                 {"departments", std::move(departments)},
                 {"automatic_takedowns_per_day", set->automatic_takedowns_per_day},
                 {"version", set->version}});
}

Response list_detectors(Call& call) {
    auto rows = Json::array();
    Json noise;
    const auto read = call.app.parts.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(noise, noise_of(session, call));
        return {};
    });
    if (!read) return problem(call, read.error());
    for (const auto& d : call.app.parts.detectors) {
        auto looks_at = Json::array();
        for (const auto k : d.looks_at) looks_at.push_back(model::name(k));
        auto parameters = Json::array();
        for (const auto& p : d.parameters) {
            parameters.push_back({{"name", p.name},
                                  {"type", p.type},
                                  {"low", p.low},
                                  {"high", p.high},
                                  {"default", p.standard},
                                  {"help", p.help}});
        }
        rows.push_back({{"name", d.name},
                        {"says", d.says},
                        {"looks_at", std::move(looks_at)},
                        {"parameters", std::move(parameters)},
                        {"evidence", d.evidence},
                        {"cost", d.cost},
                        {"on_demand", d.on_demand},
                        {"noise", noise[d.name]}});
    }
    return json({{"rows", std::move(rows)}});
}

Response list_channels(Call& call) {
    auto rows = Json::array();
    for (const auto& c : call.app.parts.channels)
        rows.push_back({{"name", c.name}, {"type", c.type}, {"detail", c.detail}});
    return json({{"rows", std::move(rows)}});
}

Response test_channel(Call& call) {
    const auto& name = call.captures[0];
    if (std::ranges::find(call.app.parts.channels, name, &ChannelInfo::name) ==
        call.app.parts.channels.end()) {
        return problem(call, {404,
                              "not_found",
                              {"Ce canal n’est pas configuré.", "This channel is not configured."},
                              {"", ""}});
    }
    const auto delivery = call.app.parts.responder->test_channel(name);
    const char* outcome = delivery.outcome == respond::Delivery::Outcome::sent    ? "sent"
                          : delivery.outcome == respond::Delivery::Outcome::retry ? "retry"
                                                                                  : "refused";
    return json({{"outcome", outcome}, {"detail", delivery.detail}});
}

}  // namespace vigie::serve
