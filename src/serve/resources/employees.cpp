// Whether the employee module is on, and what is missing for it.
#include "resources.hpp"

#include <algorithm>

namespace vigie::serve {

Response get_employees(Call& call) {
    const auto& terms = call.app.parts.employees;
    auto missing = Json::array();
    for (const auto name : terms.missing()) missing.push_back(name);
    const auto assets = call.app.parts.assets();
    const auto accounts = std::ranges::count_if(assets->all(), [](const model::Asset& a) {
        return a.kind == model::AssetKind::account && a.role == "ambassador";
    });
    Json out{{"on", terms.on()},
             {"missing", std::move(missing)},
             {"accounts", accounts},
             {"purpose", terms.purpose},
             {"notice", terms.notice}};
    if (terms.notice_date) out["notice_date"] = format_time(*terms.notice_date);
    if (terms.works_council) out["works_council"] = format_time(*terms.works_council);
    return json(out);
}

}  // namespace vigie::serve
