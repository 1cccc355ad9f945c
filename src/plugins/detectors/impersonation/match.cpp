#include "match.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>

namespace vigie::plugins {
namespace {

constexpr std::size_t shortest_near = 6;
constexpr std::size_t long_name = 9;
constexpr double winkler_near = 0.945;

std::string joined_keys(const Form& form) {
    std::string out;
    for (const auto& w : form.words) out += w.key;
    return out;
}

// One slip; for long names also two that Jaro-Winkler forgives.
bool near(const std::string& a, const std::string& b) {
    if (a.size() < shortest_near || b.size() < shortest_near) return false;
    if (kit::edit_distance(a, b, 1) <= 1) return true;
    return a.size() >= long_name && b.size() >= long_name && kit::edit_distance(a, b, 2) <= 2 &&
           kit::jaro_winkler(a, b) >= winkler_near;
}

// The consecutive words of `form` that together read as `key`; false when there are none.
bool find_run(const Form& form, const std::string& key, std::size_t& start, std::size_t& end) {
    for (std::size_t i = 0; i < form.words.size(); ++i) {
        std::string run;
        for (std::size_t j = i; j < form.words.size() && run.size() <= key.size() * 2; ++j) {
            run += form.words[j].key;
            if (collapse(run) != key) continue;
            start = form.words[i].start;
            end = form.words[j].end;
            return true;
        }
    }
    return false;
}

// Their words without the additions that ours does not have: against "Banque Méridien", "Banque" is no
// addition.
struct Rest {
    std::string joined;
    std::vector<std::string_view> words;
    bool dropped = false;
};

Rest rest_of(const Form& theirs, const Form& ours) {
    Rest rest;
    for (const auto& w : theirs.words) {
        const bool in_ours = std::ranges::any_of(ours.words, [&](const Word& o) { return o.key == w.key; });
        if (!in_ours && is_addition(w.kind)) {
            rest.dropped = true;
            continue;
        }
        rest.joined += w.key;
        rest.words.emplace_back(w.key);
    }
    return rest;
}

bool same_words(std::vector<std::string_view> theirs, const Form& ours) {
    if (theirs.size() != ours.words.size() || theirs.size() < 2) return false;
    std::vector<std::string_view> own;
    for (const auto& w : ours.words) own.emplace_back(w.key);
    std::ranges::sort(theirs);
    std::ranges::sort(own);
    return theirs == own;
}

// What two forms share, but for `contains` and `separators`.
Relation compare(const Form& theirs, const Form& ours) {
    if (theirs.folded == ours.folded) return Relation::equal;
    if (theirs.key == ours.key)
        return joined_keys(theirs) == joined_keys(ours) ? Relation::skeleton : Relation::near;
    const auto rest = rest_of(theirs, ours);
    if (same_words(rest.words, ours)) return rest.dropped ? Relation::affixed : Relation::swapped;
    if (collapse(rest.joined) == ours.key) return Relation::affixed;
    if (!theirs.core.empty() && theirs.core == ours.key)
        return theirs.added.empty() ? Relation::digits : Relation::affixed;
    if (near(theirs.folded, ours.folded)) return Relation::near;
    if (near(theirs.core, ours.key)) return theirs.added.empty() ? Relation::near : Relation::affixed;
    return Relation::none;
}

bool telling_core(const Form& form) {
    return form.core.size() >= shortest_near &&
           judge::kind_of_skeleton(form.core) == judge::WordKind::unknown;
}

}  // namespace

NameMatch match_name(const Profile& profile, const Identity& who) {
    NameMatch best;
    const auto& name = profile.name;
    if (name.words.empty()) return best;
    for (const auto& s : who.names) {
        NameMatch m{compare(name, s.form), &s, name.words.front().start, name.words.back().end};
        if (m.relation == Relation::none && find_run(name, s.form.key, m.start, m.end))
            m.relation = Relation::contains;
        if (m.relation == Relation::none && name.core == s.form.core && telling_core(s.form))
            m.relation = Relation::core;
        if (m.relation > best.relation) best = m;
    }
    return best;
}

HandleMatch match_handle(const Profile& profile, const Identity& who) {
    HandleMatch best;
    const auto& handle = profile.handle;
    if (handle.key.empty()) return best;
    const auto consider = [&](HandleMatch m) {
        if (m.relation > best.relation) best = m;
    };
    const auto folded_local = kit::fold(profile.local);
    for (const auto& a : who.accounts) {
        if (folded_local == kit::fold(a.local)) {
            consider({Relation::equal, false, &a, nullptr});
        } else if (a.telling) {
            auto r = compare(handle, a.handle);
            if (r == Relation::equal) r = Relation::separators;
            consider({r, false, &a, nullptr});
        }
    }
    // An official handle says more than a name: names are asked only where no handle is close.
    if (best.relation >= Relation::near) return best;
    for (const auto& s : who.names) {
        HandleMatch m{compare(handle, s.form), true, nullptr, &s};
        std::size_t start = 0;
        std::size_t end = 0;
        constexpr std::size_t shortest_inside = 5;
        if (m.relation == Relation::none &&
            (find_run(handle, s.form.key, start, end) ||
             (s.form.key.size() >= shortest_inside && handle.key.find(s.form.key) != std::string::npos)))
            m.relation = Relation::contains;
        consider(m);
    }
    return best;
}

}  // namespace vigie::plugins
