#include "assets/sections.hpp"

#include "assets/values.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>

#include <fmt/core.h>

#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

namespace vigie::watch {
namespace {

using kit::YamlNode;
using model::AssetKind;
using Fields = std::vector<std::string>;

constexpr std::size_t most_pictures = 256;  // hashes of one picture and its views

// A text that says something; complains about an empty or giant one.
std::optional<std::string> said(const YamlNode& node) {
    auto text = node.text();
    if (!text) return std::nullopt;
    const auto word = trimmed(*text);
    if (word.empty()) {
        node.error("empty-value", "this text is empty", "write a value, or remove the field");
        return std::nullopt;
    }
    if (word.size() > limits::bio_bytes) {
        node.error("too-long", fmt::format("this text is longer than {} bytes", limits::bio_bytes));
        return std::nullopt;
    }
    return std::string(word);
}

class Reader {
public:
    Reader(std::string_view path, std::size_t file, std::vector<Entry>& entries)
        : path_(path), file_(file), entries_(entries) {}

    void section(const YamlNode& root, std::string_view key, void (Reader::*read)(const YamlNode&)) {
        for (const auto& item : root.get(key).items()) {
            if (is_given(item)) (this->*read)(item);
        }
    }

    void organisation(const YamlNode& node) { holder(node, AssetKind::organisation); }
    void brand(const YamlNode& node) { holder(node, AssetKind::brand); }

    void person(const YamlNode& node) {
        static const Fields fields{"id", "name", "aliases", "role", "common_word"};
        auto entry = named(node, AssetKind::person, fields);
        if (!entry) return;
        take(node.get("role"), entry->asset.role);
        add(std::move(*entry));
    }

    void product(const YamlNode& node) {
        static const Fields fields{"id", "name", "aliases", "common_word", "of"};
        if (auto entry = named(node, AssetKind::product, fields)) add(std::move(*entry));
    }

    void place(const YamlNode& node) {
        static const Fields fields{"id",   "name",     "aliases",   "common_word",
                                   "city", "latitude", "longitude", "of"};
        auto entry = named(node, AssetKind::place, fields);
        if (!entry) return;
        take(node.get("city"), entry->asset.place);
        entry->asset.latitude = node.get("latitude").number(-90, 90);
        entry->asset.longitude = node.get("longitude").number(-180, 180);
        if (static_cast<bool>(node.get("latitude")) != static_cast<bool>(node.get("longitude"))) {
            node.error("half-position", "a position needs both 'latitude' and 'longitude'",
                       "give both in degrees: 45.7640 and 4.8357");
        }
        add(std::move(*entry));
    }

    void account(const YamlNode& node) {
        static const Fields fields{"asset_id", "network", "handle", "id", "name", "bio",
                                   "avatar",   "picture", "role",   "of", "place"};
        auto entry = begin(node, AssetKind::account);
        auto& asset = entry.asset;
        if (node.type() == YamlNode::Type::map) {
            node.known(fields);
            take(node.get("asset_id"), asset.id.value);
            take(node.get("id"), asset.account_id);
            take(node.get("name"), asset.name);
            take(node.get("bio"), asset.bio);
            take(node.get("place"), asset.place);
            take_path(node.get("avatar"), asset.avatar);
            take_pictures(node.get("picture"), asset.pictures);
            take_of(node, entry);
            if (auto role = node.get("role").one_of({"head_office", "shop", "ambassador", "partner"}))
                asset.role = *role;
            network_and_handle(node, asset);
            if (asset.handle.empty() && asset.account_id.empty() && !node.get("handle")) {
                node.error("missing-field", "the account has neither 'handle' nor 'id'",
                           "add its handle, written without '@', or its permanent id on the network");
            }
        } else if (auto text = said(node)) {
            short_form(node, *text, asset);
        }
        if (asset.network.empty() || (asset.handle.empty() && asset.account_id.empty())) return;
        give_id(asset, fmt::format("{}:{}", asset.network,
                                   asset.handle.empty() ? asset.account_id : slug_of_handle(asset.handle)));
        add(std::move(entry));
    }

    void channel(const YamlNode& node) {
        static const Fields fields{"id", "network", "handle", "name", "url", "of"};
        auto entry = begin(node, AssetKind::channel);
        auto& asset = entry.asset;
        if (node.type() == YamlNode::Type::map) {
            node.known(fields);
            take(node.get("id"), asset.id.value);
            take(node.get("name"), asset.name);
            take_normal(node.get("url"), asset.value, normal_link);
            take_of(node, entry);
            network_and_handle(node, asset);
            if (asset.handle.empty() && asset.value.empty() && !node.get("handle") && !node.get("url")) {
                node.error("missing-field", "the channel has neither 'handle' nor 'url'",
                           "add what people open to join it");
                return;
            }
        } else if (auto text = said(node)) {
            short_form(node, *text, asset);
        }
        if (asset.network.empty() || (asset.handle.empty() && asset.value.empty())) return;
        give_id(asset, fmt::format("{}:{}", asset.network,
                                   slug_of_handle(asset.handle.empty() ? asset.value : asset.handle)));
        add(std::move(entry));
    }

