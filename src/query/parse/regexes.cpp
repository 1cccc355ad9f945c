#include "parse/terms.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

namespace vigie::query {
namespace {

constexpr std::size_t longest_pattern = 1000;  // bytes
constexpr int largest_program = 2000;          // instructions of RE2
constexpr std::int64_t memory = 256 << 10;

model::Text reason(const RE2& re) {
    const auto& arg = re.error_arg();
    switch (re.error_code()) {
        case RE2::ErrorBadEscape:
            return {fmt::format("la séquence {} n’existe pas", quoted_fr(arg)),
                    fmt::format("there is no escape {}", quoted_en(arg))};
        case RE2::ErrorBadCharClass:
        case RE2::ErrorBadCharRange:
            return {fmt::format("la classe de caractères {} est fausse", quoted_fr(arg)),
                    fmt::format("the character class {} is wrong", quoted_en(arg))};
        case RE2::ErrorMissingBracket: return {"il manque un crochet ]", "a ] is missing"};
        case RE2::ErrorMissingParen: return {"il manque une parenthèse )", "a ) is missing"};
        case RE2::ErrorUnexpectedParen: return {"une parenthèse ) est de trop", "there is one ) too many"};
        case RE2::ErrorTrailingBackslash:
            return {"une barre oblique inverse termine le motif", "the pattern ends with a backslash"};
        case RE2::ErrorRepeatArgument:
            return {fmt::format("{} ne répète rien", quoted_fr(arg)),
                    fmt::format("{} repeats nothing", quoted_en(arg))};
        case RE2::ErrorRepeatSize:
            return {fmt::format("la répétition {} est trop grande", quoted_fr(arg)),
                    fmt::format("the repetition {} is too large", quoted_en(arg))};
        case RE2::ErrorRepeatOp:
            return {fmt::format("deux répétitions se suivent : {}", quoted_fr(arg)),
                    fmt::format("two repetitions follow each other: {}", quoted_en(arg))};
        case RE2::ErrorBadPerlOp:
            return {fmt::format("{} (regard avant ou arrière, option inconnue) n’existe pas", quoted_fr(arg)),
                    fmt::format("{} (look-around, unknown option) does not exist", quoted_en(arg))};
        case RE2::ErrorBadUTF8: return {"le motif n’est pas de l’UTF-8", "the pattern is no UTF-8"};
        case RE2::ErrorPatternTooLarge: return {"le motif est trop grand", "the pattern is too large"};
        default: return {"le motif est faux : " + re.error(), "the pattern is wrong: " + re.error()};
    }
}

}  // namespace

std::optional<Node> regex_node(const Token& token, Scope scope, Problems& problems) {
    const auto& pattern = token.text;
    const auto too_large = [&] {
        problems.error(
            "regex-too-large", token.place,
            {"cette expression rationnelle est trop grande", "this regular expression is too large"},
            {fmt::format("Au plus {} octets, et des répétitions {{n,m}} petites : écrivez plusieurs "
                         "motifs avec OR.",
                         longest_pattern),
             fmt::format("At most {} bytes, and small repetitions {{n,m}}: write several patterns "
                         "with OR.",
                         longest_pattern)});
        return std::nullopt;
    };
    if (pattern.size() > longest_pattern) return too_large();
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    options.set_case_sensitive(!token.caseless);
    const RE2 re(pattern, options);
    if (re.error_code() == RE2::ErrorPatternTooLarge || re.error_code() == RE2::ErrorRepeatSize)
        return too_large();
    if (!re.ok()) {
        problems.error("bad-regex", token.place, reason(re),
                       {"La syntaxe est celle de RE2 : ni référence arrière, ni (?=…).",
                        "The syntax is RE2’s: no back-references, no (?=…)."});
        return std::nullopt;
    }
    if (re.ProgramSize() > largest_program || re.ReverseProgramSize() > largest_program) return too_large();
    if (RE2::PartialMatch("", re)) {
        problems.error("empty-regex", token.place,
                       {"cette expression rationnelle trouve aussi le vide : elle retiendrait tout",
                        "this regular expression finds nothing, too: it would match everything"},
                       {"Exigez au moins un caractère : + au lieu de *.",
                        "Require at least one character: + instead of *."});
        return std::nullopt;
    }
    Node node;
    node.op = Op::term;
    node.place = token.place;
    node.scope = scope;
    node.form = Form::regex;
    node.caseless = token.caseless;
    node.text = pattern;
    return node;
}

}  // namespace vigie::query
