// Reads pictures through libjpeg-turbo, libpng, libwebp, giflib and ZXing, all of them in a worker process
// that may only compute (vigie/sandbox). Why these and not one large library: docs/adr/0014.
#pragma once

#include <vigie/ports/pictures.hpp>
#include <vigie/sandbox/sandbox.hpp>

#include <memory>

namespace vigie::drivers {

inline constexpr std::size_t picture_bytes = std::size_t{20} << 20U;  // of one file
inline constexpr std::size_t picture_pixels = 50'000'000;  // of one picture, as its header declares

// The worker: `vigie worker pictures`.
[[nodiscard]] sandbox::Job picture_job();
[[nodiscard]] Result<sandbox::Handler> picture_handler();

// Asks up to `processes` workers. Each picture has 10 seconds.
[[nodiscard]] std::unique_ptr<ports::Pictures> make_pictures(sandbox::Start start, unsigned processes = 1);

// What the worker does, in this process: for measuring, tests, and files that nobody hostile made.
// `with_codes`: look for QR codes, too.
[[nodiscard]] Result<model::PictureFacts> read_picture(std::string_view bytes, bool with_codes = true);
[[nodiscard]] Result<std::vector<std::string>> read_views(std::string_view bytes);

}  // namespace vigie::drivers
