#include "rules/output.hpp"

#include <vigie/judge/cues.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/shapes.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace vigie::judge {
namespace {

using model::Text;

constexpr std::size_t longest_text = 200;

Text both(const std::string& words) {
    return {words, words};
}
Text cleaned(std::string_view words, std::size_t most = 80) {
    return both(plain(words, most));
}
template <class T>
Text number(const std::optional<T>& n) {
    return n ? both(fmt::format("{}", *n)) : Text{};
}
Text time(const std::optional<Time>& t) {
    constexpr std::size_t day = 10;
    return t ? both(format_time(*t).substr(0, day)) : Text{};
}
Text list(const std::vector<std::string>& words, std::string_view before = {}) {
    constexpr std::size_t most = 5;
    std::string out;
    for (std::size_t i = 0; i < std::min(most, words.size()); ++i)
        out += fmt::format("{}{}{}", i > 0 ? ", " : "", before, plain(words[i]));
    if (words.size() > most) out += "…";
    return both(out);
}

std::string first_link(const model::Item& item) {
    if (!item.links.empty()) return item.links.front();
    const auto found = kit::find_urls(item.text);
    return found.empty() ? std::string() : found.front().url;
}

// The end of a number that nobody should read out: "•••• 4242".
Text masked(std::string_view text, const std::vector<kit::Span>& found) {
    if (found.empty()) return {};
    std::string digits;
    for (const char c : text.substr(found.front().start, found.front().end - found.front().start))
        if (c != ' ' && c != '-' && c != '.') digits += c;
    constexpr std::size_t shown = 4;
    return cleaned("•••• " + digits.substr(digits.size() - std::min(shown, digits.size())));
}

const model::Asset* asset_of(const Match& m, std::size_t i) {
    if (m.input->ours == nullptr || i >= m.assets.size()) return nullptr;
    return m.input->ours->find(m.assets[i]);
}

std::string shown_name(const model::Asset& a) {
    for (const auto* name : {&a.name, &a.handle, &a.value})
        if (!name->empty()) return *name;
    return a.id.value;
}

Text asset_name(const Match& m) {
    const auto* asset = asset_of(m, 0);
    return asset == nullptr ? Text{} : cleaned(shown_name(*asset));
}

Text asset_names(const Match& m) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m.assets.size(); ++i)
        if (const auto* asset = asset_of(m, i)) names.push_back(shown_name(*asset));
    return list(names);
}

Text account_age(const Match& m) {
    const auto& item = *m.input->item;
    if (!item.author.created_at) return {};
    const auto days =
        std::chrono::duration_cast<std::chrono::days>(item.observed_at - *item.author.created_at).count();
    if (days < 1) return {"moins d’un jour", "less than a day"};
    return {fmt::format("{} jour{}", days, days > 1 ? "s" : ""),
            fmt::format("{} day{}", days, days > 1 ? "s" : "")};
}

Text matched(const Match& m) {
    constexpr std::size_t most = 5;
    std::vector<std::string> words;
    for (const auto& span : m.spans) {
        if (words.size() < most && std::ranges::find(words, span.text) == words.end())
            words.push_back(span.text);
    }
    return words.empty() ? Text{} : quoted_list(words);
}

struct OutputField {
    std::string_view name;
    Text (*value)(const Match&);
};

const model::Item& item(const Match& m) {
    return *m.input->item;
}

