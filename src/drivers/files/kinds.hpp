// What a file is by its first bytes, and what its name says it is.
#pragma once

#include <string>
#include <string_view>

namespace vigie::drivers {

// jpeg, png, webp, gif, bmp, tiff, heic, pdf, zip, ole (old Office), dicom, rtf, program, archive, video,
// text; empty when nothing is known. Word, Excel and PowerPoint are "zip" until their parts are seen.
[[nodiscard]] std::string_view kind_of_bytes(std::string_view bytes);

// The same words and docx, xlsx, pptx, csv, code by the ending of the name; empty for an unknown one.
[[nodiscard]] std::string_view kind_of_name(std::string_view name);

// A file of kind `is` whose name says `says` deceives who opens it.
[[nodiscard]] bool deceives(std::string_view is, std::string_view says);

[[nodiscard]] bool is_picture(std::string_view kind);

}  // namespace vigie::drivers
