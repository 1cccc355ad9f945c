// What the recognisers of src/judge/leaks share: the text, what was found so far, and what might be one if
// something else stands near it.
#pragma once

#include "cue_words.hpp"
#include "run.hpp"

#include <vigie/judge/identifiers.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace vigie::judge::leaks {

struct Scan {
    std::string_view text;
    std::vector<Identifier> found;
    std::vector<Identifier> weak;  // weight from -2.5 to 0: other identifiers near by may lift it

    void add(Identifier identifier) {
        constexpr double hopeless = -2.6;
        if (found.size() + weak.size() >= most_identifiers || identifier.weight < hopeless) return;
        (identifier.weight >= 0 ? found : weak).push_back(identifier);
    }
};

// Each looks at the run from its group `from` on, adds what it recognises, and answers the number of groups
// that it used; 0: nothing.
std::size_t scan_date(Scan& scan, const Run& run, std::size_t from);
std::size_t scan_boxes(Scan& scan, const Run& run, std::size_t from);  // "2 1 5 6 3…", one digit a box
std::size_t scan_ip(Scan& scan, const Run& run, std::size_t from);
std::size_t scan_number(Scan& scan, const Run& run, std::size_t from);
std::size_t scan_phone(Scan& scan, const Run& run, std::size_t from);
std::size_t scan_address(Scan& scan, const Run& run, std::size_t from);
std::size_t scan_zip(Scan& scan, const Run& run, std::size_t from);

// A code of capital letters and digits that begins at `pos` (a capital after a non-letter); answers where it
// ends, `pos` when it is none.
std::size_t scan_code(Scan& scan, std::size_t pos);

// Whole-text recognisers.
void scan_contacts(Scan& scan);  // mail addresses, IBANs, cards, telephones in their well-known forms
void scan_mrz(Scan& scan);
void scan_names(Scan& scan);  // by gazetteer and cue; needs what the others found

[[nodiscard]] constexpr char byte_at(std::string_view text, std::size_t pos) noexcept {
    return pos < text.size() ? text[pos] : ' ';
}
[[nodiscard]] constexpr char byte_before(std::string_view text, std::size_t pos) noexcept {
    return pos == 0 ? ' ' : text[pos - 1];
}

// 1 to 12, French or English, whole or cut short; 0 when it is no month. Folded.
[[nodiscard]] int month_of(std::string_view folded) noexcept;

}  // namespace vigie::judge::leaks
