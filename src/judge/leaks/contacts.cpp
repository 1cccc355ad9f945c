#include "checks.hpp"
#include "scan.hpp"

#include <vigie/kit/shapes.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

void add_all(Scan& scan, const std::vector<kit::Span>& spans, IdentifierKind kind, double weight, bool checked) {
    for (const auto& span : spans) scan.add({kind, span.start, span.end, weight, checked, false});
}

}  // namespace

void scan_contacts(Scan& scan) {
    add_all(scan, kit::find_emails(scan.text), IdentifierKind::email, 6, false);
    add_all(scan, kit::find_ibans(scan.text), IdentifierKind::iban, 7, true);
    add_all(scan, kit::find_cards(scan.text), IdentifierKind::card, 4, true);
    add_all(scan, kit::find_phones(scan.text), IdentifierKind::phone, 3, false);
}

void scan_mrz(Scan& scan) {
    const auto text = scan.text;
    const auto in_line = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '<'; };
    std::size_t last = 0;
    for (auto sign = text.find('<'); sign != std::string_view::npos; sign = text.find('<', std::max(sign + 1, last))) {
        auto start = sign;
        while (start > last && in_line(text[start - 1])) --start;
        auto end = sign;
        while (end < text.size() && in_line(text[end])) ++end;
        last = end;
        const auto size = end - start;
        if (size != 44 && size != 36 && size != 30) continue;
        const auto line = text.substr(start, size);
        const bool names = (line[0] == 'P' || line[0] == 'I' || line[0] == 'V') && line.find("<<") != std::string_view::npos;
        const bool good = check::mrz_line(line);
        if (names || good) scan.add({IdentifierKind::mrz, start, end, good ? 8.0 : 4.0, good, false});
    }
}

}  // namespace vigie::judge::leaks
