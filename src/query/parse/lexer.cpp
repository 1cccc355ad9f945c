#include "parse/lexer.hpp"

#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace vigie::query {
namespace {

using Kind = TokenKind;

struct Operator {
    std::string_view name;
    Kind kind;
};
constexpr std::array operators{
    Operator{"AND", Kind::both},   Operator{"ET", Kind::both},    Operator{"OR", Kind::either},
    Operator{"OU", Kind::either},  Operator{"NOT", Kind::negate}, Operator{"SAUF", Kind::negate},
    Operator{"NON", Kind::negate}, Operator{"NEAR", Kind::near},  Operator{"PROCHE", Kind::near},
    Operator{"THEN", Kind::then},  Operator{"PUIS", Kind::then},  Operator{"SAME", Kind::same},
    Operator{"MEME", Kind::same},  Operator{"MÊME", Kind::same}};

// What opens a quotation, and what may close it.
struct Quote {
    std::string_view open;
    std::array<std::string_view, 3> close;
};
constexpr std::array quotes{Quote{"\"", {"\"", "”", ""}}, Quote{"“", {"”", "“", "\""}},
                            Quote{"”", {"”", "\"", ""}}, Quote{"„", {"“", "”", "\""}},
                            Quote{"«", {"»", "", ""}}};

bool letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

class Lexer {
public:
    Lexer(std::string_view text, Problems& problems) : text_(text), problems_(problems) {}

