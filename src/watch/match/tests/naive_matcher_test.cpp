#include "match/tests/naive_matcher.hpp"

#include "match/collector.hpp"
#include "match/shape.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <map>

namespace vigie::watch::match {
namespace {

using model::Asset;
using model::AssetKind;
using Words = std::vector<kit::Token>;

bool named(const Asset& a) {
    return a.kind == AssetKind::organisation || a.kind == AssetKind::brand || a.kind == AssetKind::person ||
           a.kind == AssetKind::product || a.kind == AssetKind::place || a.kind == AssetKind::account ||
           a.kind == AssetKind::channel;
}

std::vector<std::string> spellings(const Asset& asset) {
    auto out = asset.aliases;
    if (asset.kind == AssetKind::term) {
        out.push_back(asset.value);
    } else if (named(asset)) {
        out.push_back(asset.name);
    } else {
        out.clear();
    }
    return out;
}

std::string joined(const Words& words) {
    std::string out;
    for (const auto& word : words) out += word.text;
    return out;
}

// Punctuation that ends a phrase stands between two words.
bool broken(std::string_view text, const kit::Token& a, const kit::Token& b) {
    for (auto i = a.end; i < b.start;) {
        const auto start = i;
        const auto folded = kit::fold_code_point(text, i);
        if (folded.find_first_of(",;:!?\"()[]{}|\n") != std::string_view::npos) return true;
        if (folded.find('.') == std::string_view::npos) continue;
        const bool blank_after =
            i < text.size() && std::string_view(" \t\r").find(text[i]) != std::string_view::npos;
        if (i - start > 1 || (a.text.size() > 2 && blank_after)) return true;
    }
    return false;
}

bool phrase_in(std::string_view text, const Words& words, std::string_view spelling) {
    const auto name = kit::tokens(spelling);
    const auto size = joined(name).size();
    if (name.empty() || name.size() > 16 || size < 2) return false;
    const bool letters = std::ranges::all_of(name, [](const auto& word) { return word.text.size() == 1; });
    bool loose = false;
    for (std::size_t k = 1; k < name.size(); ++k) loose = loose || broken(spelling, name[k - 1], name[k]);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (name.size() > 1 && size >= 6 && !letters && words[i].text == joined(name)) return true;
        bool same = i + name.size() <= words.size();
        for (std::size_t k = 0; same && k < name.size(); ++k) {
            same = words[i + k].text == name[k].text &&
                   (k == 0 || loose || !broken(text, words[i + k - 1], words[i + k]));
        }
        if (!same) continue;
        const auto start = words[i].start;
        if (!letters ||
            kit::fold(text.substr(start, words[i + name.size() - 1].end - start)) == kit::fold(spelling))
            return true;
    }
    return false;
}

bool tag_holds(const Shape& shape, const std::string& word, bool whole_only) {
    if (word.size() < 2) return false;
    if (shape.word.text() == word) return true;
    bool found = false;
    shape.runs([&](std::uint64_t, std::size_t from, std::size_t to) {
        found = found || (!whole_only && shape.word.text().substr(from, to - from) == word);
        return true;
    });
    return found;
}

std::string skeleton_of(std::string_view name) {
    Shape shape;
    read_skeleton(kit::word_skeleton(split_case(name)), shape);
    return std::string(shape.word.text());
}

struct Look {
    std::string skeleton;
    bool author = true;
    bool domain = false;
    bool whole = false;
    bool near = true;
};

std::vector<Look> looks(const Asset& asset) {
    std::vector<Look> out;
    for (const auto& spelling :
         asset.kind == AssetKind::term ? std::vector<std::string>{} : spellings(asset)) {
        const auto words = kit::tokens(spelling);
        const bool several = words.size() > 1;
        const bool domain = asset.kind == AssetKind::brand || asset.kind == AssetKind::organisation ||
                            asset.kind == AssetKind::product || (asset.kind == AssetKind::person && several);
        out.push_back(
            {skeleton_of(spelling), asset.kind != AssetKind::place || several, domain, false, true});
        if (asset.kind == AssetKind::person && words.size() == 2) {
            out.push_back({skeleton_of(words[1].text + ' ' + words[0].text), true, domain, false, false});
        }
    }
    if (asset.kind == AssetKind::domain)
        out.push_back(
            {skeleton_of(kit::host_to_unicode(kit::main_label(asset.value))), false, true, false, true});
    if ((asset.kind == AssetKind::account || asset.kind == AssetKind::channel) && !asset.handle.empty()) {
        const auto core = handle_core(asset.network, asset.handle);
        out.push_back({skeleton_of(core), true, false, kit::handle_skeleton(core).size() < 8, true});
    }
    std::erase_if(out, [](const Look& look) { return look.skeleton.size() < 3; });
    return out;
}

bool near(const Look& look, std::string_view word) {
    const auto n = look.skeleton.size();
    const std::size_t edits = n < 6 || n > 40 ? 0 : n >= 12 && n <= 24 ? 2 : 1;
    return look.near && edits > 0 && kit::edit_distance(look.skeleton, word, edits) <= edits;
}

const std::set<std::string>& affixes() {
    static const std::set<std::string> list = [] {
        std::set<std::string> out;
        for (const auto* affix :
             {"official", "officiel", "officielle", "offic",   "officialpage",  "support",     "service",
              "services", "sav",      "client",     "clients", "serviceclient", "aide",        "help",
              "helpdesk", "team",     "equipe",     "fr",      "france",        "promo",       "promos",
              "gain",     "gains",    "vip",        "real",    "vrai",          "the",         "le",
              "la",       "les",      "store",      "shop",    "boutique",      "recrutement", "rh",
              "info",     "infos",    "contact",    "pro",     "care",          "group",       "groupe",
              "online",   "hq"}) {
            out.insert(kit::handle_skeleton(affix));
        }
        return out;
    }();
    return list;
}

}  // namespace

