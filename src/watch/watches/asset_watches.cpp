// From the register to queries that people read. What the register's matcher does beyond them (imitations,
// words inside hashtags) has no words in the language.
#include <vigie/kit/text.hpp>
#include <vigie/query/words.hpp>
#include <vigie/watch/watches.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace vigie::watch {
namespace {

using model::Asset;
using model::AssetKind;

constexpr std::size_t most_relatives = 6;

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '*' ? ' ' : c;  // a star would make a beginning of the word before it
    }
    return out + '"';
}

bool plain(std::string_view text, std::string_view also) {
    return std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80 || also.find(c) != std::string_view::npos;
    });
}

// A name as it is looked for: bare when it is one word that is surely no operator. "" when it has no word.
std::string spelled(const std::string& name) {
    constexpr std::size_t longest_operator = 4;
    const auto words = query::words_of(name);
    if (words.empty()) return {};
    return words.size() == 1 && name.size() > longest_operator && plain(name, "") ? name : in_quotes(name);
}

std::string value(std::string_view field, const std::string& text) {
    return fmt::format("{}:{}", field, plain(text, "._-/:@%+?=&#~") ? text : in_quotes(text));
}

std::string any_of(const std::vector<std::string>& parts, bool alone = true) {
    const auto joined = fmt::format("{}", fmt::join(parts, " OR "));
    return alone || parts.size() < 2 ? joined : "(" + joined + ")";
}

class Writer {
public:
    explicit Writer(const model::AssetRegister& assets) : assets_(assets) {
        for (const auto& asset : assets.all()) {
            if (!asset.belongs_to.empty()) children_.emplace(asset.belongs_to.value, &asset);
            has_domains_ = has_domains_ || asset.kind == AssetKind::domain;
            has_handles_ = has_handles_ || (asset.kind == AssetKind::account && !asset.handle.empty());
        }
    }

    // "" when the asset has nothing that a query could look for.
    std::string query(const Asset& asset) {
        parts_.clear();
        seen_.clear();
        switch (asset.kind) {
            case AssetKind::organisation:
            case AssetKind::brand:
            case AssetKind::person:
            case AssetKind::product: names(asset, true); break;
            case AssetKind::place: names(asset, false); break;
            case AssetKind::account: account(asset); break;
            case AssetKind::channel: channel(asset); break;
            case AssetKind::domain: add(value("domain", asset.value)); break;
            case AssetKind::hashtag: tag(asset.value); break;
            case AssetKind::phone: phone(asset.value); break;
            case AssetKind::link: link(asset.value); break;
            case AssetKind::term: term(asset); break;
            case AssetKind::image: break;
        }
        if (parts_.empty() || !asset.common_word) return any_of(parts_);
        const auto name = any_of(parts_, false);
        const auto signs = second_signs(asset);
        return signs.empty() ? any_of(parts_) : name + " " + any_of(signs, false);
    }

private:
    void add(std::string part) {
        if (!part.empty() && seen_.insert(kit::fold(part)).second) parts_.push_back(std::move(part));
    }
    void tag(std::string_view spelling) {
        std::string word;
        for (const auto& token : kit::tokens(spelling)) word += token.text;
        if (word.size() > 1) add("#" + word);
    }
    static std::vector<std::string> spellings(const Asset& asset) {
        std::vector<std::string> out;
        for (const auto& spelling : asset.aliases) out.push_back(spelling);
        if (!asset.name.empty()) out.insert(out.begin(), asset.name);
        return out;
    }
    void names(const Asset& asset, bool of_authors) {
        const auto all = spellings(asset);
        std::vector<std::string> authors;
        for (const auto& name : all) {
            auto word = spelled(name);
            if (word.empty()) continue;
            const auto before = parts_.size();
            add(word);
            if (parts_.size() > before) authors.push_back(std::move(word));
        }
        for (const auto& name : all) tag(name);
        if (of_authors && !authors.empty()) add("name:" + any_of(authors, false));
    }
    void account(const Asset& asset) {
        auto handle = asset.handle;
        if (handle.starts_with('@')) handle.erase(0, 1);
        std::vector<std::string> on_network;
        for (const auto& who : {handle, asset.account_id}) {
            if (who.empty()) continue;
            on_network.push_back(value("from", who));
            on_network.push_back(value("to", who));
        }
        if (on_network.empty()) return names(asset, true);
        add(asset.network.empty() ? any_of(on_network)
                                  : value("network", asset.network) + " " + any_of(on_network, false));
        if (!handle.empty() && plain(handle, "._-@")) add("@" + handle);
        names(asset, true);
    }
    void channel(const Asset& asset) {
        auto handle = asset.handle;
        if (handle.starts_with('@')) handle.erase(0, 1);
        if (!handle.empty() && plain(handle, "._-@")) add("@" + handle);
        if (!asset.value.empty()) link(asset.value);
        names(asset, true);
    }
    void link(std::string_view url) {
        if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
            url.remove_prefix(scheme + 3);
        add(value("url", std::string(url)));
    }
    void term(const Asset& asset) {
        auto all = spellings(asset);
        if (!asset.value.empty()) all.insert(all.begin(), asset.value);
        for (const auto& word : all) add(spelled(word));
        for (const auto& word : all) tag(word);
    }
    // "+33199001234" as the French write it, in pairs or in one go; others in one go.
    void phone(std::string_view e164) {
        std::string digits(e164.substr(e164.starts_with('+') ? 1 : 0));
        constexpr std::size_t french_digits = 11;
        if (digits.starts_with("33") && digits.size() == french_digits) {
            std::string pairs = "0" + digits.substr(2, 1);
            for (std::size_t i = 3; i < digits.size(); i += 2) pairs += " " + digits.substr(i, 2);
            add(in_quotes(pairs));
            add("0" + digits.substr(2));
            add(in_quotes("33 " + pairs.substr(1)));
        }
        add(digits);
    }

