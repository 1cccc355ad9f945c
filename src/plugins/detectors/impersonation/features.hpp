// What the model reads of an account and one identity it may imitate: a number for each sign. Signs that speak for an
// imitation may only raise the score, signs against it only lower it, whatever the training data said: the model is
// trained under these constraints (`trend`). The names are those of the evidence codes where a sign is one code.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace vigie::plugins {

struct FeatureInfo {
    std::string_view name;
    int trend = 0;  // 1: more of it never lowers the score; -1: never raises it; 0: either
};

inline constexpr std::array feature_table{
    // Who may be imitated.
    FeatureInfo{"who.person", 0}, FeatureInfo{"name.common-word", -1}, FeatureInfo{"account.not-registered", 1},
    // The name: how it relates to ours (match.hpp, in the order of Relation), and what stands beside ours.
    FeatureInfo{"name.core", 1}, FeatureInfo{"name.contains", 1}, FeatureInfo{"name.digits", 1},
    FeatureInfo{"name.near", 1}, FeatureInfo{"name.swapped", 1}, FeatureInfo{"name.affixed", 1},
    FeatureInfo{"name.separators", 1}, FeatureInfo{"name.skeleton-equal", 1}, FeatureInfo{"name.equal", 1},
    FeatureInfo{"name.mixed-scripts", 1}, FeatureInfo{"name.brand", 1}, FeatureInfo{"name.only-function", 1},
    FeatureInfo{"name.other-words", -1},  // how many words are neither ours nor additions
    // The handle against an official handle, and against a name.
    FeatureInfo{"handle.core", 1}, FeatureInfo{"handle.contains", 1}, FeatureInfo{"handle.digits", 1},
    FeatureInfo{"handle.near", 1}, FeatureInfo{"handle.swapped", 1}, FeatureInfo{"handle.affixed", 1},
    FeatureInfo{"handle.separators", 1}, FeatureInfo{"handle.skeleton-equal", 1}, FeatureInfo{"handle.equal", 1},
    FeatureInfo{"handle.name-core", 1}, FeatureInfo{"handle.name-contains", 1}, FeatureInfo{"handle.name-digits", 1},
    FeatureInfo{"handle.name-near", 1}, FeatureInfo{"handle.name-swapped", 1},
    FeatureInfo{"handle.name-affixed", 1}, FeatureInfo{"handle.name-separators", 1},
    FeatureInfo{"handle.name-skeleton-equal", 1}, FeatureInfo{"handle.name-equal", 1},
    FeatureInfo{"handle.brand", 1}, FeatureInfo{"handle.other-letters", -1},  // share of letters not ours
    // Words added.
    FeatureInfo{"affix.official", 1}, FeatureInfo{"affix.service", 1}, FeatureInfo{"affix.promo", 1},
    FeatureInfo{"affix.job", 1}, FeatureInfo{"affix.access", 1}, FeatureInfo{"affix.advice", 1},
    FeatureInfo{"affix.place", 1},
    // Picture, bio, links, first posts.
    FeatureInfo{"avatar.same", 1}, FeatureInfo{"bio.copied", 1}, FeatureInfo{"bio.close", 1},
    FeatureInfo{"bio.brand", 1}, FeatureInfo{"bio.name", 1}, FeatureInfo{"bio.claims-official", 1}, FeatureInfo{"bio.claims-service", 1},
    FeatureInfo{"bio.contact", 1}, FeatureInfo{"bio.gain", 1}, FeatureInfo{"bio.credential", 1},
    FeatureInfo{"bio.foreign-phone", 1}, FeatureInfo{"link.lookalike", 1}, FeatureInfo{"link.contact", 1},
    FeatureInfo{"link.foreign", 1}, FeatureInfo{"text.credential-lure", 1}, FeatureInfo{"text.contact-lure", 1},
    FeatureInfo{"text.gain-lure", 1},
    // Age and figures; unknown is not a number.
    FeatureInfo{"account.age", -1},        // days
    FeatureInfo{"account.posts", -1},      // log10(1 + posts)
    FeatureInfo{"account.followers", -1},  // log10(1 + followers)
    FeatureInfo{"account.ratio", 1},       // log10((1 + following) / (1 + followers))
    FeatureInfo{"account.verified", -1},
    // What it says against.
    FeatureInfo{"self.parody", -1}, FeatureInfo{"self.unofficial", -1}, FeatureInfo{"self.fan", -1},
    FeatureInfo{"self.critic", -1}, FeatureInfo{"self.reseller", -1}, FeatureInfo{"self.press", -1},
    FeatureInfo{"self.employee", -1}, FeatureInfo{"bio.other-profession", -1}, FeatureInfo{"bio.other-city", -1},
    FeatureInfo{"bio.other-life", -1}};

inline constexpr std::size_t feature_count = feature_table.size();

// Place of a feature in the table, found when compiling: a wrong name does not build.
consteval std::uint8_t feature(std::string_view name) {
    for (std::size_t i = 0; i < feature_count; ++i)
        if (feature_table[i].name == name) return static_cast<std::uint8_t>(i);
    throw "no such feature";
}

class Features {
public:
    Features() {
        for (const auto unknown : {feature("account.age"), feature("account.posts"), feature("account.followers"),
                                   feature("account.ratio")})
            values_[unknown] = std::numeric_limits<float>::quiet_NaN();
    }
    void set(std::size_t feature, double value = 1) { values_[feature] = static_cast<float>(value); }
    [[nodiscard]] float operator[](std::size_t feature) const { return values_[feature]; }
    [[nodiscard]] std::span<const float> values() const { return values_; }

private:
    std::array<float, feature_count> values_{};
};

}  // namespace vigie::plugins
