#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/kit/yaml.hpp>
#include <vigie/model/place.hpp>
#include <vigie/watch/column_map.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>
#include <map>

namespace vigie::watch {
namespace {

using model::Item;

std::optional<Time> read_time(const std::string& text, const std::string& format) {
    if (!format.empty()) {
        std::tm tm{};
        const char* end = ::strptime(text.c_str(), format.c_str(), &tm);
        if (end == nullptr || *end != '\0') return std::nullopt;
        const long offset = tm.tm_gmtoff;
        return from_us((::timegm(&tm) - offset) * 1'000'000);
    }
    if (const auto t = parse_time(text)) return *t;
    std::int64_t unix_time = 0;
    const auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), unix_time);
    if (ec != std::errc{} || p != text.data() + text.size() || unix_time < 0) return std::nullopt;
    constexpr std::int64_t seconds_until_5138 = 100'000'000'000;
    if (unix_time < seconds_until_5138) return from_us(unix_time * 1'000'000);
    return unix_time < seconds_until_5138 * 1'000 ? std::optional(from_us(unix_time * 1'000)) : std::nullopt;
}

std::optional<double> read_number(const std::string& text) {
    double d = 0;
    const auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), d);
    if (ec != std::errc{} || p != text.data() + text.size() || !std::isfinite(d)) return std::nullopt;
    return d;
}

bool read_count(const std::string& text, std::optional<std::int64_t>& out) {
    const auto d = read_number(text);
    constexpr double largest = 9e15;
    if (!d || *d < 0 || *d > largest) return false;
    out = static_cast<std::int64_t>(*d);
    return true;
}

// The two columns of a place come one at a time: what is still missing is no number.
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

bool read_degrees(Item& item, const std::string& text, double model::Coordinates::*which) {
    const auto degrees = read_number(text);
    if (!degrees) return false;
    if (!item.coordinates) item.coordinates = model::Coordinates{missing, missing};
    item.coordinates.value().*which = *degrees;
    return true;
}

void check_coordinates(Item& item) {
    if (!item.coordinates) return;
    item.coordinates = model::coordinates(item.coordinates->latitude, item.coordinates->longitude);
    if (!item.coordinates) item.warnings.emplace_back("coordinates.range");
}

// "a, b" or "a b" or "['a', 'b']": what exports make of a list.
std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : text + " ") {
        if (c == ' ' || c == ',' || c == ';' || c == '|' || c == '[' || c == ']' || c == '\'' || c == '"') {
            if (!word.empty() && out.size() < limits::list_items) out.push_back(word);
            word.clear();
        } else {
            word += c;
        }
    }
    return out;
}

void put_text(std::string& out, const std::string& value, std::size_t limit) {
    out = kit::sanitize_utf8(value, limit);
}

// One setter a field; false when the value does not fit.
using Setter = bool (*)(Item&, const std::string&, const std::string& format);

