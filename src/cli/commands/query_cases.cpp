#include "query_cases.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/kit/yaml.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/plugins/jetstream.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

namespace vigie::cli {
namespace {

using kit::YamlNode;
using model::Json;

// Members of an item that are no texts.
bool is_number(std::string_view key) {
    constexpr std::array<std::string_view, 11> keys{"followers", "following", "posts",   "likes",
                                                    "reposts",   "replies",   "views",   "rating",
                                                    "latitude",  "longitude", "altitude"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

Json json_of(const YamlNode& node, std::string_view key) {
    switch (node.type()) {
        case YamlNode::Type::map: {
            auto out = Json::object();
            node.each_key([&](const std::string& name, const YamlNode&, const YamlNode& value) {
                out[name] = json_of(value, name);
            });
            return out;
        }
        case YamlNode::Type::list: {
            auto out = Json::array();
            for (const auto& item : node.items()) out.push_back(json_of(item, key));
            return out;
        }
        case YamlNode::Type::scalar:
            if (is_number(key)) return node.number(-1e18, 1e18).value_or(0);
            if (key == "verified" || key == "deleted") return node.flag().value_or(false);
            return node.text().value_or("");
        default: return nullptr;
    }
}

// Whole numbers stay whole: readers of items want integers.
void make_whole(Json& json) {
    if (json.is_structured()) {
        for (auto& child : json) make_whole(child);
    } else if (json.is_number_float()) {
        const auto value = json.get<double>();
        if (value == static_cast<double>(static_cast<std::int64_t>(value)))
            json = static_cast<std::int64_t>(value);
    }
}

class Reader {
public:
    Reader(const std::string& path, const std::string& content) : yaml_(path, content, "cases") {}

    QueryCases run(const std::string& path) {
        const auto root = yaml_.root();
        root.known({"queries", "lists", "assets", "cases"});
        const auto folder = std::filesystem::path(path).parent_path();
        const auto queries = root.require("queries");
        if (queries.type() == YamlNode::Type::scalar)
            out_.queries = (folder / queries.text().value_or("")).string();
        for (const auto& file : root.get("assets").texts()) out_.assets.push_back((folder / file).string());
        for (const auto& node : root.require("cases").items()) one(node);
        out_.diagnostics = yaml_.diagnostics();
        return std::move(out_);
    }

private:
    void one(const YamlNode& node) {
        if (node.type() != YamlNode::Type::map)
            return node.error("wrong-type", "expected a map", "write: - {text: …, match: [name]}");
        node.known({"name", "text", "item", "lang", "match", "not", "hits"});
        QueryCase read;
        read.line = node.line();
        if (!item(node, read.item)) return;
        if (const auto lang = node.get("lang").text()) read.item.lang = *lang;
        read.match = node.get("match").texts();
        read.not_match = node.get("not").texts();
        node.get("hits").each_key([&](const std::string& name, const YamlNode&, const YamlNode& words) {
            read.hits[name] = words.texts();
        });
        if (read.match.empty() && read.not_match.empty() && read.hits.empty())
            node.error("nothing-asked", "this case asks nothing",
                       "add match: [name], not: [name] or hits: {name: [words]}");
        read.name = node.get("name").text().value_or(read.item.text);
        constexpr std::size_t longest = 72;
        if (const auto head = kit::prefix_utf8(read.name, longest); head.size() < read.name.size())
            read.name = std::string(head) + "…";
        std::replace(read.name.begin(), read.name.end(), '\n', ' ');
        out_.cases.push_back(std::move(read));
    }

    bool item(const YamlNode& node, model::Item& out) {
        const auto text = node.get("text");
        const auto written = node.get("item");
        if (!text && !written) {
            node.error("missing-field", "neither text nor item", "write the post as text: … or item: {…}");
            return false;
        }
        if (!written) {
            out.network = "web";
            out.id = fmt::format("case-{}", node.line());
            out.text = text.text().value_or("");
            return true;
        }
        auto read = written.type() == YamlNode::Type::map ? map(written) : line(written.text().value_or(""));
        if (!read) {
            written.error("bad-item", read.error().message,
                          "see docs/operate/inputs.md for what an item may hold");
            return false;
        }
        out = *std::move(read);
        if (out.observed_at == Time{}) out.observed_at = out.created_at.value_or(Time{});
        return true;
    }

    Result<model::Item> map(const YamlNode& node) {
        auto json = json_of(node, "");
        make_whole(json);
        if (!json.contains("id")) json["id"] = fmt::format("case-{}", node.line());
        return items_.item(model::dump(json));
    }

    Result<model::Item> line(const std::string& json) {
        if (json.find("\"time_us\"") == std::string::npos) return items_.item(json);
        VIGIE_TRY_ASSIGN(auto event, plugins::decode_jetstream(json));
        if (!event.item) return fail(Errc::parse, "this event is no item");
        return *std::move(event.item);
    }

    kit::YamlFile yaml_;
    plugins::ItemDecoder items_;
    QueryCases out_;
};

std::vector<std::string> words(const std::vector<std::string>& texts) {
    std::vector<std::string> out;
    for (const auto& text : texts) {
        std::size_t at = 0;
        while ((at = text.find_first_not_of(" \n\t", at)) != std::string::npos) {
            const auto end = std::min(text.find_first_of(" \n\t", at), text.size());
            out.push_back(text.substr(at, end - at));
            at = end;
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

QueryCases read_query_cases(const std::string& path, const std::string& content) {
    return Reader(path, content).run(path);
}

void check_case_names(const std::string& path, const QueryCases& cases, const query::Set& set,
                      Diagnostics& diagnostics) {
    std::vector<std::string> known;
    for (std::uint32_t i = 0; i < set.size(); ++i) known.push_back(set.name(i));
    const auto check = [&](const QueryCase& one, const std::string& name) {
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        const auto near = nearest(name, known);
        diagnostics.push_back({Diagnostic::Level::error, "cases.unknown-query", path, one.line, 1,
                               fmt::format("there is no query '{}'", name),
                               near.empty() ? std::string() : fmt::format("did you mean '{}'?", near)});
    };
    for (const auto& one : cases.cases) {
        for (const auto& name : one.match) check(one, name);
        for (const auto& name : one.not_match) check(one, name);
        for (const auto& [name, list] : one.hits) check(one, name);
    }
}

std::vector<std::string> run_case(const QueryCase& one, query::Scanner& scanner, const query::Set& set,
                                  const query::Context& context) {
    model::ItemViewer viewer;
    const auto& view = viewer.of(one.item);
    const auto found = scanner.match(view, context);
    std::map<std::string, std::uint32_t> matched;
    for (const auto query : found) matched.emplace(set.name(query), query);
    const bool fr = language() == "fr";
    std::vector<std::string> wrong;
    for (const auto& name : one.match)
        if (matched.count(name) == 0)
            wrong.push_back(fmt::format(fmt::runtime(fr ? "{} devait correspondre et ne correspond pas"
                                                        : "{} should match and does not"),
                                        name));
    for (const auto& name : one.not_match)
        if (matched.count(name) > 0)
            wrong.push_back(fmt::format(fmt::runtime(fr ? "{} ne devait pas correspondre et correspond"
                                                        : "{} should not match and does"),
                                        name));
    for (const auto& [name, expected] : one.hits) {
        std::vector<std::string> got;
        if (const auto query = matched.find(name); query != matched.end())
            for (const auto& h : scanner.highlights(query->second))
                got.emplace_back(field_text(view, h.field).substr(h.start, h.end - h.start));
        if (words(got) != words(expected))
            wrong.push_back(fmt::format(fmt::runtime(fr ? "{} devait relever [{}] et relève [{}]"
                                                        : "{} should hit [{}] and hits [{}]"),
                                        name, fmt::join(expected, ", "), fmt::join(got, ", ")));
    }
    return wrong;
}

}  // namespace vigie::cli
