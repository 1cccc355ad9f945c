// JSON forms of the nouns, the same in the API, the store and on the command line. Times are RFC 3339, enums
// their names, absent optionals are left out, bytes that are not UTF-8 never get here (readers replace them).
#pragma once

#include <vigie/model/allowance.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/user.hpp>

#include <nlohmann/json.hpp>

namespace vigie::model {

using Json = nlohmann::ordered_json;

void to_json(Json& j, const Text& v);
void to_json(Json& j, const PictureFacts& v);
void to_json(Json& j, const PageVisit& v);
void to_json(Json& j, const Account& v);
void to_json(Json& j,
             const Item& v);  // schemas/item.schema.json, plus observed_at, cid, warnings when present
void to_json(Json& j, const Asset& v);
void to_json(Json& j, const Span& v);
void to_json(Json& j, const Evidence& v);
void to_json(Json& j, const Indicator& v);
void to_json(Json& j, const Culprit& v);
void to_json(Json& j, const Finding& v);
void to_json(Json& j, const Allowance& v);
void to_json(Json& j, const Incident& v);
void to_json(Json& j, const PolicyStep& v);
void to_json(Json& j, const Policy& v);
void to_json(Json& j, const Department& v);
void to_json(Json& j, const Step& v);
void to_json(Json& j, const Takedown& v);
void to_json(Json& j, const Notice& v);
void to_json(Json& j, const AuditEntry& v);

// The way back, for rows that we wrote ourselves. Throws nlohmann::json::exception on a foreign shape: only
// the store (which catches it) reads with these. Foreign items are read by plugins/sources/items.
void from_json(const Json& j, Text& v);
void from_json(const Json& j, PictureFacts& v);
void from_json(const Json& j, PageVisit& v);
void from_json(const Json& j, Account& v);
void from_json(const Json& j, Item& v);
void from_json(const Json& j, Evidence& v);
void from_json(const Json& j, Indicator& v);
void from_json(const Json& j, Culprit& v);
void from_json(const Json& j, Finding& v);
void from_json(const Json& j, Allowance& v);
void from_json(const Json& j, Incident& v);
void from_json(const Json& j, PolicyStep& v);
void from_json(const Json& j, Step& v);
void from_json(const Json& j, Takedown& v);
void from_json(const Json& j, Notice& v);
void from_json(const Json& j, AuditEntry& v);

// One line, no spaces, invalid UTF-8 replaced: what goes on the wire and into hashes.
[[nodiscard]] std::string dump(const Json& j);

}  // namespace vigie::model
