// Reads pictures that strangers made. Implementation: drivers/pictures, in a worker process without rights.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/picture.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::ports {

class Pictures {
public:
    virtual ~Pictures() = default;
    // JPEG, PNG, WebP, GIF (first frame), BMP. Errc::invalid_argument when it is none of these or broken,
    // Errc::invalid_argument beyond 20 MB or 50 megapixels, Errc::unavailable when the worker died.
    // Thread-safe.
    [[nodiscard]] virtual Result<model::PictureFacts> read(std::string_view bytes) = 0;
    // For pictures of ours: PDQ hashes of the picture and of the forms in which copies go about (cut, framed,
    // askew), the picture itself first; none when it says too little. Errors as above.
    [[nodiscard]] virtual Result<std::vector<std::string>> views(std::string_view bytes) {
        VIGIE_TRY_ASSIGN(const auto facts, read(bytes));
        return std::vector<std::string>{facts.pdq};
    }
};

}  // namespace vigie::ports
