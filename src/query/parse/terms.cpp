#include "parse/terms.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/query/words.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::query {
namespace {

Node leaf(const Token& token, Scope scope, Form form, std::string text) {
    Node node;
    node.op = Op::term;
    node.place = token.place;
    node.scope = scope;
    node.form = form;
    node.text = std::move(text);
    return node;
}

// One term, or a phrase of several.
std::optional<Node> side_by_side(const Token& token, Scope scope, std::vector<Node> terms) {
    if (terms.empty()) return std::nullopt;
    if (terms.size() == 1) return std::move(terms[0]);
    Node node;
    node.op = Op::phrase;
    node.place = token.place;
    node.scope = scope;
    node.children = std::move(terms);
    return node;
}

void no_word(const Token& token, Problems& problems) {
    const auto& text = token.text;
    model::Text help{
        "Cherchez un mot fait de lettres ou de chiffres ; les signes seuls se cherchent avec "
        "/motif/.",
        "Search for a word of letters or digits; signs alone are found by /pattern/."};
    std::string instead;
    if (text == "-") {
        help = {"Le moins se colle au mot à exclure : -mot.", "Write the minus against the word: -word."};
    } else if (text.find_first_not_of('*') == std::string::npos) {
        help = {"L’étoile complète un mot : mot* ou *mot*.", "A star completes a word: word* or *word*."};
    } else if (text == "&" || text == "&&") {
        help = {"Pour «\u00A0et\u00A0», écrivez AND, ET, ou un simple blanc.",
                "For “and” write AND, or just a blank."};
        instead = "AND";
    } else if (text == ":" || text.ends_with(":")) {
        help = {"Un champ s’écrit sans blanc : lang:fr.", "A field is written without blanks: lang:fr."};
    }
    problems.error("no-word", token.place,
                   {fmt::format("{} ne contient aucun mot", quoted_fr(text)),
                    fmt::format("there is no word in {}", quoted_en(text))},
                   std::move(help), std::move(instead));
}

struct Piece {
    std::string text;  // as written
    bool starred = false;
};

// Cuts at everything that is neither a word's letter nor a star nor a sign that may be an emoji.
std::vector<Piece> pieces(std::string_view text) {
    std::vector<Piece> out;
    bool open = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        const auto folded = kit::fold_code_point(text, i);
        bool inside = folded.empty() || folded == "*";
        for (std::size_t k = 0; k < folded.size() && !inside;) {
            const auto code = kit::next_code_point(folded, k);
            inside = kit::is_word_code_point(code) || code >= 0x2190;
        }
        if (!inside) {
            open = false;
            continue;
        }
        if (!open) out.emplace_back();
        open = true;
        out.back().text.append(text, start, i - start);
        out.back().starred |= folded == "*";
    }
    return out;
}

// "mot*", "*mot*", "m*t"; false when it is wrong.
bool starred(const Token& token, Scope scope, const Piece& piece, std::vector<Node>& out,
             Problems& problems) {
    auto text = single_stars(kit::fold(piece.text));
    const auto inner = text.substr(text.front() == '*' ? 1 : 0);
    const auto core = inner.substr(0, inner.size() - (inner.ends_with('*') ? 1U : 0U));
    if (core.find('*') == std::string::npos) {
        auto words = words_of(core);
        if (words.empty()) {
            no_word(token, problems);
            return false;
        }
        // Scripts without blanks: the letters side by side are found anywhere already.
        if (words.size() > 1 || words[0] != core) {
            for (auto& word : words) out.push_back(leaf(token, scope, Form::word, std::move(word)));
            return true;
        }
    }
    const auto letters = std::count_if(text.begin(), text.end(), [](char c) {
        return c != '*' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    });
    if (letters < 2 && text.size() <= 3)
        problems.warning("broad", token.place,
                         {fmt::format("{} trouve une grande part de tous les mots", quoted_fr(text)),
                          fmt::format("{} finds a great part of all words", quoted_en(text))},
                         {"Donnez au moins deux lettres.", "Give at least two letters."});
    if (text.back() == '*' && text.find('*') == text.size() - 1) {
        text.pop_back();
        out.push_back(leaf(token, scope, Form::prefix, std::move(text)));
    } else {
        out.push_back(leaf(token, scope, Form::glob, std::move(text)));
    }
    return true;
}

std::optional<Node> words_with_stars(const Token& token, Scope scope, std::string_view text,
                                     Problems& problems) {
    std::vector<Node> terms;
    for (const auto& piece : pieces(text)) {
        if (piece.starred) {
            if (piece.text.find_first_not_of('*') == std::string::npos && text != piece.text) continue;
            if (!starred(token, scope, piece, terms, problems)) return std::nullopt;
        } else {
            for (auto& word : words_of(piece.text))
                terms.push_back(leaf(token, scope, Form::word, std::move(word)));
        }
    }
    if (terms.empty()) no_word(token, problems);
    return side_by_side(token, scope, std::move(terms));
}

