#include "colleagues.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::plugins {
namespace {

using model::AssetKind;

constexpr std::size_t most_name_bytes = 256;
constexpr std::size_t most_text_bytes = 2048;
constexpr std::size_t longest_name = 4;  // words

std::string joined(std::string_view name) {
    std::string out;
    for (const auto& t : kit::tokens(kit::prefix_utf8(name, most_name_bytes))) out += t.text;
    return out;
}

}  // namespace

Colleagues::Colleagues(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {
    for (const auto& a : assets_->all()) {
        if (a.kind == AssetKind::person) {
            add(a, a.name);
            for (const auto& alias : a.aliases) add(a, alias);
        } else if (a.kind == AssetKind::brand || a.kind == AssetKind::organisation) {
            if (a.common_word) continue;
            houses_.emplace(kit::handle_skeleton(joined(a.name)), &a);
            for (const auto& alias : a.aliases) houses_.emplace(kit::handle_skeleton(joined(alias)), &a);
        } else if (a.kind == AssetKind::account) {
            if (a.role == "ambassador") add(a, a.name);
            if (!a.avatar.empty()) pictures_.emplace(a.avatar, &a);
        }
    }
    near_.seal();
}

void Colleagues::add(const model::Asset& asset, std::string_view name) {
    // One word is a first name that thousands bear.
    if (kit::tokens(name).size() < 2) return;
    const auto folded = joined(name);
    const auto key = kit::handle_skeleton(folded);
    near_.add(key, static_cast<std::uint32_t>(people_.size()));
    people_.push_back({&asset, folded, key});
}

std::optional<Colleagues::Resemblance> Colleagues::named(std::string_view name) const {
    const auto folded = joined(name);
    const auto key = kit::handle_skeleton(folded);
    std::optional<Resemblance> best;
    near_.each(key, [&](std::uint32_t i) {
        const auto& known = people_[i];
        const bool exact = known.folded == folded;
        if (!exact && kit::edit_distance(known.key, key, 1) > 1) return;
        if (!best || (exact && !best->exact)) best = Resemblance{known.asset, exact};
    });
    return best;
}

const model::Asset* Colleagues::pictured(std::string_view avatar) const {
    const auto it = pictures_.find(std::string(avatar));
    return it == pictures_.end() ? nullptr : it->second;
}

std::optional<Colleagues::Mention> Colleagues::house_in(std::string_view text) const {
    const auto words = kit::tokens(kit::prefix_utf8(text, most_text_bytes));
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string run;
        for (std::size_t end = i; end < words.size() && end < i + longest_name; ++end) {
            run += kit::handle_skeleton(words[end].text);
            if (const auto it = houses_.find(run); it != houses_.end())
                return Mention{it->second, words[i].start, words[end].end};
        }
    }
    return std::nullopt;
}

}  // namespace vigie::plugins
