#include "identities.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::plugins {
namespace {

using model::Asset;
using model::AssetKind;

constexpr std::size_t most_candidates = 48;
constexpr std::size_t brand_start_bytes = 4;
constexpr std::size_t long_start_bytes = 8;
constexpr std::size_t longest_name = 4;  // words of a name inside a longer one
constexpr std::size_t shortest_handle = 5;
constexpr std::size_t shortest_bio = 24;
constexpr std::size_t most_bio_bytes = 2048;  // of a bio that is searched for names

std::uint64_t look_hash(char kind, std::string_view what) {
    return kit::hash64(std::string(1, kind) + std::string(what));
}

void add_name(Identity& who, const std::string& text) {
    if (text.empty()) return;
    auto form = form_of_name(text);
    if (form.key.empty()) return;
    const bool known =
        std::ranges::any_of(who.names, [&](const Spelling& s) { return s.form.folded == form.folded; });
    if (!known) who.names.push_back({text, std::move(form)});
}

// Below our own domain a handle's first label says which of our houses it is, often just a town
// ("lyon.acme.example"): the domain carries the name, and anybody may speak of the town.
bool only_a_part(const Form& handle, const Asset& a, bool below_ours) {
    if (!below_ours) return false;
    const auto name = form_of_name(a.name);
    return handle.words.size() < name.words.size() && std::ranges::all_of(handle.words, [&](const auto& w) {
               return std::ranges::any_of(name.words, [&](const auto& n) { return n.key == w.key; });
           });
}

void add_account(Identity& who, const Asset& a, bool below_ours) {
    OfficialAccount official{&a, handle_local(a.network, a.handle), {}, false};
    official.handle = form_of_handle(official.local);
    official.telling = official.handle.key.size() >= shortest_handle &&
                       judge::kind_of_word(official.handle.folded) == judge::WordKind::unknown &&
                       !only_a_part(official.handle, a, below_ours);
    who.accounts.push_back(std::move(official));
}

// A register's relative path was made absolute when it was read.
std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}
bool same_picture(std::string_view theirs, std::string_view ours) {
    if (theirs.empty() || ours.empty()) return false;
    return theirs == ours || (ours.size() > theirs.size() && ours.ends_with(theirs) &&
                              ours[ours.size() - theirs.size() - 1] == '/' && ours.front() == '/');
}

// Does a bio speak as, for or about a house at all? A cheap first look before its words are cut and looked
// up.
bool claims_in(std::string_view bio) {
    constexpr std::array needles{"offici", "support",  "servic",  "assist",     "help",   "care",    "sav",
                                 "team",   "quipe",    "whats",   "teleg",      "t.me",   "desk",    "recru",
                                 "emploi", "job",      "hiring",  "rembours",   "refund", "revend",  "resell",
                                 "dealer", "retail",   "distrib", "concession", "parod",  "satir",   "fan",
                                 "client", "conseil",  "advis",   "promo",      "gagn",   "win",     "gift",
                                 "cadeau", "relation", "contact", "verif",      "compte", "account", "page"};
    constexpr std::size_t most = 512;
    bio = bio.substr(0, most);
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    std::string folded(bio.size(), ' ');
    std::ranges::transform(bio, folded.begin(), lower);
    return std::ranges::any_of(needles,
                               [&](const char* needle) { return folded.find(needle) != std::string::npos; });
}

}  // namespace

const OfficialAccount* Identity::account_on(std::string_view network) const {
    const auto it =
        std::ranges::find_if(accounts, [&](const OfficialAccount& a) { return a.asset->network == network; });
    return it == accounts.end() ? nullptr : &*it;
}

const OfficialAccount* Identity::pictured(std::string_view avatar) const {
    const auto it = std::ranges::find_if(
        accounts, [&](const OfficialAccount& a) { return same_picture(avatar, a.asset->avatar); });
    return it == accounts.end() ? nullptr : &*it;
}