std::optional<Node> plain(const Token& token, Scope scope, std::string_view text, Problems& problems) {
    if (text.find('*') != std::string_view::npos) return words_with_stars(token, scope, text, problems);
    std::vector<Node> terms;
    for (auto& word : words_of(text)) terms.push_back(leaf(token, scope, Form::word, std::move(word)));
    if (terms.empty()) no_word(token, problems);
    return side_by_side(token, scope, std::move(terms));
}

std::optional<Node> exact(const Token& token, Scope scope, std::string_view text, Problems& problems) {
    if (text.find('*') != std::string_view::npos) {
        problems.error("exact-star", token.place,
                       {"= (écrit exactement ainsi) et * ne vont pas ensemble",
                        "= (written exactly so) and * do not go together"},
                       {"Écrivez =Mot ou mot*.", "Write =Word or word*."});
        return std::nullopt;
    }
    std::vector<Node> terms;
    for (auto& word : exact_words_of(text)) terms.push_back(leaf(token, scope, Form::exact, std::move(word)));
    if (terms.empty()) no_word(token, problems);
    return side_by_side(token, scope, std::move(terms));
}

// Separators are seen through anyway: the words become one.
std::optional<Node> obfuscated(const Token& token, Scope scope, std::string_view text, Problems& problems) {
    std::string letters;
    for (const auto& word : words_of(text)) letters += word;
    if (letters.empty()) {
        no_word(token, problems);
        return std::nullopt;
    }
    if (letters.size() < 4)
        problems.warning("short-obfuscated", token.place,
                         {fmt::format("{} est trop court pour être reconnu sous un déguisement sans erreur",
                                      quoted_fr(letters)),
                          fmt::format("{} is too short to be recognised in disguise without mistakes",
                                      quoted_en(letters))},
                         {"Donnez au moins quatre lettres.", "Give at least four letters."});
    return leaf(token, scope, Form::obfuscated, std::move(letters));
}

bool sign_allowed(Sigil sigil, std::string_view text, std::size_t pos) {
    const char c = text[pos];
    const bool plain_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '*' ||
                              static_cast<unsigned char>(c) >= 0x80;
    if (plain_letter) return true;
    if (sigil == Sigil::handle) return c == '.' || c == '-' || c == '@' || c == ':';
    return sigil == Sigil::cash && (c == '.' || c == '-');
}

std::optional<Node> with_sigil(const Token& token, Scope scope, Sigil sigil, Problems& problems) {
    auto text = single_stars(kit::fold(std::string_view(token.text).substr(1)));
    const auto last = text.find_last_not_of(",;.:!?");
    text.resize(last == std::string::npos ? 0 : last + 1);
    if (text.find_first_not_of("*._-@:") == std::string::npos) {
        no_word(token, problems);
        return std::nullopt;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (sign_allowed(sigil, text, i)) continue;
        auto fixed = token.text.substr(0, 1);
        for (std::size_t k = 0; k < text.size(); ++k)
            if (sign_allowed(sigil, text, k)) fixed += text[k];
        problems.error("bad-sigil", token.place,
                       {fmt::format("{} n’a pas la forme d’un mot-dièse, d’un compte ou d’un titre boursier",
                                    quoted_fr(token.text)),
                        fmt::format("{} is no hashtag, handle or cash tag", quoted_en(token.text))},
                       {"Un mot-dièse n’a que des lettres, des chiffres et _ ; un compte, aussi . - et @.",
                        "A hashtag has only letters, digits and _; a handle also . - and @."},
                       std::move(fixed));
        return std::nullopt;
    }
    auto form = Form::word;
    if (const auto star = text.find('*'); star != std::string::npos) {
        form = star == text.size() - 1 ? Form::prefix : Form::glob;
        if (form == Form::prefix) text.pop_back();
    }
    auto node = leaf(token, scope, form, std::move(text));
    node.sigil = sigil;
    return node;
}

Sigil sigil_of(std::string_view text) {
    if (text.starts_with('#')) return Sigil::tag;
    if (text.starts_with('@')) return Sigil::handle;
    // "$100" is money.
    const bool letter = text.size() > 1 && (text[1] < '0' || text[1] > '9');
    return text.starts_with('$') && letter ? Sigil::cash : Sigil::none;
}

