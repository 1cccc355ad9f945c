// Words that hide: c0up0n, Carrеfour with a Cyrillic е, C.A.R.R.E.F.O.U.R, couuupon, "c o u p o n". A query
// asks for them with ~mot; letters of other alphabets are read as Latin without being asked. O(bytes).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

// What a word and its disguises share: digits and signs read as letters, look-alikes as one letter, repeated
// letters once, separators dropped. For comparing only: it is no spelling ("i" becomes "l", "rn" "m"). Empty
// when the word holds no letter.
[[nodiscard]] std::string unmask(std::string_view word);

struct Unmasked {
    std::string form;       // as unmask() gives it
    std::size_t start = 0;  // bytes of the text
    std::size_t end = 0;
};
// What in a text may be a disguised word: each piece between blanks, whole and without the signs at its
// edges, each run of letters inside it, and rows of single letters. ~mot matches when unmask("mot") is the
// form of one of them. In order of end; at most `most_unmasked`. Replaces `out`, whose memory is used again.
void unmasked_words(std::string_view text, std::vector<Unmasked>& out);
inline constexpr std::size_t most_unmasked = 20'000;

// A word of Latin letters in which some are borrowed from Cyrillic or Greek, or are small capitals
// ("Carrеfour", "ᴄᴀʀʀᴇғᴏᴜʀ"): its folded Latin spelling. False, fast, for plain words, for words that are
// Cyrillic or Greek as a whole, and for letters that look like no Latin one.
[[nodiscard]] bool reads_as_latin(std::string_view token, std::string& out);

}  // namespace vigie::query
