#include "takedown/draft.hpp"

#include "incident/words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace vigie::respond {
namespace {

using model::Culprit;
using model::Finding;

constexpr std::size_t evidence_sentences = 8;
constexpr std::size_t official_accounts = 3;

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

bool is_post(const model::Item& item) {
    using enum model::ItemKind;
    return item.kind == post || item.kind == reply || item.kind == quote;
}

const model::Item* item_of(const Finding& finding, const std::vector<model::Item>& items) {
    const auto it = std::ranges::find_if(items, [&](const auto& x) { return x.key() == finding.item; });
    return it == items.end() || !is_post(*it) ? nullptr : &*it;
}

Subject post_subject(const Culprit& culprit, const model::Item* item, const Finding* finding) {
    Subject out{culprit, {}, {}, finding};
    if (item != nullptr) {
        out.uri = item->id.starts_with("at://") || item->url.empty() ? item->id : item->url;
        out.cid = item->cid;
    } else {
        out.uri = culprit.id;
    }
    return out;
}

bool about(const Finding& finding, const Subject& subject) {
    const auto& c = subject.culprit;
    if (finding.culprit.network == c.network && finding.culprit.id == c.id) return true;
    return finding.item == model::ItemKey{c.network, c.id};
}

// "@montclar.example (Montclar) on bluesky" for the asset itself or the accounts that belong to it.
std::string official_line(const Finding& finding, const model::AssetRegister* ours) {
    if (ours == nullptr) return {};
    std::vector<std::string> names;
    for (const auto& asset : ours->all()) {
        if (asset.kind != model::AssetKind::account || names.size() == official_accounts) continue;
        if (asset.id != finding.asset && asset.belongs_to != finding.asset) continue;
        auto name = fmt::format("@{}", asset.handle);
        if (!asset.name.empty() && asset.name != asset.handle) name += fmt::format(" ({})", asset.name);
        if (!asset.network.empty()) name += " on " + asset.network;
        names.push_back(std::move(name));
    }
    if (names.empty()) {
        const auto* asset = ours->find(finding.asset);
        if (asset == nullptr) return {};
        const auto& name = asset->name.empty() ? asset->value : asset->name;
        return name.empty() ? std::string() : fmt::format("What is imitated: {}.\n", name);
    }
    std::string line = names.size() == 1 ? "The official account is " : "The official accounts are ";
    for (std::size_t i = 0; i < names.size(); ++i) line += (i == 0 ? "" : ", ") + names[i];
    return line + ".\n";
}

std::string_view charge(const std::string& reason, const std::string& kind) {
    const bool account = kind == "account";
    if (reason == "impersonation")
        return account ? "This account impersonates somebody else." : "This post impersonates somebody else.";
    if (reason == "scam") return account ? "This account runs a scam." : "This post is part of a scam.";
    if (reason == "phishing")
        return account ? "This account sends people to a phishing page."
                       : "This post sends people to a phishing page.";
    if (reason == "leak")
        return account ? "This account publishes personal data." : "This post publishes personal data.";
    return account ? "This account breaks your rules." : "This post breaks your rules.";
}

}  // namespace

std::vector<Subject> subjects_of(const model::Incident& incident, const std::vector<Finding>& findings,
                                 const std::vector<model::Item>& items) {
    std::vector<const Finding*> strongest;
    for (const auto& f : findings) strongest.push_back(&f);
    std::ranges::stable_sort(strongest, [&](const Finding* a, const Finding* b) {
        const bool lead_a = a->culprit.id == incident.culprit.id;
        const bool lead_b = b->culprit.id == incident.culprit.id;
        return lead_a != lead_b ? lead_a : a->score > b->score;
    });
    std::vector<Subject> out;
    std::set<std::pair<std::string, std::string>> seen;
    const auto add = [&](Subject subject) {
        if (out.size() < takedowns_per_incident &&
            seen.emplace(subject.culprit.network, subject.culprit.id).second) {
            out.push_back(std::move(subject));
        }
    };
    for (const auto* f : strongest) {
        if (f->culprit.kind == "account") add({f->culprit, {}, {}, f});
    }
    for (const auto* f : strongest) {
        const auto* item = item_of(*f, items);
        if (f->culprit.kind == "post") add(post_subject(f->culprit, item, f));
        if (f->culprit.kind != "domain" && f->culprit.kind != "url") continue;
        // Whoever is reported as an account needs no second report for each of its posts.
        if (item == nullptr || seen.contains({item->network, item->author.id})) continue;
        add(post_subject({"post", item->network, item->id, item->author.handle, item->author.name}, item, f));
    }
    if (out.empty())
        out.push_back({incident.culprit, {}, {}, strongest.empty() ? nullptr : strongest.front()});
    return out;
}

std::string report_reason(const model::PolicyStep& step, const std::string& finding_kind) {
    if (!step.reason.empty()) return step.reason;
    if (finding_kind == "impersonation") return "impersonation";
    if (finding_kind.starts_with("phishing")) return "phishing";
    if (finding_kind.find("scam") != std::string::npos) return "scam";
    if (finding_kind.find("leak") != std::string::npos) return "leak";
    return "other";
}

std::string report_text(const model::Incident& incident, const Subject& subject,
                        const std::vector<Finding>& findings, const std::string& reason,
                        const model::AssetRegister* ours) {
    const auto reference = fmt::format("Our reference: {}.", incident.id.value);
    auto text = fmt::format(
        "{} {}\n", charge(reason, subject.culprit.kind),
        words::one_line(subject.finding != nullptr ? subject.finding->title.en : incident.title.en));
    if (subject.finding != nullptr) text += official_line(*subject.finding, ours);
    std::vector<const model::Evidence*> evidence;
    for (const auto& f : findings) {
        if (!about(f, subject)) continue;
        for (const auto& e : f.evidence) {
            if (e.weight >= 0 && !e.says.en.empty()) evidence.push_back(&e);
        }
    }
    std::ranges::stable_sort(evidence, [](const auto* a, const auto* b) { return a->weight > b->weight; });
    std::set<std::string> said;
    for (const auto* e : evidence) {
        if (said.size() == evidence_sentences) break;
        const auto line = "- " + words::one_line(e->says.en) + "\n";
        if (characters(text) + characters(line) + characters(reference) + 1 > report_characters) continue;
        if (said.insert(line).second) text += line;
    }
    return text + reference;
}

}  // namespace vigie::respond
