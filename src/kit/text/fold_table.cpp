#include "text/code_points.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/kit/text.hpp>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/usetiter.h>

namespace vigie::kit {
namespace {

// What Unicode does not call equivalent though people type one for the other.
const char16_t* by_hand(UChar32 c) {
    switch (c) {
        case 0x00B4:
        case 0x02BB:
        case 0x02BC:
        case 0x02BD:
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x2035:
        case 0x275B:
        case 0x275C: return u"'";
        case 0x00AB:
        case 0x00BB:
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x2033: return u"\"";
        case 0x2212: return u"-";
        case 0x0085:
        case 0x2028:
        case 0x2029: return u" ";
        case 0x00E6: return u"ae";
        case 0x0153: return u"oe";
        case 0x00F8: return u"o";
        case 0x0111:
        case 0x00F0: return u"d";
        case 0x00FE: return u"th";
        case 0x0142: return u"l";
        case 0x0127: return u"h";
        case 0x0167: return u"t";
        case 0x0131: return u"i";
        default: return nullptr;
    }
}

constexpr char16_t also_by_hand[] =
    u"[\\u00B4\\u02BB-\\u02BD\\u2018-"
    u"\\u201F\\u2032\\u2033\\u2035\\u275B\\u275C\\u00AB\\u00BB\\u2212\\u0085\\u2028\\u2029"
    u"\\u00E6\\u0153\\u00F8\\u0111\\u00F0\\u00FE\\u0142\\u0127\\u0167\\u0131]";

// Accents that sit on letters of several scripts. Vowel signs of one script (Devanagari…) are letters and
// stay, and so do the two marks that make another kana of a kana.
bool is_accent(UChar32 c) {
    const auto type = u_charType(c);
    if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK) return false;
    if (c == 0x3099 || c == 0x309A) return false;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status) == USCRIPT_INHERITED && U_SUCCESS(status) != 0;
}

void append_mapped(icu::UnicodeString& out, UChar32 c) {
    if (const auto* hand = by_hand(c)) {
        out.append(hand, -1);
    } else if (const auto type = u_charType(c); type == U_SPACE_SEPARATOR) {
        out.append(u' ');
    } else if (type == U_DASH_PUNCTUATION) {
        out.append(u'-');
    } else if (!is_accent(c)) {
        out.append(c);
    }
}

struct Normalizers {
    const icu::Normalizer2* fold = nullptr;
    const icu::Normalizer2* decompose = nullptr;
};

std::string folded(UChar32 c, const Normalizers& normalizers) {
    icu::UnicodeString text;
    append_mapped(text, c);
    for (int round = 0; round < 8; ++round) {
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString once;
        icu::UnicodeString apart;
        normalizers.fold->normalize(text, once, status);
        normalizers.decompose->normalize(once, apart, status);
        VIGIE_ASSERT(U_SUCCESS(status) != 0);
        icu::UnicodeString next;
        for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1))
            append_mapped(next, apart.char32At(i));
        if (next == text) break;
        text = next;
    }
    std::string out;
    text.toUTF8String(out);
    return out;
}

CodePointTable make_fold_table() {
    UErrorCode status = U_ZERO_ERROR;
    const Normalizers normalizers{icu::Normalizer2::getNFKCCasefoldInstance(status),
                                  icu::Normalizer2::getNFDInstance(status)};
    icu::UnicodeSet moving(
        u"[[:CWKCF=Yes:][:NFD_QC=No:][[[:gc=Mn:][:gc=Me:]]&[:sc=Zinh:]][:gc=Zs:][:gc=Pd:]]", status);
    moving.addAll(icu::UnicodeSet(also_by_hand, status));
    VIGIE_ASSERT(U_SUCCESS(status) != 0);
    CodePointTable table;
    for (icu::UnicodeSetIterator it(moving); it.next();) {
        std::string self;
        icu::UnicodeString(it.getCodepoint()).toUTF8String(self);
        if (const auto other = folded(it.getCodepoint(), normalizers); other != self) {
            VIGIE_ASSERT(table.set(static_cast<char32_t>(it.getCodepoint()), other));
        }
    }
    return table;
}

}  // namespace

bool CodePointTable::set(char32_t code_point, std::string_view text) {
    if (text.size() > 63) return false;
    auto& page = page_of_[code_point >> 8U];
    if (page == 0) {
        page = static_cast<std::uint16_t>(pages_.size());
        pages_.emplace_back();
    }
    pages_[page][code_point & 0xFFU] = static_cast<std::uint32_t>(pool_.size() << 6U | text.size());
    pool_ += text;
    return true;
}

const CodePointTable& fold_table() {
    static const CodePointTable table = make_fold_table();
    return table;
}

bool is_word_code_point(char32_t code_point) noexcept {
    if (code_point < 0x80) {
        return (code_point >= 'a' && code_point <= 'z') || (code_point >= '0' && code_point <= '9') ||
               (code_point >= 'A' && code_point <= 'Z');
    }
    switch (u_charType(static_cast<UChar32>(code_point))) {
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_NON_SPACING_MARK:
        case U_COMBINING_SPACING_MARK:
        case U_DECIMAL_DIGIT_NUMBER:
        case U_LETTER_NUMBER: return true;
        default: return false;
    }
}

bool is_upper_code_point(char32_t code_point) noexcept {
    if (code_point < 0x80) return code_point >= 'A' && code_point <= 'Z';
    return u_isUUppercase(static_cast<UChar32>(code_point)) != 0;
}

}  // namespace vigie::kit
