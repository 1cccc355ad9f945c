// Data cases of detectors, for their tests: a YAML file holds a small register and items with what is
// expected of them. Header only, needs yaml-cpp; never included by the product.
//
//   register: [{kind: brand, name: …}, …]
//   cases:
//     - name: a sentence
//       item: {kind: account, author: {…}}      # or `url: …`, a page with that link, or `domain: …`
//       found: true | false                     # a finding, or none
//       score: [low, high]                      # optional
//       label: parody                           # optional
//       codes: [evidence codes that must be there], without: [codes that must not], says: [words of the
//       sentences] asset: id, culprit: id, severity: high  # optional, of the first finding
#pragma once

#include <vigie/judge/detector.hpp>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigie::judge::testing {

inline std::string text_of(const YAML::Node& node, const char* key) {
    return node[key] ? node[key].as<std::string>() : std::string();
}

inline std::vector<std::string> texts_of(const YAML::Node& node, const char* key) {
    return node[key] ? node[key].as<std::vector<std::string>>() : std::vector<std::string>();
}

inline model::Asset asset_of(const YAML::Node& n) {
    model::Asset a;
    a.kind = model::asset_kind_of(text_of(n, "kind")).value();
    a.name = text_of(n, "name");
    a.aliases = texts_of(n, "aliases");
    a.network = text_of(n, "network");
    a.handle = text_of(n, "handle");
    a.account_id = text_of(n, "account_id");
    a.bio = text_of(n, "bio");
    a.avatar = text_of(n, "avatar");
    a.pictures = texts_of(n, "pictures");
    a.role = text_of(n, "role");
    a.value = text_of(n, "value");
    a.place = text_of(n, "place");
    a.belongs_to = model::AssetId(text_of(n, "belongs_to"));
    a.common_word = n["common_word"] && n["common_word"].as<bool>();
    const auto id = text_of(n, "id");
    a.id = model::AssetId(id.empty() ? text_of(n, "kind") + ":" + a.name + a.value + a.handle : id);
    return a;
}

inline std::shared_ptr<const model::AssetRegister> register_of(const YAML::Node& list) {
    std::vector<model::Asset> assets;
    for (const auto& n : list) assets.push_back(asset_of(n));
    return std::make_shared<model::AssetRegister>(std::move(assets));
}

inline model::Account account_of(const YAML::Node& n) {
    model::Account a;
    a.network = text_of(n, "network");
    a.id = text_of(n, "id");
    a.handle = text_of(n, "handle");
    a.name = text_of(n, "name");
    a.bio = text_of(n, "bio");
    a.avatar = text_of(n, "avatar");
    a.links = texts_of(n, "links");
    if (n["followers"]) a.followers = n["followers"].as<std::int64_t>();
    if (n["following"]) a.following = n["following"].as<std::int64_t>();
    if (n["posts"]) a.posts = n["posts"].as<std::int64_t>();
    if (n["created_at"]) a.created_at = parse_time(text_of(n, "created_at")).value();
    if (n["picture"]) {
        a.picture.emplace();
        a.picture->pdq = text_of(n["picture"], "pdq");
        a.picture->quality = n["picture"]["quality"].as<int>(100);
    }
    if (n["verified"]) a.verified = n["verified"].as<bool>();
    return a;
}

// Items are observed on 2026-03-01 unless they say otherwise.
inline model::Item item_of(const YAML::Node& c) {
    model::Item item;
    item.network = "bluesky";
    item.id = "case";
    item.observed_at = parse_time("2026-03-01").value();
    if (c["url"]) {
        item.kind = model::ItemKind::page;
        item.links = {text_of(c, "url")};
        return item;
    }
    if (c["domain"]) {
        item.kind = model::ItemKind::domain;
        item.links = {text_of(c, "domain")};
        return item;
    }
    const auto n = c["item"];
    if (n["kind"]) item.kind = model::item_kind_of(text_of(n, "kind")).value();
    if (n["network"]) item.network = text_of(n, "network");
    item.text = text_of(n, "text");
    item.links = texts_of(n, "links");
    if (n["author"]) item.author = account_of(n["author"]);
    if (n["observed_at"]) item.observed_at = parse_time(text_of(n, "observed_at")).value();
    return item;
}

struct Case {
    std::string name;
    std::vector<std::string> complaints;  // empty: as expected
    Opinion opinion;
};

inline std::string summary(const Opinion& o) {
    auto out = fmt::format("score {:.3f} label '{}' findings {}", o.score, o.label, o.findings.size());
    for (const auto& f : o.findings) {
        out += fmt::format("\n   {} {} asset={} culprit={}", f.id.value, model::name(f.severity),
                           f.asset.value, f.culprit.id);
        for (const auto& e : f.evidence)
            out += fmt::format("\n      {:+.1f} {}: {} | {}", e.weight, e.code, e.says.fr, e.says.en);
    }
    return out;
}

inline void check_evidence(Case& c, const YAML::Node& n, const model::Finding& f) {
    const auto has = [&](const std::string& code) {
        return std::ranges::any_of(f.evidence, [&](const model::Evidence& e) { return e.code == code; });
    };
    for (const auto& code : texts_of(n, "codes"))
        if (!has(code)) c.complaints.push_back("lacks evidence " + code);
    for (const auto& code : texts_of(n, "without"))
        if (has(code)) c.complaints.push_back("should not give evidence " + code);
    for (const auto& words : texts_of(n, "says")) {
        const bool said = std::ranges::any_of(f.evidence, [&](const model::Evidence& e) {
            return e.says.fr.find(words) != std::string::npos || e.says.en.find(words) != std::string::npos;
        });
        if (!said) c.complaints.push_back("no sentence says '" + words + "'");
    }
    for (const auto& [key, value] : {std::pair{"asset", f.asset.value}, std::pair{"culprit", f.culprit.id},
                                     std::pair{"severity", std::string(model::name(f.severity))}}) {
        if (n[key] && text_of(n, key) != value) c.complaints.push_back(fmt::format("{} is '{}'", key, value));
    }
    for (const auto& e : f.evidence)
        if (e.says.fr.empty() || e.says.en.empty()) c.complaints.push_back("an empty sentence for " + e.code);
}

inline Case check_case(const Detector& detector, const YAML::Node& n) {
    const auto item = item_of(n);
    Case c{text_of(n, "name"), {}, detector.examine(item)};
    const auto& o = c.opinion;
    if (n["found"] && n["found"].as<bool>() == o.findings.empty())
        c.complaints.push_back("finding expected or not");
    if (n["label"] && text_of(n, "label") != o.label)
        c.complaints.push_back("label should be " + text_of(n, "label"));
    if (n["score"]) {
        const auto range = n["score"].as<std::vector<double>>();
        if (o.score < range.at(0) || o.score > range.at(1)) c.complaints.push_back("score out of range");
    }
    if (!o.findings.empty()) check_evidence(c, n, o.findings.front());
    if (!c.complaints.empty()) c.complaints.push_back(summary(o));
    return c;
}

// A maker of either kind (DetectorFactory, SharedFactory).
using Maker = std::function<Result<std::unique_ptr<Detector>>(std::shared_ptr<const model::AssetRegister>)>;

// Runs all cases of one file.
inline std::vector<Case> run_cases(const std::string& path, const Maker& make) {
    const auto file = YAML::LoadFile(path);
    const auto detector = make(register_of(file["register"])).value();
    std::vector<Case> out;
    for (const auto& n : file["cases"]) out.push_back(check_case(*detector, n));
    return out;
}

}  // namespace vigie::judge::testing
