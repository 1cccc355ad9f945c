// What a host can imitate: own domains, brands, the organisation, products, in the forms they are looked up
// by.
#pragma once

#include "lookalike/glyphs.hpp"

#include <vigie/judge/near_index.hpp>
#include <vigie/model/asset.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

struct Base {
    enum class Strength : std::uint8_t {
        domain,
        name,
        part
    };  // an own domain, a whole name, one telling word of a name
    const model::Asset* asset = nullptr;
    std::string own;                   // as people know it
    std::string label;                 // folded letters and digits, no separators
    std::string skeleton;              // kit::handle_skeleton of it
    std::string written;               // the label as registered, hyphens kept; own domains only
    std::vector<std::string> endings;  // public suffixes under which this label is ours: "fr", "co.uk"
    Strength strength = Strength::name;
    bool common = false;  // also an ordinary word
    bool rare = false;    // at most four letters that hardly any word holds: "lcl", not "ing"
};

class Bases {
public:
    explicit Bases(const model::AssetRegister& assets);

    [[nodiscard]] const std::vector<Base>& all() const noexcept { return list_; }
    // Bases whose skeleton is this.
    [[nodiscard]] std::vector<const Base*> equal(std::string_view skeleton) const;
    // Bases whose label is at most one edit away (verified).
    [[nodiscard]] std::vector<const Base*> near(std::string_view label) const;
    // Bases whose label may read like this plain label (glyph_swaps tells).
    [[nodiscard]] std::vector<const Base*> alike(std::string_view plain) const;
    // The same questions, answered with "none" or "perhaps", without an allocation; `plain` in ASCII.
    [[nodiscard]] bool may_be_near(std::string_view plain) const noexcept;
    [[nodiscard]] bool may_read_alike(std::string_view plain) const noexcept {
        return by_glyphs_.contains(glyph_key(plain));
    }
    // Bases whose skeleton stands inside `skeleton`; longest first, at most 8. Those of three letters only at
    // either end.
    struct Inside {
        const Base* base;
        std::size_t start;
    };
    [[nodiscard]] std::vector<Inside> inside(std::string_view skeleton) const;

private:
    void add(const model::Asset& asset, std::string own, std::string label, Base::Strength strength);
    void add_names(const model::Asset& asset, const std::string& name, Base::Strength strength);
    std::vector<Base> list_;
    HashIndex by_skeleton_;
    HashIndex by_glyphs_;
    HashIndex by_start_;  // first `start_bytes` of the skeleton
    HashIndex by_short_;  // skeletons shorter than that
    NearIndex by_label_{4};
};

}  // namespace vigie::judge
