// Reads files that people publish. Implementation: drivers/files, in a worker process without rights.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/file_content.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::ports {

class Files {
public:
    virtual ~Files() = default;
    // Text, metadata and what was recognised in pixels. `name` is what the file is called: only to see
    // whether it is what it claims to be. Errc::invalid_argument when it is broken, too large or of no known
    // type, with the reason; Errc::timeout, Errc::unavailable when the worker hung or died on it.
    // Thread-safe.
    [[nodiscard]] virtual Result<model::FileContent> read(std::string_view bytes, std::string_view name) = 0;
    // A copy of a picture (JPEG, PNG, WebP, BMP) without metadata, upright, `masks` painted black.
    [[nodiscard]] virtual Result<std::string> clean_picture(std::string_view bytes,
                                                            const std::vector<model::PixelBox>& masks) = 0;
};

}  // namespace vigie::ports