    void domain(const YamlNode& node) { valued(node, AssetKind::domain, "domain", normal_domain); }
    void hashtag(const YamlNode& node) { valued(node, AssetKind::hashtag, "hashtag", normal_hashtag); }
    void phone(const YamlNode& node) { valued(node, AssetKind::phone, "number", normal_phone); }
    void link(const YamlNode& node) { valued(node, AssetKind::link, "url", normal_link); }
    void term(const YamlNode& node) {
        valued(node, AssetKind::term, "term", [](std::string_view text) {
            return Normal{std::string(text), {}, {}};
        });
    }
    void image(const YamlNode& node) {
        const auto path = path_;
        valued(node, AssetKind::image, "file", [path](std::string_view text) {
            return Normal{beside(path, text), {}, {}};
        });
    }

private:
    static std::string slug_of_handle(const std::string& handle) {
        std::string out = handle;
        for (auto& c : out) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        return out;
    }

    // False for null entries, after a complaint: '- #word' is an empty entry and a comment.
    static bool is_given(const YamlNode& node) {
        if (node.type() != YamlNode::Type::null) return true;
        node.error("empty-entry", "this entry is empty",
                   "remove the '-'; text that begins with '#' needs quotes, or no '#'");
        return false;
    }

    Entry begin(const YamlNode& node, AssetKind kind) const {
        Entry entry;
        entry.node = node;
        entry.file = file_;
        entry.asset.kind = kind;
        entry.asset.line = node.line();
        return entry;
    }

    static void take(const YamlNode& node, std::string& out) {
        if (auto text = said(node)) out = std::move(*text);
    }
    void take_path(const YamlNode& node, std::string& out) const {
        if (auto text = said(node)) out = beside(path_, *text);
    }
    // What `vigie picture hash` prints: one hash, or those of several views.
    static void take_pictures(const YamlNode& node, std::vector<std::string>& out) {
        const auto hashes = node.items();
        if (hashes.size() > most_pictures) {
            node.error("too-many", fmt::format("{} hashes, {} are allowed", hashes.size(), most_pictures));
            return;
        }
        for (const auto& item : hashes) {
            if (!is_given(item)) continue;
            std::string hash;
            take_normal(item, hash, normal_picture);
            if (!hash.empty()) out.push_back(std::move(hash));
        }
    }
    static void take_of(const YamlNode& node, Entry& entry) {
        entry.of_node = node.get("of");
        take(entry.of_node, entry.of);
    }

    template <class Normalise>
    static void take_normal(const YamlNode& node, std::string& out, const Normalise& normalise) {
        const auto text = said(node);
        if (!text) return;
        Normal normal = normalise(*text);
        if (normal.problem.empty()) {
            out = std::move(normal.value);
        } else {
            node.error("bad-value", std::move(normal.problem), std::move(normal.help));
        }
    }

    static void take_network(const YamlNode& node, std::string& out) {
        take_normal(node, out, normal_network);
        const auto likely = likely_network(out);
        if (!likely.empty()) {
            node.warning("network-spelling", fmt::format("no source of Vigie calls a network '{}'", out),
                         fmt::format("did you mean '{}'?", likely));
        }
    }

    static void network_and_handle(const YamlNode& node, model::Asset& asset) {
        take_network(node.require("network"), asset.network);
        take_normal(node.get("handle"), asset.handle,
                    [&](std::string_view text) { return normal_handle(asset.network, text); });
    }

    // "bluesky:meridien.example"
    static void short_form(const YamlNode& node, const std::string& text, model::Asset& asset) {
        const auto colon = text.find(':');
        if (colon == std::string::npos || text.find("://") == colon) {
            node.error("missing-field",
                       fmt::format("'{}' does not say on which network", text.substr(0, limits::name_bytes)),
                       "write it as network:handle, for instance bluesky:meridien.example");
            return;
        }
        take_normal(node, asset.network,
                    [&](std::string_view all) { return normal_network(all.substr(0, colon)); });
        take_normal(node, asset.handle, [&](std::string_view all) {
            return normal_handle(asset.network, all.substr(colon + 1));
        });
    }

    static void give_id(model::Asset& asset, std::string_view rest) {
        if (asset.id.empty()) asset.id.value = fmt::format("{}:{}", name(asset.kind), rest);
    }

