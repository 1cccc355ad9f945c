#include "format/yaml_bytes.hpp"
#include "format/yaml_document.hpp"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

namespace vigie::kit {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_nodes = 8'000'000;
constexpr std::size_t most_alias_nodes = 100'000;

// A limit was met: reading stops here.
struct Refused : std::runtime_error {
    Refused(std::string error_code, const YAML::Mark& where, const std::string& what, std::string to_do)
        : std::runtime_error(what), code(std::move(error_code)), mark(where), help(std::move(to_do)) {}
    std::string code;
    YAML::Mark mark;
    std::string help;
};

struct Tab {
    std::size_t line;
};

std::size_t line_of(const YAML::Mark& mark) {
    return mark.line < 0 ? 0 : static_cast<std::size_t>(mark.line) + 1;
}
std::size_t byte_of(const YAML::Mark& mark) {
    return mark.column < 0 ? 0 : static_cast<std::size_t>(mark.column);
}

class Builder final : public YAML::EventHandler {
public:
    explicit Builder(YamlDocument& document) : document_(document) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (started_) {
            throw Refused("syntax", mark, "a second document begins here",
                          "keep one document in a file: remove the '---' line, or make two files");
        }
        started_ = true;
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto index = add(mark, anchor, YamlNode::Type::null);
        const bool in_list = !stack_.empty() && !stack_.back().flow &&
                             document_.nodes[stack_.back().node].type == YamlNode::Type::list;
        if (in_list) place_at_dash(document_.nodes[index]);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        auto& node = document_.nodes[add(mark, anchor, YamlNode::Type::scalar)];
        node.text = value;
        node.plain = tag == "?";
        last_scalar_ = document_.line_starts[line_of(mark) - 1] + byte_of(mark);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto it = anchors_.find(anchor);
        if (it == anchors_.end()) throw Refused("aliases", mark, "this alias names nothing", {});
        const auto& target = document_.nodes[it->second];
        if (!target.finished) {
            throw Refused("aliases", mark, "this alias stands inside what it names",
                          "write the part out instead");
        }
        alias_nodes_ += target.weight;
        if (alias_nodes_ > most_alias_nodes) {
            throw Refused("aliases", mark,
                          fmt::format("aliases multiply to more than {} entries", most_alias_nodes),
                          "write the parts out instead of nesting aliases");
        }
        if (stack_.size() + target.height > deepest) refuse_depth(mark);
        attach(it->second);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        open(mark, anchor, YamlNode::Type::list, style);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        open(mark, anchor, YamlNode::Type::map, style);
    }
    void OnMapEnd() override {
        check_keys(stack_.back().node);
        merge(stack_.back().node);
        close();
    }

    // Where a quote is opened that nothing closes, given that there is one after the last scalar; npos
    // otherwise. The parser takes such a text when the file ends with a line end, and points to the end of
    // the file when it does not.
    [[nodiscard]] std::size_t unclosed_quote(bool in_last_scalar) const {
        const auto body = document_.body;
        const auto quoted = [&](std::size_t pos) {
            return pos < body.size() && (body[pos] == '"' || body[pos] == '\'');
        };
        auto from = last_scalar_;
        if (quoted(from)) {
            const auto end = closing_quote(body, from);
            if (end == std::string_view::npos) return from;
            from = end + 1;
        }
        return in_last_scalar ? std::string_view::npos : opening_quote(body, from);
    }

private:
    struct Open {
        std::uint32_t node;
        bool flow;
    };

    // The parser reports an empty list entry where the next token begins: the '-' itself stands on a line
    // above.
    void place_at_dash(YamlDocument::Node& node) const {
        constexpr std::uint32_t farthest = 100;
        for (auto line = node.line - 1; line > 0 && node.line - line < farthest; --line) {
            const auto text = document_.line_text(line);
            const auto dash = text.find_first_not_of(' ');
            if (dash == std::string_view::npos || text[dash] != '-') continue;
            node.line = line;
            node.column = static_cast<std::uint32_t>(dash);
            return;
        }
    }

    static void refuse_depth(const YAML::Mark& mark) {
        throw Refused("too-deep", mark, fmt::format("nested more than {} levels deep", deepest),
                      "check the indentation and the brackets around here");
    }

    void attach(std::uint32_t node) {
        if (stack_.empty()) {
            document_.root = node;
        } else {
            document_.nodes[stack_.back().node].children.push_back(node);
        }
    }

