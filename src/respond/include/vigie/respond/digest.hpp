// The daily letter about what detectors' budgets held back: outside any case, so that nobody has to look for
// it.
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/incident.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::respond {

struct DigestLine {
    model::Text title;
    std::string detector;
    double score = 0;
    std::int64_t findings = 0;
};

struct Digest {
    std::string day;  // "2026-03-09"
    Time from{};
    Time to{};
    std::vector<DigestLine> lines;  // the likeliest first; at most 20 are written out
};

// French, then English; host names of culprits are defanged.
[[nodiscard]] std::string digest_subject(const Digest& digest);
[[nodiscard]] std::string digest_body(const Digest& digest, std::string_view console_url);

}  // namespace vigie::respond
