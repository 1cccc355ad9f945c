#include "memory_store.hpp"

namespace vigie::ports::memory {

Result<Paper> MemorySession::put_paper(Paper paper) {
    VIGIE_TRY(may_write());
    if (paper.body.size() > longest_paper)
        return fail(Errc::invalid_argument, "{} {}: {} bytes are too many", paper.kind, paper.id,
                    paper.body.size());
    const std::pair key{paper.kind, paper.id};
    const auto it = t_.paper_seq.find(key);
    const auto stored = it == t_.paper_seq.end() ? 0 : t_.papers.at(it->second).version;
    if (paper.version != stored)
        return fail(Errc::conflict, "{} {} was changed meanwhile", paper.kind, paper.id);
    const auto seq = it == t_.paper_seq.end() ? next_seq(t_.papers) : it->second;
    ++paper.version;
    journal_->set(t_.papers, seq, paper);
    journal_->set(t_.paper_seq, key, seq);
    return paper;
}

Result<std::optional<Paper>> MemorySession::paper(const std::string& kind, const std::string& id) {
    const auto it = t_.paper_seq.find({kind, id});
    return it == t_.paper_seq.end() ? std::nullopt : std::optional(t_.papers.at(it->second));
}

Result<std::vector<Paper>> MemorySession::papers(const std::string& kind,
                                                 const std::vector<std::string>& states, int limit) {
    std::vector<Paper> out;
    for (auto it = t_.papers.rbegin(); it != t_.papers.rend() && out.size() < capped(limit); ++it) {
        const auto& p = it->second;
        if (p.kind != kind) continue;
        if (!states.empty() && std::ranges::find(states, p.state) == states.end()) continue;
        out.push_back(p);
    }
    return out;
}

Result<std::vector<Paper>> MemorySession::due_papers(const std::string& kind, Time now, int limit) {
    std::vector<Paper> out;
    for (const auto& [seq, p] : t_.papers)
        if (p.kind == kind && p.due_at && *p.due_at <= now) out.push_back(p);
    std::ranges::stable_sort(out, {}, [](const Paper& p) { return *p.due_at; });
    if (out.size() > capped(limit)) out.resize(capped(limit));
    return out;
}

}  // namespace vigie::ports::memory