    // What a name that is also an ordinary word needs beside it.
    std::vector<std::string> second_signs(const Asset& asset) {
        std::vector<std::string> out;
        const auto sign = [&](const std::string& name) {
            auto word = spelled(name);
            const bool known =
                word.empty() || std::ranges::find(out, word) != out.end() || seen_.contains(kit::fold(word));
            if (!known && out.size() < most_relatives) out.push_back(std::move(word));
        };
        const auto relative = [&](const Asset& other) {
            const bool named = other.kind == AssetKind::organisation || other.kind == AssetKind::brand ||
                               other.kind == AssetKind::person || other.kind == AssetKind::product;
            if (named && !other.common_word && other.id != asset.id) sign(other.name);
        };
        sign(asset.place);
        if (const auto* parent = asset.belongs_to.empty() ? nullptr : assets_.find(asset.belongs_to)) {
            relative(*parent);
            const auto [first, last] = children_.equal_range(parent->id.value);
            for (auto it = first; it != last; ++it) relative(*it->second);
        }
        const auto [first, last] = children_.equal_range(asset.id.value);
        for (auto it = first; it != last; ++it) relative(*it->second);
        if (has_domains_) out.emplace_back("domain:assets.domains");
        if (has_handles_) out.emplace_back("from:assets.handles OR to:assets.handles");
        return out;
    }

    const model::AssetRegister& assets_;
    std::multimap<std::string, const Asset*> children_;
    bool has_domains_ = false;
    bool has_handles_ = false;
    std::vector<std::string> parts_;
    std::set<std::string> seen_;  // folded
};

}  // namespace

std::vector<model::Watch> asset_watches(const model::AssetRegister& assets) {
    Writer writer(assets);
    std::vector<model::Watch> out;
    for (const auto& asset : assets.all()) {
        auto text = writer.query(asset);
        if (text.empty()) continue;
        model::Watch watch;
        watch.name = "asset:" + asset.id.value;
        watch.kind = model::WatchKind::asset;
        watch.query = std::move(text);
        watch.asset = asset.id;
        out.push_back(std::move(watch));
    }
    return out;
}

}  // namespace vigie::watch
