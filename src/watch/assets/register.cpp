#include "assets/sections.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/kit/yaml.hpp>
#include <vigie/query/lexicon.hpp>
#include <vigie/watch/register.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

namespace vigie::watch {
namespace {

using model::AssetKind;

class Checker {
public:
    Checker(const std::vector<RegisterFile>& files, std::vector<Entry>& entries)
        : files_(files), entries_(entries) {}

    void run() {
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            unique(i);
            learn_names(i);
            ambiguous(entries_[i]);
        }
        for (auto& entry : entries_) {
            resolve(entry);
            default_role(entry.asset);
        }
    }

private:
    // Where the other one stands, for people: with its file only when there are several.
    [[nodiscard]] std::string place_of(std::size_t i) const {
        const auto& entry = entries_[i];
        if (files_.size() < 2) return fmt::format("line {}", entry.asset.line);
        return fmt::format("{}:{}", files_[entry.file].path, entry.asset.line);
    }

    void unique(std::size_t i) {
        const auto& asset = entries_[i].asset;
        const auto [first, fresh] = by_id_.emplace(asset.id.value, i);
        if (!fresh) {
            const bool one_kind = entries_[first->second].asset.kind == asset.kind;
            entries_[i].node.error(
                "duplicate",
                fmt::format("'{}' is already there ({})", asset.id.value, place_of(first->second)),
                one_kind && asset.kind == AssetKind::person
                    ? "remove one; two people of one name need an 'id:' each"
                    : "remove one of the two, or give it another id");
            return;
        }
        if (asset.kind != AssetKind::account) return;
        for (const auto& key : {asset.account_id, kit::fold(asset.handle)}) {
            if (key.empty()) continue;
            const auto [other, unseen] = accounts_.emplace(fmt::format("{}\n{}", asset.network, key), i);
            if (unseen || other->second == i) continue;
            entries_[i].node.error(
                "duplicate",
                fmt::format("this {} account is already there ({})", asset.network, place_of(other->second)),
                "remove one of the two");
            return;
        }
    }

    void learn_names(std::size_t i) {
        constexpr std::array holders{AssetKind::person, AssetKind::brand, AssetKind::organisation,
                                     AssetKind::product, AssetKind::place};
        const auto& asset = entries_[i].asset;
        const auto* rank = std::ranges::find(holders, asset.kind);
        if (rank == holders.end()) return;
        const auto learn = [&](const std::string& name) {
            const auto [known, fresh] = by_name_.emplace(kit::fold(name), i);
            if (!fresh && rank < std::ranges::find(holders, entries_[known->second].asset.kind))
                known->second = i;
        };
        learn(asset.name);
        for (const auto& alias : asset.aliases) learn(alias);
    }

    // A word that everybody uses, or two letters, names nobody in particular.
    static void ambiguous(const Entry& entry) {
        const auto& asset = entry.asset;
        const bool named = asset.kind == AssetKind::organisation || asset.kind == AssetKind::brand ||
                           asset.kind == AssetKind::product || asset.kind == AssetKind::person ||
                           asset.kind == AssetKind::place;
        if (!named || asset.common_word) return;
        auto names = asset.aliases;
        names.insert(names.begin(), asset.name);
        for (const auto& name : names) {
            const auto share = ambiguity_of(name);
            if (!share) continue;
            const auto at = entry.node.type() == kit::YamlNode::Type::map && name == asset.name
                                ? entry.node.get("name")
                                : entry.node;
            at.warning("ambiguous-name",
                       *share > 0 ? fmt::format("'{}' alone will match about 1 post in {}, of yours or not",
                                                name, rounded(1 / *share))
                                  : fmt::format("'{}' alone will match whatever else is called so", name),
                       "add context: 'common_word: true' lets it count only beside a second sign (a link, a "
                       "town, another name); or name it as '" +
                           name + " …' in full");
            return;
        }
    }

    // Two figures are enough: 1307 → "1,300".
    static std::string rounded(double number) {
        double unit = 1;
        while (number / unit >= 100) unit *= 10;
        auto digits = std::to_string(static_cast<std::int64_t>(std::round(number / unit) * unit));
        for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3)
            digits.insert(static_cast<std::size_t>(i), ",");
        return digits;
    }

    void resolve(Entry& entry) {
        if (entry.of.empty()) {
            if (entry.parent != Entry::npos) entry.asset.belongs_to = entries_[entry.parent].asset.id;
            return;
        }
        if (const auto id = by_id_.find(entry.of); id != by_id_.end()) {
            entry.asset.belongs_to = model::AssetId(entry.of);
        } else if (const auto name = by_name_.find(kit::fold(entry.of)); name != by_name_.end()) {
            entry.asset.belongs_to = entries_[name->second].asset.id;
        } else {
            entry.of_node.error("unknown-owner",
                                fmt::format("'of' names '{}', which is not in the register", entry.of),
                                suggestion(entry.of));
            return;
        }
        if (entry.asset.belongs_to == entry.asset.id) {
            entry.of_node.error("unknown-owner", "'of' names the entry itself",
                                "name the person or brand it belongs to");
        }
    }

