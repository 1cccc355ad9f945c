// Small steps over simdjson On-Demand that every record reader here takes: what has the wrong type is noted
// and passed over, what is broken ends the reading. String views live until the decoder's next event.
#pragma once

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/item.hpp>

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::plugins::jetstream {

namespace od = simdjson::ondemand;

// The key as it stands in the text; keys with escapes match nothing, which is what they deserve.
inline std::string_view key_of(od::field& field) noexcept {
    const char* begin = field.key().raw();
    const char* end = begin;
    while (*end != '"') ++end;  // stage 1 made sure that there is one
    return {begin, static_cast<std::size_t>(end - begin)};
}

class Reading {
public:
    explicit Reading(model::Item& target) noexcept : item(target) {}

    model::Item& item;
    bool broken = false;  // the JSON cannot be followed further

    void warn(std::string_view code) {
        auto& all = item.warnings;
        if (std::find(all.begin(), all.end(), code) == all.end()) all.emplace_back(code);
    }

    std::optional<std::string_view> text(od::value value, std::string_view code) {
        std::string_view out;
        if (!good(value.get_string().get(out), code)) return std::nullopt;
        return out;
    }
    // A string of at most `limit` bytes; cut at a code point otherwise.
    void copy(od::value value, std::string& out, std::size_t limit, std::string_view code) {
        const auto found = text(value, code);
        if (!found) return;
        const auto kept = kit::prefix_utf8(*found, limit);
        out.assign(kept);
        if (kept.size() < found->size()) warn(code);
    }
    std::optional<std::int64_t> number(od::value value, std::string_view code) {
        std::int64_t out = 0;
        if (!good(value.get_int64().get(out), code)) return std::nullopt;
        return out;
    }
    std::optional<bool> flag(od::value value, std::string_view code) {
        bool out = false;
        if (!good(value.get_bool().get(out), code)) return std::nullopt;
        return out;
    }
    bool object(od::value value, od::object& out, std::string_view code) {
        return good(value.get_object().get(out), code);
    }
    // f(key, value) for each member. False when the value is no object.
    template <class F>
    bool members(od::value value, std::string_view code, F f) {
        od::object members_of;
        if (!object(value, members_of, code)) return false;
        each(members_of, f);
        return true;
    }
    template <class F>
    void each(od::object& object, F f) {
        for (auto next : object) {
            od::field field;
            if (std::move(next).get(field) != simdjson::SUCCESS) {
                broken = true;
                return;
            }
            f(key_of(field), field.value());
            if (broken) return;
        }
    }
    // f(element) for each of the first limits::list_items.
    template <class F>
    void elements(od::value value, std::string_view code, F f) {
        od::array array;
        if (!good(value.get_array().get(array), code)) return;
        std::size_t count = 0;
        for (auto next : array) {
            od::value element;
            if (next.get(element) != simdjson::SUCCESS) {
                broken = true;
                return;
            }
            if (++count > limits::list_items) {
                warn("list.truncated");
                return;
            }
            f(element);
            if (broken) return;
        }
    }

private:
    bool good(simdjson::error_code code, std::string_view warning) {
        if (code == simdjson::SUCCESS) return true;
        if (code == simdjson::INCORRECT_TYPE || code == simdjson::NUMBER_ERROR ||
            code == simdjson::NUMBER_OUT_OF_RANGE) {
            warn(warning);
        } else {
            broken = true;
        }
        return false;
    }
};

// Adds to a list that holds each value once and no more than limits::list_items.
inline void add_once(std::vector<std::string>& list, std::string_view value) {
    if (value.empty() || list.size() >= limits::list_items) return;
    if (std::find(list.begin(), list.end(), value) == list.end()) list.emplace_back(value);
}

}  // namespace vigie::plugins::jetstream
