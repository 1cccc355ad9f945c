// Does an item concern something of ours, whatever its links say? Our names in its text, our hashtags, our
// accounts addressed. Part of phishing_link. Immutable; O(words of the text).
#pragma once

#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace vigie::plugins {

class Concerns {
public:
    explicit Concerns(std::shared_ptr<const model::AssetRegister> assets);

    struct Concern {
        model::AssetId asset;
        std::string name;   // as people know it
        model::Span where;  // in the item; empty text for an answer to one of ours
    };
    // The first sign, names before hashtags before mentions. Names that are ordinary words do not count, nor
    // does what an account of ours writes itself.
    [[nodiscard]] std::optional<Concern> of(const model::Item& item) const;

private:
    using Owner = std::pair<model::AssetId, std::string>;
    std::shared_ptr<const model::AssetRegister> assets_;
    std::unordered_map<std::string, Owner> names_;  // folded words joined by a space, at most 4 words
    std::unordered_map<std::string, Owner> hashtags_;
};

}  // namespace vigie::plugins
