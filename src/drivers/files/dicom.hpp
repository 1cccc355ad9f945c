// DICOM (PS3.5, PS3.10), as far as it gives a person away: the tags of the header in explicit or implicit
// little endian, and plain pixels of 8 or 16 bits. Own parser: the libraries that read DICOM read far more.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::drivers {

struct DicomElement {
    std::uint16_t group = 0;
    std::uint16_t element = 0;
    std::string_view value;  // in the bytes that were given; empty for sequences
};

struct DicomFile {
    std::vector<DicomElement> elements;  // of the data set itself, not of what sequences hold; at most 4,000
    std::string_view pixels;             // uncompressed; empty when there are none
    bool complete = false;               // false: the file ends, or breaks off, before its data set does
};

// Linear. Errc::invalid_argument when it has no DICOM header or is in a form that is not read (big endian,
// deflated).
[[nodiscard]] Result<DicomFile> parse_dicom(std::string_view bytes);

}  // namespace vigie::drivers
