#include "format/yaml_document.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/yaml.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vigie::kit {
namespace {

std::string shown(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() <= longest) return std::string(text);
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string_view shape(YamlNode::Type type) {
    switch (type) {
        case YamlNode::Type::list: return "a list";
        case YamlNode::Type::map: return "a map";
        case YamlNode::Type::scalar: return "a text";
        case YamlNode::Type::null:
        case YamlNode::Type::absent: break;
    }
    return "nothing";
}

std::string lower_ascii(std::string text) {
    for (auto& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) {
        if (!out.empty()) out += ", ";
        out += name;
    }
    return out;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& names) {
    const auto best = nearest(fold(word), names);
    if (!best.empty()) return fmt::format("did you mean '{}'?", best);
    return fmt::format("known here: {}", joined(names));
}

}  // namespace

// ---- document
// --------------------------------------------------------------------------------------------------------

std::string_view YamlDocument::line_text(std::size_t line) const {
    if (line == 0 || line > line_starts.size()) return {};
    const auto begin = line_starts[line - 1];
    const auto end = line < line_starts.size() ? line_starts[line] - 1 : body.size();
    return body.substr(begin, end - begin);
}

int YamlDocument::column_of(std::size_t line, std::size_t byte) const {
    const auto before = line_text(line).substr(0, byte);
    const auto points = std::ranges::count_if(
        before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return static_cast<int>(points) + 1;
}

void YamlDocument::complain(Diagnostic::Level level, std::string_view code, std::size_t line,
                            std::size_t byte, std::string message, std::string help) {
    if (is_full()) return;
    if (diagnostics.size() == most_complaints) {
        level = Diagnostic::Level::error;
        code = "too-many";
        message = fmt::format("more than {} complaints: the rest is not shown", most_complaints);
        help = "mend these first; a file of another kind may have been given";
    }
    line = std::min(line, line_starts.size());
    diagnostics.push_back({.level = level,
                           .code = fmt::format("{}.{}", prefix, code),
                           .file = path,
                           .line = static_cast<int>(line),
                           .column = line == 0 ? 0 : column_of(line, byte),
                           .message = std::move(message),
                           .help = std::move(help)});
}

void YamlDocument::complain(Diagnostic::Level level, std::string_view code, std::uint32_t node,
                            std::string message, std::string help) {
    complain(level, code, nodes[node].line, nodes[node].column, std::move(message), std::move(help));
}

// ---- places
// ----------------------------------------------------------------------------------------------------------

YamlNode::Type YamlNode::type() const {
    return document_ == nullptr ? Type::absent : document_->nodes[node_].type;
}

int YamlNode::line() const {
    return document_ == nullptr ? 0 : static_cast<int>(document_->nodes[place_].line);
}

int YamlNode::column() const {
    if (document_ == nullptr || place_ == 0) return 0;
    return document_->column_of(document_->nodes[place_].line, document_->nodes[place_].column);
}

void YamlNode::error(std::string_view code, std::string message, std::string help) const {
    if (document_ != nullptr) {
        document_->complain(Diagnostic::Level::error, code, place_, std::move(message), std::move(help));
    }
}

void YamlNode::warning(std::string_view code, std::string message, std::string help) const {
    if (document_ != nullptr) {
        document_->complain(Diagnostic::Level::warning, code, place_, std::move(message), std::move(help));
    }
}

// ---- maps and lists
// --------------------------------------------------------------------------------------------------

YamlNode YamlNode::get(std::string_view key) const {
    if (type() != Type::map) return {document_, 0, place_};
    const auto& nodes = document_->nodes;
    const auto& children = nodes[node_].children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        if (nodes[children[i]].text == key) return {document_, children[i + 1], children[i + 1]};
    }
    return {document_, 0, place_};
}

YamlNode YamlNode::require(std::string_view key) const {
    auto value = get(key);
    if (value.type() == Type::absent || value.type() == Type::null) {
        value.error("missing-field", fmt::format("'{}' is missing", key), fmt::format("add '{}: …'", key));
    }
    return value;
}

void YamlNode::known(const std::vector<std::string>& keys) const {
    if (type() != Type::map) return;
    const auto& nodes = document_->nodes;
    const auto children = nodes[node_].children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        const auto& word = nodes[children[i]].text;
        if (document_->is_full() || std::ranges::find(keys, word) != keys.end()) continue;
        document_->complain(Diagnostic::Level::error, "unknown-field", children[i],
                            fmt::format("unknown field '{}'", shown(word)), suggestion(word, keys));
    }
}

