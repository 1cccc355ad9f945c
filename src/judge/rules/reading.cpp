#include "rules/effective.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/kit/yaml_place.hpp>
#include <vigie/query/file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace vigie::judge {
namespace {

// A detector that does not exist never gives a score: say so where it is named.
void check_scores(const query::Node& node, const std::vector<std::string>& detectors,
                  std::vector<query::Problem>& out) {
    if (node.op == query::Op::number && node.field == query::Field::score &&
        std::ranges::find(detectors, node.name) == detectors.end()) {
        const auto near = nearest(node.name, detectors);
        const auto known = fmt::format("{}", fmt::join(detectors, ", "));
        out.push_back(
            {Diagnostic::Level::error,
             "rules.unknown-detector",
             node.place,
             {fmt::format("aucun détecteur ne s’appelle «\u00a0{}\u00a0»", node.name),
              fmt::format("no detector is called '{}'", node.name)},
             near.empty()
                 ? model::Text{fmt::format("Il y a\u00a0: {}.", known), fmt::format("known: {}", known)}
                 : model::Text{fmt::format("Vouliez-vous dire «\u00a0{}\u00a0»\u00a0?", near),
                               fmt::format("did you mean '{}'?", near)},
             near});
    }
    for (const auto& child : node.children) check_scores(child, detectors, out);
}

// " #tag" right behind a scalar without quotes: a comment for YAML, a piece of the query for who wrote it.
bool loses_hashtag(std::string_view content, const Written& query) {
    const auto end =
        kit::place_in_scalar(content, query.node.line(), query.node.column(), query.text, query.text.size());
    std::size_t at = 0;
    for (int line = 1; line < end.line && at != std::string_view::npos; ++line)
        at = content.find('\n', at) + 1;
    for (int column = 1; column < end.column && at < content.size(); ++column)
        (void)kit::next_code_point(content, at);
    const auto rest = content.substr(std::min(at, content.size()));
    const auto mark = rest.find_first_not_of(' ');
    return mark != 0 && mark + 1 < rest.size() && rest[mark] == '#' && rest[mark + 1] > ' ';
}

}  // namespace

Reading::Reading(const std::vector<RuleFile>& files, const RuleSurroundings& surroundings)
    : files_(files), surroundings_(surroundings), told_(files.size()) {
    for (const auto& file : files)
        yaml_.push_back(std::make_unique<kit::YamlFile>(file.path, file.content, "rules"));
}

RulePlace Reading::place(std::size_t file, const kit::YamlNode& node) const {
    return {files_[file].path, node.line(), node.column()};
}

void Reading::tell(const query::Problem& problem, std::size_t file, const Written& query) {
    const query::YamlScalar scalar{files_[file].path, files_[file].content, query.node.line(),
                                   query.node.column()};
    told_[file].push_back(query::to_diagnostic(problem, query.text, scalar, surroundings_.lang));
}

void Reading::complain(std::size_t file, const Written& text, std::size_t at, std::string code,
                       std::string message, std::string help) {
    const auto place =
        kit::place_in_scalar(files_[file].content, text.node.line(), text.node.column(), text.text, at);
    told_[file].push_back({.code = "rules." + std::move(code),
                           .file = files_[file].path,
                           .line = place.line,
                           .column = place.column,
                           .message = std::move(message),
                           .help = std::move(help)});
}

std::optional<query::Node> Reading::check(std::size_t file, const Written& query, const query::Names& names,
                                          bool part) {
    if (!query) return std::nullopt;
    const query::ParseOptions options{.scores = true};
    auto parsed = query::parse(query.text, options);
    auto problems = std::move(parsed.problems);
    if (parsed.root) {
        auto resolved = *parsed.root;
        for (auto& p : query::resolve(resolved, names, options)) problems.push_back(std::move(p));
        if (!surroundings_.detectors.empty()) check_scores(*parsed.root, surroundings_.detectors, problems);
    }
    if (loses_hashtag(files_[file].content, query)) {
        query.node.warning("comment",
                           "a blank and '#' begin a comment here: what follows is no part of the query",
                           "put the whole query into quotes, or use '>-'");
    }
    bool failed = false;
    for (const auto& p : problems) {
        if (part && p.code == "query.broad") continue;
        failed = failed || p.level == Diagnostic::Level::error;
        tell(p, file, query);
    }
    if (failed) return std::nullopt;
    return std::move(parsed.root);
}

Diagnostics Reading::take() {
    Diagnostics out;
    for (std::size_t i = 0; i < yaml_.size(); ++i) {
        auto of_file = yaml_[i]->diagnostics();
        std::ranges::move(told_[i], std::back_inserter(of_file));
        std::ranges::stable_sort(of_file, {},
                                 [](const Diagnostic& d) { return std::pair(d.line, d.column); });
        std::ranges::move(of_file, std::back_inserter(out));
    }
    return out;
}

query::Names names_of(const Entries& entries, Reading& reading) {
    auto names = reading.surroundings().names;
    std::map<std::string, const ReadList*> lists;
    for (const auto& list : entries.lists) {
        const auto first = lists.find(list.name);
        if (list.append) {
            if (first == lists.end()) {
                list.node.error("unknown-list", fmt::format("no list before this is called '{}'", list.name),
                                "leave 'append' out to begin it here");
                continue;
            }
        } else if (first != lists.end()) {
            list.node.error("duplicate-name",
                            fmt::format("a list is called '{}' already ({})", list.name,
                                        reading.place(first->second->file, first->second->node).text()),
                            "add 'append: true' to lengthen it");
            continue;
        }
        lists.emplace(list.name, &list);
        auto& items = names.lists[list.name];
        items.insert(items.end(), list.items.begin(), list.items.end());
    }
    for (const auto& macro : entries.macros) {
        if (!names.queries.emplace(macro.name, macro.condition.text).second) {
            macro.node.error("duplicate-name",
                             fmt::format("a macro or a watch is called '{}' already", macro.name),
                             "give it another name: conditions write watch:NAME for both");
        }
    }
    return names;
}

}  // namespace vigie::judge
