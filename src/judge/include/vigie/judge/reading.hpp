// What a post says, in French and English: how it feels about something, whether somebody complains and why,
// how urgent it is, whether it offends, means the contrary, asks, denies or disputes. Linear models over one
// shared extraction (content/models/reading), and phrases (ADR 24). Figures and where it errs:
// docs/reference/reading.md. Pure and thread-safe.
#pragma once

#include <vigie/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::judge {

enum class Aspect : std::uint8_t {
    sentiment_negative,
    sentiment_neutral,
    sentiment_positive,
    complaint,
    urgency,
    offensive,
    irony,
    question,
    denial,
    disputed_claim,
    count
};
inline constexpr std::size_t aspects = static_cast<std::size_t>(Aspect::count);
[[nodiscard]] std::string_view name(Aspect aspect) noexcept;

struct PostReading {
    std::array<float, aspects> scores{};  // 0 to 1; the three sentiments add up to 1
    std::string emotion;                  // anger, joy, optimism, sadness; empty when none is likely
    std::string_view reason;              // of a complaint: "late", "customer_service"…; empty without
    std::string flight_reason;  // the same for an airline, in the classes of the airline set; empty without
    [[nodiscard]] float of(Aspect a) const noexcept { return scores[static_cast<std::size_t>(a)]; }
};

// A word and what it adds to a score, in log-odds.
struct Decisive {
    Aspect aspect{};
    std::size_t start = 0;  // bytes in the text
    std::size_t end = 0;
    float weight = 0;
};

class PostReader {
public:
    // The models of this build; Errc::not_found when it has none.
    [[nodiscard]] static Result<PostReader> built_in();
    // From reading.model and polarity.tsv. Errc::parse when the model is not one.
    [[nodiscard]] static Result<PostReader> of(std::string_view model, std::string_view polarity);
    PostReader(PostReader&&) noexcept;
    PostReader& operator=(PostReader&&) noexcept;
    ~PostReader();

    // Any bytes; reads at most the first 4 KiB. `lang` is BCP 47: French and English have heads of their own,
    // what is in another language or in none is read by both and averaged.
    [[nodiscard]] PostReading read(std::string_view text, std::string_view lang) const;
    // The sentiment towards what stands at [start, end): the clause around a name counts two thirds, the
    // whole post one.
    [[nodiscard]] PostReading read_about(std::string_view text, std::string_view lang, std::size_t start,
                                         std::size_t end) const;
    // The at most four words that speak most for each aspect that is likely.
    [[nodiscard]] std::vector<Decisive> explain(std::string_view text, std::string_view lang,
                                                const PostReading& reading) const;

private:
    struct Models;
    explicit PostReader(std::unique_ptr<const Models> models);
    std::unique_ptr<const Models> models_;
};

}  // namespace vigie::judge