constexpr std::array fields{
    OutputField{"asset", &asset_name},
    OutputField{"asset.id",
                [](const Match& m) { return m.assets.empty() ? Text{} : cleaned(m.assets[0].value); }},
    OutputField{"asset.name", &asset_name},
    OutputField{"assets", &asset_names},
    OutputField{"author",
                [](const Match& m) {
                    return cleaned(item(m).author.handle.empty() ? item(m).author.name
                                                                 : item(m).author.handle);
                }},
    OutputField{"author.age", &account_age},
    OutputField{"author.bio", [](const Match& m) { return cleaned(item(m).author.bio, longest_text); }},
    OutputField{"author.followers", [](const Match& m) { return number(item(m).author.followers); }},
    OutputField{"author.handle", [](const Match& m) { return cleaned(item(m).author.handle); }},
    OutputField{"author.id", [](const Match& m) { return cleaned(item(m).author.id); }},
    OutputField{"author.name", [](const Match& m) { return cleaned(item(m).author.name); }},
    OutputField{"card", [](const Match& m) { return masked(item(m).text, kit::find_cards(item(m).text)); }},
    OutputField{"country", [](const Match& m) { return cleaned(item(m).country); }},
    OutputField{"created_at", [](const Match& m) { return time(item(m).created_at); }},
    OutputField{"domain",
                [](const Match& m) {
                    const auto url = kit::parse_url(first_link(item(m)));
                    return url ? cleaned(kit::host_to_unicode(url->host)) : Text{};
                }},
    OutputField{"hashtags", [](const Match& m) { return list(item(m).hashtags, "#"); }},
    OutputField{"iban", [](const Match& m) { return masked(item(m).text, kit::find_ibans(item(m).text)); }},
    OutputField{"id", [](const Match& m) { return cleaned(item(m).id, longest_text); }},
    OutputField{"kind", [](const Match& m) { return both(std::string(model::name(item(m).kind))); }},
    OutputField{"lang", [](const Match& m) { return cleaned(item(m).lang); }},
    OutputField{"likes", [](const Match& m) { return number(item(m).metrics.likes); }},
    OutputField{"link", [](const Match& m) { return cleaned(first_link(item(m)), longest_text); }},
    OutputField{"links", [](const Match& m) { return list(item(m).links); }},
    OutputField{"matched", &matched},
    OutputField{"mentions", [](const Match& m) { return list(item(m).mentions, "@"); }},
    OutputField{"network", [](const Match& m) { return cleaned(item(m).network); }},
    OutputField{"observed_at", [](const Match& m) { return time(item(m).observed_at); }},
    OutputField{"phone",
                [](const Match& m) {
                    const auto found = find_phones(item(m).text);
                    return found.empty() ? Text{} : both(found.front().e164);
                }},
    OutputField{"place", [](const Match& m) { return cleaned(item(m).place); }},
    OutputField{"rating", [](const Match& m) { return number(item(m).rating); }},
    OutputField{"replies", [](const Match& m) { return number(item(m).metrics.replies); }},
    OutputField{"reposts", [](const Match& m) { return number(item(m).metrics.reposts); }},
    OutputField{"rule", [](const Match& m) { return both(m.rule->name); }},
    OutputField{"severity", [](const Match& m) { return both(std::string(model::name(m.rule->severity))); }},
    OutputField{"text", [](const Match& m) { return cleaned(item(m).text, longest_text); }},
    OutputField{"url", [](const Match& m) { return cleaned(item(m).url, longest_text); }},
    OutputField{"views", [](const Match& m) { return number(item(m).metrics.views); }},
};

constexpr std::string_view score_prefix = "score.";

Text score(std::string_view detector, const Match& m) {
    if (!m.input->context.score) return {};
    auto english = fmt::format("{:.2f}", m.input->context.score(detector));
    auto french = english;
    std::ranges::replace(french, '.', ',');
    return {std::move(french), std::move(english)};
}

Text value_of(std::string_view name, const Match& m) {
    if (name.starts_with(score_prefix)) return score(name.substr(score_prefix.size()), m);
    const auto it = std::ranges::find(fields, name, &OutputField::name);
    return it == fields.end() ? Text{} : it->value(m);
}

// Calls text(piece) and field(name, begin) in order; answers where a brace is not closed, or npos.
template <class OnText, class OnField>
std::size_t each_piece(std::string_view text, const OnText& on_text, const OnField& on_field) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find("%{", at);
        on_text(text.substr(at, open - at));
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) return open;
        on_field(text.substr(open + 2, close - open - 2), open);
        at = close + 1;
    }
    return std::string_view::npos;
}

