#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/kit/yaml.hpp>
#include <vigie/query/file.hpp>

#include <fmt/format.h>

#include <unordered_map>

namespace vigie::query {
namespace {

constexpr std::size_t most_queries = 1'000'000;
constexpr std::size_t longest_name = 200;
constexpr std::string_view bom = "\xEF\xBB\xBF";

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

int points(std::string_view text) {
    int n = 0;
    for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
    return n;
}

class Reader {
public:
    explicit Reader(QueryFile& file) : file_(file) {}

    void lines() {
        const std::string_view content = file_.content;
        std::size_t begin = content.starts_with(bom) ? bom.size() : 0;
        for (int number = 1; begin < content.size(); ++number) {
            const auto end = std::min(content.find('\n', begin), content.size());
            line(content.substr(begin, end - begin), begin, number);
            begin = end + 1;
        }
    }

    void yaml() {
        const kit::YamlFile yaml(file_.path, file_.content, "queries");
        starts_ = {0, 0};
        for (std::size_t i = 0; i < file_.content.size(); ++i)
            if (file_.content[i] == '\n') starts_.push_back(i + 1);
        const auto root = yaml.root();
        if (root.type() == kit::YamlNode::Type::map) {
            root.known({"queries", "lists", "assets", "cases"});  // the last two of files of cases
            const auto queries = root.require("queries");
            if (queries.type() == kit::YamlNode::Type::map) {
                queries.each_key([&](const std::string& name, const kit::YamlNode& key,
                                     const kit::YamlNode& value) { entry(name, key, value); });
            } else {
                list(queries);
            }
            lists(root.get("lists"));
        } else {
            list(root);
        }
        file_.diagnostics.insert(file_.diagnostics.end(), yaml.diagnostics().begin(),
                                 yaml.diagnostics().end());
    }

private:
    void error(std::string_view code, int line, int column, std::string message, std::string help) {
        file_.diagnostics.push_back({Diagnostic::Level::error, "queries." + std::string(code), file_.path,
                                     line, column, std::move(message), std::move(help)});
    }

    // False, and told, when there can be no query of this name.
    bool named(const std::string& name, int line, int column) {
        if (name.empty() || name.size() > longest_name || !kit::valid_utf8(name)) {
            error("bad-name", line, column,
                  name.empty() ? std::string("the query has no name")
                               : fmt::format("the name is no text of at most {} bytes", longest_name),
                  "write a short name that says what the query is for");
            return false;
        }
        const auto [at, fresh] = names_.try_emplace(name, line);
        if (!fresh)
            error("duplicate-name", line, column,
                  fmt::format("the name '{}' is taken by line {}", name, at->second),
                  "names are unique: rename one of the two");
        if (file_.sources.size() == most_queries)
            error("too-many", line, column, fmt::format("more than {} queries", most_queries),
                  "split the file");
        return fresh && file_.sources.size() < most_queries;
    }

    void add(std::string name, std::string text, QueryFile::Position position) {
        file_.sources.push_back({std::move(name), std::move(text)});
        file_.positions.push_back(position);
    }

    void line(std::string_view text, std::size_t offset, int number) {
        if (trim(text).empty() || text.starts_with('#')) return;
        const auto tab = text.find('\t');
        if (tab == std::string_view::npos)
            return error("no-tab", number, 1, "there is no tab between the name and the query",
                         "write: name<TAB>query");
        const std::string name(trim(text.substr(0, tab)));
        const auto query = trim(text.substr(tab));
        if (!named(name, number, 1)) return;
        const auto at = static_cast<std::size_t>(query.data() - text.data());
        const auto shown = query.empty() ? tab + 1 : at;
        add(name, std::string(query), {offset + shown, number, points(text.substr(0, shown)) + 1});
    }

    void list(const kit::YamlNode& root) {
        if (root.type() == kit::YamlNode::Type::absent) return;
        for (const auto& item : root.items()) {
            if (item.type() != kit::YamlNode::Type::map) {
                item.error("wrong-type", "expected a map with name and query",
                           "write: - {name: canicule, query: canicule OR \"forte chaleur\"}");
                continue;
            }
            item.known({"name", "query"});
            const auto name = item.require("name");
            const auto query = item.require("query");
            if (const auto text = name.text()) entry(*text, name, query);
        }
    }

    void entry(const std::string& name, const kit::YamlNode& key, const kit::YamlNode& query) {
        const auto text = query.text();
        if (!named(name, key.line(), key.column()) || !text) return;
        const int number = query.line();
        add(name, *text, {offset_of(number, query.column()), number, query.column()});
    }

    void lists(const kit::YamlNode& root) {
        root.each_key([&](const std::string& name, const kit::YamlNode&, const kit::YamlNode& values) {
            file_.names.lists[name] = values.texts();
        });
    }

    [[nodiscard]] std::size_t offset_of(int line, int column) const {
        const auto index = static_cast<std::size_t>(std::max(line, 1));
        std::size_t at = index < starts_.size() ? starts_[index] : file_.content.size();
        for (int i = 1; i < column && at < file_.content.size(); ++i) kit::next_code_point(file_.content, at);
        return at;
    }

    QueryFile& file_;
    std::vector<std::size_t> starts_;  // of lines, from 1; YAML only
    std::unordered_map<std::string, int> names_;
};

bool yaml_line(std::string_view line) {
    return line.starts_with("- ") || line == "-" || line.starts_with("---") || line.starts_with("queries:") ||
           line.starts_with("lists:") || line.starts_with('[');
}

// The first line that is no comment.
std::string_view first_line(std::string_view content) {
    if (content.starts_with(bom)) content.remove_prefix(bom.size());
    while (!content.empty()) {
        const auto end = std::min(content.find('\n'), content.size());
        const auto line = content.substr(0, end);
        if (!trim(line).empty() && !line.starts_with('#')) return line;
        content.remove_prefix(std::min(end + 1, content.size()));
    }
    return {};
}

bool yaml_path(std::string_view path) {
    return path.ends_with(".yaml") || path.ends_with(".yml");
}

}  // namespace

QueryFile read_queries(std::string path, std::string content) {
    QueryFile file;
    file.path = std::move(path);
    file.content = std::move(content);
    Reader reader(file);
    const auto line = first_line(file.content);
    if (file.content.size() > limits::yaml_bytes) {
        file.diagnostics.push_back({Diagnostic::Level::error, "queries.too-large", file.path, 0, 0,
                                    fmt::format("the file is larger than {} MiB", limits::yaml_bytes >> 20U),
                                    "split it into several files"});
    } else if (yaml_path(file.path) || (yaml_line(line) && line.find('\t') == std::string_view::npos)) {
        reader.yaml();
    } else {
        reader.lines();
    }
    return file;
}

bool is_query_file(std::string_view path, std::string_view content) {
    if (path.ends_with(".tsv") || path.ends_with(".queries")) return true;
    const auto line = first_line(content);
    // Files of watches are another form: they say "- watch:".
    if (content.starts_with("- watch:") || content.find("\n- watch:") != content.npos) return false;
    if (!yaml_path(path)) return line.find('\t') != std::string_view::npos && !line.starts_with(' ');
    return line.starts_with("queries:") ||
           (line.starts_with("- ") && content.find("query:") != content.npos) ||
           (line.starts_with("lists:") && content.find("\nqueries:") != content.npos);
}

}  // namespace vigie::query
