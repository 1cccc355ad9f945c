// What lists of known-bad URLs say of a URL. Answers come from memory: no call goes out, none blocks. A list
// is a witness, not a judge: `of` says who lists it and as what, the detector weighs it. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::ports {

enum class Threat : std::uint8_t { phishing, malware, unwanted };

struct Listing {
    std::string list;  // "OpenPhish", "URLhaus"…
    Threat threat = Threat::phishing;
    // False when only the host stands in the list with other paths: weak on hosts that many people share.
    bool exact = true;
};

class Reputation {
public:
    virtual ~Reputation() = default;
    // `url` in any spelling. The strongest listing; nullopt when none knows it. O(bytes).
    [[nodiscard]] virtual std::optional<Listing> of(std::string_view url) const = 0;
};

}  // namespace vigie::ports
