#include <vigie/base/log.hpp>
#include <vigie/engine/digest.hpp>
#include <vigie/judge/restraint.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/channel.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace vigie::engine {
namespace {

using model::Json;

constexpr const char* kind = "digest";
constexpr const char* key = "daily";
constexpr int most_tries = 10;
constexpr auto kept = std::chrono::days(60);
constexpr auto longest = std::chrono::days(7);

// How far the letter of one day is.
struct Letter {
    std::string day;
    Time from{};
    Time to{};
    std::vector<std::string> pending;  // departments that it has not reached yet
    int tries = 0;
    Time next{};  // not before
};

Letter letter_of(const std::optional<std::string>& text) {
    Letter out;
    const auto j = Json::parse(text.value_or(""), nullptr, false);
    if (!j.is_object()) return out;
    try {
        out.day = j.at("day").get<std::string>();
        out.from = from_us(j.at("from").get<std::int64_t>());
        out.to = from_us(j.at("to").get<std::int64_t>());
        out.pending = j.at("pending").get<std::vector<std::string>>();
        out.tries = j.at("tries").get<int>();
        out.next = from_us(j.at("next").get<std::int64_t>());
    } catch (const Json::exception&) {
        return {};  // written by another version
    }
    return out;
}

Result<> keep(ports::Session& session, const Letter& l, Time now) {
    const Json j{{"day", l.day},         {"from", to_us(l.from)}, {"to", to_us(l.to)},
                 {"pending", l.pending}, {"tries", l.tries},      {"next", to_us(l.next)}};
    return session.put_memory(kind, key, model::dump(j), now + kept);
}

respond::Digest digest_of(const Letter& letter, const std::vector<judge::HeldBack>& held) {
    respond::Digest out{letter.day, letter.from, letter.to, {}};
    for (const auto& h : held) out.lines.push_back({h.title, h.detector, h.score, h.findings});
    return out;
}

Result<> write_down(ports::Session& session, const std::string& department, const Letter& letter,
                    const respond::Delivery& delivery, std::size_t lines, Time now) {
    const bool sent = delivery.outcome == respond::Delivery::Outcome::sent;
    VIGIE_TRY(session.append_audit(
        {.at = now,
         .actor = "vigie",
         .act = sent ? "digest.sent" : "digest.failed",
         .object = department,
         .incident = {},
         .says = sent
                     ? model::Text{fmt::format("Récapitulatif du {} envoyé ({} retenus).", letter.day, lines),
                                   fmt::format("Digest of {} sent ({} held back).", letter.day, lines)}
                     : model::Text{fmt::format("Récapitulatif du {} non remis.", letter.day),
                                   fmt::format("Digest of {} not delivered.", letter.day)},
         .why = delivery.detail}));
    return {};
}

}  // namespace

Result<int> mail_digest(ports::Store& store, const DigestConfig& config, const MailDigest& mail, Time now) {
    if (config.tell.empty()) return 0;
    const auto midnight = std::chrono::floor<std::chrono::days>(now);
    if (now < midnight + config.at) return 0;
    const auto day = format_time(now).substr(0, 10);
    Letter letter;
    std::vector<judge::HeldBack> held;
    VIGIE_TRY(store.read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto text, session.memory(kind, key));
        letter = letter_of(text);
        if (letter.day != day) {
            const auto yesterday = now - std::chrono::days(1);
            const auto from = letter.day.empty() ? yesterday : std::max(letter.to, now - longest);
            letter = {day, from, now, config.tell, 0, {}};
        }
        if (letter.pending.empty() || letter.next > now) return {};
        VIGIE_TRY_ASSIGN(held, judge::held_back(session, letter.from));
        std::erase_if(held, [&](const auto& h) { return h.first > letter.to; });
        return {};
    }));
    if (letter.pending.empty() || letter.next > now) return 0;

    int sent = 0;
    std::vector<std::string> pending;
    std::vector<std::pair<std::string, respond::Delivery>> done;
    ++letter.tries;
    if (!held.empty()) {
        const auto digest = digest_of(letter, held);
        for (const auto& department : letter.pending) {
            auto delivery = mail(department, digest);
            if (delivery.outcome == respond::Delivery::Outcome::retry && letter.tries < most_tries) {
                pending.push_back(department);
                log::warn("digest", "{}: {}; to be tried again", department, delivery.detail);
                continue;
            }
            sent += delivery.outcome == respond::Delivery::Outcome::sent ? 1 : 0;
            done.emplace_back(department, std::move(delivery));
        }
    }
    letter.pending = std::move(pending);
    letter.next = now + std::chrono::minutes(1) * (1 << (letter.tries - 1));
    VIGIE_TRY(store.write([&](ports::Session& session) -> Result<> {
        for (const auto& [department, delivery] : done)
            VIGIE_TRY(write_down(session, department, letter, delivery, held.size(), now));
        return keep(session, letter, now);
    }));
    return sent;
}

}  // namespace vigie::engine
