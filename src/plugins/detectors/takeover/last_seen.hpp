// What one of our accounts last looked like, what changed in a day, and what was deleted.
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::takeover {

enum class Field : std::uint8_t { name, avatar, bio, link };

[[nodiscard]] std::string_view name(Field field) noexcept;

struct Change {
    Field field = Field::name;
    std::string before;
    std::string after;
    Time at{};
};

struct LastSeen {
    std::string name;
    std::string avatar;
    std::string bio;
    std::vector<std::string> links;       // hosts of the profile's links
    std::vector<Change> changes;          // of the last day, oldest first, at most 8
    std::vector<std::int64_t> deletions;  // seconds since 1970, the last 64
    std::vector<std::string> seen;        // digests of the items learned last, at most 64
    double posts_per_hour = 0;            // faded
    double covered = 0;                   // posts with a ticket, faded
    double uncovered = 0;

    // Compares with the account as the item shows it and takes that over. What an item does not tell (an
    // empty field) never counts; nor does a change to what the register says.
    void look(const model::Account& account, const model::Asset& registered, Time at);
    // Forgets the changes and deletions up to then: a person looked at them and lifted the freeze.
    void excuse(Time until);
    [[nodiscard]] bool knows(const std::string& item_digest) const;
    void remember(const std::string& item_digest);

    [[nodiscard]] model::Json json() const;
    static LastSeen from(const model::Json& json);
};

// What accounts of one organisation did in the last hour: "name", "avatar", "bio", "link:host".
struct SharedAct {
    std::string asset;
    std::string act;
    Time at{};
};

}  // namespace vigie::plugins::takeover
