#include "profile.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <cctype>

namespace vigie::plugins {
namespace {

using judge::WordKind;

constexpr std::size_t most_words = 12;
constexpr std::size_t most_bytes = 256;  // of a name or handle that is read

bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view without_outer_digits(std::string_view key) {
    constexpr std::size_t least = 4;
    auto cut = key;
    while (!cut.empty() && digit(cut.back())) cut.remove_suffix(1);
    while (!cut.empty() && digit(cut.front())) cut.remove_prefix(1);
    return cut.size() >= least ? cut : key;
}

void finish(Form& form) {
    std::vector<std::string_view> all;
    std::string key;
    std::string joined;
    for (const auto& w : form.words) {
        form.folded += w.text;
        key += w.key;
        all.emplace_back(w.key);
        if (is_addition(w.kind)) {
            form.added.push_back({w.text, w.kind});
        } else {
            joined += w.key;
        }
    }
    form.key = collapse(key);
    std::ranges::sort(all);
    for (const auto w : all) form.sorted += w;
    form.sorted = collapse(form.sorted);
    if (joined.empty()) {  // nothing but affixes: "Service Client"
        form.core.clear();
        return;
    }
    auto rest = without_outer_digits(joined);
    form.digits_cut = rest.size() != joined.size();
    std::vector<judge::Affix> glued;
    if (form.words.size() <= 3) rest = judge::strip_affixes(rest, &glued);
    for (auto& g : glued) form.added.push_back({std::move(g.word), g.kind});
    form.core = collapse(without_outer_digits(rest));
}

}  // namespace

bool is_addition(WordKind kind) noexcept {
    return judge::is_risk(kind) || kind == WordKind::advice || kind == WordKind::place;
}

std::string collapse(std::string_view key) {
    std::string out;
    out.reserve(key.size());
    for (const char c : key) {
        // Digits keep their number: "2000" is not "20".
        if (out.empty() || out.back() != c || digit(c)) out += c;
    }
    return out;
}

Form form_of_name(std::string_view name) {
    Form form;
    for (auto& t : kit::tokens(kit::prefix_utf8(name, most_bytes))) {
        if (form.words.size() == most_words) break;
        Word w;
        w.key = kit::handle_skeleton(t.text);
        w.kind = judge::kind_of_skeleton(w.key);
        w.text = std::move(t.text);
        w.start = t.start;
        w.end = t.end;
        form.words.push_back(std::move(w));
    }
    finish(form);
    return form;
}

Form form_of_handle(std::string_view local) {
    Form form;
    local = kit::prefix_utf8(local, most_bytes);
    const auto separator = [](char c) { return c == '.' || c == '_' || c == '-' || c == ' '; };
    for (std::size_t i = 0; i < local.size() && form.words.size() < most_words;) {
        if (separator(local[i])) {
            ++i;
            continue;
        }
        auto end = i + 1;
        // "ClaireMartin": a capital after a small letter begins a word.
        while (end < local.size() && !separator(local[end]) &&
               !(std::isupper(static_cast<unsigned char>(local[end])) != 0 &&
                 std::islower(static_cast<unsigned char>(local[end - 1])) != 0))
            ++end;
        Word w;
        w.text = kit::fold(local.substr(i, end - i));
        w.key = kit::handle_skeleton(w.text);
        w.kind = judge::kind_of_skeleton(w.key);
        w.start = i;
        w.end = end;
        if (!w.text.empty()) form.words.push_back(std::move(w));
        i = end;
    }
    finish(form);
    return form;
}

std::string handle_local(std::string_view network, std::string_view handle) {
    if (handle.starts_with('@')) handle.remove_prefix(1);
    if (const auto at = handle.find('@'); at != std::string_view::npos)
        return std::string(handle.substr(0, at));
    if (network != "bluesky" || handle.find('.') == std::string_view::npos) return std::string(handle);
    constexpr std::string_view usual = ".bsky.social";
    if (handle.ends_with(usual)) return std::string(handle.substr(0, handle.size() - usual.size()));
    auto host = kit::host_to_ascii(handle);
    const auto domain = kit::registrable_domain(host);
    if (domain.empty()) return std::string(handle);
    if (host.size() > domain.size() + 1)
        return kit::host_to_unicode(host.substr(0, host.size() - domain.size() - 1));
    return kit::host_to_unicode(kit::main_label(host));
}

Profile profile_of(const model::Item& item) {
    Profile p;
    p.item = &item;
    p.account = &item.author;
    p.network = item.author.network.empty() ? item.network : item.author.network;
    p.id = item.author.id;
    if (p.id.empty() && item.kind == model::ItemKind::account) p.id = item.id;
    p.local = handle_local(p.network, item.author.handle);
    const auto at = item.author.handle.find(p.local);
    p.local_start = at == std::string::npos ? 0 : at;
    p.name = form_of_name(item.author.name);
    p.handle = form_of_handle(p.local);
    return p;
}

}  // namespace vigie::plugins
