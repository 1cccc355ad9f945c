// What a file gives away beside its text: where and with what it was made, by whom, what its writer believes
// gone, and screens that nobody outside should see. The text itself is for the detectors of texts. Pure.
#pragma once

#include <vigie/judge/detector.hpp>
#include <vigie/model/file_content.hpp>
#include <vigie/model/item.hpp>

namespace vigie::judge {

// The draft or post that shows this file, for the detectors of texts: nobody's yet.
[[nodiscard]] model::Item item_of_file(const model::FileContent& file, std::string_view id);

// Name of the opinion below among the detectors' ones.
inline constexpr std::string_view leak_file = "leak_file";

// One finding for each kind of harm: file_place (where), file_person (who, which device), file_before (what
// was cropped, deleted or hidden and is still in it), file_type (it is not what it is called, or it acts),
// screen_medical, screen_internal (a photo or copy of such a screen). Evidence codes begin with "file." and
// "screen."; spans of the field "text" point into the file's text. O(text).
[[nodiscard]] Opinion examine_file(const model::FileContent& file, const model::Item& item);

}  // namespace vigie::judge
