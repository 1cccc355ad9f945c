#include "lookalike/bases.hpp"

#include "lookalike/glyphs.hpp"
#include "lookalike/typo.hpp"

#include <vigie/judge/words.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <unordered_map>

namespace vigie::judge {
namespace {

constexpr std::size_t start_bytes = 4;
constexpr std::size_t shortest = 3;
constexpr std::size_t longest = 40;
constexpr std::size_t longest_rare = 4;
constexpr std::size_t shortest_part = 6;
constexpr std::size_t most_inside = 8;

std::string joined(const std::vector<kit::Token>& tokens) {
    std::string out;
    for (const auto& t : tokens) out += t.text;
    return out;
}

}  // namespace

Bases::Bases(const model::AssetRegister& assets) {
    using model::AssetKind;
    for (const auto& a : assets.all()) {
        if (a.kind == AssetKind::domain) {
            const auto label = kit::main_label(a.value);
            add(a, a.value, joined(kit::tokens(kit::host_to_unicode(label.empty() ? a.value : label))),
                Base::Strength::domain);
        }
    }
    for (const auto& a : assets.all()) {
        if (a.kind == AssetKind::brand || a.kind == AssetKind::organisation || a.kind == AssetKind::product) {
            const auto strength = a.kind == AssetKind::product ? Base::Strength::part : Base::Strength::name;
            add_names(a, a.name, strength);
            for (const auto& alias : a.aliases) add_names(a, alias, strength);
        }
    }
    std::unordered_map<std::string_view, std::size_t> known;
    std::vector<Base> kept;
    kept.reserve(list_.size());
    // Domains were read first, then names, so the first is the strongest but for parts.
    for (const bool parts : {false, true}) {
        for (auto& b : list_) {
            if ((b.strength == Base::Strength::part) != parts) continue;
            const auto [at, added] = known.try_emplace(b.label, kept.size());
            if (added) {
                kept.push_back(b);
                continue;
            }
            auto& first = kept[at->second];
            first.endings.insert(first.endings.end(), b.endings.begin(), b.endings.end());
            first.common = first.common || (b.common && !parts);
        }
    }
    known.clear();
    list_ = std::move(kept);
    for (std::uint32_t i = 0; i < list_.size(); ++i) {
        const auto& b = list_[i];
        by_skeleton_.add(kit::hash64(b.skeleton), i);
        if (b.skeleton.size() >= start_bytes)
            by_start_.add(kit::hash64(std::string_view(b.skeleton).substr(0, start_bytes)), i);
        else
            by_short_.add(kit::hash64(b.skeleton), i);
        by_label_.add(b.label, i);
        by_glyphs_.add(glyph_key(plain_label(b.label).text), i);
    }
    by_skeleton_.seal();
    by_start_.seal();
    by_short_.seal();
    by_label_.seal();
    by_glyphs_.seal();
}

void Bases::add(const model::Asset& asset, std::string own, std::string label, Base::Strength strength) {
    if (label.size() < shortest || label.size() > longest) return;
    Base b;
    b.asset = &asset;
    if (strength == Base::Strength::domain) {
        b.written = kit::main_label(own);
        if (const auto dot = own.find(b.written + '.'); !b.written.empty() && dot != std::string::npos)
            b.endings.push_back(own.substr(dot + b.written.size() + 1));
    }
    b.own = std::move(own);
    b.label = std::move(label);
    b.strength = strength;
    b.common = asset.common_word;
    b.skeleton = kit::handle_skeleton(b.label);
    b.common = b.common || (is_word(b.label) && !is_service_name(b.label));
    b.rare = b.label.size() <= longest_rare && words_holding(b.label) <= 1;
    list_.push_back(std::move(b));
}

void Bases::add_names(const model::Asset& asset, const std::string& name, Base::Strength strength) {
    const auto words = kit::tokens(name);
    add(asset, name, joined(words), strength);
    if (words.size() < 2) return;
    for (const auto& w : words) {
        if (w.text.size() >= shortest_part && kind_of_word(w.text) == WordKind::unknown)
            add(asset, name, w.text, Base::Strength::part);
    }
}

std::vector<const Base*> Bases::equal(std::string_view skeleton) const {
    std::vector<const Base*> out;
    by_skeleton_.each(kit::hash64(skeleton), [&](std::uint32_t i) {
        if (list_[i].skeleton == skeleton) out.push_back(&list_[i]);
    });
    return out;
}

std::vector<const Base*> Bases::near(std::string_view label) const {
    std::vector<const Base*> out;
    by_label_.each(label, [&](std::uint32_t i) {
        const auto& b = list_[i];
        if (typo_between(b.label, label) != Typo::none && std::ranges::find(out, &b) == out.end())
            out.push_back(&b);
    });
    return out;
}

bool Bases::may_be_near(std::string_view plain) const noexcept {
    if (plain.size() < shortest - 1 || plain.size() > longest + most_glyph_swaps) return false;
    if (may_read_alike(plain)) return true;
    bool found = false;
    by_label_.each(
        plain, [&](std::uint32_t i) { found = found || typo_between(list_[i].label, plain) != Typo::none; });
    return found;
}

std::vector<const Base*> Bases::alike(std::string_view plain) const {
    std::vector<const Base*> out;
    by_glyphs_.each(glyph_key(plain), [&](std::uint32_t i) { out.push_back(&list_[i]); });
    return out;
}

std::vector<Bases::Inside> Bases::inside(std::string_view skeleton) const {
    std::vector<Inside> out;
    for (std::size_t i = 0; i + start_bytes <= skeleton.size(); ++i) {
        by_start_.each(kit::hash64(skeleton.substr(i, start_bytes)), [&](std::uint32_t n) {
            if (skeleton.substr(i).starts_with(list_[n].skeleton)) out.push_back({&list_[n], i});
        });
    }
    for (std::size_t length = shortest; length < start_bytes && length < skeleton.size(); ++length) {
        for (const auto start : {std::size_t{0}, skeleton.size() - length}) {
            by_short_.each(kit::hash64(skeleton.substr(start, length)), [&](std::uint32_t n) {
                if (skeleton.substr(start).starts_with(list_[n].skeleton)) out.push_back({&list_[n], start});
            });
        }
    }
    std::ranges::stable_sort(out, std::ranges::greater{},
                             [](const Inside& x) { return x.base->skeleton.size(); });
    if (out.size() > most_inside) out.resize(most_inside);
    return out;
}

}  // namespace vigie::judge
