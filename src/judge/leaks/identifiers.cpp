// One pass: digits open a run that the recognisers of numbers share; capital letters may open a code.
#include "scan.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge {
namespace {

using namespace leaks;
using kit::ascii::alnum;
using kit::ascii::digit;

constexpr std::size_t most_bytes = 64 * 1024;

enum class Open : std::uint8_t { nothing, number, capital };
constexpr auto opens = [] {
    std::array<Open, 256> table{};
    for (unsigned char c = '0'; c <= '9'; ++c) table[c] = Open::number;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = Open::capital;
    return table;
}();

void numbers(Scan& scan, const Run& run) {
    for (std::size_t i = 0; i < run.count;) {
        std::size_t used = 0;
        for (const auto recognise :
             {scan_boxes, scan_ip, scan_date, scan_address, scan_number, scan_phone, scan_zip}) {
            used = recognise(scan, run, i);
            if (used > 0) break;
        }
        i += std::max<std::size_t>(used, 1);
    }
}

void shapes(Scan& scan) {
    const auto text = scan.text;
    for (std::size_t pos = 0; pos < text.size();) {
        const auto open = opens[static_cast<unsigned char>(text[pos])];
        if (open == Open::nothing) {
            ++pos;
            continue;
        }
        const bool inside = pos > 0 && alnum(text[pos - 1]);
        if (open == Open::number) {
            auto start = pos;
            if (inside && pos > 0 && (text[pos - 1] == 'O' || text[pos - 1] == 'o') &&
                (pos == 1 || !alnum(text[pos - 2])))
                --start;
            const auto run = run_at(text, start);
            const char next = byte_at(text, run.groups[0].end);
            if (!inside && start == pos && next >= 'A' && next <= 'Z') {
                if (const auto end = scan_code(scan, pos); end > pos) {
                    pos = end;
                    continue;
                }
            }
            if (!inside || start < pos) numbers(scan, run);
            pos = inside && start == pos ? run.groups[0].end : run.end();
            continue;
        }
        const auto end = inside ? pos : scan_code(scan, pos);
        pos = std::max(end, pos + 1);
    }
}

bool personal_context(IdentifierKind kind) noexcept {
    using enum IdentifierKind;
    switch (kind) {
        case ip:
        case zip:
        case date:
        case siren:
        case siret:
        case crypto:
        case gps: return false;
        default: return true;
    }
}

// The kinds that people write malformed or without a word: a check digit of others passes too often by
// chance.
bool liftable(IdentifierKind kind) noexcept {
    using enum IdentifierKind;
    return kind == nir || kind == ins || kind == us_ssn || kind == patient_id;
}

// A doubtful number is likelier one when others stand within a line of it.
void lift_weak(Scan& scan) {
    constexpr std::size_t near = 160;
    constexpr double lift = 2.5;
    if (scan.weak.empty()) return;
    const auto sure = scan.found.size();
    for (auto& one : scan.weak) {
        if (!liftable(one.kind)) continue;
        for (std::size_t i = 0; i < sure; ++i) {
            const auto& other = scan.found[i];
            const bool close = other.end + near >= one.start && one.end + near >= other.start;
            if (!close || !personal_context(other.kind)) continue;
            one.weight += lift;
            break;
        }
        if (one.weight >= 0) scan.found.push_back(one);
    }
}

// The surest of what stands in the same place.
void without_overlaps(std::vector<Identifier>& all) {
    if (all.size() < 2) return;
    std::ranges::sort(all, [](const Identifier& a, const Identifier& b) {
        return a.start != b.start ? a.start < b.start : a.weight > b.weight;
    });
    std::vector<Identifier> out;
    for (const auto& one : all) {
        bool lost = false;
        while (!out.empty() && out.back().end > one.start) {
            if (out.back().weight >= one.weight) {
                lost = true;
                break;
            }
            out.pop_back();
        }
        if (!lost) out.push_back(one);
    }
    all = std::move(out);
}

}  // namespace

std::string_view name(IdentifierKind kind) noexcept {
    constexpr std::array<std::string_view, 57> names{
        "nir",      "ins",     "siren",   "siret",       "vat_fr",     "tax_number", "rpps",
        "adeli",    "finess",  "rib",     "plate",       "patient_id", "iban",       "card",
        "passport", "mrz",     "id_card", "licence",     "phone",      "email",      "ip",
        "gps",      "crypto",  "address", "zip",         "date",       "birth_date", "name",
        "nhs",      "uk_nino", "us_ssn",  "us_itin",     "us_bank",    "us_npi",     "us_dea",
        "ca_sin",   "es_nif",  "es_nie",  "it_fiscal",   "it_vat",     "de_tax",     "be_nrn",
        "nl_bsn",   "ch_ahv",  "pt_nif",  "pl_pesel",    "se_pnr",     "fi_hetu",    "sg_nric",
        "au_abn",   "au_acn",  "au_tfn",  "au_medicare", "in_aadhaar", "in_pan",     "in_gstin",
        "in_voter"};
    constexpr std::array<std::string_view, 4> more{"in_vehicle", "kr_rrn", "th_tnin", "br_cpf"};
    const auto i = static_cast<std::size_t>(kind);
    return i < names.size() ? names[i] : more[i - names.size()];
}

std::vector<Identifier> find_shapes(std::string_view text) {
    Scan scan{kit::prefix_utf8(text, most_bytes), {}, {}};
    scan_contacts(scan);
    scan_mrz(scan);
    shapes(scan);
    lift_weak(scan);
    without_overlaps(scan.found);
    return std::move(scan.found);
}

std::vector<Identifier> find_identifiers(std::string_view text) {
    Scan scan{kit::prefix_utf8(text, most_bytes), find_shapes(text), {}};
    scan_names(scan);
    return std::move(scan.found);
}

}  // namespace vigie::judge
