// Files that the tests make: archives, pictures, PDFs and DICOM files, whole and hostile.
#pragma once

#include "../pixels.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::drivers::made {

using Parts = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::string archive(const Parts& parts);

// A page with these lines on it, as leptonica's own font draws them.
[[nodiscard]] Pix page(const std::vector<std::string>& lines, int width = 1800);
// A picture without writing that PDQ tells from others: waves of `seed`.
[[nodiscard]] Pix waves(int width, int height, double seed);
[[nodiscard]] std::string jpeg(PIX* pix);
[[nodiscard]] std::string png(PIX* pix);
// With EXIF: a place, an owner, and the small picture.
[[nodiscard]] std::string with_exif(const std::string& jpeg, const std::string& small);

// Objects "1 0 obj …" one after the other; a reader mends the missing table.
[[nodiscard]] std::string pdf(const std::vector<std::string>& objects);

struct Tag {
    unsigned group;
    unsigned element;
    std::string form;
    std::string value;
};
[[nodiscard]] std::string dicom(const std::vector<Tag>& tags, bool with_form);

}  // namespace vigie::drivers::made