    // A plain name, or a map with one.
    std::optional<Entry> named(const YamlNode& node, AssetKind kind, const Fields& fields) {
        auto entry = begin(node, kind);
        auto& asset = entry.asset;
        if (node.type() == YamlNode::Type::map) {
            node.known(fields);
            take(node.get("id"), asset.id.value);
            take(node.require("name"), asset.name);
            for (const auto& alias : node.get("aliases").items()) {
                if (!is_given(alias)) continue;
                if (auto text = said(alias)) asset.aliases.push_back(std::move(*text));
            }
            asset.common_word = node.get("common_word").flag().value_or(false);
            take_of(node, entry);
            short_names(node, asset);
        } else {
            take(node, asset.name);
            short_names(node, asset);
        }
        if (asset.name.empty()) return std::nullopt;
        give_id(asset, slug(asset.name));
        return entry;
    }

    static void short_names(const YamlNode& node, const model::Asset& asset) {
        if (asset.common_word) return;
        const auto check = [&](const std::string& word) {
            std::size_t points = 0;
            for (std::size_t pos = 0; pos < word.size(); ++points) kit::next_code_point(word, pos);
            if (points == 0 || points > 2 || static_cast<unsigned char>(word[0]) >= 0xE0)
                return;  // one ideograph says a lot
            node.warning("short-name",
                         fmt::format("'{}' is so short that it stands in many harmless texts", word),
                         "add 'common_word: true': it then counts only with a second sign");
        };
        check(asset.name);
        for (const auto& alias : asset.aliases) check(alias);
    }

    // Organisation or brand: a name with its own domains and hashtags.
    void holder(const YamlNode& node, AssetKind kind) {
        static const Fields fields{"id", "name", "aliases", "common_word", "domains", "hashtags"};
        static const Fields brand_fields{"id", "name", "aliases", "common_word", "domains", "hashtags", "of"};
        auto entry = named(node, kind, kind == AssetKind::brand ? brand_fields : fields);
        if (!entry) return;
        add(std::move(*entry));
        parent_ = entries_.size() - 1;
        section(node, "domains", &Reader::domain);
        section(node, "hashtags", &Reader::hashtag);
        parent_ = Entry::npos;
    }

    // A plain value, or a map that holds it below `key`.
    template <class Normalise>
    void valued(const YamlNode& node, AssetKind kind, const std::string& key, const Normalise& normalise) {
        auto entry = begin(node, kind);
        auto& asset = entry.asset;
        if (node.type() == YamlNode::Type::map) {
            auto known = Fields{key, "id", "name", "of"};
            if (kind == AssetKind::image) known.emplace_back("picture");
            node.known(known);
            take(node.get("id"), asset.id.value);
            take(node.get("name"), asset.name);
            take_of(node, entry);
            take_normal(node.require(key), asset.value, normalise);
            if (kind == AssetKind::image) take_pictures(node.get("picture"), asset.pictures);
        } else {
            take_normal(node, asset.value, normalise);
        }
        if (asset.value.empty()) return;
        const bool free_text =
            kind == AssetKind::term || kind == AssetKind::image || kind == AssetKind::hashtag;
        give_id(asset, free_text ? slug(asset.value) : asset.value);
        add(std::move(entry));
    }

    void add(Entry entry) {
        entry.parent = parent_;
        entries_.push_back(std::move(entry));
    }

    std::string_view path_;
    std::size_t file_;
    std::vector<Entry>& entries_;
    std::size_t parent_ = Entry::npos;
};

}  // namespace

void read_sections(const kit::YamlNode& root, std::string_view path, std::size_t file,
                   std::vector<Entry>& entries) {
    static const std::array<std::pair<std::string, void (Reader::*)(const YamlNode&)>, 13> sections{{
        {"organisation", &Reader::organisation},
        {"brands", &Reader::brand},
        {"people", &Reader::person},
        {"accounts", &Reader::account},
        {"domains", &Reader::domain},
        {"hashtags", &Reader::hashtag},
        {"phones", &Reader::phone},
        {"links", &Reader::link},
        {"channels", &Reader::channel},
        {"places", &Reader::place},
        {"products", &Reader::product},
        {"images", &Reader::image},
        {"confidential_terms", &Reader::term},
    }};
    if (root.type() == YamlNode::Type::scalar || root.type() == YamlNode::Type::list) {
        root.error("wrong-type", "the file has no sections",
                   "begin with 'organisation:', 'brands:' or 'accounts:'");
        return;
    }
    Fields names;
    for (const auto& [key, read] : sections) names.push_back(key);
    root.known(names);
    Reader reader(path, file, entries);
    for (const auto& [key, read] : sections) reader.section(root, key, read);
}

}  // namespace vigie::watch
