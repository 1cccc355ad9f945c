// The matcher as one would write it without thinking of speed: every asset against every part of an item, by
// comparing strings. It knows no hash and no index; only the rules of segmentation are shared. For the
// differential test.
#pragma once

#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::watch::match {

using NaiveSigns =
    std::set<std::pair<std::string, std::string>>;  // asset, why: every reason, not only the strongest

class NaiveMatcher {
public:
    explicit NaiveMatcher(const model::AssetRegister& assets) : assets_(assets) {}
    [[nodiscard]] NaiveSigns signs(const model::Item& item) const;
    // As Matcher::match: each asset once, strongest reason, names that are ordinary words only with a second
    // sign.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> match(const model::Item& item) const;

private:
    void text(const model::Asset& asset, const model::Item& item, std::string_view text,
              NaiveSigns& out) const;
    void mention(const model::Asset& asset, const model::Item& item, std::string_view who,
                 NaiveSigns& out) const;
    void link(const model::Asset& asset, std::string_view url, const std::string& own, NaiveSigns& out) const;
    [[nodiscard]] bool town_named(const model::Asset& asset, const model::Item& item) const;
    void look(const model::Asset& asset, std::string_view name, const std::string& why,
              NaiveSigns& out) const;

    const model::AssetRegister& assets_;
};

}  // namespace vigie::watch::match
