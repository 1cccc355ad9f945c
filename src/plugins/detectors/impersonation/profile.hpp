// An account as the detector reads it: names and handles in the forms that they are compared by. Built once
// per account.
#pragma once

#include <vigie/judge/words.hpp>
#include <vigie/model/item.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

// One word of a name or handle.
struct Word {
    std::string text;  // folded
    std::string key;   // skeleton
    std::size_t start = 0;
    std::size_t end = 0;
    judge::WordKind kind = judge::WordKind::unknown;
};

struct Added {
    std::string word;
    judge::WordKind kind = judge::WordKind::unknown;
};

// A spelling of a name or handle, whole and without what was added to it.
struct Form {
    std::string folded;  // words joined
    std::string key;     // skeleton of it, runs of one letter collapsed
    std::string core;    // key without affixes and outer digits
    std::string sorted;  // all words in alphabetical order, joined: "Martin Claire" = "Claire Martin"
    std::vector<Word> words;
    std::vector<Added> added;  // the affixes
    bool digits_cut = false;   // outer digits were cut from the core
};

// Kinds of words that are put before or after a name rather than being one.
[[nodiscard]] bool is_addition(judge::WordKind kind) noexcept;

// "aa" → "a": doubled letters are the commonest slip, and no two names differ by them alone.
[[nodiscard]] std::string collapse(std::string_view key);

[[nodiscard]] Form form_of_name(std::string_view name);
[[nodiscard]] Form form_of_handle(std::string_view local);

// The part of a handle that its owner chose: "a" of "a.bsky.social", of "a@mastodon.test", of "a.test" on
// Bluesky.
[[nodiscard]] std::string handle_local(std::string_view network, std::string_view handle);

struct Profile {
    const model::Item* item = nullptr;
    const model::Account* account = nullptr;
    std::string network;
    std::string id;
    std::size_t local_start = 0;  // of the local part in author.handle
    std::string local;
    Form name;
    Form handle;
};
[[nodiscard]] Profile profile_of(const model::Item& item);

}  // namespace vigie::plugins