void NaiveMatcher::text(const Asset& asset, const model::Item& item, std::string_view text,
                        NaiveSigns& out) const {
    const auto words = kit::tokens(text);
    const bool term = asset.kind == AssetKind::term;
    for (const auto& spelling : spellings(asset)) {
        if (phrase_in(text, words, spelling)) out.emplace(asset.id.value, term ? "text.term" : "text.name");
    }
    for (const auto& word : words) {
        if (word.start == 0 || (text[word.start - 1] != '#' && text[word.start - 1] != '@')) continue;
        if (word.start > 1 && text[word.start - 2] != ' ') continue;
        Shape shape;
        const bool handle = text[word.start - 1] == '@';
        const auto end = read_tag(text, word.start, handle, shape);
        if (handle) {
            mention(asset, item, text.substr(word.start, end - word.start), out);
            continue;
        }
        for (const auto& spelling : spellings(asset)) {
            if (tag_holds(shape, joined(kit::tokens(spelling)), false))
                out.emplace(asset.id.value, term ? "text.term" : "text.hashtag");
        }
        if (asset.kind == AssetKind::hashtag && tag_holds(shape, joined(kit::tokens(asset.value)), true))
            out.emplace(asset.id.value, "text.hashtag");
    }
    for (const auto& url : kit::find_urls(text)) link(asset, url.url, "text.domain", out);
}

void NaiveMatcher::mention(const Asset& asset, const model::Item& item, std::string_view who,
                           NaiveSigns& out) const {
    const bool account = asset.kind == AssetKind::account || asset.kind == AssetKind::channel;
    const bool handle = account && !asset.handle.empty() && kit::fold(who) == kit::fold(asset.handle);
    if (account && asset.network == item.network &&
        (handle || (!asset.account_id.empty() && who == asset.account_id))) {
        out.emplace(asset.id.value, "mention.official");
    }
    if (who.starts_with("did:")) return;
    if (handle) out.emplace(asset.id.value, "text.handle");
    Shape shape;
    read_tag(who, 0, true, shape);
    for (const auto& spelling : spellings(asset)) {
        if (tag_holds(shape, joined(kit::tokens(spelling)), false)) {
            out.emplace(asset.id.value, asset.kind == AssetKind::term ? "text.term" : "text.handle");
        }
    }
}

void NaiveMatcher::link(const Asset& asset, std::string_view url, const std::string& own,
                        NaiveSigns& out) const {
    const auto parsed = kit::parse_url(url);
    if (!parsed) return;
    const auto& host = parsed->host;
    if (asset.kind == AssetKind::domain && (host == asset.value || host.ends_with("." + asset.value)))
        out.emplace(asset.id.value, own);
    if (assets_.owns_host(host)) return;
    const bool bare = host.find('.') == std::string::npos || kit::is_ip_address(host);
    auto unicode = kit::host_to_unicode(host);
    unicode.resize(std::min(unicode.rfind('.'), unicode.size()));
    std::string_view rest = unicode;
    if (rest.starts_with("www.")) rest.remove_prefix(4);
    Shape shape;
    for (const auto& look : looks(asset)) {
        if (!look.domain || bare) continue;
        read_skeleton(kit::word_skeleton(rest), shape);
        bool found = tag_holds(shape, look.skeleton, false);
        for (auto labels = rest; !labels.empty();) {
            const auto dot = std::min(labels.find('.'), labels.size());
            read_skeleton(kit::word_skeleton(labels.substr(0, dot)), shape);
            const auto label = shape.word.text();
            found = found || near(look, label) ||
                    (look.skeleton.size() >= 5 &&
                     label.substr(0, 40).find(look.skeleton) != std::string_view::npos);
            labels.remove_prefix(std::min(dot + 1, labels.size()));
        }
        if (found) out.emplace(asset.id.value, "link.lookalike");
    }
    if (own != "link.domain") return;
    const auto path = parsed->path + (parsed->query.empty() ? "" : "?" + parsed->query);
    for (const auto& spelling : spellings(asset)) {
        if (phrase_in(path, kit::tokens(path), spelling))
            out.emplace(asset.id.value, asset.kind == AssetKind::term ? "text.term" : "link.name");
    }
}

