#include <vigie/watch/watches.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::watch {
namespace {

using model::WatchKind;

bool has_error(const std::vector<query::Problem>& problems) {
    return std::ranges::any_of(problems, [](const auto& p) { return p.level == Diagnostic::Level::error; });
}

bool says(const query::Node& node, std::string_view reference) {
    return (node.op == query::Op::reference && node.text == reference) ||
           std::ranges::any_of(node.children, [&](const auto& child) { return says(child, reference); });
}

query::Problem taken(const std::string& name) {
    return {
        .level = Diagnostic::Level::error,
        .code = "watches.name-taken",
        .place = {},
        .says = {fmt::format("un fichier a lui aussi une veille «\u00A0{}\u00A0»\u00A0: c’est elle qui vaut",
                             name),
                 fmt::format("a file has a watch “{}”, too: that one counts", name)},
        .help = {"Supprimez l’une des deux, ou renommez celle du fichier.",
                 "Delete one of the two, or rename the one in the file."},
        .instead = {}};
}

}  // namespace

std::shared_ptr<const WatchSet> WatchSet::make(const model::AssetRegister& assets, FileWatches files,
                                               std::vector<model::Watch> rows) {
    auto set = std::make_shared<WatchSet>();
    auto& names = set->options_.names;
    names.lists = asset_lists(assets);
    for (const auto& [name, entries] : files.lists) names.lists.emplace(name, entries);
    const auto add = [&](model::Watch watch) {
        const bool fresh = set->by_name_.emplace(watch.name, set->entries_.size()).second;
        // One that the stream does not see can still be referred to.
        if (fresh) names.queries.emplace(watch.name, watch.query);
        set->entries_.push_back({std::move(watch), {}});
        if (!fresh) set->entries_.back().problems.push_back(taken(set->entries_.back().watch.name));
    };
    for (auto& watch : asset_watches(assets)) add(std::move(watch));
    for (const auto& watch : files.watches) add(watch);
    for (auto& watch : rows) {
        if (!watch.deleted) add(std::move(watch));
    }
    set->files_ = std::move(files);
    set->compile();
    return set;
}

const WatchSet::Entry* WatchSet::find(const std::string& name) const {
    const auto it = by_name_.find(name);
    return it == by_name_.end() ? nullptr : &entries_[it->second];
}

// One bad query makes compile() give nothing: what it complains about is left out, and the rest tried again.
// A second round finds nothing new, unless a query broke by what it refers to.
void WatchSet::compile() {
    for (;;) {
        std::vector<query::Source> sources;
        std::vector<std::size_t> entry_of;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const auto& [watch, problems] = entries_[i];
            if (watch.kind == WatchKind::asset || !watch.enabled || has_error(problems)) continue;
            sources.push_back({watch.name, watch.query});
            entry_of.push_back(i);
        }
        auto compiled = query::compile(sources, options_);
        for (const auto i : entry_of) entries_[i].problems.clear();
        bool failed = false;
        for (auto& [source, problem] : compiled.problems) {
            failed = failed || problem.level == Diagnostic::Level::error;
            entries_[entry_of[source]].problems.push_back(std::move(problem));
        }
        compiled_ = std::move(compiled.set);
        if (compiled_ || !failed) break;
    }
    for (auto& [watch, problems] : entries_) {
        if (watch.kind != WatchKind::asset && !watch.enabled && problems.empty())
            problems = check_query(options_, watch.name, watch.query).problems;
    }
}

Checked check_query(const query::CompileOptions& options, const std::string& name, const std::string& text) {
    Checked out;
    auto parsed = query::parse(text, options.parse);
    out.problems = std::move(parsed.problems);
    if (!parsed.root) return out;
    out.written = *parsed.root;
    auto node = *std::move(parsed.root);
    if (query::refers(node)) {
        std::vector<query::Problem> more;
        if (!name.empty() && says(node, "watch:" + name)) {
            const model::Text cycle{"la veille se contient elle-même", "the watch contains itself"};
            more.push_back({Diagnostic::Level::error,
                            "query.cycle",
                            node.place,
                            cycle,
                            {"Retirez ce renvoi.", "remove this reference"},
                            {}});
        } else if (const auto it = options.names.queries.find(name);
                   name.empty() || (it != options.names.queries.end() && it->second == text)) {
            more = query::resolve(node, options.names, options.parse);
        } else {
            auto names = options.names;  // as it would be with this text
            names.queries[name] = text;
            more = query::resolve(node, names, options.parse);
        }
        std::ranges::move(more, std::back_inserter(out.problems));
    }
    if (!has_error(out.problems)) out.resolved = std::move(node);
    return out;
}

}  // namespace vigie::watch
