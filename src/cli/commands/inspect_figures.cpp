#include "inspect_figures.hpp"

#include "answer_lines.hpp"

#include <vigie/model/json.hpp>
#include <vigie/stories/figures.hpp>

#include <map>

namespace vigie::cli {
namespace {

using model::Json;
using Answer = Result<Json> (*)(std::string_view);

const std::map<std::string, Answer>& answers() {
    static const std::map<std::string, Answer> table{{"cascade", &stories::cascade},
                                                     {"series", &stories::series},
                                                     {"shares", &stories::shares},
                                                     {"story", &answer_story}};
    return table;
}

}  // namespace

bool is_figure(const std::string& kind) {
    return answers().contains(kind);
}

std::vector<std::string> figure_kinds() {
    std::vector<std::string> names;
    for (const auto& [name, answer] : answers()) names.push_back(name);
    return names;
}

int inspect_figures(const InspectOptions& options) {
    const auto answer_of = answers().at(options.kind);
    return answer_lines(options.input, stories::line_bytes,
                        [&](std::size_t, std::string_view line) { return answer_of(line); });
}

}  // namespace vigie::cli
