// schemas/openapi.yaml as JSON, the examples in it, and a checker for the part of JSON Schema that it uses.
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/json.hpp>

#include <doctest/doctest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace vigie::serve::testing {

using model::Json;

// Plain scalars by the core schema of YAML 1.2; quoted ones are text.
inline Json scalar(const YAML::Node& node) {
    const auto text = node.Scalar();
    if (node.Tag() == "!") return text;
    if (text.empty() || text == "null" || text == "~") return nullptr;
    if (text == "true" || text == "false") return text == "true";
    const auto* end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto [p, e] = std::from_chars(text.data(), end, whole); e == std::errc{} && p == end)
        return whole;
    double number = 0;
    const bool digits = text.find_first_not_of("0123456789.-") == std::string::npos;
    if (const auto [p, e] = std::from_chars(text.data(), end, number); digits && e == std::errc{} && p == end)
        return number;
    return text;
}

inline Json from_yaml(const YAML::Node& node) {
    if (node.IsMap()) {
        auto out = Json::object();
        for (const auto& entry : node) out[entry.first.Scalar()] = from_yaml(entry.second);
        return out;
    }
    if (node.IsSequence()) {
        auto out = Json::array();
        for (const auto& entry : node) out.push_back(from_yaml(entry));
        return out;
    }
    return node.IsScalar() ? scalar(node) : Json(nullptr);
}

struct Operation {
    std::string method;  // in capitals
    std::string path;    // as written: "/incidents/{id}"
    Json text;           // of the operation
    [[nodiscard]] std::string name() const { return text["operationId"]; }
    [[nodiscard]] std::string role() const { return text["x-role"]; }
};

class OpenApi {
public:
    OpenApi() : all_(from_yaml(YAML::LoadFile(VIGIE_SOURCE_DIR "/schemas/openapi.yaml"))) {}

    [[nodiscard]] const Json& all() const { return all_; }
    [[nodiscard]] const Json& resolve(const Json& node) const {
        const auto* at = &node;
        while (at->is_object() && at->contains("$ref"))
            at = &all_.at(Json::json_pointer((*at)["$ref"].get<std::string>().substr(1)));
        return *at;
    }
    // Those that the server answers; with `planned` also those that it will.
    [[nodiscard]] std::vector<Operation> operations(bool planned = false) const {
        std::vector<Operation> out;
        for (const auto& [path, methods] : all_["paths"].items()) {
            for (const auto& [method, text] : methods.items()) {
                if (!planned && text.value("x-planned", false)) continue;
                std::string capitals(method);
                for (auto& c : capitals) c = static_cast<char>(c - 'a' + 'A');
                out.push_back({capitals, path, text});
            }
        }
        return out;
    }
    // The JSON content ({"schema", "examples"}) of a body or an answer, or null.
    [[nodiscard]] Json content(const Json& body_or_answer) const {
        const auto& there = resolve(body_or_answer);
        if (!there.is_object() || !there.contains("content") ||
            !there["content"].contains("application/json"))
            return nullptr;
        return there["content"]["application/json"];
    }
    [[nodiscard]] Json answer_schema(const Operation& op, int status) const {
        const auto& answers = op.text["responses"];
        const auto code = std::to_string(status);
        const auto body =
            content(answers.contains(code) ? answers[code] : answers.value("default", Json::object()));
        return body.is_null() ? body : body["schema"];
    }
    // The value of an example of a 200 answer: example("getIncident", "impostor").
    [[nodiscard]] Json example(const std::string& operation, const std::string& name) const {
        for (const auto& op : operations()) {
            if (op.name() == operation)
                return content(op.text["responses"]["200"])["examples"][name]["value"];
        }
        FAIL("no operation " << operation);
        return nullptr;
    }

    // What is wrong with `value`, as "path: complaint"; empty when it fits. Properties that the schema does
    // not name are complaints, too: what is answered is documented.
    [[nodiscard]] std::vector<std::string> check(const Json& schema, const Json& value,
                                                 const std::string& at = "$") const {
        std::vector<std::string> out;
        check(resolve(schema), value, at, out);
        return out;
    }

private:
    static bool is(const std::string& type, const Json& v) {
        if (type == "object") return v.is_object();
        if (type == "array") return v.is_array();
        if (type == "string") return v.is_string();
        if (type == "boolean") return v.is_boolean();
        if (type == "integer") return v.is_number_integer();
        if (type == "number") return v.is_number();
        if (type == "null") return v.is_null();
        return false;
    }
    void check(const Json& s, const Json& v, const std::string& at, std::vector<std::string>& out) const {
        if (s.contains("type")) {
            const auto types = s["type"].is_array() ? s["type"] : Json::array({s["type"]});
            const bool fits = std::any_of(types.begin(), types.end(), [&](const auto& t) {
                return is(t.template get<std::string>(), v);
            });
            if (!fits) return out.push_back(at + ": is " + v.type_name() + ", not " + s["type"].dump());
        }
        if (s.contains("enum") && std::find(s["enum"].begin(), s["enum"].end(), v) == s["enum"].end()) {
            out.push_back(at + ": " + v.dump() + " is not one of " + s["enum"].dump());
        }
        if (v.is_object()) check_object(s, v, at, out);
        if (v.is_array()) check_array(s, v, at, out);
        if (v.is_number()) {
            if (s.contains("minimum") && v < s["minimum"]) out.push_back(at + ": below the minimum");
            if (s.contains("maximum") && v > s["maximum"]) out.push_back(at + ": above the maximum");
        }
        if (v.is_string() && s.value("format", "") == "date-time" && !parse_time(v.get<std::string>()))
            out.push_back(at + ": is no time");
    }
    void check_object(const Json& s, const Json& v, const std::string& at,
                      std::vector<std::string>& out) const {
        for (const auto& name : s.value("required", Json::array())) {
            if (!v.contains(name.get<std::string>()))
                out.push_back(at + ": lacks " + name.get<std::string>());
        }
        const auto properties = s.value("properties", Json::object());
        for (const auto& [name, member] : v.items()) {
            const auto here = at + "." + name;
            if (properties.contains(name))
                check(resolve(properties[name]), member, here, out);
            else if (s.contains("additionalProperties") && s["additionalProperties"].is_object())
                check(resolve(s["additionalProperties"]), member, here, out);
            else if (s.contains("properties") && !s.value("additionalProperties", false))
                out.push_back(here + ": is not documented");
        }
    }
    void check_array(const Json& s, const Json& v, const std::string& at,
                     std::vector<std::string>& out) const {
        if (s.contains("minItems") && v.size() < s["minItems"].get<std::size_t>())
            out.push_back(at + ": too few");
        if (s.contains("maxItems") && v.size() > s["maxItems"].get<std::size_t>())
            out.push_back(at + ": too many");
        if (!s.contains("items")) return;
        for (std::size_t i = 0; i < v.size(); ++i)
            check(resolve(s["items"]), v[i], at + "[" + std::to_string(i) + "]", out);
    }

    Json all_;
};

}  // namespace vigie::serve::testing
