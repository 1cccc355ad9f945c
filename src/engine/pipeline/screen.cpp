#include <vigie/engine/screen.hpp>
#include <vigie/judge/memory.hpp>

#include <utility>

namespace vigie::engine {

engage::Screening screen(const Judgement& judgement, model::Item draft) {
    draft.author = {};
    draft.deleted = false;
    std::vector<model::Finding> findings;
    const auto memory = judge::make_memory();
    if (const auto opinions = judgement.opinions(draft, *memory, false))
        for (const auto& [name, opinion] : *opinions)
            findings.insert(findings.end(), opinion.findings.begin(), opinion.findings.end());
    return engage::screen(draft, findings);
}

model::Json screened(const engage::Screening& screening) {
    auto codes = model::Json::array();
    for (const auto& reason : screening.reasons) codes.push_back(reason.code);
    model::Json out{{"decision", engage::name(screening.decision)}, {"reasons", std::move(codes)}};
    out.update(explained(screening));
    return out;
}

model::Json explained(const engage::Screening& screening) {
    auto list = model::Json::array();
    for (const auto& reason : screening.reasons) {
        auto spans = model::Json::array();
        for (const auto& span : reason.spans) spans.push_back(span);
        list.push_back({{"code", reason.code},
                        {"decision", engage::name(reason.decision)},
                        {"says", reason.says},
                        {"mend", reason.mend},
                        {"spans", std::move(spans)}});
    }
    model::Json out{{"explanations", std::move(list)}};
    if (!screening.mended.empty()) out["mended"] = screening.mended;
    return out;
}

}  // namespace vigie::engine
