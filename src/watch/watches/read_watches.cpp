#include <vigie/base/limits.hpp>
#include <vigie/kit/yaml.hpp>
#include <vigie/query/file.hpp>
#include <vigie/watch/watches.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::watch {
namespace {

using kit::YamlNode;

constexpr std::size_t most_tags = 20;
constexpr std::size_t most_entries = 100'000;  // of a list

// Checked even when the watch around it is no good: all errors come at once.
struct Query {
    std::size_t file = 0;
    YamlNode node;
    std::string name;
    std::string text;
};

class Reader {
public:
    Reader(const std::vector<WatchFile>& files, const model::AssetRegister& assets, std::string_view lang)
        : files_(files), assets_(assets), lang_(lang) {}

    WatchesResult run() {
        for (std::size_t i = 0; i < files_.size(); ++i) {
            yaml_.push_back(std::make_unique<kit::YamlFile>(files_[i].path, files_[i].content, "watches"));
            root(i, yaml_[i]->root());
        }
        check_queries();
        WatchesResult result;
        for (std::size_t i = 0; i < files_.size(); ++i) {
            auto of_file = yaml_[i]->diagnostics();
            for (auto& d : of_queries_) {
                if (d.file == files_[i].path) of_file.push_back(std::move(d));
            }
            std::ranges::stable_sort(of_file, {},
                                     [](const Diagnostic& d) { return std::pair(d.line, d.column); });
            std::ranges::move(of_file, std::back_inserter(result.diagnostics));
        }
        if (!has_errors(result.diagnostics)) result.read = std::move(out_);
        return result;
    }

private:
    void root(std::size_t file, const YamlNode& root) {
        if (root.type() == YamlNode::Type::scalar) {
            return root.error("wrong-type", "this file is a list of watches",
                              "begin each with '- watch: NAME' and indent 'query:' below");
        }
        for (const auto& entry : root.items()) {
            if (entry.type() == YamlNode::Type::null) continue;
            if (entry.type() == YamlNode::Type::map && entry.get("list")) {
                list(entry);
            } else if (entry.type() == YamlNode::Type::map) {
                watch(file, entry);
            } else {
                entry.error("wrong-type", "this is not a watch",
                            "write '- watch: NAME' and indent 'query:' below");
            }
        }
    }

    void list(const YamlNode& entry) {
        entry.known({"list", "items"});
        const auto name = entry.get("list").text();
        if (!name) return;
        if (!model::good_watch_name(*name)) return bad_name(entry.get("list"), *name);
        const auto items = entry.require("items");
        std::vector<std::string> texts;
        for (const auto& item : items.items()) {
            if (texts.size() == most_entries) {
                item.error("too-large", fmt::format("more than {} entries", most_entries));
                break;
            }
            if (auto text = item.text()) texts.push_back(*std::move(text));
        }
        if (!out_.lists.emplace(*name, std::move(texts)).second)
            entry.get("list").error("duplicate", fmt::format("there is already a list named '{}'", *name),
                                    "put the entries of both into one");
    }

    void watch(std::size_t file, const YamlNode& entry) {
        entry.known({"watch", "query", "note", "enabled", "asset", "tags"});
        model::Watch w;
        w.kind = model::WatchKind::file;
        w.place = fmt::format("{}:{}", files_[file].path, entry.line());
        const auto name = entry.require("watch");
        const auto query = entry.require("query");
        const auto text = name.text();
        if (text) unique(name, *text, w);
        w.query = query.text().value_or("");
        w.note = entry.get("note").text().value_or("");
        w.enabled = entry.get("enabled").flag().value_or(true);
        asset(entry.get("asset"), w);
        tags(entry.get("tags"), w);
        if (w.note.size() > limits::bio_bytes)
            entry.get("note").error("too-long",
                                    fmt::format("this note is longer than {} bytes", limits::bio_bytes));
        if (query.type() != YamlNode::Type::scalar) return;
        queries_.push_back({file, query, w.name, w.query});
        if (!w.name.empty()) out_.watches.push_back(std::move(w));
    }

    static void bad_name(const YamlNode& node, const std::string& name) {
        constexpr std::size_t shown = 64;
        node.error("bad-value", fmt::format("'{}' is not a name", name.substr(0, shown)),
                   "use at most 64 letters a-z, digits, '-', '_' and '.', a letter or digit first");
    }

    void unique(const YamlNode& node, const std::string& text, model::Watch& w) {
        if (!model::good_watch_name(text)) return bad_name(node, text);
        const auto [first, fresh] = by_name_.emplace(text, w.place);
        if (fresh) {
            w.name = text;
            return;
        }
        node.error("duplicate", fmt::format("there is already a watch named '{}' ({})", text, first->second),
                   "give it another name");
    }

    void asset(const YamlNode& node, model::Watch& w) const {
        const auto id = node.text();
        if (!id) return;
        w.asset = model::AssetId(*id);
        if (assets_.find(w.asset) != nullptr) return;
        std::vector<std::string> ids;
        for (const auto& a : assets_.all()) ids.push_back(a.id.value);
        const auto near = nearest(*id, ids);
        node.error("unknown-asset", fmt::format("no asset has the id '{}'", *id),
                   near.empty() ? "write the id of an asset of the register"
                                : fmt::format("did you mean '{}'?", near));
    }

    static void tags(const YamlNode& node, model::Watch& w) {
        w.tags = node.texts();
        constexpr std::size_t longest = 64;
        if (w.tags.size() > most_tags)
            node.error("too-large", fmt::format("more than {} tags", most_tags), "keep those that are used");
        for (const auto& tag : w.tags) {
            if (tag.empty() || tag.size() > longest)
                node.error("bad-value", fmt::format("a tag has 1 to {} bytes", longest));
        }
    }

    void check_queries() {
        query::CompileOptions options;
        options.names.lists = asset_lists(assets_);
        for (const auto& [name, entries] : out_.lists) options.names.lists.emplace(name, entries);
        for (auto& w : asset_watches(assets_)) options.names.queries.emplace(w.name, std::move(w.query));
        for (const auto& w : out_.watches) options.names.queries.emplace(w.name, w.query);
        for (const auto& query : queries_) {
            for (const auto& problem : check_query(options, query.name, query.text).problems)
                tell(problem, query);
        }
    }

    void tell(const query::Problem& problem, const Query& query) {
        const auto& [path, content] = files_[query.file];
        of_queries_.push_back(query::to_diagnostic(
            problem, query.text, query::YamlScalar{path, content, query.node.line(), query.node.column()},
            lang_));
    }

    const std::vector<WatchFile>& files_;
    const model::AssetRegister& assets_;
    std::string_view lang_;
    std::vector<std::unique_ptr<kit::YamlFile>> yaml_;
    FileWatches out_;
    std::vector<Query> queries_;
    std::map<std::string, std::string> by_name_;  // where it stands
    Diagnostics of_queries_;
};

}  // namespace

WatchesResult read_watches(const std::vector<WatchFile>& files, const model::AssetRegister& assets,
                           std::string_view lang) {
    return Reader(files, assets, lang).run();
}

}  // namespace vigie::watch
