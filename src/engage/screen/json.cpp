#include <vigie/engage/screen.hpp>

#include <utility>

namespace vigie::engage {

model::Json screened(const Screening& screening) {
    auto codes = model::Json::array();
    for (const auto& reason : screening.reasons) codes.push_back(reason.code);
    model::Json out{{"decision", name(screening.decision)}, {"reasons", std::move(codes)}};
    out.update(explained(screening));
    return out;
}

model::Json explained(const Screening& screening) {
    auto list = model::Json::array();
    for (const auto& reason : screening.reasons) {
        auto spans = model::Json::array();
        for (const auto& span : reason.spans) spans.push_back(span);
        list.push_back({{"code", reason.code},
                        {"decision", name(reason.decision)},
                        {"says", reason.says},
                        {"mend", reason.mend},
                        {"spans", std::move(spans)}});
    }
    model::Json out{{"explanations", std::move(list)}};
    if (!screening.mended.empty()) out["mended"] = screening.mended;
    return out;
}

}  // namespace vigie::engage
