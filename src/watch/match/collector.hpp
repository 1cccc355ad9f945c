// Gathers the signs of one item and decides which assets they make a hit of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::watch::match {

// Strongest first: an asset's hit carries the first that it has.
enum class Reason : std::uint8_t {
    author_official,
    mention_official,
    link_domain,
    text_domain,
    link_approved,
    text_phone,
    text_term,
    author_handle,
    author_name,
    link_lookalike,
    text_handle,
    text_hashtag,
    text_name,
    link_name,
    city  // supports a name that is an ordinary word; never a hit
};

inline constexpr std::array<std::string_view, 14> reason_codes{
    "author.official", "mention.official", "link.domain",   "text.domain", "link.approved",
    "text.phone",      "text.term",        "author.handle", "author.name", "link.lookalike",
    "text.handle",     "text.hashtag",     "text.name",     "link.name"};

struct Sign {
    std::uint32_t asset = 0;
    Reason reason = Reason::text_name;
    bool weak = false;  // a word of the language as well: counts only with a second sign
    friend auto operator<=>(const Sign&, const Sign&) = default;
};

class Collector {
public:
    explicit Collector(bool first_only) : first_only_(first_only) {}

    void add(Sign sign) {
        strong_ = strong_ || !sign.weak;
        signs_.push_back(sign);
    }
    void add_city(std::uint32_t city) { cities_.push_back(city); }
    // Nothing that follows can change the answer.
    [[nodiscard]] bool done() const noexcept { return first_only_ && strong_; }
    [[nodiscard]] bool strong() const noexcept { return strong_; }
    [[nodiscard]] std::vector<Sign>& signs() noexcept { return signs_; }
    [[nodiscard]] const std::vector<std::uint32_t>& cities() const noexcept { return cities_; }

private:
    bool first_only_;
    bool strong_ = false;
    std::vector<Sign> signs_;
    std::vector<std::uint32_t> cities_;
};

}  // namespace vigie::watch::match
