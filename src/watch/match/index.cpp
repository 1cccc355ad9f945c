#include "match/index.hpp"

#include "match/words.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace vigie::watch::match {
namespace {

using model::AssetKind;

bool names_something(AssetKind kind) {
    switch (kind) {
        case AssetKind::organisation:
        case AssetKind::brand:
        case AssetKind::person:
        case AssetKind::product:
        case AssetKind::place:
        case AssetKind::channel:
        case AssetKind::account: return true;
        default: return false;
    }
}

std::string joined(std::string_view spelling) {
    std::string out;
    for (const auto& token : kit::tokens(spelling)) out += token.text;
    return out;
}

}  // namespace

std::uint64_t account_key(std::string_view network, std::uint64_t id_or_handle) noexcept {
    return key_of(Space::account, join(hash_of(network), id_or_handle));
}

std::vector<std::string> phone_forms(std::string_view e164) {
    std::string digits;
    for (const char c : e164) {
        if (c >= '0' && c <= '9') digits += c;
    }
    std::vector<std::string> out{digits};
    for (const std::string_view country :
         {"33", "32", "41", "44", "49", "31", "43", "212", "213", "216", "262", "590", "594", "596"}) {
        if (digits.starts_with(country)) out.push_back("0" + digits.substr(country.size()));
    }
    return out;
}

Index::Index(std::shared_ptr<const model::AssetRegister> assets) : register_(std::move(assets)) {
    const auto count = static_cast<std::uint32_t>(register_->all().size());
    city_of_.assign(count, 0);
    for (std::uint32_t i = 0; i < count; ++i) add_asset(i);
    add_cities();
    build();
}

void Index::add_asset(std::uint32_t number) {
    const auto& asset = assets()[number];
    if (names_something(asset.kind)) {
        const bool account = asset.kind == AssetKind::account || asset.kind == AssetKind::channel;
        const auto spelling = [&](const std::string& text) {
            const bool several = kit::tokens(text).size() > 1;
            // The town a shop is called after is no author's fault.
            const bool author = asset.kind != AssetKind::place || several;
            const bool domain = asset.kind == AssetKind::brand || asset.kind == AssetKind::organisation ||
                                asset.kind == AssetKind::product ||
                                (asset.kind == AssetKind::person && several);
            add_spelling(number, text, author, domain && !account);
        };
        if (!asset.name.empty()) spelling(asset.name);
        for (const auto& alias : asset.aliases) spelling(alias);
    }
    switch (asset.kind) {
        case AssetKind::account:
        case AssetKind::channel: add_account(number); break;
        case AssetKind::domain:
            hosts.add(key_of(Space::host, hash_of(asset.value)), number);
            add_look(kit::host_to_unicode(kit::main_label(asset.value)),
                     {number, {}, false, true, false, true});
            break;
        case AssetKind::hashtag: add_tag(asset.value, number, Reason::text_hashtag, true); break;
        case AssetKind::phone: add_phone(number); break;
        case AssetKind::link: add_link(number); break;
        case AssetKind::term:
            add_name(asset.value.empty() ? asset.name : asset.value, number, Reason::text_term);
            add_tag(asset.value.empty() ? asset.name : asset.value, number, Reason::text_term, false);
            for (const auto& alias : asset.aliases) add_name(alias, number, Reason::text_term);
            break;
        default: break;
    }
}

void Index::add_spelling(std::uint32_t number, std::string_view spelling, bool author, bool domain) {
    add_name(spelling, number, Reason::text_name);
    add_tag(spelling, number, Reason::text_hashtag, false);
    if (author || domain) add_look(spelling, {number, {}, author, domain, false, true});
    if (assets()[number].kind != AssetKind::person) return;
    // "MARTIN Claire", as administrations write.
    const auto parts = kit::tokens(spelling);
    if (parts.size() == 2)
        add_look(parts[1].text + ' ' + parts[0].text, {number, {}, author, domain, false, false});
}

