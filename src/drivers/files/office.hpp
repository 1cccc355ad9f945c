// Word, Excel and PowerPoint files: a ZIP archive of XML parts (ISO/IEC 29500). Parsers of one part each;
// the archive is office.cpp's affair.
#pragma once

#include "content.hpp"

#include <vigie/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::drivers {

// Text of a Word part (document, header, footnote, comment). Deleted text of tracked changes and hidden runs
// are apart. A document type declaration is refused: what nobody needs is how entities explode.
struct WordText {
    std::string body;
    std::string deleted;
    std::string hidden;
    bool tracked = false;
};
[[nodiscard]] Result<WordText> word_text(std::string_view xml);

// The shared strings of a workbook, in order.
[[nodiscard]] Result<std::vector<std::string>> shared_strings(std::string_view xml);

struct Sheet {
    std::string name;
    std::string relation;  // rId
    bool hidden = false;
};
[[nodiscard]] Result<std::vector<Sheet>> sheets_of_workbook(std::string_view xml);

// Rows as lines, cells apart by tabs.
[[nodiscard]] Result<std::string> sheet_text(std::string_view xml, const std::vector<std::string>& strings);

// All text of a slide or its notes, one paragraph a line. `hidden`: it is left out of the show.
struct SlideText {
    std::string body;
    bool hidden = false;
};
[[nodiscard]] Result<SlideText> slide_text(std::string_view xml);

// docProps/core.xml and app.xml: author, last_author, company, manager, title, …
[[nodiscard]] Result<> read_office_properties(std::string_view xml, Content& content);

// Target of each relation: (id, target).
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> relations_of(std::string_view xml);

}  // namespace vigie::drivers
