// Reads a file or standard input piece by piece, inflating gzip and zstd on the way. For sources that read
// files.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace vigie::watch {

class FileStream {
public:
    virtual ~FileStream() = default;
    // `path` "-" is standard input. Errc::not_found and Errc::io say what to do.
    [[nodiscard]] static Result<std::unique_ptr<FileStream>> open(const std::string& path);

    // Appends the next piece (about 256 KiB before inflation) to `out`. False at the end; a later call may
    // find more (a file that grows). Errc::parse when compressed data is corrupt or cut.
    [[nodiscard]] virtual Result<bool> read(std::string& out) = 0;
    // Share of the file that was read, 0 to 1; negative when unknown (standard input).
    [[nodiscard]] virtual double progress() const = 0;
};

// A file opened where an earlier run stopped. `cursor` is the number of inflated bytes that were stored, in
// decimal; empty or unreadable = the beginning. A file shorter than that is another file now: it is read from
// its own beginning, which is logged under `source`. O(bytes passed over).
struct Resumed {
    std::unique_ptr<FileStream> stream;
    std::uint64_t position = 0;  // inflated bytes before what `stream` reads next
};
[[nodiscard]] Result<Resumed> resume_file(const std::string& path, std::string_view cursor,
                                          std::string_view source);

}  // namespace vigie::watch
