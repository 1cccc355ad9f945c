#include "codes.hpp"

#include <vigie/kit/utf8.hpp>

#define ZX_USE_UTF8 1  // text() as UTF-8
#include <ReadBarcode.h>

#include <algorithm>
#include <exception>

namespace vigie::drivers {

std::vector<std::string> codes_in(const kit::GreyView& view) {
    constexpr std::size_t most_bytes = 4096;
    constexpr std::uint8_t most_codes = 8;
    std::vector<std::string> texts;
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::MicroQRCode);
        hints.setMaxNumberOfSymbols(most_codes);
        hints.setTryRotate(false);  // a QR code is found in every position without it
        const ZXing::ImageView image(view.pixels, view.width, view.height, ZXing::ImageFormat::Lum,
                                     static_cast<int>(view.stride));
        for (const auto& result : ZXing::ReadBarcodes(image, hints)) {
            auto text = result.text();
            if (text.empty() || text.size() > most_bytes) continue;
            text = kit::sanitize_utf8(text, most_bytes);
            if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
        }
    } catch (const std::exception&) {
        texts.clear();  // a picture whose codes cannot be read has none
    }
    return texts;
}

}  // namespace vigie::drivers