    [[nodiscard]] std::string suggestion(const std::string& wanted) {
        constexpr int most = 20;  // comparing with every name is slow: the first few show the way
        if (++suggestions_ <= most) {
            std::vector<std::string> names;
            for (const auto& entry : entries_) {
                if (!entry.asset.name.empty() && entry.asset.kind != AssetKind::account)
                    names.push_back(entry.asset.name);
            }
            const auto best = nearest(wanted, names);
            if (!best.empty()) return fmt::format("did you mean '{}'?", best);
        }
        return "write the name or id of a person, brand, product, place or organisation that is listed here";
    }

    void default_role(model::Asset& asset) const {
        if (asset.kind != AssetKind::account || !asset.role.empty()) return;
        const auto owner = by_id_.find(asset.belongs_to.value);
        const bool of_person =
            owner != by_id_.end() && entries_[owner->second].asset.kind == AssetKind::person;
        asset.role = of_person ? "ambassador" : "head_office";
    }

    const std::vector<RegisterFile>& files_;
    std::vector<Entry>& entries_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> by_name_;   // folded
    std::unordered_map<std::string, std::size_t> accounts_;  // network, newline, folded handle or id
    int suggestions_ = 0;
};

std::string version_of(const std::vector<RegisterFile>& files) {
    std::string digests;
    for (const auto& file : files) digests += kit::sha256(file.content);
    constexpr std::size_t digits = 16;
    return kit::sha256_hex(digests).substr(0, digits);
}

// What is right in itself and yet surely not meant.
void check_whole(const std::vector<RegisterFile>& files, const std::vector<Entry>& entries,
                 Diagnostics& diagnostics) {
    const auto path = files.empty() ? std::string() : files.front().path;
    if (entries.empty()) {
        if (has_errors(diagnostics)) return;
        diagnostics.push_back(
            {.code = "assets.empty",
             .file = path,
             .message = "the register names nothing to protect",
             .help = "add at least 'organisation:', one of 'accounts:' and one of 'domains:'"});
        return;
    }
    const auto any = [&](AssetKind kind) {
        return std::ranges::any_of(entries, [&](const Entry& e) { return e.asset.kind == kind; });
    };
    if (!any(AssetKind::account) &&
        (any(AssetKind::brand) || any(AssetKind::person) || any(AssetKind::organisation))) {
        diagnostics.push_back(
            {.level = Diagnostic::Level::warning,
             .code = "assets.no-accounts",
             .file = path,
             .message = "no official account is listed: your own accounts will look like impostors",
             .help = "list them below 'accounts:' as network:handle"});
    }
}

}  // namespace

std::optional<double> ambiguity_of(std::string_view name) {
    const auto words = kit::tokens(name);
    if (words.size() != 1) return std::nullopt;
    constexpr double everyday = 50e-6;
    const auto& word = words.front().text;
    const auto share = query::known(word) ? query::share_of(word) : 0;
    if (share >= everyday) return share;
    std::size_t letters = 0;
    for (std::size_t pos = 0; pos < word.size(); ++letters) kit::next_code_point(word, pos);
    return letters <= 2 ? std::optional(0.0) : std::nullopt;
}

RegisterResult read_register(const std::vector<RegisterFile>& files) {
    std::vector<std::unique_ptr<kit::YamlFile>> yaml;
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < files.size(); ++i) {
        yaml.push_back(std::make_unique<kit::YamlFile>(files[i].path, files[i].content, "assets"));
        read_sections(yaml[i]->root(), files[i].path, i, entries);
    }
    Checker(files, entries).run();
    RegisterResult result;
    for (const auto& file : yaml) {
        auto of_file = file->diagnostics();
        std::ranges::stable_sort(of_file, {},
                                 [](const Diagnostic& d) { return std::pair(d.line, d.column); });
        std::ranges::move(of_file, std::back_inserter(result.diagnostics));
    }
    check_whole(files, entries, result.diagnostics);
    if (has_errors(result.diagnostics)) return result;
    std::vector<model::Asset> assets;
    assets.reserve(entries.size());
    for (auto& entry : entries) assets.push_back(std::move(entry.asset));
    result.assets = std::make_shared<const model::AssetRegister>(std::move(assets), version_of(files));
    return result;
}

}  // namespace vigie::watch
