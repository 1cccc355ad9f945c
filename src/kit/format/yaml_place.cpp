#include <vigie/kit/yaml_place.hpp>

#include <algorithm>

namespace vigie::kit {
namespace {

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool continues(char c) {  // a later byte of one code point
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

class Walk {
public:
    Walk(std::string_view content, int line, int column, std::string_view value)
        : raw_(content), value_(value) {
        if (raw_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        for (int n = 1; n < line && at_ < raw_.size(); ++n)
            at_ = std::min(raw_.find('\n', at_), raw_.size() - 1) + 1;
        for (int n = 1; n < column && at_ < raw_.size(); ++n) {
            ++at_;
            while (at_ < raw_.size() && continues(raw_[at_])) ++at_;
        }
        open();
    }

    void to(std::size_t offset) {
        while (read_ < std::min(offset, value_.size()) && at_ < raw_.size() && step()) {
        }
        // The byte itself may stand on a later line than what came before.
        if (read_ < value_.size() && !blank(value_[read_])) skip_blanks();
    }

    [[nodiscard]] YamlPlace place() const {
        const auto before = raw_.substr(0, std::min(at_, raw_.size()));
        const auto line_start = before.rfind('\n') + 1;  // npos + 1 = 0
        auto tail = before.substr(line_start);
        if (line_start == 0 && tail.starts_with("\xEF\xBB\xBF")) tail.remove_prefix(3);
        const auto points = std::count_if(tail.begin(), tail.end(), [](char c) { return !continues(c); });
        return {.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
                .column = 1 + static_cast<int>(points)};
    }

private:
    void open() {
        if (at_ >= raw_.size()) return;
        const char c = raw_[at_];
        if (c == '"' || c == '\'') {
            quote_ = c;
            ++at_;
        } else if (c == '|' || c == '>') {
            at_ = std::min(raw_.find('\n', at_), raw_.size() - 1) + 1;
            indent_ = 0;
            while (at_ + indent_ < raw_.size() && raw_[at_ + indent_] == ' ') ++indent_;
            at_ += indent_;
        }
    }
    void skip_blanks() {
        while (at_ < raw_.size() && blank(raw_[at_])) ++at_;
    }
    // One code point of the value, and what it is written as.
    bool step() {
        const char c = raw_[at_];
        const char wanted = value_[read_];
        if (quote_ == '"' && c == '\\') return escape();
        if (quote_ == '\'' && raw_.substr(at_).starts_with("''")) {
            at_ += 2;
            ++read_;
            return true;
        }
        if (c == wanted) {
            ++at_;
            ++read_;
            if (c == '\n') {
                for (std::size_t n = 0; n < indent_ && at_ < raw_.size() && raw_[at_] == ' '; ++n) ++at_;
            }
            return true;
        }
        if (!blank(c)) return false;
        skip_blanks();  // a folded line
        while (read_ < value_.size() && blank(wanted) && blank(value_[read_])) ++read_;
        return true;
    }
    bool escape() {
        if (at_ + 1 >= raw_.size()) return false;
        const char c = raw_[at_ + 1];
        if (c == '\n' || c == '\r') {
            ++at_;
            skip_blanks();
            return true;
        }
        const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        at_ = std::min(at_ + 2 + digits, raw_.size());
        ++read_;
        while (read_ < value_.size() && continues(value_[read_])) ++read_;
        return true;
    }

    std::string_view raw_;
    std::string_view value_;
    std::size_t at_ = 0;    // in the file
    std::size_t read_ = 0;  // in the value
    std::size_t indent_ = 0;
    char quote_ = 0;
};

}  // namespace

YamlPlace place_in_scalar(std::string_view content, int line, int column, std::string_view value,
                          std::size_t offset) {
    Walk walk(content, line, column, value);
    walk.to(offset);
    return walk.place();
}

}  // namespace vigie::kit
