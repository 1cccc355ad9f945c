// What the two models of rumours share: a table of figures with a word for people, and how scores are told.
#pragma once

#include <vigie/stories/rumour.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace vigie::stories {

struct Figure {
    std::string_view name;
    std::string_view fr;
    std::string_view en;
};

// The file of content/models/rumour; it is there.
[[nodiscard]] std::string_view rumour_model_file(std::string_view name);

// The parts that moved a score most, largest first.
[[nodiscard]] std::vector<RumourPart> told_parts(std::span<const Figure> figures,
                                                 std::span<const float> values,
                                                 std::span<const double> parts);

}  // namespace vigie::stories
