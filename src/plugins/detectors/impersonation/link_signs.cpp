// Links of the account and of the post at hand, and what its first posts ask for.
#include "signs.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using judge::CueKind;
using judge::Harm;
using judge::quote_en;
using judge::quote_fr;

constexpr double imitates = 0.5;

model::Span span_of_link(const JudgedLink& link) {
    return {link.field, link.start, link.start + link.url.size(), link.url, {}};
}

void text_sign(const Context& c, Verdict& v, std::uint8_t feature, CueKind kind, Harm harm, std::string_view fr,
               std::string_view en) {
    const auto* cue = judge::first_of(c.sayings.post, kind);
    if (cue == nullptr) return;
    v.harm = std::max(v.harm, harm);
    sign(c, v, feature, [&] {
        return Told{
            {fmt::format("{} {}.", fr, quote_fr(cue->words)), fmt::format("{} {}.", en, quote_en(cue->words))},
            {{"text", cue->start, cue->end, cue->words, {}}}};
    });
}

void lookalike_sign(const Context& c, Verdict& v, const JudgedLink& link) {
    const auto& verdict = link.verdict;
    v.claims = true;
    v.harm = std::max(v.harm, verdict.harm == Harm::none ? Harm::lure : verdict.harm);
    v.indicators.push_back(verdict.shared_host ? model::Indicator{"url", verdict.url}
                                               : model::Indicator{"domain", verdict.domain});
    if (v.values[feature("link.lookalike")] > 0) return;
    sign(c, v, feature("link.lookalike"),
         [&] { return Told{verdict.evidence.front().says, {span_of_link(link)}}; });
}

void contact_sign(const Context& c, Verdict& v, const JudgedLink& link) {
    v.harm = std::max(v.harm, Harm::lure);
    v.indicators.push_back({"url", link.verdict.url});
    if (v.values[feature("link.contact")] > 0) return;
    sign(c, v, feature("link.contact"), [&] {
        return Told{{fmt::format("Un lien mène à un échange privé\u00a0: {}.", quote_fr(link.url)),
                     fmt::format("A link leads to a private talk: {}.", quote_en(link.url))},
                    {span_of_link(link)}};
    });
}

// A person's own site is no sign; a foreign site under our name or brand is.
void foreign_sign(const Context& c, Verdict& v, const JudgedLink& link) {
    v.indicators.push_back({"domain", link.verdict.domain});
    if (link.of_post || (v.who->person && !v.claims) || v.values[feature("link.foreign")] > 0) return;
    sign(c, v, feature("link.foreign"), [&] {
        const auto& host = link.verdict.shown_host;
        return Told{{fmt::format("Le compte renvoie vers {}, qui n’est pas à nous.", quote_fr(host)),
                     fmt::format("The account sends people to {}, which is not ours.", quote_en(host))},
                    {span_of_link(link)}};
    });
}

}  // namespace

std::vector<JudgedLink> judge_links(const Profile& p, const judge::Lookalikes& lookalikes) {
    constexpr std::size_t most = 12;
    std::vector<JudgedLink> out;
    const auto add = [&](std::string url, std::string field, std::size_t start, bool of_post) {
        const bool known = std::ranges::any_of(out, [&](const JudgedLink& l) { return l.url == url; });
        if (out.size() == most || known) return;
        auto verdict = lookalikes.examine(url);
        if (verdict.own || verdict.host.empty()) return;
        out.push_back({std::move(url), std::move(field), start, of_post, std::move(verdict)});
    };
    const auto& account = *p.account;
    for (std::size_t i = 0; i < account.links.size() && i < most; ++i)
        add(account.links[i], fmt::format("author.links.{}", i), 0, false);
    for (auto& f : kit::find_urls(account.bio)) add(std::move(f.url), "author.bio", f.start, false);
    for (std::size_t i = 0; i < p.item->links.size() && i < most; ++i)
        add(p.item->links[i], fmt::format("links.{}", i), 0, true);
    return out;
}

void link_signs(const Context& c, Verdict& v) {
    for (const auto& link : c.links) {
        if (link.verdict.score >= imitates) {
            lookalike_sign(c, v, link);
        } else if (judge::is_contact_host(link.verdict.host)) {
            contact_sign(c, v, link);
        } else if (!link.verdict.shared_host) {
            foreign_sign(c, v, link);
        }
    }
    text_sign(c, v, feature("text.credential-lure"), CueKind::credential, Harm::credential,
              "Le message pousse à livrer un accès\u00a0:", "The post asks for access:");
    text_sign(c, v, feature("text.contact-lure"), CueKind::contact, Harm::lure,
              "Le message attire vers un échange privé\u00a0:", "The post draws people to a private talk:");
    text_sign(c, v, feature("text.gain-lure"), CueKind::gain, Harm::lure,
              "Le message promet un gain\u00a0:", "The post promises a gain:");
}

}  // namespace vigie::plugins
