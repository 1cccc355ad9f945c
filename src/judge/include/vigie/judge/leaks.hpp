// What the detectors of leaks share: who speaks, what each identifier exposes, how it is named and masked,
// and the finding that they make. Pure.
#pragma once

#include <vigie/judge/detector.hpp>
#include <vigie/judge/identifiers.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::judge {

// Whose words an item holds. A draft has no author yet; the house is an account of the register (official or
// a declared ambassador); anybody else is a stranger, whose own contact details are his own affair.
enum class Speaker : std::uint8_t { draft, house, stranger };
struct Spoken {
    Speaker by = Speaker::draft;
    const model::Asset* account = nullptr;  // of the house
};
[[nodiscard]] Spoken speaker_of(const model::Item& item, const model::AssetRegister& assets);

// What harm it does when everybody reads it.
enum class Exposure : std::uint8_t {
    none,      // a date, a name, a town: tells nothing alone
    business,  // public by law: SIREN, VAT, FINESS
    contact,   // a way to a person
    identity,  // proves who somebody is, or opens rights
    money,     // pays
};
[[nodiscard]] Exposure exposure_of(IdentifierKind kind) noexcept;

// "un numéro de sécurité sociale", "a French social security number".
[[nodiscard]] model::Text noun_of(IdentifierKind kind);

// What may be stored and shown: the first and last characters stay, the others become "•". Dates, towns and
// public numbers stay as they are.
[[nodiscard]] std::string masked(IdentifierKind kind, std::string_view words);
// The same for what is secret altogether: at most four characters stay, none below twelve characters.
[[nodiscard]] std::string masked_secret(std::string_view words);

// The frame of a finding about an item's text; evidence, score, severity and title are the detector's.
[[nodiscard]] model::Finding leak_finding(std::string_view detector, const model::Item& item,
                                          const Spoken& spoken);

// Gives the spans of findings their words back, from the text they point into: for the answer to who gave the
// text. What is stored keeps the masked form.
void unmask(model::Finding& finding, const model::Item& item);

}  // namespace vigie::judge
