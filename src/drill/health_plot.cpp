// The leaks: photographs of files by a doctor who believes the account private, patients named in passing,
// figures on a forum. Patients and numbers are invented; the numbers have the right check digits.
#include "health_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace vigie::drill {

using namespace std::chrono_literals;

// A French social security number of somebody who does not exist, with its key, written in one of three ways.
std::string HealthDay::nir() {
    const auto sex = 1 + pick(2);
    const auto year = 30 + pick(60);
    const auto month = 1 + pick(12);
    const auto place = 29'000 + pick(999);
    const auto order = 1 + pick(998);
    const auto number = std::stoull(fmt::format("{}{:02}{:02}{:05}{:03}", sex, year, month, place, order));
    const auto key = 97 - number % 97;
    switch (pick(3)) {
        case 0: return fmt::format("{}{:02}", number, key);
        case 1:
            return fmt::format("{} {:02} {:02} {:02} {:03} {:03} {:02}", sex, year, month, place / 1000,
                               place % 1000, order, key);
        default: return fmt::format("{} / {:02}", number, key);
    }
}

Fixed HealthDay::patient(bool in_english) {
    const std::string lang = in_english ? "en" : "fr";
    const auto year = 1930 + pick(70);
    auto last = words_.draw("patient_last", rng_);
    auto upper = last;
    std::ranges::transform(upper, upper.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return {{"patient_first", words_.draw("patient_first", rng_)},
            {"patient_last", last},
            {"LAST", upper},
            {"birth", fmt::format("{:02}/{:02}/{}", 1 + pick(28), 1 + pick(12), year)},
            {"age", fmt::format("{}", 2026 - year)},
            {"nir", nir()},
            {"mobile", fmt::format("06 39 98 {:02} {:02}", pick(100), pick(100))},
            {"address", fmt::format("{} rue des Tilleuls, 29200 Brest", 1 + pick(90))},
            {"amount", fmt::format("{} {:03}", 40 + pick(900), pick(1000))},
            {"disease_" + lang, words_.draw("disease_" + lang, rng_)},
            {"drug_" + lang, words_.draw("drug_" + lang, rng_)}};
}

void HealthDay::leak(const model::Asset& who, const char* role, model::Item item) {
    truth_.guilty.push_back({.network = item.network,
                             .account_id = who.account_id,
                             .first_trace = item.observed_at,
                             .role = role,
                             .item_id = item.id});
    if (!truth_.first_malicious || item.observed_at < *truth_.first_malicious)
        truth_.first_malicious = item.observed_at;
    events_.push_back(std::move(item));
}

// What the picture shows stands in its description, as the network or Vigie's reader of pictures gives it.
void HealthDay::photos() {
    const auto how_many = 2 + pick(3);
    const std::string lang = english(*doctor_) ? "en" : "fr";
    for (std::size_t i = 0; i < how_many; ++i) {
        const auto fixed = patient(lang == "en");
        auto text = words_.say("photo_text_" + lang, rng_, fixed);
        auto alt = words_.say("photo_alt_" + lang, rng_, fixed);
        const auto at = some_time();
        auto item = post(official(*doctor_), lang, std::move(text), at);
        item.media.push_back(
            {.type = "image", .ref = fmt::format("bafkreidrill{}", i), .alt = std::move(alt), .picture = {}});
        leak(*doctor_, "photo", std::move(item));
    }
}

void HealthDay::words_of_patients() {
    const auto how_many = 1 + pick(2);
    for (std::size_t i = 0; i < how_many; ++i) {
        const auto& who = *one_of(staff_);
        const std::string lang = english(who) ? "en" : "fr";
        auto text = words_.say("leak_" + lang, rng_, patient(lang == "en"));
        const auto at = some_time();
        leak(who, "words", post(official(who), lang, std::move(text), at));
    }
}

void HealthDay::figures() {
    const auto& who = *forum_.front();
    auto text = words_.say("figures_fr", rng_, patient(false));
    auto item = post(official(who), "fr", std::move(text), some_time());
    item.network = "forum";
    item.url = "https://forum.example/t/" + item.id.substr(item.id.rfind('/') + 1);
    leak(who, "figures", std::move(item));
}

}  // namespace vigie::drill
