#include "../dicom.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)vigie::drivers::parse_dicom({reinterpret_cast<const char*>(data), size});  // NOLINT
    return 0;
}
