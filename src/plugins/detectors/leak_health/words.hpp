// What a text says of health and of whom: medical words of French and English, words of the ward, of the own
// story and of the news. Tables of folded words; O(words).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

enum class HealthWord : std::uint8_t {
    disease,  // a diagnosis
    drug,
    act,       // an operation, an examination
    ward,      // where people are treated
    sign,      // a symptom, a result
    patient,   // "la patiente", "patient"
    room,      // "chambre 12", "lit 4"
    voice,     // a professional speaks: "vue en consultation", "compte rendu"
    own,       // "je", "my": somebody's own story
    kin,       // "ma mère": a story of the family
    publicly,  // ministers, singers, champions: news
    several,   // "les patients", "des personnes": nobody in particular
};

struct HealthMention {
    HealthWord kind{};
    std::size_t start = 0;  // byte offsets in the text
    std::size_t end = 0;
};

// At most 64, in order of standing. Text beyond 64 KiB is not read.
[[nodiscard]] std::vector<HealthMention> find_health_words(std::string_view text);

}  // namespace vigie::plugins
