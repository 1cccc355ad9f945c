#include "match/scan.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace vigie::watch::match {
namespace {

constexpr std::size_t shortest_inside_name =
    8;  // "pineapple" is no apple; "lavraiemeridienpatrimoine" is one of ours
constexpr std::size_t shortest_with_affix = 4;
constexpr std::size_t longest_searched_inside = 40;

// What impostors put before or after a name. Compared as skeletons.
constexpr std::array<std::string_view, 44> affixes{
    "official", "officiel", "officielle", "offic",   "officialpage",  "support",     "service",
    "services", "sav",      "client",     "clients", "serviceclient", "aide",        "help",
    "helpdesk", "team",     "equipe",     "fr",      "france",        "promo",       "promos",
    "gain",     "gains",    "vip",        "real",    "vrai",          "the",         "le",
    "la",       "les",      "store",      "shop",    "boutique",      "recrutement", "rh",
    "info",     "infos",    "contact",    "pro",     "care",          "group",       "groupe",
    "online",   "hq"};

// Built once per process: hashes of skeletons, sorted.
const std::array<std::uint64_t, affixes.size()>& affix_hashes() {
    static const auto hashes = [] {
        std::array<std::uint64_t, affixes.size()> out{};
        std::ranges::transform(affixes, out.begin(),
                               [](std::string_view affix) { return hash_of(kit::handle_skeleton(affix)); });
        std::ranges::sort(out);
        return out;
    }();
    return hashes;
}

bool is_affix(std::uint64_t hash) {
    return std::ranges::binary_search(affix_hashes(), hash);
}

}  // namespace

void Scan::run() {
    official_author();
    for (const auto id : {item_.reply_to, item_.quote_of}) {
        if (!id.empty()) referenced(id);
    }
    for (const auto who : item_.mentions) mention(who);
    for (const auto tag : item_.hashtags) hashtag(tag);
    if (out_.done()) return;
    text(item_.text);
    for (const auto url : item_.links) {
        if (out_.done()) return;
        link(url, Reason::link_domain);
    }
    for (const auto alt : item_.alts) {
        if (!out_.done()) names(alt, Reason::text_name);
    }
    if (!item_.place.empty() && !out_.done()) names(item_.place, Reason::text_name);
    if (!out_.done()) author();
}

void Scan::add(std::uint32_t asset, Reason reason) {
    const bool could_be_a_word = reason != Reason::author_official && reason != Reason::mention_official &&
                                 reason != Reason::link_domain && reason != Reason::text_domain &&
                                 reason != Reason::link_approved && reason != Reason::text_phone;
    out_.add({asset, reason, could_be_a_word && index_.assets()[asset].common_word});
}

void Scan::official_author() {
    const auto network = author_network();
    const auto id = item_.author_id;
    const auto handle = item_.author_handle;
    bool candidate = !id.empty() && !index_.accounts.find(account_key(network, hash_of(id))).empty();
    if (!candidate && !handle.empty()) {
        std::uint64_t folded = 0;
        for (std::size_t i = 0; i < handle.size();) folded = hash_of(kit::fold_code_point(handle, i), folded);
        candidate = !index_.accounts.find(account_key(network, folded)).empty();
    }
    if (!candidate) return;
    // The register knows who owns a handle that was taken over.
    const auto* official = index_.owned().account(network, id, handle);
    if (official == nullptr) return;
    add(static_cast<std::uint32_t>(official - index_.assets().data()), Reason::author_official);
}

// The account that an AT URI belongs to: at://did:plc:…/app.bsky.feed.post/…
void Scan::referenced(std::string_view id) {
    if (!id.starts_with("at://")) return;
    id.remove_prefix(5);
    id = id.substr(0, id.find('/'));
    for (const auto asset : index_.accounts.find(account_key(item_.network, hash_of(id))))
        add(asset, Reason::mention_official);
}

void Scan::author() {
    const auto handle = item_.author_handle;
    if (!item_.author_name.empty()) look_of(item_.author_name, Reason::author_name);
    if (!handle.empty() && !out_.done()) {
        if (handle.find('.') != std::string_view::npos) own_host(handle, Reason::author_handle);
        look_of(handle_core(author_network(), handle), Reason::author_handle);
    }
    if (item_.kind != model::ItemKind::account) return;
    if (!item_.author_bio.empty() && !out_.done()) text(item_.author_bio);
    for (const auto url : item_.author_links) {
        if (!out_.done()) link(url, Reason::link_domain);
    }
}

