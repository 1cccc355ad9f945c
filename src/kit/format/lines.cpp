#include <vigie/kit/lines.hpp>

namespace vigie::kit {

void LineSplitter::emit(std::string_view line, const Visit& visit) {
    ++number_;
    if (number_ == 1 && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return;
    const bool whole = line.size() <= limit_;
    visit(number_, line.substr(0, limit_), whole);
}

void LineSplitter::feed(std::string_view piece, const Visit& visit) {
    if (const auto last = piece.rfind('\n'); last != std::string_view::npos) consumed_ = fed_ + last + 1;
    fed_ += piece.size();
    while (!piece.empty()) {
        const auto end = piece.find('\n');
        const auto head = piece.substr(0, end);
        if (end == std::string_view::npos) {
            // One byte over the cap is enough to know that the line is too long.
            if (rest_.size() <= limit_) rest_.append(head.substr(0, limit_ + 1 - rest_.size()));
            return;
        }
        if (rest_.empty()) {
            emit(head, visit);
        } else {
            if (rest_.size() <= limit_) rest_.append(head.substr(0, limit_ + 1 - rest_.size()));
            emit(rest_, visit);
            rest_.clear();
        }
        piece.remove_prefix(end + 1);
    }
}

void LineSplitter::finish(const Visit& visit) {
    consumed_ = fed_;
    if (rest_.empty()) return;
    emit(rest_, visit);
    rest_.clear();
}

}  // namespace vigie::kit