void check_field(std::string_view name, std::size_t at, const std::vector<std::string>& detectors,
                 std::vector<OutputProblem>& out) {
    if (name.starts_with(score_prefix)) {
        const auto detector = name.substr(score_prefix.size());
        if (detectors.empty() || std::ranges::find(detectors, detector) != detectors.end()) return;
        const auto near = nearest(detector, detectors);
        out.push_back({at, fmt::format("no detector is called '{}'", detector),
                       near.empty() ? fmt::format("known here: {}", fmt::join(detectors, ", "))
                                    : fmt::format("did you mean '%{{score.{}}}'?", near)});
        return;
    }
    if (std::ranges::find(fields, name, &OutputField::name) != fields.end()) return;
    const auto near = nearest(name, output_fields());
    out.push_back({at, fmt::format("'%{{{}}}' is no field of an item", name),
                   near.empty()
                       ? fmt::format("known here: {}, score.DETECTOR", fmt::join(output_fields(), ", "))
                       : fmt::format("did you mean '%{{{}}}'?", near)});
}

}  // namespace

const std::vector<std::string>& output_fields() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& field : fields) out.emplace_back(field.name);
        return out;
    }();
    return names;
}

std::vector<OutputProblem> check_output(std::string_view text, const std::vector<std::string>& detectors) {
    std::vector<OutputProblem> out;
    const auto open = each_piece(
        text, [](std::string_view) {},
        [&](std::string_view name, std::size_t at) { check_field(name, at, detectors, out); });
    if (open != std::string_view::npos) out.push_back({open, "this field is not closed", "add a '}'"});
    return out;
}

model::Text fill_output(const model::Text& output, const Match& match) {
    const auto fill = [&](const std::string& text, std::string Text::*side, std::string_view nothing) {
        std::string out;
        each_piece(
            text, [&](std::string_view piece) { out += piece; },
            [&](std::string_view name, std::size_t) {
                const auto value = value_of(name, match);
                out += (value.*side).empty() ? nothing : std::string_view(value.*side);
            });
        return out;
    };
    return {fill(output.fr, &Text::fr, "(inconnu)"), fill(output.en, &Text::en, "(unknown)")};
}

const std::string* field_text(const model::Item& item, std::string_view field) {
    if (field == "text") return &item.text;
    if (field == "author.name") return &item.author.name;
    if (field == "author.handle") return &item.author.handle;
    if (field == "author.bio") return &item.author.bio;
    if (field == "url") return &item.url;
    const auto index = [&](std::string_view head, std::string_view tail, std::size_t size) {
        std::size_t i = size;
        if (!field.starts_with(head) || !field.ends_with(tail)) return size;
        const auto digits = field.substr(head.size(), field.size() - head.size() - tail.size());
        const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), i);
        return ec == std::errc{} && end == digits.data() + digits.size() ? std::min(i, size) : size;
    };
    const auto in = [&](std::string_view head, const std::vector<std::string>& list) -> const std::string* {
        const auto i = index(head, "", list.size());
        return i < list.size() ? &list[i] : nullptr;
    };
    for (const auto& [head, list] : {std::pair{std::string_view("links."), &item.links},
                                     std::pair{std::string_view("hashtags."), &item.hashtags},
                                     std::pair{std::string_view("mentions."), &item.mentions},
                                     std::pair{std::string_view("author.links."), &item.author.links}})
        if (const auto* found = in(head, *list)) return found;
    if (const auto i = index("media.", ".alt", item.media.size()); i < item.media.size())
        return &item.media[i].alt;
    // Descriptions alone, as ItemView counts them.
    std::size_t described = 0;
    const auto wanted = index("alts.", "", item.media.size());
    for (const auto& m : item.media)
        if (!m.alt.empty() && described++ == wanted) return &m.alt;
    return nullptr;
}

}  // namespace vigie::judge