void YamlNode::each_key(const std::function<void(const std::string& key, const YamlNode& key_node,
                                                 const YamlNode& value)>& visit) const {
    if (type() != Type::map) return;
    const auto& nodes = document_->nodes;
    const auto& children = nodes[node_].children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        visit(nodes[children[i]].text, {document_, children[i], children[i]},
              {document_, children[i + 1], children[i + 1]});
    }
}

std::vector<YamlNode> YamlNode::items() const {
    std::vector<YamlNode> out;
    if (type() == Type::list) {
        for (const auto child : document_->nodes[node_].children) out.push_back({document_, child, child});
    } else if (type() == Type::scalar || type() == Type::map) {
        out.push_back(*this);
    }
    return out;
}

// ---- scalars
// ---------------------------------------------------------------------------------------------------------

bool YamlNode::is_scalar_or_complain(std::string_view expected) const {
    if (type() == Type::scalar) return true;
    if (type() == Type::list || type() == Type::map) {
        error("wrong-type", fmt::format("expected {}, found {}", expected, shape(type())));
    }
    return false;
}

std::optional<std::string> YamlNode::text() const {
    if (!is_scalar_or_complain("a text")) return std::nullopt;
    const auto& text = document_->nodes[node_].text;
    const auto control = [](char c) { return (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || c == 0x7F; };
    if (std::ranges::any_of(text, control)) {
        error("wrong-type", "the text holds a control character", "remove the escape such as \\0 or \\x1b");
        return std::nullopt;
    }
    return text;
}

std::optional<std::int64_t> YamlNode::integer(std::int64_t low, std::int64_t high) const {
    if (!is_scalar_or_complain("a whole number")) return std::nullopt;
    const auto& text = document_->nodes[node_].text;
    std::int64_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if ((ec != std::errc{} && ec != std::errc::result_out_of_range) || end != text.data() + text.size()) {
        error("wrong-type", fmt::format("expected a whole number, found '{}'", shown(text)));
        return std::nullopt;
    }
    if (ec != std::errc{} || value < low || value > high) {
        error("out-of-range", fmt::format("{} is not between {} and {}", shown(text), low, high));
        return std::nullopt;
    }
    return value;
}

std::optional<double> YamlNode::number(double low, double high) const {
    if (!is_scalar_or_complain("a number")) return std::nullopt;
    const auto& text = document_->nodes[node_].text;
    double value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        error("wrong-type", fmt::format("expected a number, found '{}'", shown(text)),
              text.find(',') == std::string::npos ? "" : "write the decimals after a point: 48.85");
        return std::nullopt;
    }
    if (value < low || value > high) {
        error("out-of-range", fmt::format("{} is not between {} and {}", shown(text), low, high));
        return std::nullopt;
    }
    return value;
}

std::optional<bool> YamlNode::flag() const {
    if (!is_scalar_or_complain("true or false")) return std::nullopt;
    const auto word = lower_ascii(document_->nodes[node_].text);
    if (word == "true" || word == "yes" || word == "on") return true;
    if (word == "false" || word == "no" || word == "off") return false;
    error("wrong-type", fmt::format("expected true or false, found '{}'", shown(word)));
    return std::nullopt;
}

std::optional<Duration> YamlNode::duration() const {
    if (!is_scalar_or_complain("a duration")) return std::nullopt;
    auto value = parse_duration(document_->nodes[node_].text);
    if (!value) {
        error("wrong-type", value.error().message, "a number and a unit: s, m, h or d");
        return std::nullopt;
    }
    return *value;
}

std::optional<std::string> YamlNode::one_of(const std::vector<std::string>& names) const {
    if (!is_scalar_or_complain(fmt::format("one of {}", joined(names)))) return std::nullopt;
    const auto& word = document_->nodes[node_].text;
    if (std::ranges::find(names, word) != names.end()) return word;
    error("unknown-value", fmt::format("'{}' is not known here", shown(word)), suggestion(word, names));
    return std::nullopt;
}

std::vector<std::string> YamlNode::texts() const {
    std::vector<std::string> out;
    for (const auto& item : items()) {
        if (auto text = item.text()) out.push_back(std::move(*text));
    }
    return out;
}

// ---- file
// ------------------------------------------------------------------------------------------------------------

YamlFile::YamlFile(std::string path, std::string content, std::string prefix)
    : document_(std::make_unique<YamlDocument>(std::move(path), std::move(content), std::move(prefix))) {
    parse_yaml(*document_);
}

YamlFile::~YamlFile() = default;

YamlNode YamlFile::root() const {
    return {document_.get(), document_->root, document_->root};
}

const Diagnostics& YamlFile::diagnostics() const {
    return document_->diagnostics;
}

const std::string& YamlFile::content() const {
    return document_->content;
}

}  // namespace vigie::kit
