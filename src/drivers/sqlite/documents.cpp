#include "documents.hpp"

#include <vigie/model/json.hpp>

#include <type_traits>

namespace vigie::drivers::sqlite {
namespace {

using model::Json;

// Every time of a noun with its key in "exact".
template <class V, class F>
void each_time(V& v, F f) {
    using T = std::remove_const_t<V>;
    if constexpr (std::is_same_v<T, model::Item>) {
        f("observed_at", v.observed_at);
        f("created_at", v.created_at);
        f("author", v.author.created_at);
    } else if constexpr (std::is_same_v<T, model::Finding>) {
        f("at", v.at);
        f("account", v.account.created_at);
    } else if constexpr (std::is_same_v<T, model::Incident>) {
        f("first_seen", v.first_seen);
        f("opened_at", v.opened_at);
        f("updated_at", v.updated_at);
        f("acted_at", v.acted_at);
        f("gone_at", v.gone_at);
        f("closed_at", v.closed_at);
    } else if constexpr (std::is_same_v<T, model::Step>) {
        f("due_at", v.due_at);
        f("next_at", v.next_at);
        f("done_at", v.done_at);
    } else if constexpr (std::is_same_v<T, model::Takedown>) {
        f("sent_at", v.sent_at);
        f("next_check_at", v.next_check_at);
        f("checked_at", v.checked_at);
        f("gone_at", v.gone_at);
    } else if constexpr (std::is_same_v<T, model::Notice>) {
        f("next_at", v.next_at);
        f("sent_at", v.sent_at);
        f("created_at", v.created_at);
    } else if constexpr (std::is_same_v<T, model::Allowance>) {
        f("at", v.at);
        f("until", v.until);
        f("ended_at", v.ended_at);
        f("used_at", v.used_at);
    }
}

// The years that the text form can hold.
constexpr std::int64_t us_of_day = 86'400'000'000;
constexpr std::int64_t first_us = -719'528 * us_of_day;
constexpr std::int64_t last_us = 2'932'896 * us_of_day;

bool needs_exact(Time t) {
    const auto us = to_us(t);
    return us % 1000 != 0 || us < first_us || us > last_us;
}

void keep_duration(Json& exact, const char* key, const std::optional<Duration>& d) {
    if (d && d->count() % 1'000'000 != 0) exact[key] = d->count();
}

template <class T>
std::string write(const T& v) {
    Json j = v;
    Json exact;
    each_time(v, [&](const char* key, const auto& time) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(time)>, Time>) {
            if (needs_exact(time)) exact[key] = to_us(time);
        } else if (time && needs_exact(*time)) {
            exact[key] = to_us(*time);
        }
    });
    if constexpr (std::is_same_v<T, model::Step>) {
        keep_duration(exact, "deadline", v.plan.deadline);
        keep_duration(exact, "every", v.plan.every);
        if (v.plan.line != 0) exact["line"] = v.plan.line;
    }
    if (!exact.is_null()) j["exact"] = std::move(exact);
    return model::dump(j);
}

template <class T>
void read_exact(const Json& exact, T& v) {
    each_time(v, [&](const char* key, auto& time) {
        if (exact.contains(key)) time = from_us(exact.at(key).template get<std::int64_t>());
    });
    if constexpr (std::is_same_v<T, model::Step>) {
        if (exact.contains("deadline"))
            v.plan.deadline = Duration(exact.at("deadline").template get<std::int64_t>());
        if (exact.contains("every")) v.plan.every = Duration(exact.at("every").template get<std::int64_t>());
        v.plan.line = exact.value("line", 0);
    }
}

}  // namespace

std::string to_document(const model::Item& v) {
    return write(v);
}
std::string to_document(const model::Finding& v) {
    return write(v);
}
std::string to_document(const model::Incident& v) {
    return write(v);
}
std::string to_document(const model::Step& v) {
    return write(v);
}
std::string to_document(const model::Takedown& v) {
    return write(v);
}
std::string to_document(const model::Notice& v) {
    return write(v);
}
std::string to_document(const model::Allowance& v) {
    return write(v);
}

template <class T>
Result<T> from_document(const std::string& text) {
    try {
        const auto j = Json::parse(text);
        T v;
        from_json(j, v);
        if (const auto it = j.find("exact"); it != j.end()) read_exact(*it, v);
        return v;
    } catch (const std::exception& e) {
        return fail(Errc::io, "a stored row is unreadable ({}): was the database changed by hand? {}",
                    e.what(), text.substr(0, 120));
    }
}

template Result<model::Item> from_document(const std::string& text);
template Result<model::Finding> from_document(const std::string& text);
template Result<model::Incident> from_document(const std::string& text);
template Result<model::Step> from_document(const std::string& text);
template Result<model::Takedown> from_document(const std::string& text);
template Result<model::Notice> from_document(const std::string& text);
template Result<model::Allowance> from_document(const std::string& text);

}  // namespace vigie::drivers::sqlite
