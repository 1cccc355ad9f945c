#include <vigie/judge/detector.hpp>

#include <algorithm>
#include <utility>

namespace vigie::judge {

void keep_strongest(Opinion& opinion, model::Finding finding) {
    const auto it = std::ranges::find(opinion.findings, finding.id, &model::Finding::id);
    if (it == opinion.findings.end()) {
        opinion.findings.push_back(std::move(finding));
    } else if (finding.score > it->score) {
        *it = std::move(finding);
    }
}

}  // namespace vigie::judge
