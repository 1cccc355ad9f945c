// A Finding is one detector's opinion on one item about one asset, with evidence a person can read and check.
// Its id depends only on (detector, item, asset, culprit): the same stream gives the same findings, so
// nothing is found twice.
#pragma once

#include <vigie/base/id.hpp>
#include <vigie/base/time.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/severity.hpp>
#include <vigie/model/text.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::model {

using FindingId = Id<struct FindingIdTag>;    // "f" + 24 hex digits
using IncidentId = Id<struct IncidentIdTag>;  // "VG-2026-0042"

// The exact words that speak for it: UTF-8 byte offsets [start, end) in `field` of the item ("text",
// "author.name", "links.0").
struct Span {
    std::string field;
    std::size_t start = 0;
    std::size_t end = 0;
    std::string text;
    std::string kind;  // optional label of what these words are ("iban", "brand")
    friend bool operator==(const Span&, const Span&) = default;
};

struct Evidence {
    std::string code;   // stable: "name.skeleton-equal"
    Text says;          // a whole sentence in each language, quoting the exact words
    double weight = 0;  // contribution to the score, in log-odds; negative speaks against
    std::vector<Span> spans;
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

// What two findings of one culprit or campaign share.
struct Indicator {
    std::string kind;   // account | domain | url | phone | text | asset
    std::string value;  // normalised: "bluesky:did:plc:…", "example.test", "+33612345678", text digest
    friend auto operator<=>(const Indicator&, const Indicator&) = default;
};

// Who or what is acted against. `kind`: account | post | domain | url.
struct Culprit {
    std::string kind;
    std::string network;
    std::string id;
    std::string handle;  // account: handle; domain: the domain; url: the URL
    std::string display;
    friend bool operator==(const Culprit&, const Culprit&) = default;
};

struct Finding {
    FindingId id;
    std::string detector;
    std::string kind;    // of the incident it opens; empty: the detector's name
    std::string policy;  // id of the policy it asks for; empty: chosen by kind
    double score = 0;    // 0 to 1
    Severity severity = Severity::low;
    Time at{};  // observed_at of the item
    ItemKey item;
    std::string item_url;
    AssetId asset;
    Culprit culprit;
    Text title;
    std::vector<Evidence> evidence;
    std::vector<Indicator> indicators;
    Account account;      // the culprit's profile as seen, for side-by-side
    IncidentId incident;  // set by correlation
    friend bool operator==(const Finding&, const Finding&) = default;
};

// SHA-256 of the parts, NUL separated, first 12 bytes in hex, after "f".
[[nodiscard]] FindingId finding_id(std::string_view detector, const ItemKey& item, const AssetId& asset,
                                   std::string_view culprit);

}  // namespace vigie::model