    std::vector<Token> run() {
        for (;;) {
            skip_blanks();
            if (at_ == text_.size()) break;
            const bool after_field =
                !out_.empty() && out_.back().kind == Kind::field && out_.back().place.end == at_;
            one(after_field);
        }
        push(Kind::end, at_);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    [[nodiscard]] bool values() const { return !modes_.empty() && modes_.back(); }
    [[nodiscard]] Place from(std::size_t begin) const {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    }

    Token& push(Kind kind, std::size_t begin) {
        auto& token = out_.emplace_back();
        token.kind = kind;
        token.place = from(begin);
        return token;
    }

    void skip_blanks() {
        while (at_ < text_.size()) {
            const auto n = blank_bytes(rest());
            if (n == 0) return;
            at_ += n;
        }
    }

    static bool takes_values(const FieldInfo* field) {
        return field == nullptr || field->kind != FieldKind::words;
    }

    void one(bool after_field) {
        const auto begin = at_;
        const bool value = after_field ? takes_values(out_.back().field) : values();
        const char c = text_[at_];
        if (c == '(') {
            ++at_;
            push(Kind::open, begin);
            modes_.push_back(value);
        } else if (c == ')') {
            ++at_;
            push(Kind::close, begin);
            if (!modes_.empty()) modes_.pop_back();
        } else if (c == '|') {
            at_ += rest().starts_with("||") ? std::size_t{2} : std::size_t{1};
            push(Kind::either, begin);
        } else if (const auto* quote = quote_at(at_)) {
            quoted(*quote, 0, value);
        } else if ((c == '=' || c == '~') && quote_at(at_ + 1) != nullptr) {
            ++at_;
            quoted(*quote_at(at_), c, value);
        } else if (c == '/' && !value) {
            regex();
        } else if (c == '-' && !after_field && !ends_word(at_ + 1)) {
            ++at_;
            push(Kind::negate, begin);
        } else if (rest().starts_with("»")) {
            at_ += std::string_view("»").size();
            unopened(begin, "»");
        } else {
            bare(value, after_field);
        }
    }

    [[nodiscard]] const Quote* quote_at(std::size_t pos) const {
        for (const auto& quote : quotes)
            if (pos < text_.size() && text_.substr(pos).starts_with(quote.open)) return &quote;
        return nullptr;
    }

    // Whether a word would end at `pos`: end, blank, parenthesis, quote, '|'. What a minus stands before
    // may be a quote or a group, too.
    [[nodiscard]] bool ends_word(std::size_t pos) const {
        return pos >= text_.size() || text_[pos] == ')' || text_[pos] == '|' ||
               blank_bytes(text_.substr(pos)) > 0;
    }
    [[nodiscard]] bool stops(std::size_t pos) const {
        return ends_word(pos) || text_[pos] == '(' || quote_at(pos) != nullptr ||
               text_.substr(pos).starts_with("»");
    }

    void unopened(std::size_t begin, std::string_view mark) {
        problems_.error("unopened-quote", from(begin),
                        {fmt::format("{} ferme des guillemets que rien n’ouvre", mark),
                         fmt::format("{} closes a quotation that nothing opens", mark)},
                        {"Écrivez «\u00A0les mots\u00A0» ou \"les mots\".", "Write \"the words\"."});
    }

    void quoted(const Quote& quote, char mark, bool value) {
        const auto begin = mark == 0 ? at_ : at_ - 1;
        const auto opened = at_;
        at_ += quote.open.size();
        std::string content;
        bool closed = false;
        const auto index = static_cast<std::size_t>(&quote - quotes.data());
        for (auto i = at_; i < text_.size() && !unclosed_[index]; ++i) {
            const auto tail = text_.substr(i);
            if (tail[0] == '\\' && tail.size() > 1 && (tail[1] == '"' || tail[1] == '\\')) {
                content += tail[1];
                ++i;
                continue;
            }
            const auto closes = [&](std::string_view mark_of) {
                return !mark_of.empty() && tail.starts_with(mark_of);
            };
            if (const auto* end = std::find_if(quote.close.begin(), quote.close.end(), closes);
                end != quote.close.end()) {
                at_ = i + end->size();
                closed = true;
                break;
            }
            content += tail[0];
        }
        if (!closed) {
            unclosed_[index] = true;
            const auto shown = Place{static_cast<std::uint32_t>(opened), static_cast<std::uint32_t>(at_)};
            problems_.error("unclosed-quote", shown,
                            {"ces guillemets ne sont jamais fermés", "this quotation is never closed"},
                            {fmt::format("Ajoutez {} après le dernier mot de l’expression.", quote.close[0]),
                             fmt::format("Add {} after the last word of the phrase.", quote.close[0])});
            return;  // goes on with the words behind it
        }
        auto& token = push(Kind::quoted, begin);
        token.text = std::move(content);
        token.mark = mark;
        token.value = value;
        if (at_ < text_.size() && text_[at_] == '~') slop(token, begin);
    }

    // "…"~5
    void slop(Token& token, std::size_t begin) {
        const auto mark = at_++;
        token.distance = number();
        token.place = from(begin);
        if (token.distance < 0)
            problems_.error("bad-distance", from(mark),
                            {"il manque le nombre de mots après ~", "the number of words after ~ is missing"},
                            {"Écrivez par exemple \"a b\"~5.", "Write for example \"a b\"~5."}, "~5");
    }

    // Digits here, at most 99999; -1 when there are none.
    int number() {
        int value = -1;
        for (; at_ < text_.size() && digit(text_[at_]); ++at_)
            value = std::min(99999, std::max(value, 0) * 10 + (text_[at_] - '0'));
        return value;
    }

    void regex() {
        const auto begin = at_;
        std::string pattern;
        for (auto i = at_ + 1; i < text_.size(); ++i) {
            const char c = text_[i];
            if (c == '\\' && i + 1 < text_.size()) {
                if (text_[i + 1] != '/') pattern += c;
                pattern += text_[++i];
            } else if (c == '/') {
                at_ = i + 1;
                auto& token = push(Kind::regex, begin);
                token.text = std::move(pattern);
                flags(token, begin);
                return;
            } else {
                pattern += c;
            }
        }
        while (!ends_word(at_)) ++at_;
        problems_.error(
            "unclosed-regex", from(begin),
            {"cette expression rationnelle n’est jamais fermée", "this regular expression is never closed"},
            {"Écrivez /motif/ ; une barre dans le motif s’écrit \\/.",
             "Write /pattern/; a slash inside the pattern is written \\/."});
    }

    void flags(Token& token, std::size_t begin) {
        const auto first = at_;
        for (; at_ < text_.size() && letter(text_[at_]); ++at_) token.caseless |= text_[at_] == 'i';
        const auto given = text_.substr(first, at_ - first);
        if (given.find_first_not_of('i') != std::string_view::npos)
            problems_.error("regex-flag", from(first),
                            {fmt::format("le suffixe {} n’existe pas", quoted_fr(given)),
                             fmt::format("there is no flag {}", quoted_en(given))},
                            {"Seul i existe : majuscules et minuscules sont confondues.",
                             "Only i exists: upper and lower case are the same."},
                            "i");
        token.place = from(begin);
    }

    // A word, a value, an operator, or the name of a field.
    void bare(bool value, bool after_field) {
        const auto begin = at_;
        bool identifier = !value;
        while (at_ < text_.size() && !stops(at_)) {
            const char c = text_[at_];
            if (identifier && c == ':') {
                if (field(begin)) return;
                identifier = false;
            }
            identifier = identifier && (letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80);
            std::size_t next = at_;
            kit::next_code_point(text_, next);
            at_ = next;
        }
        if (at_ == begin) ++at_;  // cannot be; but never stand still
        const auto written = text_.substr(begin, at_ - begin);
        if (!after_field && operation(written, begin)) return;
        auto& token = push(Kind::word, begin);
        token.text = written;
        token.value = value;
        if (value && at_ < text_.size() && text_[at_] == '(') {
            problems_.error(
                "glued-parenthesis", from(begin),
                {fmt::format("une parenthèse suit la valeur {} sans blanc", quoted_fr(written)),
                 fmt::format("a parenthesis follows the value {} without a blank", quoted_en(written))},
                {"Mettez toute la valeur entre guillemets, ou un blanc avant la parenthèse.",
                 "Put the whole value in quotes, or a blank before the parenthesis."});
        }
    }

    bool field(std::size_t begin) {
        const auto written = text_.substr(begin, at_ - begin);
        if (written.empty() || text_.substr(at_ + 1).starts_with("//")) return false;
        ++at_;
        auto& token = push(Kind::field, begin);
        token.text = written;
        token.field = field_of(written);
        return true;
    }

    bool operation(std::string_view written, std::size_t begin) {
        for (const auto& op : operators) {
            if (!written.starts_with(op.name)) continue;
            const auto tail = written.substr(op.name.size());
            const bool spaced = op.kind == Kind::near || op.kind == Kind::then;
            if (tail.empty()) {
                push(op.kind, begin);
                return true;
            }
            if (tail[0] != '/' || !(spaced || op.kind == Kind::same)) continue;
            auto& token = push(op.kind, begin);
            const auto digits = tail.substr(1);
            int distance = -1;
            const auto* last = digits.data() + digits.size();
            const auto [end, error] = std::from_chars(digits.data(), last, distance);
            const bool ordered = spaced && end != last && (*end == 'f' || *end == 'F') && end + 1 == last;
            if (ordered) return brandwatch(token, distance);
            if (!spaced || error != std::errc{} || end != last || distance < 0) {
                bad_distance(token, op.name, spaced);
            } else {
                token.distance = distance;
            }
            return true;
        }
        return false;
    }

    // NEAR/5f of other tools means "in this order".
    bool brandwatch(const Token& token, int distance) {
        problems_.error("bad-distance", token.place,
                        {"NEAR/…f n’existe pas ici", "NEAR/…f does not exist here"},
                        {"Pour «\u00A0dans cet ordre\u00A0», écrivez THEN/n ou PUIS/n.",
                         "For “in this order” write THEN/n."},
                        fmt::format("THEN/{}", distance));
        return true;
    }

    void bad_distance(const Token& token, std::string_view op, bool spaced) {
        if (spaced) {
            problems_.error("bad-distance", token.place,
                            {fmt::format("{}/ demande un nombre de mots", op),
                             fmt::format("{}/ wants a number of words", op)},
                            {fmt::format("Écrivez par exemple a {}/5 b.", op),
                             fmt::format("Write for example a {}/5 b.", op)},
                            fmt::format("{}/5", op));
        } else {
            problems_.error("bad-distance", token.place,
                            {fmt::format("{} ne prend pas de nombre : c’est la même phrase", op),
                             fmt::format("{} takes no number: it means the same sentence", op)},
                            {fmt::format("Écrivez a {} b, ou a NEAR/5 b.", op),
                             fmt::format("Write a {} b, or a NEAR/5 b.", op)},
                            std::string(op));
        }
    }

    std::string_view text_;
    Problems& problems_;
    std::size_t at_ = 0;
    std::vector<Token> out_;
    std::vector<bool> modes_;  // per open parenthesis: do values stand in it
    std::array<bool, quotes.size()> unclosed_{};
};

}  // namespace

std::size_t blank_bytes(std::string_view text) noexcept {
    if (text.empty()) return 0;
    const char c = text[0];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    std::size_t next = 0;
    const auto code = kit::next_code_point(text, next);
    const bool blank = code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
                       code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
                       code == 0x3000 || code == 0xFEFF;
    return blank ? next : 0;
}

std::vector<Token> lex(std::string_view text, Problems& problems) {
    return Lexer(text, problems).run();
}

}  // namespace vigie::query
