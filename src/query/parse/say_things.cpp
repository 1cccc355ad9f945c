// What stands in the text: words, phrases, words near each other.
#include "parse/names.hpp"
#include "parse/say.hpp"

#include <vigie/query/parse.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::query {
namespace {

bool plain_word(const Node& node) {
    return node.op == Op::term && node.form == Form::word && node.sigil == Sigil::none;
}

// Told as "one of the words …", which needs no parentheses.
bool plain_words(const Node& node) {
    return node.op == Op::any && std::ranges::all_of(node.children, plain_word);
}

}  // namespace

Scope scope_of(const Node& node) noexcept {
    const auto* at = &node;
    while (!at->children.empty()) at = &at->children[0];
    return at->scope;
}

bool Speaker::is_thing(const Node& node) const {
    switch (node.op) {
        case Op::term:
        case Op::phrase:
        case Op::near:
        case Op::then:
        case Op::same: return true;
        case Op::reference: return node.form != Form::equal && !node.text.starts_with("watch:");
        case Op::any: {
            const auto scope = scope_of(node);
            return std::ranges::all_of(node.children, [&](const Node& child) {
                return is_thing(child) && scope_of(child) == scope;
            });
        }
        default: return false;
    }
}

std::string Speaker::contain(Scope scope, const std::string& what) const {
    switch (scope) {
        case Scope::name:
            return either("whose author’s name contains ", "dont le nom de l’auteur contient ") + what;
        case Scope::bio:
            return either("whose author’s biography contains ", "dont la biographie de l’auteur contient ") +
                   what;
        case Scope::alt:
            return either("with the description of a picture that contains ",
                          "dont la description d’une image contient ") +
                   what;
        default: return either("that contain ", "qui contiennent ") + what;
    }
}

// Plain words first, as one list: "the words a and b, the phrase c and the hashtag #d".
std::string Speaker::things(const std::vector<const Node*>& nodes, bool all) const {
    std::vector<std::string> words;
    std::vector<std::string> rest;
    for (const auto* node : nodes) {
        if (plain_word(*node)) {
            words.push_back(quoted(node->text));
        } else {
            const bool choice = all && node->op == Op::any && !plain_words(*node);
            rest.push_back(choice ? "(" + thing(*node) + ")" : thing(*node));
        }
    }
    const std::string join = all ? either("and", "et") : either("or", "ou");
    if (words.size() == 1) rest.insert(rest.begin(), either("the word ", "le mot ") + words[0]);
    if (words.size() > 1) {
        const auto* head =
            all ? either("the words ", "les mots ") : either("one of the words ", "l’un des mots ");
        rest.insert(rest.begin(), head + listed(words, rest.empty() || !all ? join : either("and", "et")));
    }
    bool complex = words.size() > 1 && rest.size() > 1;
    for (const auto& item : rest) complex |= item.find(", ") != std::string::npos;
    return listed(rest, complex && rest.size() > 1 ? "\x01" + join : join);
}

std::string Speaker::form(std::string_view noun, const Node& node) const {
    const auto& text = node.text;
    const auto core = text.substr(1, text.size() > 1 ? text.size() - 2 : 0);
    if (node.form == Form::prefix)
        return fmt::format(fmt::runtime(either("{} that begins with {}", "{} qui commence par {}")), noun,
                           quoted(text));
    if (text.starts_with('*') && text.ends_with('*') && core.find('*') == std::string::npos)
        return fmt::format(fmt::runtime(either("{} with {} in it", "{} où figure {}")), noun, quoted(core));
    if (text.starts_with('*') && text.find('*', 1) == std::string::npos)
        return fmt::format(fmt::runtime(either("{} that ends in {}", "{} qui finit par {}")), noun,
                           quoted(text.substr(1)));
    return fmt::format(fmt::runtime(either("{} of the form {}", "{} de la forme {}")), noun, quoted(text));
}

