// RFC 4180 with what people really send: comma, semicolon or tab (found on the header), UTF-8 with or without
// BOM, windows-1252 as a fallback, embedded newlines, doubled quotes. Streams: memory is one record.
#pragma once

#include <vigie/base/result.hpp>

#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

using CsvRow = std::vector<std::string>;

class CsvReader {
public:
    explicit CsvReader(char separator = '\0') : separator_(separator) {}  // '\0' = find it on the first line
    // Feeds bytes; calls `row` for each complete record with its 1-based first line number.
    Result<> feed(std::string_view piece, const std::function<void(std::size_t line, CsvRow row)>& row);
    Result<> finish(const std::function<void(std::size_t line, CsvRow row)>& row);
    [[nodiscard]] char separator() const noexcept { return separator_; }

private:
    char separator_;
    bool in_quotes_ = false;
    bool after_quote_ = false;
    bool started_ = false;
    bool field_quoted_ = false;
    std::size_t line_ = 1;
    std::size_t record_line_ = 1;
    std::string field_;
    CsvRow record_;
    std::string head_;  // bytes kept until the separator is known
    std::size_t record_bytes_ = 0;
};

}  // namespace vigie::kit
