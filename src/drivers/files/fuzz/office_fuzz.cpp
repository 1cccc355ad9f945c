#include "../office.hpp"

#include <vigie/drivers/files.hpp>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vigie::drivers;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT
    (void)word_text(bytes);
    (void)slide_text(bytes);
    (void)sheet_text(bytes, {"a"});
    (void)shared_strings(bytes);
    (void)sheets_of_workbook(bytes);
    (void)relations_of(bytes);
    if (bytes.starts_with("PK")) (void)read_file_content(bytes, "a.docx");
    return 0;
}
