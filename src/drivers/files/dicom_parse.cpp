#include "dicom.hpp"

#include <algorithm>
#include <array>

namespace vigie::drivers {
namespace {

constexpr std::uint32_t undefined = 0xFFFFFFFFU;
constexpr std::size_t most_elements = 4000;
constexpr std::size_t most_steps = 200'000;  // items and elements, also those in sequences

class Cursor {
public:
    explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] bool has(std::size_t n) const { return n <= bytes_.size() - at_; }
    [[nodiscard]] bool done() const { return at_ >= bytes_.size(); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return number(4); }
    std::string_view take(std::size_t n) {
        const auto out = bytes_.substr(at_, n);
        at_ += out.size();
        return out;
    }

private:
    std::uint32_t number(unsigned n) {
        std::uint32_t out = 0;
        for (unsigned i = 0; i < n; ++i)
            out |= std::uint32_t{static_cast<unsigned char>(bytes_[at_ + i])} << (8 * i);
        at_ += n;
        return out;
    }
    std::string_view bytes_;
    std::size_t at_ = 0;
};

struct Head {
    std::uint16_t group = 0;
    std::uint16_t element = 0;
    std::array<char, 2> form{'U', 'N'};
    std::uint32_t length = 0;
};

// False when the bytes end.
bool read_head(Cursor& cursor, bool with_form, Head& head) {
    if (!cursor.has(8)) return false;
    head.group = cursor.u16();
    head.element = cursor.u16();
    head.form = {'U', 'N'};
    if (!with_form || head.group == 0xFFFE) {  // items have no form
        head.length = cursor.u32();
        return true;
    }
    const auto form = cursor.take(2);
    head.form = {form[0], form[1]};
    constexpr std::string_view long_forms = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";
    if (long_forms.find(form) == std::string_view::npos) {
        head.length = cursor.u16();
        return true;
    }
    if (!cursor.has(6)) return false;
    cursor.take(2);
    head.length = cursor.u32();
    return true;
}

// Elements one after the other; sequences and items are entered by counting, without recursion: what stands
// in them is stepped over.
bool read_elements(Cursor& cursor, bool with_form, bool only_meta, DicomFile& out) {
    std::size_t depth = 0;  // of sequences and items of undefined length
    for (std::size_t step = 0; step < most_steps && !cursor.done(); ++step) {
        if (only_meta) {
            auto ahead = cursor;
            if (!ahead.has(2) || ahead.u16() != 0x0002) return true;
        }
        Head head;
        if (!read_head(cursor, with_form, head)) return false;
        if (head.group == 0xFFFE) {
            if (head.element == 0xE000 && head.length != undefined) {
                if (!cursor.has(head.length)) return false;
                cursor.take(head.length);
            } else if (head.element == 0xE000) {
                ++depth;
            } else if (depth > 0) {
                --depth;
            }
            continue;
        }
        if (head.length == undefined) {
            if (head.group == 0x7FE0 && head.element == 0x0010)
                return depth == 0;  // compressed: not ours to read
            ++depth;
            continue;
        }
        if (!cursor.has(head.length)) return false;
        const auto value = cursor.take(head.length);
        if (depth > 0 || (head.form == std::array{'S', 'Q'})) continue;
        if (head.group == 0x7FE0 && head.element == 0x0010) {
            out.pixels = value;
            return true;
        }
        if (out.elements.size() < most_elements) out.elements.push_back({head.group, head.element, value});
    }
    return cursor.done();
}

}  // namespace

Result<DicomFile> parse_dicom(std::string_view bytes) {
    constexpr std::size_t preamble = 128;
    if (bytes.size() < preamble + 4 || bytes.substr(preamble, 4) != "DICM")
        return fail(Errc::invalid_argument, "this file has no DICOM header");
    Cursor cursor(bytes.substr(preamble + 4));
    DicomFile out;
    if (!read_elements(cursor, true, true, out)) return out;
    std::string_view syntax = "1.2.840.10008.1.2";
    for (const auto& e : out.elements)
        if (e.group == 0x0002 && e.element == 0x0010) syntax = e.value;
    while (!syntax.empty() && (syntax.back() == '\0' || syntax.back() == ' ')) syntax.remove_suffix(1);
    if (syntax == "1.2.840.10008.1.2.2" || syntax == "1.2.840.10008.1.2.1.99")
        return fail(Errc::invalid_argument, "a DICOM file in a form that Vigie does not read ({})", syntax);
    const bool with_form = syntax != "1.2.840.10008.1.2";
    out.complete = read_elements(cursor, with_form, false, out);
    return out;
}

}  // namespace vigie::drivers
