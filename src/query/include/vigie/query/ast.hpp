// A query as a tree. Written by the parser, read by the compiler, the explainer and the naive evaluator of
// the tests. Terms are stored folded (kit::fold) unless their form says otherwise.
// docs/reference/query-language.md holds the grammar and what each construct means.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace vigie::query {

enum class Op : std::uint8_t {
    all,        // AND: every child
    any,        // OR: at least one child
    none,       // NOT: its one child must not match
    term,       // one word of some form, in a scope
    phrase,     // children: terms, side by side in this order; distance > 0: any order, within a window
    near,       // children: 2 or more positional nodes, neighbours at most `distance` words apart, any order
    then,       // the same, in this order
    same,       // children in one sentence
    value,      // a field compared with a text (`field`, `form`, `text`)
    number,     // low <= field <= high
    flag,       // has: and is:
    geo,        // within `high` km of (`latitude`, `longitude`)
    reference,  // watch:NAME, list:NAME, assets.x: replaced by what it names before compiling
    nothing     // matches no item: an empty list
};

// Where a term looks. A bare word looks at the text.
enum class Scope : std::uint8_t { text, name, bio, alt };

enum class Form : std::uint8_t {
    word,        // folded, whole token
    exact,       // case and accents as written (NFC), whole token: =Mot
    prefix,      // folded beginning of a token: mot*
    glob,        // folded, '*' any run of letters, inside one token: *mot*, m*t
    regex,       // RE2 over the text as it stands; `text` is the pattern, `caseless` for /…/i
    obfuscated,  // leet digits, repeated letters and separators inside a word seen through: ~mot
    equal        // values only: folded, whole
};

enum class Sigil : std::uint8_t { none, tag, handle, cash };

enum class Field : std::uint8_t {
    from,  // handle or id of the author
    to,    // whom the item answers or mentions: handle or id
    lang,  // BCP 47 prefix: "fr" also means fr-CA; detected when the item declares none
    network,
    kind,
    url,     // a part of any link (folded, without scheme and "www."); form glob with '*' at both ends
    domain,  // host of any link, or any host below it
    country,
    asset,  // id of an asset that the item concerns
    // numbers
    followers,
    following,
    posts,
    likes,
    reposts,
    replies,
    views,
    rating,
    age,   // of the author's account when the item was seen, in seconds
    hour,  // 0 to 23, UTC, of created_at, else observed_at
    score  // of a detector: `name` says which (rules and policies only)
};

enum class Flag : std::uint8_t {
    has_link,
    has_image,
    has_video,
    has_mention,
    has_hashtag,
    has_phone,
    has_email,
    has_iban,
    has_card,
    has_geo,
    has_qr,
    is_reply,
    is_repost,
    is_quote,
    is_review,
    is_official,  // written by an official account of ours
    is_verified,
    is_deleted
};

// Bytes [begin, end) of the query's text.
struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

struct Node {
    Op op = Op::all;
    Place place;
    Scope scope = Scope::text;
    Form form = Form::word;
    Sigil sigil = Sigil::none;
    bool caseless = false;  // regex
    Field field = Field::from;
    Flag flag = Flag::has_link;
    std::uint16_t distance = 0;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();  // geo: radius in km
    double latitude = 0;
    double longitude = 0;
    std::string text;  // term, value; reference: "watch:name", "list:name" or "assets.names"
    std::string name;  // score: the detector
    std::vector<Node> children;
};

}  // namespace vigie::query
