#include "checks.hpp"
#include "scan.hpp"

#include <vigie/kit/shapes.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

void add_all(Scan& scan, const std::vector<kit::Span>& spans, IdentifierKind kind, double weight,
             bool checked) {
    for (const auto& span : spans) scan.add({kind, span.start, span.end, weight, checked, false});
}

// IPv6: eight groups of hexadecimal digits, or fewer around one "::".
void addresses_of_six(Scan& scan) {
    const auto text = scan.text;
    const auto hex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    std::size_t last = 0;
    for (auto sign = text.find(':'); sign != std::string_view::npos;
         sign = text.find(':', std::max(sign + 1, last))) {
        constexpr std::size_t longest = 39;
        auto start = sign;
        while (start > last && sign - start <= 4 && hex(text[start - 1])) --start;
        auto end = sign;
        int colons = 0;
        int groups = sign > start ? 1 : 0;
        int gaps = 0;
        std::size_t size = sign - start;
        bool good = size <= 4;
        while (end < text.size() && end - start <= longest && (hex(text[end]) || text[end] == ':')) {
            if (text[end] == ':') {
                ++colons;
                if (byte_at(text, end + 1) == ':') ++gaps;
                size = 0;
            } else if (++size == 1) {
                ++groups;
            } else if (size > 4) {
                good = false;
                break;
            }
            ++end;
        }
        last = end;
        const char before = byte_before(text, start);
        const bool apart = !hex(before) && before != ':' && !(before >= 'g' && before <= 'z') &&
                           !(before >= 'G' && before <= 'Z');
        const bool full = groups == 8 && colons == 7 && gaps == 0;
        const bool short_form = gaps == 1 && groups >= 4 && groups < 8;
        if (good && apart && (full || short_form))
            scan.add({IdentifierKind::ip, start, end, 3, false, false});
    }
}

}  // namespace

void scan_contacts(Scan& scan) {
    add_all(scan, kit::find_emails(scan.text), IdentifierKind::email, 6, false);
    for (const auto& span : kit::find_ibans(scan.text)) {
        // "LV80 bANK": nobody writes half of one small.
        const auto words = scan.text.substr(span.start, span.end - span.start);
        const bool small = std::ranges::any_of(words, [](char c) { return c >= 'a' && c <= 'z'; });
        const bool capital = std::ranges::any_of(words, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!small || !capital) scan.add({IdentifierKind::iban, span.start, span.end, 7, true, false});
    }
    for (const auto& span : kit::find_cards(scan.text)) {
        const auto cues = cues_around(scan.text, span.start, span.end);
        const bool cued = cues.has(cue_card);
        const bool firm_length = span.end - span.start <= 18 && !cued;  // a SIRET has 14 digits, too
        scan.add({IdentifierKind::card, span.start, span.end,
                  cued          ? 6.0
                  : firm_length ? 1.5
                                : 3.5,
                  true, cued});
    }
    for (const auto& span : kit::find_phones(scan.text)) {
        const auto cues = cues_around(scan.text, span.start, span.end);
        const bool cued = cues.has(cue_phone);
        // A sixth pair: numbers that were drawn, not dialled.
        const auto next = scan.text.substr(span.end, 4);
        const auto figure = [&](std::size_t i) {
            return i < next.size() && next[i] >= '0' && next[i] <= '9';
        };
        if (!cued && figure(1) && figure(2) && !figure(3) &&
            (next[0] == ' ' || next[0] == '-' || next[0] == '.'))
            continue;
        const bool in_one_piece =
            span.end - span.start >= 10 &&
            scan.text.substr(span.start, span.end - span.start).find_first_not_of("0123456789") ==
                std::string_view::npos;
        const bool other = !cued && in_one_piece && cues.has(cue_patient | cue_order | cue_nir | cue_firm);
        scan.add({IdentifierKind::phone, span.start, span.end, cued ? 5.0 : other ? 0.5 : 3.0, false, cued});
    }
    addresses_of_six(scan);
}

void scan_mrz(Scan& scan) {
    const auto text = scan.text;
    const auto in_line = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '<'; };
    std::size_t last = 0;
    for (auto sign = text.find('<'); sign != std::string_view::npos;
         sign = text.find('<', std::max(sign + 1, last))) {
        auto start = sign;
        while (start > last && in_line(text[start - 1])) --start;
        auto end = sign;
        while (end < text.size() && in_line(text[end])) ++end;
        last = end;
        const auto size = end - start;
        if (size != 44 && size != 36 && size != 30) continue;
        const auto line = text.substr(start, size);
        const bool names =
            (line[0] == 'P' || line[0] == 'I' || line[0] == 'V') && line.find("<<") != std::string_view::npos;
        const bool good = check::mrz_line(line);
        if (names || good) scan.add({IdentifierKind::mrz, start, end, good ? 8.0 : 4.0, good, false});
    }
}

}  // namespace vigie::judge::leaks
