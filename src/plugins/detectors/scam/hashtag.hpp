// The usual life of a hashtag of ours, and how a post differs from it. The profile is one small row of
// memory: how many posts, how many with a number to call, which accounts and hosts (Bloom filters), which
// words (hashed counts, halved when they are full, so that the old fades). Suspicious posts never enter it.
#pragma once

#include "reading.hpp"

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/judge/memory.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::scam {

struct TagPost {
    std::string_view account;             // network:id
    std::vector<std::string_view> hosts;  // foreign hosts it links to
    bool contact = false;                 // a number, a messenger, a wallet
    const Reading* reading = nullptr;
};

class TagProfile {
public:
    static constexpr std::size_t enough = 20;  // posts before it can tell what is usual
    [[nodiscard]] static Result<TagProfile> recall(judge::Memory& memory, std::string_view tag);
    Result<> keep(judge::Memory& memory, std::string_view tag, Time at) const;
    void learn(const TagPost& post);

    [[nodiscard]] std::size_t posts() const noexcept { return posts_; }
    [[nodiscard]] double contact_rate() const noexcept;  // share of posts with a contact, smoothed
    [[nodiscard]] bool knows_account(std::string_view account) const noexcept;
    [[nodiscard]] bool knows_host(std::string_view host) const noexcept;
    // Mean log-likelihood ratio of the words against words of no particular frequency: about 0 for strangers,
    // above for the usual.
    [[nodiscard]] double likeness(const Reading& reading) const noexcept;

    [[nodiscard]] std::string write() const;
    [[nodiscard]] static std::optional<TagProfile> read(std::string_view row);

private:
    std::uint32_t posts_ = 0;
    std::uint32_t contacts_ = 0;
    std::uint32_t words_ = 0;
    std::array<std::uint8_t, 256> counts_{};
    std::array<std::uint8_t, 256> accounts_{};  // 2,048 bits
    std::array<std::uint8_t, 64> hosts_{};
};

}  // namespace vigie::plugins::scam
