// The sentence of a rule: text with %{fields} that each item fills in. Private to judge/rules.
#pragma once

#include <vigie/judge/rules.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

struct OutputProblem {
    std::size_t at = 0;  // byte of the text
    std::string message;
    std::string help;
};
// Unknown fields and unclosed braces. `detectors`: what score.NAME may name; empty = not checked.
[[nodiscard]] std::vector<OutputProblem> check_output(std::string_view text,
                                                      const std::vector<std::string>& detectors);

// What one match knows.
struct Match {
    const Rule* rule = nullptr;
    const RuleInput* input = nullptr;
    std::vector<model::AssetId> assets;
    std::vector<model::Span> spans;  // with their words
};
// Foreign words are cut and cleaned of control characters; "(inconnu)" where there is nothing.
[[nodiscard]] model::Text fill_output(const model::Text& output, const Match& match);

// What the item shows in a field that a highlight names; nullptr for none.
[[nodiscard]] const std::string* field_text(const model::Item& item, std::string_view field);

}  // namespace vigie::judge
