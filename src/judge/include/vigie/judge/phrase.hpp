// The small change of evidence sentences: quotation in both languages, lists, cut texts, and which characters
// a disguised spelling uses. Pure.
#pragma once

#include <vigie/model/finding.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

// « words » and “words”, cut at 80 code points; control and direction characters are left out, so that a
// hostile name cannot rewrite our sentence.
[[nodiscard]] std::string quote_fr(std::string_view words);
[[nodiscard]] std::string quote_en(std::string_view words);
[[nodiscard]] std::string plain(std::string_view words, std::size_t most = 80);

// « a », « b » et « c » — “a”, “b” and “c”.
[[nodiscard]] model::Text quoted_list(const std::vector<std::string>& words);

// A character that stands for another: "а" (U+0430, Cyrillic) read as "a".
struct Disguise {
    std::string written;
    std::string reads_as;
    char32_t code_point = 0;
    std::size_t start = 0;  // byte offsets in the text given
    std::size_t end = 0;
};
// Characters of `text` that look like others: foreign letters, and, where `reference` is as long, digits and
// signs that stand where it has a letter. At most 8.
[[nodiscard]] std::vector<Disguise> disguises(std::string_view text, std::string_view reference);
// "« а » (U+0430, cyrillique) pour « a »".
[[nodiscard]] model::Text describe(const std::vector<Disguise>& disguises);

[[nodiscard]] model::Evidence evidence(std::string code, double weight, model::Text says,
                                       std::vector<model::Span> spans = {});

// The first standing of `words` in `whole` as a span of `field`; the whole when it is not found literally.
[[nodiscard]] model::Span span_of(std::string field, std::string_view whole, std::string_view words,
                                  std::string kind = {});

}  // namespace vigie::judge