    std::uint32_t add(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Type type) {
        auto& nodes = document_.nodes;
        if (nodes.size() > most_nodes) {
            throw Refused("too-large", mark, fmt::format("the file has more than {} entries", most_nodes),
                          "split it into several files: they are read together");
        }
        const bool in_block = stack_.empty() || !stack_.back().flow;
        if (in_block && indented_with_tab(document_.line_text(line_of(mark)))) {
            throw Tab{line_of(mark)};
        }
        const auto index = static_cast<std::uint32_t>(nodes.size());
        auto& node = nodes.emplace_back();
        node.type = type;
        node.line = static_cast<std::uint32_t>(line_of(mark));
        node.column = static_cast<std::uint32_t>(byte_of(mark));
        if (anchor != 0) anchors_[anchor] = index;
        attach(index);
        return index;
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Type type,
              YAML::EmitterStyle::value style) {
        if (stack_.size() >= deepest) refuse_depth(mark);
        const auto node = add(mark, anchor, type);
        document_.nodes[node].finished = false;
        stack_.push_back({node, style == YAML::EmitterStyle::Flow});
    }

    void close() {
        auto& node = document_.nodes[stack_.back().node];
        stack_.pop_back();
        std::uint64_t weight = 1;
        std::uint8_t height = 0;
        for (const auto child : node.children) {
            weight += document_.nodes[child].weight;
            height = std::max(height, document_.nodes[child].height);
        }
        node.weight = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(weight, std::numeric_limits<std::uint32_t>::max()));
        node.height = static_cast<std::uint8_t>(height + 1);
        node.finished = true;
    }

    // Keys must be words and differ. A wrong key goes away with its value; of two equal keys the first one
    // counts.
    void check_keys(std::uint32_t map) {
        auto& children = document_.nodes[map].children;
        std::unordered_map<std::string_view, std::uint32_t> seen;
        std::vector<std::uint32_t> kept;
        kept.reserve(children.size());
        for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
            const auto& key = document_.nodes[children[i]];
            if (key.type != YamlNode::Type::scalar || key.text.empty()) {
                document_.complain(
                    Diagnostic::Level::error, "syntax", children[i], "a field name must be a word",
                    "write 'name: value'; put quotes around text that begins with a special character");
                continue;
            }
            const auto [first, fresh] = seen.emplace(key.text, children[i]);
            if (!fresh) {
                document_.complain(Diagnostic::Level::error, "duplicate-key", children[i],
                                   fmt::format("'{}' is given twice (first on line {})", key.text,
                                               document_.nodes[first->second].line),
                                   "keep one of the two; several values belong in one list");
                continue;
            }
            kept.push_back(children[i]);
            kept.push_back(children[i + 1]);
        }
        children = std::move(kept);
    }

    // '<<: *defaults' gives the fields of `defaults` that the map does not set itself.
    void merge(std::uint32_t map) {
        auto& children = document_.nodes[map].children;
        for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
            const auto& key = document_.nodes[children[i]];
            if (!key.plain || key.text != "<<") continue;
            const auto& from = document_.nodes[children[i + 1]];
            std::vector<std::uint32_t> sources{children[i + 1]};
            if (from.type == YamlNode::Type::list) sources = from.children;
            children.erase(children.begin() + static_cast<std::ptrdiff_t>(i),
                           children.begin() + static_cast<std::ptrdiff_t>(i) + 2);
            std::unordered_set<std::string_view> set;
            for (std::size_t k = 0; k + 1 < children.size(); k += 2)
                set.insert(document_.nodes[children[k]].text);
            for (const auto source : sources) merge_one(map, source, set);
            return;
        }
    }

    void merge_one(std::uint32_t map, std::uint32_t source, std::unordered_set<std::string_view>& set) {
        if (document_.nodes[source].type != YamlNode::Type::map) {
            document_.complain(Diagnostic::Level::error, "syntax", source, "'<<' takes an alias to a map",
                               "write '<<: *name'");
            return;
        }
        auto& children = document_.nodes[map].children;
        const auto& more = document_.nodes[source].children;
        for (std::size_t i = 0; i + 1 < more.size(); i += 2) {
            if (!set.insert(document_.nodes[more[i]].text).second) continue;
            children.push_back(more[i]);
            children.push_back(more[i + 1]);
        }
    }

    YamlDocument& document_;
    std::vector<Open> stack_;
    std::unordered_map<YAML::anchor_t, std::uint32_t> anchors_;
    std::size_t alias_nodes_ = 0;
    std::size_t last_scalar_ = 0;  // byte where it begins
    bool started_ = false;
};

