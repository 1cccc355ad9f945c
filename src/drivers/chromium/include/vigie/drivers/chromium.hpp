// Draws a page that was read before, for people to look at: Debian's chromium when it is installed, headless,
// in a network namespace without any network, with a folder of its own that is removed afterwards. Scripts,
// pictures, styles and frames from elsewhere are not loaded: what is drawn is the HTML as it was sent.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::drivers {

struct ChromiumOptions {
    std::string program = "/usr/bin/chromium";
    int width = 1024;  // pixels
    int height = 1280;
    std::chrono::milliseconds time{20'000};
    std::size_t picture_bytes = std::size_t{8} << 20U;
};

// A PNG. `html` at most 4 MiB. Errc::not_found without chromium, Errc::unavailable when the kernel gives no
// namespaces or chromium fails, Errc::timeout. Takes about two seconds and 300 MB.
[[nodiscard]] Result<std::string> draw_page(std::string_view html, const ChromiumOptions& options = {});

// The same page as a PDF.
[[nodiscard]] Result<std::string> print_page(std::string_view html, const ChromiumOptions& options = {});

}  // namespace vigie::drivers
