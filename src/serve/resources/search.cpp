#include "resources.hpp"

#include <vigie/kit/text.hpp>

namespace vigie::serve {

Response search(Call& call) {
    const auto text = call.request.parameter("q");
    const auto limit = number(call.request, "limit", 1, 50, 8);
    constexpr std::size_t longest = 200;
    if (text.empty() || text.size() > longest || !limit) {
        return problem(
            call,
            {422, "invalid_argument", {"q : 1 à 200 caractères.", "q: 1 to 200 characters."}, {"", ""}});
    }
    const auto most = static_cast<int>(*limit);
    Json body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        ports::IncidentQuery query;
        query.text = text;
        query.limit = most;
        VIGIE_TRY_ASSIGN(const auto incidents, s.incidents(query));
        VIGIE_TRY_ASSIGN(const auto hits, s.search_items(text, most));
        body["incidents"] = incidents.rows;
        body["items"] = Json::array();
        for (const auto& hit : hits) body["items"].push_back({{"item", hit.item}, {"snippet", hit.snippet}});
        return {};
    });
    if (!done) return problem(call, done.error());
    const auto needle = kit::fold(text);
    const auto assets = call.app.parts.assets();
    auto found = Json::array();
    for (const auto& a : assets->all()) {
        if (static_cast<int>(found.size()) >= most) break;
        if (a.kind == model::AssetKind::term) continue;
        if (contains_folded(a.name, needle) || contains_folded(a.handle, needle) ||
            contains_folded(a.value, needle))
            found.push_back(a);
    }
    body["assets"] = std::move(found);
    return json(body);
}

}  // namespace vigie::serve
