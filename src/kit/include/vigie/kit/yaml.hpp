// YAML that people write, read with positions: every complaint says file, line, column and what to do, and reading goes on
// after it, so all errors come at once. Wraps yaml-cpp; no exception leaves. Anchors work; duplicate keys are errors.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/base/time.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

class YamlFile;

// A place in the file. Cheap to copy; valid as long as its YamlFile.
class YamlNode {
public:
    enum class Type : std::uint8_t { absent, null, scalar, list, map };
    [[nodiscard]] Type type() const;
    [[nodiscard]] explicit operator bool() const { return type() != Type::absent; }
    [[nodiscard]] int line() const;
    [[nodiscard]] int column() const;

    // Complains here (or at a key of this map). Codes are prefixed with the file's prefix: "assets." + code.
    void error(std::string_view code, std::string message, std::string help = {}) const;
    void warning(std::string_view code, std::string message, std::string help = {}) const;

    // Map access. get() of an absent key is an absent node; require() complains. known() complains about every key that is
    // not in the list ("unknown field 'x'", with the nearest known one as help).
    [[nodiscard]] YamlNode get(std::string_view key) const;
    [[nodiscard]] YamlNode require(std::string_view key) const;
    void known(const std::vector<std::string>& keys) const;
    void each_key(const std::function<void(const std::string& key, const YamlNode& key_node, const YamlNode& value)>& visit) const;

    // List access; a single scalar or map counts as a list of one, an absent or null node as an empty list.
    [[nodiscard]] std::vector<YamlNode> items() const;

    // Typed scalars; on a wrong type they complain ("expected a number") and answer nullopt. Absent or null: nullopt, silent.
    [[nodiscard]] std::optional<std::string> text() const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::int64_t low, std::int64_t high) const;
    [[nodiscard]] std::optional<double> number(double low, double high) const;
    [[nodiscard]] std::optional<bool> flag() const;
    [[nodiscard]] std::optional<Duration> duration() const;
    // One of `names`, else a complaint with the nearest.
    [[nodiscard]] std::optional<std::string> one_of(const std::vector<std::string>& names) const;
    [[nodiscard]] std::vector<std::string> texts() const;  // items() as text

private:
    friend class YamlFile;
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

class YamlFile {
public:
    // `prefix` is the first half of diagnostic codes ("assets", "policies", "config"). A file that does not parse gives one
    // error and an absent root. Limits: limits::yaml_bytes, depth 64.
    YamlFile(std::string path, std::string content, std::string prefix);
    ~YamlFile();
    YamlFile(const YamlFile&) = delete;
    YamlFile& operator=(const YamlFile&) = delete;

    [[nodiscard]] YamlNode root() const;
    [[nodiscard]] const Diagnostics& diagnostics() const;
    [[nodiscard]] const std::string& content() const;

private:
    friend class YamlNode;
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace vigie::kit
