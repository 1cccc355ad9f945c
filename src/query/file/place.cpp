// Where a byte of a query stands in the file it was read from. A scalar of YAML is not written as it reads:
// indentation, folded lines, quotes and escapes lie between.
#include <vigie/kit/yaml_place.hpp>
#include <vigie/query/file.hpp>

#include <algorithm>

namespace vigie::query {

Diagnostic to_diagnostic(const Problem& problem, std::string_view query, const YamlScalar& scalar,
                         std::string_view lang) {
    auto out = to_diagnostic(problem, query, scalar.path, scalar.line, scalar.column, lang);
    const auto begin = std::min<std::size_t>(problem.place.begin, query.size());
    const auto place = kit::place_in_scalar(scalar.content, scalar.line, scalar.column, query, begin);
    out.line = place.line;
    out.column = place.column;
    return out;
}

Diagnostic to_diagnostic(const QueryFile& file, const SourceProblem& problem, std::string_view lang) {
    if (problem.source >= file.sources.size())
        return to_diagnostic(problem.problem, {}, file.path, 1, 1, lang);
    const auto& source = file.sources[problem.source];
    const auto& at = file.positions[problem.source];
    const auto written = std::string_view(file.content).substr(std::min(at.offset, file.content.size()));
    auto out = written.starts_with(source.text)
                   ? to_diagnostic(problem.problem, source.text, file.path, at.line, at.column, lang)
                   : to_diagnostic(problem.problem, source.text,
                                   YamlScalar{file.path, file.content, at.line, at.column}, lang);
    out.message = source.name + ": " + out.message;
    return out;
}

}  // namespace vigie::query
