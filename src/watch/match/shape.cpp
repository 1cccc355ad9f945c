#include "match/shape.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

namespace vigie::watch::match {
namespace {

enum class Form : std::uint8_t { none, small, capital, digit };

Form form_of(char32_t c) {
    if (c >= U'0' && c <= U'9') return Form::digit;
    return kit::is_upper_code_point(c) ? Form::capital : Form::small;
}

// Collects segments: a cut is where open() was called last, kept only when something follows.
class Cutter {
public:
    explicit Cutter(Shape& shape) : shape_(shape) {
        shape_.word.clear();
        shape_.segments = 0;
    }
    void cut_at(std::size_t at) {
        if (at == 0 || at >= shape_.word.size() + 1 || shape_.segments + 1 >= Shape::most_segments) return;
        if (shape_.segments > 0 && shape_.cut[shape_.segments] >= at) return;
        shape_.cut[++shape_.segments] = static_cast<std::uint8_t>(at);
    }
    void cut() { cut_at(shape_.word.size()); }
    void push(std::string_view bytes) {
        for (const char c : bytes) shape_.word.push(c);
    }
    void close() {
        const auto size = shape_.word.size();
        if (size == 0) return;
        if (shape_.segments == 0 || shape_.cut[shape_.segments] < size)
            shape_.cut[++shape_.segments] = static_cast<std::uint8_t>(size);
    }

private:
    Shape& shape_;
};

bool separator(char c, bool handle) {
    return c == '_' || (handle && (c == '.' || c == '-'));
}

bool word_starts(std::string_view text, std::size_t pos) {
    if (pos >= text.size()) return false;
    const auto folded = kit::fold_code_point(text, pos);
    if (folded.empty()) return false;
    std::size_t k = 0;
    return kit::is_word_code_point(kit::next_code_point(folded, k));
}

}  // namespace

std::size_t read_tag(std::string_view text, std::size_t pos, bool handle, Shape& shape) {
    Cutter cutter(shape);
    auto before = Form::none;
    auto before_that = Form::none;
    std::size_t last_start = 0;
    while (pos < text.size()) {
        if (separator(text[pos], handle)) {
            if (text[pos] != '_' && !word_starts(text, pos + 1)) break;
            cutter.cut();
            before = before_that = Form::none;
            ++pos;
            continue;
        }
        auto look = pos;
        const auto original = kit::next_code_point(text, look);
        auto next = pos;
        const auto folded = kit::fold_code_point(text, next);
        std::size_t k = 0;
        if (!folded.empty()) {
            if (!kit::is_word_code_point(kit::next_code_point(folded, k))) break;
            const auto form = form_of(original);
            const bool digits = (form == Form::digit) != (before == Form::digit);
            if (before != Form::none && (digits || (before == Form::small && form == Form::capital)))
                cutter.cut();
            // "HSBCFrance": the last capital belongs to the next word.
            if (form == Form::small && before == Form::capital && before_that == Form::capital)
                cutter.cut_at(last_start);
            last_start = shape.word.size();
            cutter.push(folded.substr(0, k));
            before_that = before;
            before = form;
        }
        pos = next;
    }
    cutter.close();
    return pos;
}

void read_skeleton(std::string_view skeleton, Shape& shape) {
    Cutter cutter(shape);
    auto before = Form::none;
    for (std::size_t i = 0; i < skeleton.size();) {
        const auto start = i;
        const auto c = kit::next_code_point(skeleton, i);
        if (!kit::is_word_code_point(c)) {
            cutter.cut();
            before = Form::none;
            continue;
        }
        const auto form = c >= U'0' && c <= U'9' ? Form::digit : Form::small;
        if (before != Form::none && form != before) cutter.cut();
        cutter.push(skeleton.substr(start, i - start));
        before = form;
    }
    cutter.close();
}

std::string split_case(std::string_view name) {
    std::string out;
    out.reserve(name.size() + 4);
    auto before = Form::none;
    for (std::size_t i = 0; i < name.size();) {
        const auto start = i;
        const auto c = kit::next_code_point(name, i);
        const auto form = form_of(c);
        if (before == Form::small && form == Form::capital) out += ' ';
        out.append(name, start, i - start);
        before = kit::is_word_code_point(c) ? form : Form::none;
    }
    return out;
}

std::string_view handle_core(std::string_view network, std::string_view handle) {
    if (handle.starts_with('@')) handle.remove_prefix(1);
    handle = handle.substr(0, handle.find('@'));
    static constexpr std::string_view hosted = ".bsky.social";
    if (handle.size() > hosted.size() && kit::fold(handle.substr(handle.size() - hosted.size())) == hosted) {
        return handle.substr(0, handle.size() - hosted.size());
    }
    // Elsewhere on Bluesky a handle is a domain: its last label says nothing.
    if (network == "bluesky") handle = handle.substr(0, handle.rfind('.'));
    return handle;
}

}  // namespace vigie::watch::match