const std::map<std::string, Setter>& setters() {
    static const std::map<std::string, Setter> table{
        {"id",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.id, v, limits::name_bytes);
             return true;
         }},
        {"url",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.url, v, limits::url_bytes);
             return true;
         }},
        {"created_at",
         [](Item& i, const std::string& v, const std::string& f) {
             i.created_at = read_time(v, f);
             return i.created_at.has_value();
         }},
        {"lang",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.lang, v, limits::name_bytes);
             return true;
         }},
        {"text",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.text, v, limits::text_bytes);
             return true;
         }},
        {"author.id",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.author.id, v, limits::name_bytes);
             return true;
         }},
        {"author.handle",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.author.handle, v.starts_with('@') ? v.substr(1) : v, limits::name_bytes);
             return true;
         }},
        {"author.name",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.author.name, v, limits::name_bytes);
             return true;
         }},
        {"author.bio",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.author.bio, v, limits::bio_bytes);
             return true;
         }},
        {"author.followers",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.author.followers); }},
        {"author.following",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.author.following); }},
        {"author.posts",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.author.posts); }},
        {"author.created_at",
         [](Item& i, const std::string& v, const std::string& f) {
             i.author.created_at = read_time(v, f);
             return i.author.created_at.has_value();
         }},
        {"links",
         [](Item& i, const std::string& v, const std::string&) {
             i.links = split_list(v);
             return true;
         }},
        {"hashtags",
         [](Item& i, const std::string& v, const std::string&) {
             i.hashtags = split_list(v);
             return true;
         }},
        {"mentions",
         [](Item& i, const std::string& v, const std::string&) {
             i.mentions = split_list(v);
             return true;
         }},
        {"reply_to",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.reply_to, v, limits::name_bytes);
             return true;
         }},
        {"repost_of",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.repost_of, v, limits::name_bytes);
             return true;
         }},
        {"quote_of",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.quote_of, v, limits::name_bytes);
             return true;
         }},
        {"metrics.likes",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.metrics.likes); }},
        {"metrics.reposts",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.metrics.reposts); }},
        {"metrics.replies",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.metrics.replies); }},
        {"metrics.views",
         [](Item& i, const std::string& v, const std::string&) { return read_count(v, i.metrics.views); }},
        {"rating",
         [](Item& i, const std::string& v, const std::string&) {
             i.rating = read_number(v);
             return i.rating.has_value();
         }},
        {"place",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.place, v, limits::name_bytes);
             return true;
         }},
        {"country",
         [](Item& i, const std::string& v, const std::string&) {
             i.country = model::country_code(v).value_or("");
             return !i.country.empty();
         }},
        {"latitude", [](Item& i, const std::string& v,
                        const std::string&) { return read_degrees(i, v, &model::Coordinates::latitude); }},
        {"longitude", [](Item& i, const std::string& v,
                         const std::string&) { return read_degrees(i, v, &model::Coordinates::longitude); }},
        {"network",
         [](Item& i, const std::string& v, const std::string&) {
             put_text(i.network, v, limits::name_bytes);
             return true;
         }},
        {"kind",
         [](Item& i, const std::string& v, const std::string&) {
             const auto kind = model::item_kind_of(v);
             if (kind) i.kind = *kind;
             return kind.has_value();
         }},
    };
    return table;
}

}  // namespace

const std::vector<std::string>& mappable_fields() {
    static const std::vector<std::string> fields = [] {
        std::vector<std::string> out;
        for (const auto& [field, setter] : setters()) out.push_back(field);
        return out;
    }();
    return fields;
}

ColumnMapResult read_column_map(const std::string& path, const std::string& content) {
    const kit::YamlFile file(path, content, "map");
    ColumnMap map;
    const auto root = file.root();
    if (root) {
        root.known({"network", "kind", "map"});
        if (const auto network = root.get("network").text()) map.network = *network;
        if (const auto kind = root.get("kind").text()) {
            if (const auto known = model::item_kind_of(*kind))
                map.kind = *known;
            else
                root.get("kind").error("unknown-kind", "'" + *kind + "' is not a kind of item",
                                       "write post, review, comment…");
        }
        root.require("map").each_key(
            [&](const std::string& field, const kit::YamlNode& key, const kit::YamlNode& value) {
                ColumnRule rule{.field = field, .column = {}, .value = {}, .format = {}};
                if (!setters().contains(field)) {
                    const auto near = nearest(field, mappable_fields());
                    key.error("unknown-field", "'" + field + "' is not a field of an item",
                              near.empty() ? "see schemas/item.schema.json" : "did you mean '" + near + "'?");
                }
                if (value.type() == kit::YamlNode::Type::map) {
                    value.known({"column", "value", "format"});
                    rule.column = value.get("column").text().value_or("");
                    rule.value = value.get("value").text().value_or("");
                    rule.format = value.get("format").text().value_or("");
                } else {
                    rule.column = value.text().value_or("");
                }
                map.rules.push_back(std::move(rule));
            });
    }
    ColumnMapResult result{.map = {}, .diagnostics = file.diagnostics()};
    if (!has_errors(result.diagnostics)) result.map = std::move(map);
    return result;
}

Result<Item> apply(const ColumnMap& map,
                   const std::function<std::optional<std::string>(const std::string&)>& cell,
                   std::size_t line) {
    Item item;
    item.network = map.network;
    item.kind = map.kind;
    bool has_id_rule = false;
    for (const auto& rule : map.rules) {
        has_id_rule = has_id_rule || rule.field == "id";
        const auto value = rule.column.empty() ? std::optional(rule.value) : cell(rule.column);
        if (!value || value->empty()) continue;
        const auto setter = setters().find(rule.field);
        if (setter != setters().end() && !setter->second(item, *value, rule.format)) {
            item.warnings.push_back(rule.field + ".type");
        }
    }
    check_coordinates(item);
    if (!has_id_rule) item.id = std::to_string(line);
    if (item.id.empty()) return fail(Errc::parse, "no id in this row");
    item.author.network = item.network;
    return item;
}

}  // namespace vigie::watch