void NaiveMatcher::look(const Asset& asset, std::string_view name, const std::string& why,
                        NaiveSigns& out) const {
    Shape shape;
    read_skeleton(kit::word_skeleton(split_case(name)), shape);
    const auto word = std::string(shape.word.text());
    std::size_t from = 0;
    std::size_t to = shape.segments;
    const auto segment = [&](std::size_t i) {
        return word.substr(shape.cut[i], shape.cut[i + 1] - shape.cut[i]);
    };
    while (from < to && affixes().contains(segment(from))) ++from;
    while (to > from && affixes().contains(segment(to - 1))) --to;
    const auto bare = from == to ? word : word.substr(shape.cut[from], shape.cut[to] - shape.cut[from]);
    for (const auto& look : looks(asset)) {
        if (!look.author || word.size() < 3) continue;
        const auto& own = look.skeleton;
        bool found = near(look, word) || near(look, bare);
        found = found || tag_holds(shape, own, look.whole);
        const auto at = word.substr(0, 40).find(own);
        found = found || (own.size() >= 8 && at != std::string::npos && (!look.whole || own == word));
        const bool affixed =
            own.size() >= 4 && own.size() < std::min<std::size_t>(word.size(), 8) && !look.whole &&
            ((word.starts_with(own) && affixes().contains(word.substr(own.size()))) ||
             (word.ends_with(own) && affixes().contains(word.substr(0, word.size() - own.size()))));
        if (found || affixed) out.emplace(asset.id.value, why);
    }
}

// The town of an asset stands in the text or in the path of a link.
bool NaiveMatcher::town_named(const Asset& asset, const model::Item& item) const {
    if (phrase_in(item.text, kit::tokens(item.text), asset.place)) return true;
    return std::ranges::any_of(item.links, [&](const std::string& url) {
        const auto parsed = kit::parse_url(url);
        return parsed && !assets_.owns_host(parsed->host) &&
               phrase_in(parsed->path, kit::tokens(parsed->path), asset.place);
    });
}

NaiveSigns NaiveMatcher::signs(const model::Item& item) const {
    NaiveSigns out;
    for (const auto& asset : assets_.all()) {
        if (assets_.account(item.network, item.author.id, item.author.handle) == &asset)
            out.emplace(asset.id.value, "author.official");
        for (const auto& who : item.mentions) mention(asset, item, who, out);
        text(asset, item, item.text, out);
        for (const auto& url : item.links) link(asset, url, "link.domain", out);
        look(asset, item.author.name, "author.name", out);
        look(asset, handle_core(item.network, item.author.handle), "author.handle", out);
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> NaiveMatcher::match(const model::Item& item) const {
    const auto all = signs(item);
    const std::set<std::string> never_words{"author.official", "mention.official", "link.domain",
                                            "text.domain"};
    const auto weak = [&](const auto& sign) {
        return assets_.find(model::AssetId(sign.first))->common_word && !never_words.contains(sign.second);
    };
    const bool strong = std::ranges::any_of(all, [&](const auto& sign) { return !weak(sign); });
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& asset : assets_.all()) {
        const auto has = [&](std::string_view why) {
            return all.contains({asset.id.value, std::string(why)});
        };
        const auto first = std::ranges::find_if(reason_codes, has);
        if (first == reason_codes.end()) continue;
        const bool author = has("author.name") || has("author.handle");
        const bool content = std::ranges::any_of(reason_codes, [&](auto why) {
            return why != "author.name" && why != "author.handle" && has(why);
        });
        const bool in_town = asset.common_word && town_named(asset, item);
        if (strong || (author && content) || in_town) out.emplace_back(asset.id.value, *first);
    }
    return out;
}

}  // namespace vigie::watch::match
