// Reads pictures that strangers made. Implementation: drivers/opencv, in a worker process without rights.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/picture.hpp>

#include <string_view>

namespace vigie::ports {

class Pictures {
public:
    virtual ~Pictures() = default;
    // JPEG, PNG, WebP, GIF (first frame), BMP. Errc::invalid_argument when it is none of these or broken,
    // Errc::invalid_argument beyond 20 MB or 50 megapixels, Errc::unavailable when the worker died.
    // Thread-safe.
    [[nodiscard]] virtual Result<model::PictureFacts> read(std::string_view bytes) = 0;
};

}  // namespace vigie::ports
