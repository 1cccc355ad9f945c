// One round of query fuzzing: whatever the bytes, reading ends, every problem points into the text and speaks
// both languages, and what was read has one spelling that reads the same.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/query/file.hpp>
#include <vigie/query/parse.hpp>

#include <algorithm>
#include <string_view>

namespace vigie::query {

inline void fuzz_query(std::string_view bytes) {
    const ParseOptions options{.scores = true};
    const auto parsed = parse(bytes, options);
    bool failed = false;
    for (const auto& problem : parsed.problems) {
        failed |= problem.level == Diagnostic::Level::error;
        VIGIE_ASSERT(problem.place.begin <= problem.place.end && problem.place.end <= bytes.size());
        VIGIE_ASSERT(!problem.says.fr.empty() && !problem.says.en.empty());
        const auto shown = to_diagnostic(problem, bytes, "f", 1, 1);
        VIGIE_ASSERT(shown.line >= 1 && shown.column >= 1);
        (void)render(shown, bytes);
    }
    VIGIE_ASSERT(parsed.root.has_value() != failed);
    if (!parsed.root) return;
    const auto text = to_text(*parsed.root);
    const auto again = parse(text, options);
    // Quotes and parentheses make it longer: only then may it be refused.
    if (!again.root) {
        VIGIE_ASSERT(again.problems.size() == 1 && (again.problems[0].code == "query.too-large" ||
                                                    again.problems[0].code == "query.too-deep"));
        return;
    }
    VIGIE_ASSERT(to_text(*again.root) == text);
    const auto said = say(*parsed.root);
    VIGIE_ASSERT(!said.fr.empty() && !said.en.empty());
}

inline void fuzz_query_file(std::string_view bytes) {
    for (const auto* path : {"q.tsv", "q.yaml", "q"}) {
        const auto file = read_queries(path, std::string(bytes));
        VIGIE_ASSERT(file.sources.size() == file.positions.size());
        const auto lines = std::count(bytes.begin(), bytes.end(), '\n') + 1;
        for (std::size_t i = 0; i < file.sources.size(); ++i) {
            VIGIE_ASSERT(file.positions[i].offset <= bytes.size());
            for (const auto& problem : parse(file.sources[i].text).problems) {
                const auto shown = to_diagnostic(file, {i, problem});
                VIGIE_ASSERT(shown.line >= 1 && shown.line <= lines && shown.column >= 1);
            }
        }
    }
}

}  // namespace vigie::query
