// YAML that people write, read with positions: every complaint says file, line, column and what to do, and
// reading goes on after it, so all errors come at once. Wraps yaml-cpp; no exception leaves. Anchors, aliases
// and merge keys ('<<') work; duplicate keys are errors. Hostile input is bounded: size, depth, node count,
// and what aliases may multiply. Codes: syntax, encoding, tab, too-large, too-deep, aliases, duplicate-key,
// unknown-field, missing-field, wrong-type, out-of-range, unknown-value.
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
struct YamlDocument;

// A place in the file. Cheap to copy; valid as long as its YamlFile.
class YamlNode {
public:
    enum class Type : std::uint8_t { absent, null, scalar, list, map };
    YamlNode() = default;  // absent, and silent
    [[nodiscard]] Type type() const;
    [[nodiscard]] explicit operator bool() const { return type() != Type::absent; }
    [[nodiscard]] int line() const;
    [[nodiscard]] int column() const;

    // Complains here (or at a key of this map). Codes are prefixed with the file's prefix: "assets." + code.
    void error(std::string_view code, std::string message, std::string help = {}) const;
    void warning(std::string_view code, std::string message, std::string help = {}) const;

    // Map access. get() of an absent key (or of what is no map) is an absent node that complains at its
    // parent; require() complains at once, also about a null. known() complains about every key that is not
    // in the list ("unknown field 'x'", with the nearest known one as help).
    [[nodiscard]] YamlNode get(std::string_view key) const;
    [[nodiscard]] YamlNode require(std::string_view key) const;
    void known(const std::vector<std::string>& keys) const;
    void each_key(const std::function<void(const std::string& key, const YamlNode& key_node,
                                           const YamlNode& value)>& visit) const;

    // List access; a single scalar or map counts as a list of one, an absent or null node as an empty list.
    [[nodiscard]] std::vector<YamlNode> items() const;

    // Typed scalars; on a wrong type they complain ("expected a number") and answer nullopt. Absent or null:
    // nullopt, silent.
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
    YamlNode(YamlDocument* document, std::uint32_t node, std::uint32_t place)
        : document_(document), node_(node), place_(place) {}
    [[nodiscard]] bool is_scalar_or_complain(std::string_view expected) const;

    YamlDocument* document_ = nullptr;
    std::uint32_t node_ = 0;   // 0 = absent
    std::uint32_t place_ = 0;  // where complaints point to: the node itself, or the map that lacks it
};

class YamlFile {
public:
    // `prefix` is the first half of diagnostic codes ("assets", "policies", "config"). A file that does not
    // parse gives one error and an absent root; an empty file has an absent root and no error. Limits:
    // limits::yaml_bytes, depth 64, 8 million nodes, 100,000 nodes brought in by aliases.
    YamlFile(std::string path, std::string content, std::string prefix);
    ~YamlFile();
    YamlFile(const YamlFile&) = delete;
    YamlFile& operator=(const YamlFile&) = delete;

    [[nodiscard]] YamlNode root() const;
    [[nodiscard]] const Diagnostics& diagnostics() const;
    [[nodiscard]] const std::string& content() const;  // as given

private:
    std::unique_ptr<YamlDocument> document_;
};

}  // namespace vigie::kit