Identities::Identities(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {
    build();
    index();
}

void Identities::build() {
    std::unordered_map<std::string, std::size_t> by_id;
    std::unordered_map<std::string, std::size_t> by_key;  // of persons, brands, organisation
    for (const auto& a : assets_->all()) {
        if (a.kind != AssetKind::person && a.kind != AssetKind::brand && a.kind != AssetKind::organisation)
            continue;
        Identity who;
        who.head = &a;
        who.person = a.kind == AssetKind::person;
        add_name(who, a.name);
        for (const auto& alias : a.aliases) add_name(who, alias);
        if (who.names.empty()) continue;
        who.common = a.common_word || (!who.person && judge::kind_of_word(who.names.front().form.folded) !=
                                                          judge::WordKind::unknown);
        by_id.emplace(a.id.value, list_.size());
        by_key.emplace(who.names.front().form.key, list_.size());
        list_.push_back(std::move(who));
    }
    for (const auto& a : assets_->all()) {
        if (a.kind == AssetKind::account) attach(a, by_id, by_key);
        if (a.kind == AssetKind::phone) phones_.insert(a.value);
    }
}

// An account joins the person, or as head office the brand, that it belongs to or is named like; a shop
// stands for itself.
void Identities::attach(const Asset& account, std::unordered_map<std::string, std::size_t>& by_id,
                        std::unordered_map<std::string, std::size_t>& by_key) {
    const bool head_office = account.role == "head_office" || account.role.empty();
    std::size_t at = list_.size();
    if (account.role != "partner") {
        if (const auto it = by_id.find(account.belongs_to.value);
            it != by_id.end() && (list_[it->second].person || head_office)) {
            at = it->second;
        } else if (const auto same = by_key.find(form_of_name(account.name).key); same != by_key.end()) {
            at = same->second;
        }
    }
    if (at == list_.size()) {
        Identity who;
        who.head = &account;
        who.person = account.role == "ambassador";
        who.partner = account.role == "partner";
        who.common = account.common_word;
        list_.push_back(std::move(who));
    }
    auto& who = list_[at];
    add_name(who, account.name);
    for (const auto& alias : account.aliases) add_name(who, alias);
    add_account(who, account,
                account.handle.find('.') != std::string::npos && assets_->owns_host(account.handle));
    if (who.head == &account && !who.partner && !who.names.empty())
        by_key.emplace(who.names.front().form.key, at);
}

void Identities::index() {
    for (std::uint32_t i = 0; i < list_.size(); ++i) {
        const auto& who = list_[i];
        const auto add_key = [&](const std::string& key, bool inside) {
            if (key.size() < 3) return;
            near_.add(key, i);
            exact_.add(kit::hash64(key), i);
            if (!inside) return;
            const bool brand =
                who.head->kind == AssetKind::brand || who.head->kind == AssetKind::organisation;
            if (brand && key.size() >= brand_start_bytes)
                brand_start_.add(kit::hash64(std::string_view(key).substr(0, brand_start_bytes)), i);
            if (!brand && key.size() >= long_start_bytes)
                long_start_.add(kit::hash64(std::string_view(key).substr(0, long_start_bytes)), i);
        };
        for (const auto& n : who.names) {
            add_key(n.form.key, true);
            if (!n.form.core.empty() && n.form.core != n.form.key && n.form.core.size() >= shortest_handle &&
                judge::kind_of_skeleton(n.form.core) == judge::WordKind::unknown)
                add_key(n.form.core, false);
            if (n.form.words.size() > 1) exact_.add(kit::hash64(n.form.sorted), i);
        }
        for (const auto& a : who.accounts) {
            if (a.telling) add_key(a.handle.key, false);
            if (!a.asset->avatar.empty()) looks_.add(look_hash('a', last_part(a.asset->avatar)), i);
            if (a.asset->bio.size() >= shortest_bio) looks_.add(look_hash('b', kit::fold(a.asset->bio)), i);
        }
    }
    near_.seal();
    exact_.seal();
    brand_start_.seal();
    long_start_.seal();
    looks_.seal();
}

template <class Visit>
void Identities::each_inside(std::string_view key, Visit&& visit) const {
    const auto try_at = [&](const judge::HashIndex& index, std::size_t i, std::size_t bytes) {
        if (i + bytes > key.size()) return;
        index.each(kit::hash64(key.substr(i, bytes)), [&](std::uint32_t n) {
            for (const auto& s : list_[n].names) {
                if (s.form.key.size() >= bytes && key.substr(i).starts_with(s.form.key)) visit(n, i, s);
            }
        });
    };
    for (std::size_t i = 0; i < key.size(); ++i) {
        try_at(brand_start_, i, brand_start_bytes);
        try_at(long_start_, i, long_start_bytes);
    }
}

std::vector<const Identity*> Identities::candidates(const Profile& p) const {
    std::vector<const Identity*> out;
    const auto keep = [&](std::uint32_t i) {
        if (out.size() < most_candidates && std::ranges::find(out, &list_[i]) == out.end())
            out.push_back(&list_[i]);
    };
    for (const auto* form : {&p.name, &p.handle}) {
        if (form->key.empty()) continue;
        near_.each(form->key, keep);
        if (form->core != form->key && !form->core.empty()) near_.each(form->core, keep);
        if (form->words.size() > 1) exact_.each(kit::hash64(form->sorted), keep);
        std::string run;
        for (std::size_t i = 0; form->words.size() > 1 && i < form->words.size(); ++i) {
            run.clear();
            for (std::size_t end = i; end < form->words.size() && end < i + longest_name; ++end) {
                run += form->words[end].key;
                exact_.each(kit::hash64(collapse(run)), keep);
            }
        }
    }
    each_inside(p.handle.key, [&](std::uint32_t n, std::size_t, const Spelling&) { keep(n); });
    if (claims_in(p.account->bio)) {
        for (const auto& m : mentions_in(p.account->bio))
            keep(static_cast<std::uint32_t>(m.who - list_.data()));
    }
    if (!p.account->avatar.empty()) {
        looks_.each(look_hash('a', last_part(p.account->avatar)), [&](std::uint32_t i) {
            if (list_[i].pictured(p.account->avatar) != nullptr) keep(i);
        });
    }
    if (p.account->bio.size() >= shortest_bio) looks_.each(look_hash('b', kit::fold(p.account->bio)), keep);
    return out;
}

bool Identities::is_house(const Identity& who) noexcept {
    return who.head->kind == AssetKind::brand || who.head->kind == AssetKind::organisation;
}

std::vector<Identities::Mention> Identities::mentions_in(std::string_view text) const {
    constexpr std::size_t most = 8;
    std::vector<Mention> out;
    const auto words = kit::tokens(kit::prefix_utf8(text, most_bio_bytes));
    for (std::size_t i = 0; i < words.size() && out.size() < most; ++i) {
        std::string run;
        for (std::size_t end = i; end < words.size() && end < i + longest_name; ++end) {
            run += kit::handle_skeleton(words[end].text);
            exact_.each(kit::hash64(collapse(run)), [&](std::uint32_t n) {
                const auto& who = list_[n];
                const bool known = std::ranges::find(out, &who, &Mention::who) != out.end();
                // The hash of a handle's words is in the index, too: a name is asked for here.
                const auto key = collapse(run);
                const bool named =
                    std::ranges::any_of(who.names, [&](const Spelling& s) { return s.form.key == key; });
                if (!known && named && !who.common && out.size() < most)
                    out.push_back({&who, words[i].start, words[end].end});
            });
        }
    }
    return out;
}

const Identity* Identities::brand_in_key(std::string_view key) const {
    const Identity* found = nullptr;
    each_inside(key, [&](std::uint32_t n, std::size_t i, const Spelling& s) {
        const auto& who = list_[n];
        if (found != nullptr || who.common || !is_house(who)) return;
        // At an edge, or long enough not to be there by chance.
        constexpr std::size_t telling = 6;
        if (i == 0 || i + s.form.key.size() == key.size() || s.form.key.size() >= telling) found = &who;
    });
    return found;
}

}  // namespace vigie::plugins
