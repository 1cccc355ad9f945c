#include "decode.hpp"

#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

namespace vigie::drivers {
namespace {

struct Free {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
    void operator()(std::uint8_t* pixels) const { WebPFree(pixels); }
};

// The first frame of an animation is a picture of its own.
struct Frame {
    std::unique_ptr<WebPDemuxer, Free> demuxer;
    WebPIterator iterator{};
    bool found = false;

    explicit Frame(const WebPData& data) : demuxer(WebPDemux(&data)) {
        found = demuxer != nullptr && WebPDemuxGetFrame(demuxer.get(), 1, &iterator) != 0;
    }
    ~Frame() {
        if (found) WebPDemuxReleaseIterator(&iterator);
    }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
};

}  // namespace

Result<GreyPicture> decode_webp(std::string_view bytes) {
    const auto broken = [] { return fail(Errc::invalid_argument, "this WebP picture is broken"); };
    WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};  // NOLINT
    WebPBitstreamFeatures features{};
    if (WebPGetFeatures(data.bytes, data.size, &features) != VP8_STATUS_OK) return broken();
    VIGIE_TRY(check_size(features.width, features.height));
    std::unique_ptr<Frame> frame;
    if (features.has_animation != 0) {
        frame = std::make_unique<Frame>(data);
        if (!frame->found) return broken();
        data = frame->iterator.fragment;
        VIGIE_TRY(check_size(frame->iterator.width, frame->iterator.height));
    }
    int width = 0;
    int height = 0;
    const std::unique_ptr<std::uint8_t, Free> pixels(WebPDecodeRGBA(data.bytes, data.size, &width, &height));
    if (pixels == nullptr) return broken();
    VIGIE_TRY_ASSIGN(auto picture, blank(width, height));
    const auto* pixel = pixels.get();
    for (auto& grey : picture.pixels) {
        grey = luma(pixel[0], pixel[1], pixel[2], pixel[3]);
        pixel += 4;
    }
    return picture;
}

}  // namespace vigie::drivers
