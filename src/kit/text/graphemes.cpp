#include <vigie/kit/graphemes.hpp>

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>

namespace vigie::kit {

std::size_t graphemes(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status) != 0) return text.size();
    const auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    breaks->setText(wide);
    std::size_t count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

}  // namespace vigie::kit
