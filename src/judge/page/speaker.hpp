// Who speaks on a page: one of ours, as far as it says, or a house of its own.
#pragma once

#include "page/names.hpp"

#include <vigie/model/page.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

// How a name of ours stands on a page, weakest first. In a title, a heading, a header or footer, on a picture
// or button it speaks when it stands there alone or among words of service ("X – Espace client"); in a
// sentence ("X raises its rates") it is spoken of.
enum class Standing : std::uint8_t { none, text, often, early, mentioned_in_title, voice, title };

struct Claim {
    const model::Asset* asset = nullptr;
    Standing standing = Standing::none;
    bool disguised = false;  // written with unseen marks or letters of another alphabet
    std::size_t others = 0;  // further ones of ours that the page names
};

// Whom of ours the page names most, and how. O(words).
[[nodiscard]] Claim claim_of(const NameIndex& names, const model::PageVisit& page);

// Does a page on `host` say the name of its own house? Clear: what its host is called, unless this is our
// name or but words of service, which every fraud puts into hosts ("secure-login"). Some: a word of it, or
// another name where titles have the name of the site.
enum class OwnVoice : std::uint8_t { none, some, clear };
[[nodiscard]] OwnVoice own_voice_of(const NameIndex& names, const model::PageVisit& page,
                                    std::string_view host, const Claim& claim);

}  // namespace vigie::judge
