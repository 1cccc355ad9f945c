// The words of the language: fields, flags, kinds, and what people write instead of them.
#pragma once

#include <vigie/query/ast.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

enum class FieldKind : std::uint8_t { value, words, number, flags, geo, reference, score };

struct FieldInfo {
    std::string_view name;
    FieldKind kind = FieldKind::value;
    Field field = Field::from;
    Scope scope = Scope::text;
};

// `name` in any case; null when there is no such field.
[[nodiscard]] const FieldInfo* field_of(std::string_view name);
[[nodiscard]] std::string_view name(Field field);
[[nodiscard]] std::string_view name(Scope scope);  // "" for text
// What was probably meant by `name`: "langue" → "lang", "min_faves" → "likes", "folowers" → "followers"; ""
// when nothing.
[[nodiscard]] std::string meant_field(std::string_view name);

[[nodiscard]] std::string name(Flag flag);  // "has:link"
// `value` folded, English or French; nothing when unknown.
[[nodiscard]] std::optional<Flag> flag_of(std::string_view field, std::string_view value);
[[nodiscard]] std::vector<std::string> flag_names(std::string_view field);

// The English name of a kind of item written in English or French (folded), or "".
[[nodiscard]] std::string kind_of(std::string_view value);
[[nodiscard]] std::vector<std::string> kind_names();

// "francais" → "fr", "french" → "fr"; "" when unknown. `value` folded.
[[nodiscard]] std::string language_code(std::string_view value);
[[nodiscard]] std::string country_code(std::string_view value);

}  // namespace vigie::query
