#include "query.hpp"

#include <vigie/drivers/fasttext.hpp>
#include <vigie/model/json.hpp>
#include <vigie/watch/register.hpp>
#include <vigie/watch/watches.hpp>

#include <charconv>

namespace vigie::cli {

struct QueryContext::Language {
    std::unique_ptr<ports::LanguageId> id;
};

QueryContext::QueryContext() : language_(std::make_unique<Language>()) {
    auto id = drivers::make_fasttext_language_id();
    if (!id) return;  // a binary without a model: only declared languages count
    language_->id = *std::move(id);
    context_.language = [this](std::string_view text) { return language_->id->of(text).lang; };
}

QueryContext::~QueryContext() = default;

namespace {

// Files of watches (schemas/watches.schema.json) hold queries with more around them.
bool holds_watches(std::string_view content) {
    return content.starts_with("- watch:") || content.find("\n- watch:") != std::string_view::npos;
}

// As a file of queries; what is wrong, also in the queries, stands in its diagnostics.
query::QueryFile watches_as_queries(const std::string& path, std::string content,
                                    const model::AssetRegister& assets) {
    auto result = watch::read_watches({{path, content}}, assets, language());
    query::QueryFile out;
    out.path = path;
    out.content = std::move(content);
    out.diagnostics = std::move(result.diagnostics);
    if (!result.read) return out;
    for (const auto& watch : result.read->watches) {
        out.sources.push_back({watch.name, watch.query});
        out.positions.emplace_back();
    }
    out.names.lists = std::move(result.read->lists);
    return out;
}

}  // namespace

CheckedQueries check_queries(const std::string& path, std::string content, const QueryNames& names) {
    CheckedQueries out;
    const bool watches = holds_watches(content);
    out.file = watches ? watches_as_queries(path, std::move(content), *names.assets)
                       : query::read_queries(path, std::move(content));
    out.diagnostics = out.file.diagnostics;
    auto options = names.options;
    for (const auto& [name, list] : out.file.names.lists) options.names.lists[name] = list;
    const auto compiled = query::compile(out.file.sources, options);
    if (!watches) {
        for (const auto& problem : compiled.problems)
            out.diagnostics.push_back(query::to_diagnostic(out.file, problem, language()));
    }
    if (!has_errors(out.diagnostics)) out.set = compiled.set;
    return out;
}

Result<QueryNames> names_of(const QueryNamesOptions& options) {
    std::vector<watch::RegisterFile> registers;
    Files files;
    for (const auto& path : options.assets) {
        VIGIE_TRY_ASSIGN(auto content, read_file(path));
        files.emplace_back(path, content);
        registers.push_back({path, std::move(content)});
    }
    QueryNames out;
    if (registers.empty()) {
        out.assets = std::make_shared<const model::AssetRegister>();
    } else {
        auto read = watch::read_register(registers);
        print(read.diagnostics, files);
        if (!read.assets) return fail(Errc::parse, "the asset register has errors (above)");
        out.assets = read.assets;
    }
    auto& known = out.options.names;
    if (!registers.empty()) {
        known.lists = watch::asset_lists(*out.assets);
        for (const auto& watch : watch::asset_watches(*out.assets)) known.queries[watch.name] = watch.query;
    }
    for (const auto& path : options.queries) {
        VIGIE_TRY_ASSIGN(auto content, read_file(path));
        const auto file = holds_watches(content) ? watches_as_queries(path, std::move(content), *out.assets)
                                                 : query::read_queries(path, std::move(content));
        print(file.diagnostics, {{path, file.content}});
        if (has_errors(file.diagnostics)) return fail(Errc::parse, "{} has errors (above)", path);
        for (const auto& source : file.sources) known.queries[source.name] = source.text;
        for (const auto& [name, list] : file.names.lists) known.lists[name] = list;
    }
    return out;
}

std::shared_ptr<const query::Set> compile_argument(const std::string& text,
                                                   const query::CompileOptions& options) {
    const query::Source source{"query", text};
    auto compiled = query::compile(std::span(&source, 1), options);
    Diagnostics diagnostics;
    for (const auto& problem : compiled.problems)
        diagnostics.push_back(query::to_diagnostic(problem.problem, text, "query", 1, 1, language()));
    print(diagnostics, {{"query", text}});
    return has_errors(diagnostics) ? nullptr : compiled.set;
}

std::string_view field_text(const model::ItemView& item, std::string_view field) {
    if (field == "text") return item.text;
    if (field == "author.name") return item.author_name;
    if (field == "author.bio") return item.author_bio;
    if (field == "author.handle") return item.author_handle;
    if (field == "author.id") return item.author_id;
    if (field == "reply_to") return item.reply_to;
    const auto dot = field.find('.');
    if (dot == std::string_view::npos) return {};
    std::size_t index = 0;
    std::from_chars(field.data() + dot + 1, field.data() + field.size(), index);
    const auto list = field.substr(0, dot);
    const auto views = list == "alts"       ? item.alts
                       : list == "links"    ? item.links
                       : list == "hashtags" ? item.hashtags
                       : list == "mentions" ? item.mentions
                                            : model::Views{};
    return index < views.size() ? views[index] : std::string_view();
}

}  // namespace vigie::cli
