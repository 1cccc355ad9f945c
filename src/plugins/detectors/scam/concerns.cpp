#include "concerns.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>

#include <algorithm>

namespace vigie::plugins::scam {
namespace {

constexpr std::size_t most_concerns = 8;

bool named(model::AssetKind kind) {
    using enum model::AssetKind;
    return kind == organisation || kind == brand || kind == person || kind == product || kind == place;
}

std::string joined(std::string_view name) {
    std::string out;
    for (const auto& t : kit::tokens(name)) out += t.text;
    return out;
}

}  // namespace

Concerns::Concerns(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {
    for (const auto& a : assets_->all()) {
        if (a.kind == model::AssetKind::hashtag) add_tag(a, kit::fold(a.value));
        if (!named(a.kind) && a.kind != model::AssetKind::term) continue;
        auto names = a.aliases;
        names.push_back(a.kind == model::AssetKind::term ? a.value : a.name);
        for (const auto& n : names) {
            add_name(a, n);
            // "#BanqueMeridien" is the brand's too, though nobody registered it.
            if (a.kind == model::AssetKind::brand && !a.common_word) add_tag(a, joined(n));
        }
    }
    by_first_word_.seal();
    by_tag_.seal();
}

void Concerns::add_name(const model::Asset& asset, const std::string& name) {
    constexpr std::size_t shortest = 3;
    const auto r = read(name);
    if (r.words.empty() || r.folded.size() < shortest) return;
    Name n;
    n.asset = &asset;
    // One word of a person's name or a place's is everybody's.
    n.common = asset.common_word || (r.words.size() == 1 && (asset.kind == model::AssetKind::person ||
                                                             asset.kind == model::AssetKind::place));
    for (const auto& w : r.words) n.words.push_back(w.hash);
    by_first_word_.add(n.words.front(), static_cast<std::uint32_t>(names_.size()));
    names_.push_back(std::move(n));
}

void Concerns::add_tag(const model::Asset& asset, const std::string& tag) {
    auto t = std::string_view(tag);
    if (t.starts_with('#')) t.remove_prefix(1);
    if (t.size() < 3) return;
    by_tag_.add(kit::hash64(t), static_cast<std::uint32_t>(tagged_.size()));
    tagged_.push_back(&asset);
}

const model::Asset* Concerns::author(const model::Item& item) const {
    const auto& a = item.author;
    if (a.id.empty() && a.handle.empty()) return nullptr;
    const auto& network = a.network.empty() ? item.network : a.network;
    return assets_->account(network, a.id, a.handle);
}

void Concerns::find_tags(const model::Item& item, const Reading& reading, std::vector<Concern>& out) const {
    if (by_tag_.size() == 0) return;
    const auto look = [&](std::string_view written, std::optional<model::Span> span) {
        const auto tag = kit::fold(written);
        by_tag_.each(kit::hash64(tag), [&](std::uint32_t which) {
            const auto* asset = tagged_[which];
            const bool known =
                std::ranges::any_of(out, [&](const Concern& c) { return c.asset == asset && c.tag == tag; });
            if (!known && out.size() < most_concerns) out.push_back({asset, Tie::tag, tag, std::move(span)});
        });
    };
    for (const auto& w : reading.words) {
        if (w.unit != Unit::tag) continue;
        const auto written = std::string_view(item.text).substr(w.start, w.end - w.start);
        look(written, model::Span{"text", w.start, w.end, std::string(written), "hashtag"});
    }
    for (std::size_t i = 0; i < item.hashtags.size(); ++i)
        look(item.hashtags[i], model::Span{"hashtags." + std::to_string(i), 0, item.hashtags[i].size(),
                                           item.hashtags[i], "hashtag"});
}

void Concerns::find_accounts(const model::Item& item, const Reading& reading,
                             std::vector<Concern>& out) const {
    const auto look = [&](std::string_view handle, std::optional<model::Span> span) {
        if (handle.empty() || out.size() >= most_concerns) return;
        // A mention is a handle or, on some networks, a permanent id.
        const auto* asset = assets_->account(item.network, {}, handle);
        if (asset == nullptr) asset = assets_->account(item.network, handle, {});
        if (asset == nullptr) return;
        const bool known = std::ranges::any_of(out, [&](const Concern& c) { return c.asset == asset; });
        if (!known) out.push_back({asset, Tie::account, {}, std::move(span)});
    };
    if (reading.mentions > 0) {
        for (const auto& w : reading.words) {
            if (w.unit != Unit::mention) continue;
            const auto written = std::string_view(item.text).substr(w.start, w.end - w.start);
            look(written, model::Span{"text", w.start, w.end, std::string(written), "mention"});
        }
    }
    for (std::size_t i = 0; i < item.mentions.size(); ++i)
        look(item.mentions[i], model::Span{"mentions." + std::to_string(i), 0, item.mentions[i].size(),
                                           item.mentions[i], "mention"});
}

void Concerns::find_names(const model::Item& item, const Reading& reading, std::vector<Concern>& out) const {
    if (by_first_word_.size() == 0) return;
    const auto& words = reading.words;
    const bool tied = !out.empty();
    for (std::size_t i = 0; i < words.size(); ++i) {
        by_first_word_.each(words[i].hash, [&](std::uint32_t which) {
            const auto& name = names_[which];
            if (out.size() >= most_concerns || name.words.size() > words.size() - i || (name.common && !tied))
                return;
            for (std::size_t k = 1; k < name.words.size(); ++k)
                if (words[i + k].hash != name.words[k]) return;
            const bool known =
                std::ranges::any_of(out, [&](const Concern& c) { return c.asset == name.asset; });
            if (known) return;
            const std::size_t start = words[i].start;
            const std::size_t end = words[i + name.words.size() - 1].end;
            out.push_back({name.asset,
                           Tie::name,
                           {},
                           model::Span{"text", start, end, item.text.substr(start, end - start), "brand"}});
        });
    }
}

std::vector<Concern> Concerns::of(const model::Item& item, const Reading& reading) const {
    std::vector<Concern> out;
    if (reading.tags > 0 || !item.hashtags.empty()) find_tags(item, reading, out);
    if (reading.mentions > 0 || !item.mentions.empty()) find_accounts(item, reading, out);
    find_names(item, reading, out);
    return out;
}

}  // namespace vigie::plugins::scam
