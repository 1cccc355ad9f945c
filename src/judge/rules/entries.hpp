// The entries of rule files as they stand there, before lists, macros and overrides come together. Private to
// judge/rules.
#pragma once

#include <vigie/judge/rules.hpp>
#include <vigie/kit/yaml.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigie::judge {

// A text that remembers where it stands.
struct Written {
    std::string text;
    kit::YamlNode node;
    explicit operator bool() const { return bool(node); }
};

struct ReadException {
    RuleException exception;
    Written condition;  // its node is absent when it was given by fields and values
    kit::YamlNode node;
};

// A rule, or an override: there, what is absent stays as it was.
struct ReadRule {
    bool is_override = false;
    std::string name;
    std::size_t file = 0;
    kit::YamlNode node;
    std::optional<model::Text> desc;
    kit::YamlNode desc_node;
    Written condition;
    Written narrowed;  // override: and
    Written widened;   // override: or
    std::optional<model::Text> output;
    std::vector<Written> outputs;  // its texts, to complain at
    std::optional<model::Severity> severity;
    std::optional<double> score;
    std::vector<std::string> tags;
    std::optional<std::string> playbook;
    std::optional<std::string> kind;
    std::optional<RuleCulprit> culprit;
    std::optional<model::RuleMode> mode;
    std::vector<ReadException> exceptions;
};

struct ReadList {
    std::string name;
    std::size_t file = 0;
    kit::YamlNode node;
    std::vector<std::string> items;
    bool append = false;
};

struct ReadMacro {
    std::string name;
    std::size_t file = 0;
    kit::YamlNode node;
    Written condition;
};

struct Entries {
    std::vector<ReadRule> rules;  // and overrides, in order
    std::vector<ReadList> lists;
    std::vector<ReadMacro> macros;
};

// Adds what one file holds; complains at its nodes.
void read_entries(const kit::YamlNode& root, std::size_t file, Entries& out);

// A field that an exception may name, as a clause of the language: ("author.handle", "x y") → from:"x y".
// Nothing when the field cannot be compared.
[[nodiscard]] std::optional<std::string> clause_of(const std::string& field, const std::string& value);

}  // namespace vigie::judge