void Scan::look_of(std::string_view name, Reason reason) {
    Shape shape;
    read_skeleton(kit::word_skeleton(split_case(name)), shape);
    if (shape.word.size() < shortest_look) return;
    look_runs(shape, reason);
    if (out_.done()) return;
    look_inside(shape, shortest_inside_name, reason);
    look_affixed(shape, reason);
    look_near(shape.word, reason);
    // "Claire Martn – Support": near once the affixes are gone.
    std::size_t from = 0;
    std::size_t to = shape.segments;
    while (from < to && is_affix(shape.word.part(shape.cut[from], shape.cut[from + 1]))) ++from;
    while (to > from && is_affix(shape.word.part(shape.cut[to - 1], shape.cut[to]))) --to;
    if (to - from == shape.segments || from == to) return;
    HashedWord rest;
    for (const char c : shape.word.text().substr(shape.cut[from], shape.cut[to] - shape.cut[from]))
        rest.push(c);
    look_near(rest, reason);
}

void Scan::add_look(std::uint32_t row, bool whole, Reason reason) {
    const auto& look = index_.look_rows[row];
    if (look.whole && !whole) return;
    if (reason == Reason::link_lookalike ? !look.domain : !look.author) return;
    add(look.asset, reason);
}

void Scan::look_runs(const Shape& shape, Reason reason) {
    shape.runs([&](std::uint64_t hash, std::size_t from, std::size_t to) {
        if (!index_.look_sizes[to - from]) return true;
        const bool whole = from == 0 && to == shape.word.size();
        for (const auto row : index_.looks.find(key_of(Space::look, hash))) add_look(row, whole, reason);
        return !out_.done();
    });
}

// A name of at least `shortest` bytes anywhere in the word. O(n²) probes, n at most longest_searched_inside.
void Scan::look_inside(const Shape& shape, std::size_t shortest, Reason reason) {
    const auto n = std::min(shape.word.size(), longest_searched_inside);
    for (std::size_t size = shortest; size <= n; ++size) {
        if (!index_.look_sizes[size]) continue;
        for (std::size_t from = 0; from + size <= n; ++from) {
            for (const auto row :
                 index_.looks.find(key_of(Space::look, shape.word.part(from, from + size)))) {
                add_look(row, size == shape.word.size(), reason);
            }
        }
        if (out_.done()) return;
    }
}

// A shorter name glued to what impostors add: "applesupport".
void Scan::look_affixed(const Shape& shape, Reason reason) {
    const auto n = shape.word.size();
    const auto longest = std::min(n, shortest_inside_name);
    for (std::size_t size = shortest_with_affix; size < longest; ++size) {
        for (const std::size_t from : {std::size_t{0}, n - size}) {
            const auto rows = index_.looks.find(key_of(Space::look, shape.word.part(from, from + size)));
            if (rows.empty() || !is_affix(from == 0 ? shape.word.part(size, n) : shape.word.part(0, from)))
                continue;
            for (const auto row : rows) add_look(row, false, reason);
        }
    }
}

void Scan::look_near(const HashedWord& word, Reason reason) {
    const auto size = word.size();
    if (size + 1 < shortest_near || size > longest_near + 1) return;
    // A name of twelve letters allows two edits, so words from ten on must be read with two letters left out.
    const std::size_t deletions = size + 2 >= shortest_near_two && size <= longest_near_two + 2 ? 2 : 1;
    with_deletions(word, deletions, [&](std::uint64_t hash) {
        const auto key = key_of(Space::near, hash);
        if (!index_.near.maybe(key) || out_.done()) return;
        for (const auto row : index_.near.find(key)) {
            const auto& look = index_.look_rows[row];
            const auto edits = near_edits(look.skeleton.size());
            if (kit::edit_distance(look.skeleton, word.text(), edits) <= edits) add_look(row, true, reason);
        }
    });
}

}  // namespace vigie::watch::match