void Index::add_name(std::string_view spelling, std::uint32_t target, Reason reason) {
    WordCursor cursor(spelling);
    Word word;
    std::vector<std::uint64_t> hashes;
    Name name{target, reason, false, {}};
    bool letters_only = true;
    std::size_t size = 0;
    while (cursor.next(word)) {
        name.loose = name.loose || (word.after_break && !hashes.empty());
        letters_only = letters_only && word.size == 1;
        size += word.size;
        hashes.push_back(word.hash);
    }
    if (hashes.empty() || hashes.size() > most_phrase_words || size < 2) return;
    if (letters_only) name.exact = kit::fold(spelling);
    const auto row = static_cast<std::uint32_t>(names.size());
    names.push_back(std::move(name));
    if (hashes.size() == 1) {
        words.add(key_of(Space::word, hashes[0]), row);
        return;
    }
    std::uint64_t all = hashes[0];
    for (std::size_t i = 1; i < hashes.size(); ++i) all = join(all, hashes[i]);
    pairs.add(key_of(Space::pair, join(hashes[0], hashes[1])), static_cast<std::uint32_t>(hashes.size()));
    phrases.add(key_of(Space::word, all), row);
    // Written as one word: "MeridienPatrimoine". Shorter ones could be words of their own.
    if (size >= shortest_near && !letters_only) {
        names.push_back({target, reason, false, {}});
        words.add(key_of(Space::word, hash_of(joined(spelling))), row + 1);
    }
}

void Index::add_tag(std::string_view spelling, std::uint32_t number, Reason reason, bool whole) {
    const auto word = joined(spelling);
    if (word.size() < 2) return;
    tags.add(key_of(Space::tag, hash_of(word)), static_cast<std::uint32_t>(tag_rows.size()));
    tag_rows.push_back({number, reason, whole});
}

void Index::add_look(std::string_view spelling, Look look) {
    Shape shape;
    read_skeleton(kit::word_skeleton(split_case(spelling)), shape);
    const auto size = shape.word.size();
    if (size < shortest_look) return;
    look.skeleton = shape.word.text();
    const auto row = static_cast<std::uint32_t>(look_rows.size());
    looks.add(key_of(Space::look, shape.word.part(0, size)), row);
    look_sizes.set(size);
    if (const auto edits = near_edits(size); edits > 0 && look.near) {
        with_deletions(shape.word, edits,
                       [&](std::uint64_t hash) { near.add(key_of(Space::near, hash), row); });
    }
    look_rows.push_back(std::move(look));
}

void Index::add_account(std::uint32_t number) {
    const auto& asset = assets()[number];
    if (!asset.account_id.empty())
        accounts.add(account_key(asset.network, hash_of(asset.account_id)), number);
    std::string handle = kit::fold(asset.handle);
    if (handle.starts_with('@')) handle.erase(0, 1);
    if (handle.empty()) return;
    accounts.add(account_key(asset.network, hash_of(handle)), number);
    handles.add(key_of(Space::handle, hash_of(handle)), number);
    // A short handle is often a word ("contact"): then it must be the whole of the other one.
    const auto core = handle_core(asset.network, asset.handle);
    add_look(core, {number, {}, true, false, kit::handle_skeleton(core).size() < 8, true});
}

void Index::add_phone(std::uint32_t number) {
    for (const auto& form : phone_forms(assets()[number].value)) {
        if (form.size() >= 6) phones.add(key_of(Space::phone, hash_of(form)), number);
    }
}

void Index::add_link(std::uint32_t number) {
    const auto url = kit::parse_url(assets()[number].value);
    if (!url) return;
    auto canonical = kit::canonical_url(assets()[number].value);
    links.add(key_of(Space::link, hash_of(canonical)), number);
    link_hosts.add(key_of(Space::host, hash_of(url->host)), number);
}

void Index::add_cities() {
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < city_of_.size(); ++i) {
        const auto& asset = assets()[i];
        if (!asset.common_word || asset.place.empty()) continue;
        const auto [it, fresh] =
            numbers.emplace(joined(asset.place), static_cast<std::uint32_t>(numbers.size() + 1));
        city_of_[i] = it->second;
        if (fresh) add_name(asset.place, it->second, Reason::city);
    }
}

void Index::build() {
    for (auto* index : {&words, &pairs, &phrases, &tags, &looks, &near, &accounts, &handles, &hosts, &links,
                        &link_hosts, &phones}) {
        index->build();
    }
}

std::size_t Index::bytes() const noexcept {
    std::size_t sum =
        names.size() * sizeof(Name) + tag_rows.size() * sizeof(Tag) + look_rows.size() * sizeof(Look);
    for (const auto* index :
         {&words, &pairs, &phrases, &tags, &looks, &near, &accounts, &handles, &hosts, &links, &phones}) {
        sum += index->bytes();
    }
    return sum;
}

}  // namespace vigie::watch::match
