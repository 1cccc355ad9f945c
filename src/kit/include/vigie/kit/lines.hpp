// Cuts a stream of bytes into lines: LF or CRLF, a leading BOM dropped, blank lines skipped. A line over the
// cap is reported once and passed over; memory never exceeds one line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace vigie::kit {

class LineSplitter {
public:
    // `whole` is false for the first `limit` bytes of a line that is too long.
    using Visit = std::function<void(std::size_t number, std::string_view line, bool whole)>;

    explicit LineSplitter(std::size_t limit) : limit_(limit) {}
    void feed(std::string_view piece, const Visit& visit);
    void finish(const Visit& visit);  // the last line, when no LF ends it
    // Bytes of the lines that are complete: where a reader may resume without losing or repeating a line.
    [[nodiscard]] std::uint64_t consumed() const noexcept { return consumed_; }

private:
    void emit(std::string_view line, const Visit& visit);

    std::size_t limit_;
    std::size_t number_ = 0;
    std::uint64_t fed_ = 0;
    std::uint64_t consumed_ = 0;
    std::string rest_;
};

}  // namespace vigie::kit
