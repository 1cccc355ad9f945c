#include <vigie/base/assert.hpp>
#include <vigie/ports/papers.hpp>

namespace vigie::ports {

Papers& papers_of(Session& session) {
    auto* papers = dynamic_cast<Papers*>(&session);
    VIGIE_ASSERT(papers != nullptr);
    return *papers;
}

}  // namespace vigie::ports
