// The asset register turned inside out: from words, tags, look-alikes, handles, hosts, phones to assets.
// Immutable. Every look-up is a few probes, however many assets there are. About 5 KB per asset, most of it
// for near names.
#pragma once

#include "match/collector.hpp"
#include "match/hash_index.hpp"
#include "match/shape.hpp"

#include <vigie/model/asset.hpp>

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch::match {

// One spelling to be read in text as a sequence of words.
struct Name {
    std::uint32_t target = 0;  // asset; for a city its number
    Reason reason = Reason::text_name;
    bool loose = false;  // holds punctuation itself, so that may stand between its words
    std::string
        exact;  // folded; set when all its words are single letters ("H&M"), which then must be written so
};

// One spelling as a single word: inside hashtags and handles.
struct Tag {
    std::uint32_t asset = 0;
    Reason reason = Reason::text_hashtag;
    bool whole = false;  // only when it is the whole tag
};

// One spelling as it looks: for authors and domains.
struct Look {
    std::uint32_t asset = 0;
    std::string skeleton;
    bool author = true;
    bool domain = true;
    bool whole = false;  // never as a part of a longer name
    bool near = true;    // a few letters more, less or other are near enough
};

inline constexpr std::size_t shortest_look = 3;
inline constexpr std::size_t shortest_near = 6;  // names of fewer letters have too many neighbours
inline constexpr std::size_t shortest_near_two = 12;
inline constexpr std::size_t longest_near = 40;
inline constexpr std::size_t longest_near_two = 24;
inline constexpr std::size_t most_phrase_words = 16;

// Edits that still count as near, for a skeleton of `size` bytes.
[[nodiscard]] constexpr std::size_t near_edits(std::size_t size) noexcept {
    if (size < shortest_near || size > longest_near) return 0;
    return size >= shortest_near_two && size <= longest_near_two ? 2 : 1;
}

class Index {
public:
    explicit Index(std::shared_ptr<const model::AssetRegister> assets);

    [[nodiscard]] const std::vector<model::Asset>& assets() const noexcept { return register_->all(); }
    [[nodiscard]] const model::AssetRegister& owned() const noexcept { return *register_; }
    // Number of the city of this asset + 1, 0 when it has none.
    [[nodiscard]] std::uint32_t city_of(std::uint32_t asset) const noexcept { return city_of_[asset]; }
    [[nodiscard]] std::size_t bytes() const noexcept;

    HashIndex words;     // Space::word → name: names of one word
    HashIndex pairs;     // Space::pair over the first two words → how many words such a name has
    HashIndex phrases;   // all its words → name
    HashIndex tags;      // Space::tag → tag
    HashIndex looks;     // Space::look → look
    HashIndex near;      // Space::near → look
    HashIndex accounts;  // Space::account over network and id or handle → asset
    HashIndex handles;   // Space::handle → asset, whatever the network
    HashIndex hosts;     // Space::host → asset
    HashIndex links;     // Space::link over the canonical form → asset
    HashIndex link_hosts;
    HashIndex phones;  // Space::phone over digits → asset
    std::vector<Name> names;
    std::vector<Tag> tag_rows;
    std::vector<Look> look_rows;
    std::bitset<HashedWord::capacity + 1> look_sizes;

private:
    void add_asset(std::uint32_t number);
    void add_spelling(std::uint32_t number, std::string_view spelling, bool author, bool domain);
    void add_name(std::string_view spelling, std::uint32_t target, Reason reason);
    void add_tag(std::string_view spelling, std::uint32_t number, Reason reason, bool whole);
    void add_look(std::string_view spelling, Look look);
    void add_account(std::uint32_t number);
    void add_phone(std::uint32_t number);
    void add_link(std::uint32_t number);
    void add_cities();
    void build();

    std::shared_ptr<const model::AssetRegister> register_;
    std::vector<std::uint32_t> city_of_;
};

// Key of an account: a handle is folded first; an id is taken as it is.
[[nodiscard]] std::uint64_t account_key(std::string_view network, std::uint64_t id_or_handle) noexcept;

// Digits of a phone number as they may be dialled, for the countries whose trunk prefix is 0; first the
// international form.
[[nodiscard]] std::vector<std::string> phone_forms(std::string_view e164);

}  // namespace vigie::watch::match