struct Advice {
    std::string_view from;  // how the parser's own message begins
    std::string_view message;
    std::string_view help;
};

// The parser speaks of tokens; people want to know what to type.
constexpr std::array advice{
    Advice{"illegal map value", "a ':' cannot stand here",
           "put quotes around text that contains ': '; check that this line is indented like its neighbours"},
    Advice{"illegal map key", "a field cannot begin here",
           "check the indentation of this line and of the one above"},
    Advice{"end of map not found", "this line is not indented like the ones above it",
           "fields of one entry begin in the same column; put quotes around text with special characters"},
    Advice{"end of sequence not found", "this line is not indented like the ones above it",
           "all '-' of one list begin in the same column"},
    Advice{"end of map flow not found", "a '{' is not closed",
           "add the missing '}' or a ',' between the fields"},
    Advice{"end of sequence flow not found", "a '[' is not closed",
           "add the missing ']' or a ',' between the values"},
    Advice{"illegal block entry", "a '-' cannot stand here", "begin the list on a new line below its field"},
    Advice{"illegal flow end", "a bracket is closed that was not opened",
           "remove it, or put quotes around the text"},
    Advice{"unknown escape character", "unknown escape after '\\'",
           "in \"…\" write a backslash twice, or use '…'"},
    Advice{"unknown token", "text cannot begin with this character",
           "put quotes around the text: \"@name\", \"%\""},
    Advice{"the referenced anchor is not defined", "this alias names nothing",
           "put quotes around text that begins with '*', or define it above with '&'"},
    Advice{"illegal character found while scanning alias", "'*' begins an alias, and this is none",
           "put quotes around text that begins with '*'"},
    Advice{"alias not found after *", "'*' begins an alias, and this is none",
           "put quotes around text that begins with '*'"},
    Advice{"illegal character found while scanning anchor", "'&' begins an anchor, and this is none",
           "put quotes around text that begins with '&'"},
    Advice{"anchor not found after &", "'&' begins an anchor, and this is none",
           "put quotes around text that begins with '&'"},
};

void complain_tab(YamlDocument& document, std::size_t line) {
    document.complain(Diagnostic::Level::error, "tab", line, document.line_text(line).find('\t'),
                      "this line is indented with a tab", "indent with spaces, two for each level");
}

void complain_quote(YamlDocument& document, std::size_t open) {
    complain_at(document, open, "syntax", "a quote is opened here and never closed",
                "add the closing quote; in '…' write an apostrophe twice, or use \"…\"");
}

void complain_syntax(YamlDocument& document, const YAML::Exception& error) {
    const auto line = line_of(error.mark);
    // A tab confuses the parser on its own line or on the one after.
    for (const auto near : {line, line - 1}) {
        if (near == 0 || near > document.line_starts.size() || !indented_with_tab(document.line_text(near)))
            continue;
        complain_tab(document, near);
        return;
    }
    const auto* known =
        std::ranges::find_if(advice, [&](const Advice& a) { return error.msg.starts_with(a.from); });
    const bool found = known != advice.end();
    document.complain(Diagnostic::Level::error, "syntax", line, byte_of(error.mark),
                      found ? std::string(known->message) : "not YAML: " + error.msg,
                      found ? std::string(known->help) : "put quotes around text with special characters");
}

}  // namespace

void parse_yaml(YamlDocument& document) {
    if (!check_yaml_bytes(document)) return;
    Builder builder(document);
    try {
        std::istringstream in{std::string(document.body)};
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) {
        }
        const auto open = builder.unclosed_quote(true);
        if (open == std::string_view::npos) return;
        complain_quote(document, open);
    } catch (const Tab& tab) {
        complain_tab(document, tab.line);
    } catch (const Refused& refused) {
        document.complain(Diagnostic::Level::error, refused.code, line_of(refused.mark),
                          byte_of(refused.mark), refused.what(), refused.help);
    } catch (const YAML::Exception& error) {
        const bool in_quotes =
            error.msg == YAML::ErrorMsg::EOF_IN_SCALAR || error.msg == YAML::ErrorMsg::DOC_IN_SCALAR;
        const auto open = builder.unclosed_quote(!in_quotes);
        if (open != std::string_view::npos) {
            complain_quote(document, open);
        } else {
            complain_syntax(document, error);
        }
    } catch (const std::exception& error) {
        document.complain(Diagnostic::Level::error, "syntax", 0, 0, fmt::format("not YAML: {}", error.what()),
                          {});
    }
    document.root = 0;
}

}  // namespace vigie::kit
