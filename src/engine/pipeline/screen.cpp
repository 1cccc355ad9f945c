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

}  // namespace vigie::engine
