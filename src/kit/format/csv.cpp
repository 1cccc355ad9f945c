#include <vigie/base/limits.hpp>
#include <vigie/kit/csv.hpp>

#include <algorithm>
#include <array>

namespace vigie::kit {
namespace {

constexpr std::size_t max_record = limits::line_bytes;

// The separator that stands most often outside quotes on the header line; comma wins a draw.
char guess_separator(std::string_view header) {
    std::array<std::size_t, 3> counts{};
    bool quoted = false;
    for (const char c : header) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == ',') ++counts[0];
        if (c == ';') ++counts[1];
        if (c == '\t') ++counts[2];
    }
    if (counts[2] > counts[0] && counts[2] >= counts[1]) return '\t';
    return counts[1] > counts[0] ? ';' : ',';
}

}  // namespace

Result<> CsvReader::feed(std::string_view piece, const std::function<void(std::size_t, CsvRow)>& row) {
    std::string joined;
    if (!started_) {
        head_.append(piece);
        if (head_.find('\n') == std::string::npos && head_.size() < max_record) return {};
        joined.swap(head_);
        piece = joined;
        if (piece.starts_with("\xef\xbb\xbf")) piece.remove_prefix(3);
        if (separator_ == '\0') separator_ = guess_separator(piece.substr(0, piece.find('\n')));
        started_ = true;
    }
    for (const char c : piece) {
        if (++record_bytes_ > max_record) {
            return fail(Errc::parse, "record at line {} is longer than 1 MiB: is a quote left open?",
                        record_line_);
        }
        if (c == '\n') ++line_;
        if (in_quotes_ && !after_quote_) {
            if (c == '"') {
                after_quote_ = true;  // the end of the field, or half of a doubled quote
            } else {
                field_ += c;
            }
            continue;
        }
        if (after_quote_ && c == '"') {
            field_ += '"';
            after_quote_ = false;
            continue;
        }
        if (after_quote_) {
            in_quotes_ = false;
            after_quote_ = false;
        }
        if (c == '"' && field_.empty() && !field_quoted_) {
            in_quotes_ = true;
            field_quoted_ = true;
        } else if (c == separator_) {
            record_.push_back(std::move(field_));
            field_.clear();
            field_quoted_ = false;
        } else if (c == '\n') {
            if (!field_quoted_ && field_.ends_with('\r')) field_.pop_back();
            if (!record_.empty() || !field_.empty() || field_quoted_) {
                record_.push_back(std::move(field_));
                row(record_line_, std::move(record_));
            }
            field_.clear();
            record_.clear();
            field_quoted_ = false;
            record_bytes_ = 0;
            record_line_ = line_;
        } else if (!(field_quoted_ && c == '\r')) {
            field_ += c;
        }
    }
    return {};
}

Result<> CsvReader::finish(const std::function<void(std::size_t, CsvRow)>& row) {
    if (!started_ && !head_.empty()) VIGIE_TRY(feed("\n", row));
    if (in_quotes_ && !after_quote_) {
        return fail(Errc::parse, "the quote opened in the record at line {} is never closed", record_line_);
    }
    if (!record_.empty() || !field_.empty() || field_quoted_) VIGIE_TRY(feed("\n", row));
    return {};
}

}  // namespace vigie::kit
