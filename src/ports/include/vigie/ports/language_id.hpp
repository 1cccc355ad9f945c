// Which language a text is in. Thread-safe; deterministic.
#pragma once

#include <string>
#include <string_view>

namespace vigie::ports {

struct Guess {
    std::string lang;        // BCP 47 ("fr"); empty when the probability is below `sure_enough`
    double probability = 0;  // of the likeliest language, also when it is not named
};

class LanguageId {
public:
    static constexpr double sure_enough = 0.5;

    LanguageId() = default;
    LanguageId(const LanguageId&) = delete;
    LanguageId& operator=(const LanguageId&) = delete;
    virtual ~LanguageId() = default;
    [[nodiscard]] virtual Guess of(std::string_view text) const = 0;
};

// Never sure: for a binary without a model, and for tests.
class NoLanguageId final : public LanguageId {
public:
    [[nodiscard]] Guess of(std::string_view) const override { return {}; }
};

}  // namespace vigie::ports
