// The pieces of a sentence that tells a query. A thing stands after "contain" ("the word “a”"); a clause
// stands after "posts" or "those", in French after a feminine plural ("by @a", "de @a"; "that contain …").
#pragma once

#include <vigie/query/ast.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

enum class Tongue : std::uint8_t { en, fr };

class Speaker {
public:
    explicit Speaker(Tongue tongue) : fr_(tongue == Tongue::fr) {}

    [[nodiscard]] std::string sentence(const Node& root) const;

private:
    [[nodiscard]] const char* either(const char* en, const char* fr) const { return fr_ ? fr : en; }
    [[nodiscard]] std::string quoted(std::string_view text) const;

    // "a, b and c"; `join` = "and" or "or" in the tongue. At most a dozen are named.
    [[nodiscard]] std::string listed(const std::vector<std::string>& items, std::string_view join) const;

    // say_things.cpp
    [[nodiscard]] bool is_thing(const Node& node) const;
    [[nodiscard]] std::string thing(const Node& node) const;
    [[nodiscard]] std::string things(const std::vector<const Node*>& nodes, bool all) const;
    [[nodiscard]] std::string term(const Node& node) const;
    [[nodiscard]] std::string sigil_term(const Node& node) const;
    [[nodiscard]] std::string form(std::string_view noun, const Node& node) const;
    [[nodiscard]] std::string contain(Scope scope, const std::string& what) const;

    // say_fields.cpp
    [[nodiscard]] std::string value(const Node& node) const;
    [[nodiscard]] std::string number(const Node& node) const;
    [[nodiscard]] std::string hours(const Node& node) const;
    [[nodiscard]] std::string compared(const Node& node) const;
    [[nodiscard]] std::string amount(Field field, double number) const;
    [[nodiscard]] std::string figure(double number) const;
    [[nodiscard]] std::string flag(Flag flag) const;
    [[nodiscard]] std::string reference(const Node& node) const;

    [[nodiscard]] std::string clause(const Node& node, int depth) const;
    [[nodiscard]] std::string all(const Node& node, int depth) const;
    [[nodiscard]] std::string any(const Node& node, int depth) const;
    [[nodiscard]] std::string joined_clauses(const std::vector<std::string>& clauses, bool both) const;
    [[nodiscard]] std::vector<std::string> clauses(const std::vector<const Node*>& nodes, bool both,
                                                   int depth) const;

    bool fr_;
};

// The scope in which all leaves of a thing look.
[[nodiscard]] Scope scope_of(const Node& node) noexcept;

}  // namespace vigie::query
