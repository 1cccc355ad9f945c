// Language identification over fastText's lid.176 (176 languages; ADR 9). The model is inside the binary when
// the build had it. Loading takes about 15 ms and 3 MB; a text some 25 µs, of which at most the first 512
// bytes that are words are read. Languages that are rare on social networks weigh a tenth.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/language_id.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace vigie::drivers {

// Errc::unavailable when this binary holds no model: the message says what to do.
[[nodiscard]] Result<std::unique_ptr<ports::LanguageId>> make_fasttext_language_id();
// From the bytes of a model.
[[nodiscard]] Result<std::unique_ptr<ports::LanguageId>> make_fasttext_language_id(std::string_view model);

// The text as the model wants it: one line of words, without URLs, handles, digits and signs, shouting in
// small letters.
[[nodiscard]] std::string prepare_for_language_id(std::string_view text);

}  // namespace vigie::drivers
