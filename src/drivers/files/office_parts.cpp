#include "office.hpp"

#include <pugixml.hpp>

#include <array>
#include <charconv>

namespace vigie::drivers {
namespace {

constexpr int deepest = 200;  // elements in each other; Word nests tables in tables in text boxes

std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Result<> parse(pugi::xml_document& document, std::string_view xml) {
    if (xml.find("<!DOCTYPE") != std::string_view::npos || xml.find("<!ENTITY") != std::string_view::npos)
        return fail(Errc::invalid_argument, "a part of this document declares entities");
    const auto result =
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!result)
        return fail(Errc::invalid_argument, "a part of this document is broken: {}", result.description());
    return {};
}

// Visits every element, `enter` before its children (false: leave them out), `leave` after. No recursion:
// depth is the writer's choice.
template <class Enter, class Leave>
void walk(const pugi::xml_node& root, const Enter& enter, const Leave& leave) {
    int depth = 0;
    for (auto node = root.first_child(); node;) {
        const bool inside = enter(node) && depth < deepest;
        if (inside && node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        leave(node);
        while (!node.next_sibling() && depth > 0) {
            node = node.parent();
            --depth;
            leave(node);
        }
        node = node.next_sibling();
    }
}

// An attribute by its local name: prefixes are the writer's.
std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    for (const auto& a : node.attributes())
        if (local(a.name()) == name) return a.value();
    return {};
}

bool is_off(std::string_view value) {
    return value == "0" || value == "false" || value == "off";
}

bool run_is_hidden(const pugi::xml_node& run) {
    for (const auto& child : run.children()) {
        if (local(child.name()) != "rPr") continue;
        for (const auto& property : child.children())
            if (local(property.name()) == "vanish" && !is_off(attribute(property, "val"))) return true;
    }
    return false;
}

std::string text_below(const pugi::xml_node& root, std::string_view element) {
    std::string out;
    walk(
        root,
        [&](const pugi::xml_node& node) {
            const auto name = local(node.name());
            if (name == "rPh") return false;  // how it is pronounced
            if (name == element) out += node.text().get();
            return true;
        },
        [](const pugi::xml_node&) {});
    return out;
}

}  // namespace

Result<WordText> word_text(std::string_view xml) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    WordText out;
    bool hidden = false;
    walk(
        document,
        [&](const pugi::xml_node& node) {
            const auto name = local(node.name());
            if (name == "r") hidden = run_is_hidden(node);
            if (name == "ins" || name == "del" || name == "moveFrom") out.tracked = true;
            // The same drawing once more, for old programs.
            if (name == "Fallback") return false;
            if (name == "t") (hidden ? out.hidden : out.body) += node.text().get();
            if (name == "delText") out.deleted += node.text().get();
            if (name == "tab") out.body += '\t';
            if (name == "br" || name == "cr") out.body += '\n';
            return true;
        },
        [&](const pugi::xml_node& node) {
            const auto name = local(node.name());
            if (name == "p") out.body += '\n';
            if (name == "tc") out.body += '\t';
            if (name == "del") out.deleted += '\n';
            if (name == "r") {
                if (hidden && !out.hidden.empty()) out.hidden += ' ';
                hidden = false;
            }
        });
    return out;
}

Result<std::vector<std::string>> shared_strings(std::string_view xml) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    constexpr std::size_t most = 200'000;
    std::vector<std::string> out;
    for (const auto& item : document.document_element().children()) {
        if (local(item.name()) != "si") continue;
        if (out.size() >= most) break;
        out.push_back(text_below(item, "t"));
    }
    return out;
}

Result<std::vector<Sheet>> sheets_of_workbook(std::string_view xml) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    constexpr std::size_t most = 500;
    std::vector<Sheet> out;
    for (const auto& part : document.document_element().children()) {
        if (local(part.name()) != "sheets") continue;
        for (const auto& sheet : part.children()) {
            if (out.size() >= most) break;
            const auto state = attribute(sheet, "state");
            // The id of the relation is the only attribute named "id" with a prefix.
            std::string relation;
            for (const auto& a : sheet.attributes())
                if (local(a.name()) == "id" && local(a.name()) != a.name()) relation = a.value();
            out.push_back({std::string(attribute(sheet, "name")), std::move(relation),
                           state == "hidden" || state == "veryHidden"});
        }
    }
    return out;
}

Result<std::string> sheet_text(std::string_view xml, const std::vector<std::string>& strings) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    std::string out;
    for (const auto& part : document.document_element().children()) {
        if (local(part.name()) != "sheetData") continue;
        for (const auto& row : part.children()) {
            bool first = true;
            for (const auto& cell : row.children()) {
                const auto type = attribute(cell, "t");
                std::string value;
                for (const auto& child : cell.children()) {
                    const auto name = local(child.name());
                    if (name == "v") value = child.text().get();
                    if (name == "is") value = text_below(child, "t");
                }
                if (type == "s") {
                    std::size_t index = 0;
                    std::from_chars(value.data(), value.data() + value.size(), index);
                    value = index < strings.size() ? strings[index] : std::string{};
                }
                if (value.empty()) continue;
                if (!first) out += '\t';
                first = false;
                out += value;
                if (out.size() > file_text_bytes) return out;
            }
            if (!first) out += '\n';
        }
    }
    return out;
}

Result<SlideText> slide_text(std::string_view xml) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    SlideText out;
    out.hidden = is_off(attribute(document.document_element(), "show"));
    walk(
        document,
        [&](const pugi::xml_node& node) {
            const auto name = local(node.name());
            if (name == "Fallback") return false;
            if (name == "t" || name == "text") out.body += node.text().get();
            return true;
        },
        [&](const pugi::xml_node& node) {
            const auto name = local(node.name());
            if (name == "p" || name == "br" || name == "text") out.body += '\n';
        });
    return out;
}

Result<> read_office_properties(std::string_view xml, Content& content) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    static constexpr std::array<std::pair<std::string_view, const char*>, 12> names{
        {{"creator", "author"},
         {"lastModifiedBy", "last_author"},
         {"title", "title"},
         {"subject", "subject"},
         {"keywords", "keywords"},
         {"description", "description"},
         {"created", "created"},
         {"modified", "changed"},
         {"Company", "company"},
         {"Manager", "manager"},
         {"Application", "software"},
         {"HyperlinkBase", "link_base"}}};
    for (const auto& node : document.document_element().children())
        for (const auto& [theirs, ours] : names)
            if (local(node.name()) == theirs) content.property(ours, node.text().get());
    return {};
}

Result<std::vector<std::pair<std::string, std::string>>> relations_of(std::string_view xml) {
    pugi::xml_document document;
    VIGIE_TRY(parse(document, xml));
    constexpr std::size_t most = 5000;
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& node : document.document_element().children()) {
        if (out.size() >= most) break;
        out.emplace_back(attribute(node, "Id"), attribute(node, "Target"));
    }
    return out;
}

}  // namespace vigie::drivers
