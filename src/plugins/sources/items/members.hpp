// Members of a foreign JSON object, each taken only in the form it should have.
#pragma once

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/place.hpp>

#include <simdjson.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigie::plugins::items {

namespace dom = simdjson::dom;
using model::Item;

// Reads members of one object; what does not fit is left out and noted in the item's warnings.
class Members {
public:
    Members(dom::object object, Item& item, std::string where)
        : object_(object), item_(item), where_(std::move(where)) {}

    void text(const char* key, std::string& out, std::size_t limit) {
        dom::element e;
        if (!present(key, e)) return;
        std::string_view s;
        std::int64_t n = 0;
        if (e.get(s) == simdjson::SUCCESS) {
            bool cut = false;
            out = kit::sanitize_utf8(s, limit, &cut);
            if (cut) warn(key, "truncated");
        } else if (e.get(n) == simdjson::SUCCESS) {  // ids are numbers in some exports
            out = std::to_string(n);
        } else {
            warn(key, "type");
        }
    }

    void time(const char* key, std::optional<Time>& out) {
        dom::element e;
        if (!present(key, e)) return;
        std::string_view s;
        if (e.get(s) == simdjson::SUCCESS) {
            if (const auto t = parse_time(s)) {
                out = *t;
                return;
            }
        }
        warn(key, "time");
    }

    void number(const char* key, std::optional<std::int64_t>& out) {
        dom::element e;
        if (!present(key, e)) return;
        std::int64_t n = 0;
        double d = 0;
        constexpr double largest = 9e15;
        if (e.get(n) == simdjson::SUCCESS) {
            if (n >= 0)
                out = n;
            else
                warn(key, "range");
        } else if (e.get(d) == simdjson::SUCCESS && d >= 0 && d < largest) {
            out = static_cast<std::int64_t>(d);
        } else {
            warn(key, "type");
        }
    }

    void real(const char* key, std::optional<double>& out) {
        dom::element e;
        if (!present(key, e)) return;
        double d = 0;
        if (e.get(d) == simdjson::SUCCESS && std::isfinite(d))
            out = d;
        else
            warn(key, "type");
    }

    void country(const char* key, std::string& out) {
        dom::element e;
        if (!present(key, e)) return;
        std::string_view s;
        if (e.get(s) != simdjson::SUCCESS) return warn(key, "type");
        if (s.empty()) return;
        if (auto code = model::country_code(s))
            out = std::move(*code);
        else
            warn(key, "code");
    }

    void coordinates(const char* key, std::optional<model::Coordinates>& out) {
        const auto place = object(key);
        if (!place) return;
        double latitude = 0;
        double longitude = 0;
        if (place->at_key("latitude").get(latitude) != simdjson::SUCCESS ||
            place->at_key("longitude").get(longitude) != simdjson::SUCCESS)
            return warn(key, "type");
        out = model::coordinates(latitude, longitude);
        if (!out) warn(key, "range");
    }

    void flag(const char* key, std::optional<bool>& out) {
        dom::element e;
        if (!present(key, e)) return;
        bool b = false;
        if (e.get(b) == simdjson::SUCCESS)
            out = b;
        else
            warn(key, "type");
    }

    void texts(const char* key, std::vector<std::string>& out, std::size_t limit) {
        dom::element e;
        if (!present(key, e)) return;
        dom::array array;
        std::string_view one;
        if (e.get(one) == simdjson::SUCCESS) {  // a single string where a list is meant
            if (!one.empty()) out.push_back(kit::sanitize_utf8(one, limit));
            return;
        }
        if (e.get(array) != simdjson::SUCCESS) return warn(key, "type");
        for (const auto entry : array) {
            if (out.size() >= limits::list_items) return warn(key, "truncated");
            if (entry.get(one) == simdjson::SUCCESS)
                out.push_back(kit::sanitize_utf8(one, limit));
            else
                warn(key, "type");
        }
    }

    void integer(const char* key, std::int64_t& out) {
        std::optional<std::int64_t> n;
        number(key, n);
        if (n) out = *n;
    }

    [[nodiscard]] std::optional<dom::object> object(const char* key) {
        dom::element e;
        if (!present(key, e)) return std::nullopt;
        dom::object o;
        if (e.get(o) == simdjson::SUCCESS) return o;
        warn(key, "type");
        return std::nullopt;
    }

    [[nodiscard]] std::optional<dom::array> array(const char* key) {
        dom::element e;
        if (!present(key, e)) return std::nullopt;
        dom::array a;
        if (e.get(a) == simdjson::SUCCESS) return a;
        warn(key, "type");
        return std::nullopt;
    }

    // The objects of a list, at most `most`; a member that is none is left out.
    template <class Read>
    void objects(const char* key, std::size_t most, const Read& read) {
        const auto list = array(key);
        if (!list) return;
        std::size_t n = 0;
        for (const auto entry : *list) {
            if (++n > most) return warn(key, "truncated");
            dom::object o;
            if (entry.get(o) == simdjson::SUCCESS) {
                read(Members(o, item_, where_ + key + "."));
            } else {
                warn(key, "type");
            }
        }
    }

    [[nodiscard]] Members within(dom::object object, const std::string& where) {
        return {object, item_, where_ + where};
    }

    void warn(const char* key, std::string_view what) {
        constexpr std::size_t enough = 16;
        if (item_.warnings.size() < enough) item_.warnings.push_back(where_ + key + "." + std::string(what));
    }

private:
    bool present(const char* key, dom::element& e) const {
        return object_.at_key(key).get(e) == simdjson::SUCCESS && !e.is_null();
    }
    dom::object object_;
    Item& item_;
    std::string where_;
};

}  // namespace vigie::plugins::items
