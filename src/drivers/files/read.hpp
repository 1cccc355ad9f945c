// Which reader reads what. `recogniser` null: text in pixels stays unread.
#pragma once

#include "content.hpp"
#include "recognise.hpp"

#include <string_view>

namespace vigie::drivers {

[[nodiscard]] Result<model::FileContent> read_file(std::string_view bytes, std::string_view name,
                                                   Recogniser* recogniser);

// The readers. Each adds what it finds to the content; an error is a file that cannot be read at all.
[[nodiscard]] Result<> read_picture_file(std::string_view bytes, std::string_view kind,
                                         Recogniser* recogniser, Content& content);
[[nodiscard]] Result<> read_pdf(std::string_view bytes, Recogniser* recogniser, Content& content);
// Silences poppler; before the rights are given up.
void prepare_pdf();
[[nodiscard]] Result<> read_office(std::string_view bytes, Recogniser* recogniser, Content& content);
[[nodiscard]] Result<> read_dicom(std::string_view bytes, Recogniser* recogniser, Content& content);
// A picture inside a document: its place, if it has one, and its text. False when it is none that can be
// read.
bool read_embedded_picture(std::string_view bytes, std::string_view name, Recogniser& recogniser,
                           Content& content);
void read_text(std::string_view bytes, Content& content);

}  // namespace vigie::drivers
