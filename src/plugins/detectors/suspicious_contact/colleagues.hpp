// Our people and houses, as a new contact may borrow their names or pictures. Look-ups do not depend on their number.
#pragma once

#include <vigie/judge/near_index.hpp>
#include <vigie/model/asset.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::plugins {

class Colleagues {
public:
    explicit Colleagues(std::shared_ptr<const model::AssetRegister> assets);

    [[nodiscard]] const model::AssetRegister& assets() const noexcept { return *assets_; }

    struct Resemblance {
        const model::Asset* who = nullptr;
        bool exact = false;  // the same letters; otherwise look-alike letters or one slip
    };
    // A person of ours with that name.
    [[nodiscard]] std::optional<Resemblance> named(std::string_view name) const;
    // The official account with that picture, or nullptr.
    [[nodiscard]] const model::Asset* pictured(std::string_view avatar) const;
    // Our brand or organisation among the words of `text`.
    struct Mention {
        const model::Asset* house = nullptr;
        std::size_t start = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] std::optional<Mention> house_in(std::string_view text) const;

private:
    struct Known {
        const model::Asset* asset = nullptr;
        std::string folded;
        std::string key;
    };
    void add(const model::Asset& asset, std::string_view name);

    std::shared_ptr<const model::AssetRegister> assets_;
    std::vector<Known> people_;
    judge::NearIndex near_{8};
    std::unordered_map<std::string, const model::Asset*> houses_;    // by skeleton
    std::unordered_map<std::string, const model::Asset*> pictures_;  // by avatar
};

}  // namespace vigie::plugins
