// Reads files through Tesseract with Leptonica (text in pixels), exiv2 (metadata of pictures), poppler (PDF),
// libzip with pugixml (Word, Excel, PowerPoint) and a parser of our own (DICOM), all of them in a worker
// process that may only compute (vigie/sandbox). Why these: docs/adr/0025.
#pragma once

#include <vigie/ports/files.hpp>
#include <vigie/sandbox/sandbox.hpp>

#include <memory>

namespace vigie::drivers {

inline constexpr std::size_t file_bytes = std::size_t{32} << 20U;      // of one file
inline constexpr std::size_t file_text_bytes = std::size_t{1} << 20U;  // of text that is read from it
inline constexpr std::size_t file_pixels = 50'000'000;                 // of one picture

// The worker: `vigie worker files`. Its handler loads the models of French and English writing (30 MB), so
// begin it when there are files.
[[nodiscard]] sandbox::Job file_job();
[[nodiscard]] Result<sandbox::Handler> file_handler();

// Asks up to `processes` workers. Each file has 60 seconds; a picture with text takes 1 to 2.
[[nodiscard]] std::unique_ptr<ports::Files> make_files(sandbox::Start start, unsigned processes = 1);

// What the worker does, in this process and without recognising text in pixels: for tests, fuzzing, and files
// that nobody hostile made.
[[nodiscard]] Result<model::FileContent> read_file_content(std::string_view bytes, std::string_view name);
[[nodiscard]] Result<std::string> cleaned_picture(std::string_view bytes,
                                                  const std::vector<model::PixelBox>& masks);

}  // namespace vigie::drivers
