#include "rules/finding.hpp"

#include "rules/output.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

using model::Culprit;
using model::Finding;
using model::Item;

struct ForeignLink {
    std::string url;     // canonical
    std::string host;    // lower-case ASCII
    std::string domain;  // registrable, or the host
    bool shared = false;
};

// Links that are not ours, each host once; at most 16.
std::vector<ForeignLink> foreign_links(const Item& item, const model::AssetRegister* ours) {
    constexpr std::size_t most = 16;
    std::vector<ForeignLink> out;
    const auto add = [&](std::string_view text) {
        const auto url = kit::parse_url(text);
        if (!url || out.size() == most) return;
        if (ours != nullptr && (ours->owns_host(url->host) || ours->approves_link(text))) return;
        if (std::ranges::any_of(out, [&](const ForeignLink& l) { return l.host == url->host; })) return;
        ForeignLink link{kit::canonical_url(text), url->host, kit::registrable_domain(url->host), false};
        if (link.domain.empty()) link.domain = link.host;
        link.shared = is_shortener(url->host) || is_platform(url->host) || is_contact_host(url->host);
        if (is_free_hosting(url->host)) link.domain = link.host;
        out.push_back(std::move(link));
    };
    for (const auto& link : item.links) add(link);
    if (item.text.find('.') != std::string::npos)
        for (const auto& found : kit::find_urls(item.text)) add(found.url);
    if (item.kind == model::ItemKind::account)
        for (const auto& link : item.author.links) add(link);
    return out;
}

std::string account_id(const Item& item) {
    if (!item.author.id.empty()) return item.author.id;
    if (item.kind == model::ItemKind::account && !item.id.empty()) return item.id;
    return item.author.handle;
}

std::string account_network(const Item& item) {
    return item.author.network.empty() ? item.network : item.author.network;
}

Culprit account_culprit(const Item& item) {
    return {"account", account_network(item), account_id(item), item.author.handle, item.author.name};
}

Culprit post_culprit(const Item& item) {
    return {"post", item.network, item.id, item.author.handle, item.author.name};
}

// An account of ours is never acted against; what has no author is a post.
Culprit culprit_of(const Rule& rule, const RuleInput& input, const std::vector<ForeignLink>& links) {
    const auto& item = *input.item;
    if (rule.culprit == RuleCulprit::link && !links.empty()) {
        const auto& link = links.front();
        const auto shown = kit::host_to_unicode(link.host);
        if (link.shared) return {"url", {}, link.url, link.url, shown};
        return {"domain", {}, link.domain, link.domain, shown};
    }
    const bool official = input.ours != nullptr && input.ours->account(account_network(item), item.author.id,
                                                                       item.author.handle) != nullptr;
    const bool post = item.kind != model::ItemKind::account &&
                      (rule.culprit == RuleCulprit::post || official || account_id(item).empty());
    return post ? post_culprit(item) : account_culprit(item);
}

void add_indicators(Finding& f, const RuleInput& input, const std::vector<ForeignLink>& links) {
    const auto& item = *input.item;
    const auto add = [&](std::string kind, std::string value) {
        model::Indicator indicator{std::move(kind), std::move(value)};
        if (joins_cases(indicator) && std::ranges::find(f.indicators, indicator) == f.indicators.end())
            f.indicators.push_back(std::move(indicator));
    };
    // A post of ours, or one against which alone the rule goes, says nothing of its author's other posts.
    if (f.culprit.kind == "account") add("account", f.culprit.network + ":" + f.culprit.id);
    if (f.culprit.kind == "post") add("post", f.culprit.network + ":" + f.culprit.id);
    for (const auto& link : links) {
        if (!link.shared) add("domain", link.domain);
        add("url", link.url);
    }
    for (const auto& phone : find_phones(item.text)) {
        const bool our_own =
            input.ours != nullptr && std::ranges::any_of(input.ours->all(), [&](const model::Asset& a) {
                return a.kind == model::AssetKind::phone && a.value == phone.e164;
            });
        if (!our_own) add("phone", phone.e164);
    }
}

// Words of one clause that stand side by side are one phrase.
bool continues(const Item& item, const query::Highlight& before, const query::Highlight& h) {
    const auto* text = field_text(item, h.field);
    if (text == nullptr || before.field != h.field || before.clause != h.clause || h.start < before.end ||
        h.end > text->size())
        return false;
    const auto between = std::string_view(*text).substr(before.end, h.start - before.end);
    return between.size() <= 3 && kit::tokens(between).empty();
}

std::vector<query::Highlight> phrases(const Item& item, const std::vector<query::Highlight>& highlights) {
    std::vector<query::Highlight> out;
    for (const auto& h : highlights) {
        if (!out.empty() && continues(item, out.back(), h))
            out.back().end = h.end;
        else
            out.push_back(h);
    }
    return out;
}

std::vector<model::Span> spans_of(const Item& item, const std::vector<query::Highlight>& highlights) {
    constexpr std::size_t most = 24;
    std::vector<model::Span> out;
    for (const auto& h : phrases(item, highlights)) {
        const auto* text = field_text(item, h.field);
        if (text == nullptr || h.end > text->size() || h.start >= h.end || out.size() == most) continue;
        model::Span span{h.field, h.start, h.end, text->substr(h.start, h.end - h.start), {}};
        if (std::ranges::find(out, span) == out.end()) out.push_back(std::move(span));
    }
    return out;
}

// The first sentence, short enough for a list.
std::string headline(std::string_view text) {
    constexpr std::size_t longest = 140;
    auto end = text.find_first_of("\n");
    if (const auto stop = text.find(". "); stop != std::string_view::npos) end = std::min(end, stop);
    text = text.substr(0, end);
    while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
    const auto head = kit::prefix_utf8(text, longest);
    return head.size() < text.size() ? std::string(head) + "…" : std::string(head);
}

}  // namespace

double usual_score(model::Severity severity) noexcept {
    switch (severity) {
        case model::Severity::info: return 0.5;
        case model::Severity::low: return 0.6;
        case model::Severity::medium: return 0.7;
        case model::Severity::high: return 0.85;
        case model::Severity::critical: return 0.95;
    }
    return 0.5;
}

Finding finding_of(const Rule& rule, const RuleInput& input,
                   const std::vector<query::Highlight>& highlights) {
    const auto& item = *input.item;
    const auto links = foreign_links(item, input.ours);
    Match match{&rule, &input, input.assets ? input.assets() : std::vector<model::AssetId>{},
                spans_of(item, highlights)};
    Finding f;
    f.detector = hits_of(rule);
    f.kind = rule.kind;
    f.policy = rule.playbook;
    f.score = rule.score;
    f.severity = rule.severity;
    f.at = item.observed_at;
    f.item = item.key();
    f.item_url = item.url;
    if (!match.assets.empty()) f.asset = match.assets.front();
    f.culprit = culprit_of(rule, input, links);
    add_indicators(f, input, links);
    f.title = {headline(rule.desc.fr), headline(rule.desc.en)};
    auto says = fill_output(rule.output, match);
    f.evidence.push_back(
        evidence("rule.matched", log_odds(rule.score), std::move(says), std::move(match.spans)));
    f.account = item.author;
    f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
    return f;
}

}  // namespace vigie::judge