// Signs that other tools give a meaning. True when that is an error.
bool foreign(const Token& token, Problems& problems) {
    const std::string_view text = token.text;
    const auto tell = [&](model::Text says, model::Text help, std::string instead) {
        problems.error("foreign-syntax", token.place, std::move(says), std::move(help), std::move(instead));
        return true;
    };
    for (const std::string_view dash : {"–", "—", "−", "!"}) {
        if (!text.starts_with(dash) || text.size() == dash.size()) continue;
        return tell({fmt::format("{} n’exclut rien", quoted_fr(dash)),
                     fmt::format("{} excludes nothing", quoted_en(dash))},
                    {"Le signe qui exclut est le tiret simple.", "What excludes is the plain hyphen."},
                    "-" + std::string(text.substr(dash.size())));
    }
    if (text.starts_with('+') && text.size() > 1)
        return tell({"le plus ne sert à rien : tous les mots sont exigés",
                     "the plus is of no use: every word is required"},
                    {"Écrivez le mot seul.", "Write the word alone."}, std::string(text.substr(1)));
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!text.starts_with(scheme)) continue;
        return tell({"un lien se cherche avec url:", "a link is searched with url:"},
                    {"Écrivez url: puis une partie du lien, sans https://.",
                     "Write url: and a part of the link, without https://."},
                    "url:" + std::string(text.substr(scheme.size())));
    }
    return false;
}

void hints(const Token& token, const Node& node, Problems& problems) {
    const std::string_view text = token.text;
    if (text.starts_with('\'') || text.starts_with("‘")) {
        problems.warning("foreign-syntax", token.place,
                         {"l’apostrophe n’ouvre pas d’expression : les mots sont cherchés un par un",
                          "an apostrophe opens no phrase: the words are searched one by one"},
                         {"Pour des mots qui se suivent, écrivez \"ces mots\" ou «\u00A0ces mots\u00A0».",
                          "For words that follow each other write \"these words\"."});
        return;
    }
    if (text.size() > 1 && (text.ends_with(',') || text.ends_with(';'))) {
        problems.warning(
            "separator", token.place,
            {"la virgule ne sépare rien : les mots de part et d’autre sont tous exigés",
             "the comma separates nothing: the words on both sides are all required"},
            {"Pour «\u00A0l’un ou l’autre\u00A0», écrivez OR ou OU.", "For “one or the other” write OR."},
            std::string(text.substr(0, text.size() - 1)) + " OR");
        return;
    }
    if (const auto mark = text.find_first_of("~?^");
        mark != std::string_view::npos && mark > 0 && mark + 1 < text.size()) {
        problems.warning(
            "foreign-syntax", token.place,
            {fmt::format("{} ne veut rien dire ici et sépare deux mots", quoted_fr(text.substr(mark, 1))),
             fmt::format("{} means nothing here and separates two words", quoted_en(text.substr(mark, 1)))},
            {"Une partie de mot quelconque s’écrit * : m*t.", "Any part of a word is written *: m*t."});
        return;
    }
    const bool lost = text.find_first_of("+#&%") != std::string_view::npos;
    if (lost && node.op == Op::term && node.form == Form::word && node.text.size() <= 2)
        problems.warning(
            "signs-dropped", token.place,
            {fmt::format("{} est cherché comme le mot {}", quoted_fr(text), quoted_fr(node.text)),
             fmt::format("{} is searched as the word {}", quoted_en(text), quoted_en(node.text))},
            {"Pour chercher les signes aussi, écrivez une expression rationnelle : /C\\+\\+/.",
             "To search for the signs, too, write a regular expression: /C\\+\\+/."});
}

}  // namespace

bool is_asset_list(std::string_view text) noexcept {
    constexpr std::string_view head = "assets.";
    if (!text.starts_with(head) || text.size() == head.size()) return false;
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", head.size()) == std::string_view::npos;
}

std::string single_stars(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != '*' || !out.ends_with('*')) out += c;
    return out;
}

std::optional<Node> word_node(const Token& token, Scope scope, Problems& problems) {
    const std::string_view text = token.text;
    if (foreign(token, problems)) return std::nullopt;
    if (is_asset_list(text)) {
        auto node = leaf(token, scope, Form::word, std::string(text));
        node.op = Op::reference;
        return node;
    }
    if (const auto sigil = sigil_of(kit::fold(text)); sigil != Sigil::none)
        return with_sigil(token, scope, sigil, problems);
    if (text.starts_with('=')) return exact(token, scope, text.substr(1), problems);
    if (text.starts_with('~')) return obfuscated(token, scope, text.substr(1), problems);
    auto node = plain(token, scope, text, problems);
    if (node) hints(token, *node, problems);
    return node;
}

std::optional<Node> quoted_node(const Token& token, Scope scope, Problems& problems) {
    const std::string_view text = token.text;
    std::optional<Node> node;
    if (token.mark == '=') {
        node = exact(token, scope, text, problems);
    } else if (token.mark == '~') {
        node = obfuscated(token, scope, text, problems);
    } else {
        node = plain(token, scope, text, problems);
    }
    if (!node || token.distance < 0) return node;
    if (token.distance < 1 || token.distance > longest_distance) {
        problems.error("bad-distance", token.place,
                       {fmt::format("la distance doit être de 1 à {} mots", longest_distance),
                        fmt::format("the distance must be 1 to {} words", longest_distance)});
        return std::nullopt;
    }
    if (node->op == Op::phrase) node->distance = static_cast<std::uint16_t>(token.distance);
    return node;
}

}  // namespace vigie::query