std::string Speaker::sigil_term(const Node& node) const {
    const bool part = node.form == Form::prefix || node.form == Form::glob;
    switch (node.sigil) {
        case Sigil::tag:
            if (part) return form(either("a hashtag", "un mot-dièse"), node);
            return either("the hashtag #", "le mot-dièse #") + node.text;
        case Sigil::handle:
            if (part) return form(either("the mention of an account", "la mention d’un compte"), node);
            return either("a mention of @", "une mention de @") + node.text;
        default:
            if (part) return form(either("a cash tag", "un symbole boursier"), node);
            return either("the cash tag $", "le symbole boursier $") + node.text;
    }
}

std::string Speaker::term(const Node& node) const {
    if (node.sigil != Sigil::none) return sigil_term(node);
    switch (node.form) {
        case Form::exact:
            return fmt::format(fmt::runtime(either("{} written exactly so", "{} écrit exactement ainsi")),
                               quoted(node.text));
        case Form::prefix:
        case Form::glob: return form(either("a word", "un mot"), node);
        case Form::regex:
            return either("what the pattern ", "ce que décrit le motif ") + to_text(node) +
                   either(" describes", "");
        case Form::obfuscated:
            return fmt::format(
                fmt::runtime(either("the word {}, also in disguise", "le mot {}, même déguisé")),
                quoted(node.text));
        default: return either("the word ", "le mot ") + quoted(node.text);
    }
}

std::string Speaker::thing(const Node& node) const {
    const auto piece = [&](const Node& child) {
        auto out = thing(child);
        const bool simple =
            child.op == Op::term || child.op == Op::phrase || child.op == Op::reference || plain_words(child);
        return simple ? out : "(" + out + ")";
    };
    switch (node.op) {
        case Op::phrase: {
            std::string words;
            for (const auto& child : node.children)
                words += (words.empty() ? "" : " ") + child.text + (child.form == Form::prefix ? "…" : "");
            if (node.distance == 1)
                return fmt::format(
                    fmt::runtime(either("the words of {} side by side, in any order",
                                        "les mots de {} côte à côte, dans n’importe quel ordre")),
                    quoted(words));
            if (node.distance > 1)
                return fmt::format(
                    fmt::runtime(
                        either("the words of {} in any order, at most {} others among them",
                               "les mots de {} dans n’importe quel ordre, avec au plus {} autres parmi eux")),
                    quoted(words), node.distance - 1);
            if (node.children.size() > 0 && node.children[0].form == Form::exact)
                return fmt::format(fmt::runtime(either("the phrase {} written exactly so",
                                                       "l’expression {} écrite exactement ainsi")),
                                   quoted(words));
            return either("the phrase ", "l’expression ") + quoted(words);
        }
        case Op::near:
        case Op::then: {
            auto out = piece(node.children[0]);
            const char* between =
                node.op == Op::near
                    ? either(" and, at most {} words away, ", " et, à {} mots au plus, ")
                    : either(" followed, at most {} words later, by ", " puis, {} mots plus loin au plus, ");
            for (std::size_t i = 1; i < node.children.size(); ++i)
                out += fmt::format(fmt::runtime(between), node.distance) + piece(node.children[i]);
            return out;
        }
        case Op::same: {
            std::vector<std::string> pieces;
            for (const auto& child : node.children) pieces.push_back(piece(child));
            return listed(pieces, either("and", "et")) + either(" in one sentence", " dans une même phrase");
        }
        case Op::any: {
            std::vector<const Node*> nodes;
            for (const auto& child : node.children) nodes.push_back(&child);
            return things(nodes, false);
        }
        case Op::reference: {
            const auto& text = node.text;
            const auto list = text.starts_with("list:") ? text.substr(5) : text;
            return either("an entry of the list ", "un élément de la liste ") + quoted(list);
        }
        default: return term(node);
    }
}

}  // namespace vigie::query
