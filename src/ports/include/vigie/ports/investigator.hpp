// Follows a link as several visitors would and says what it met. Implementation: drivers/investigator, in its
// own process; it never opens an address that is not public.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/page.hpp>

#include <string>
#include <vector>

namespace vigie::ports {

class Investigator {
public:
    virtual ~Investigator() = default;
    // One visit for each visitor; what failed on the way is in `error` of the visit. An Error only when there
    // was no visit at all (not an http URL, the process died). Blocks up to its time limit. Thread-safe.
    [[nodiscard]] virtual Result<std::vector<model::PageVisit>> visit(const std::string& url) = 0;
    // Fetches a picture under the same rules: its bytes, at most `limit`.
    [[nodiscard]] virtual Result<std::string> fetch(const std::string& url, std::size_t limit) = 0;
};

}  // namespace vigie::ports
