#include "model.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/base/embedded.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::embedded {
std::vector<EmbeddedFile> rumour_model_files();
}  // namespace vigie::embedded

namespace vigie::stories {
namespace {

constexpr std::size_t told = 8;
constexpr double slight = 0.02;  // log-odds that are not worth a line

}  // namespace

std::string_view rumour_model_file(std::string_view name) {
    for (const auto& file : embedded::rumour_model_files())
        if (file.path == name) return file.content;
    VIGIE_ASSERT(false);
    return {};
}

std::vector<RumourPart> told_parts(std::span<const Figure> figures, std::span<const float> values,
                                   std::span<const double> parts) {
    std::vector<RumourPart> out;
    for (std::size_t f = 0; f < figures.size(); ++f)
        if (std::abs(parts[f]) >= slight && !std::isnan(values[f]))
            out.push_back({figures[f].name,
                           double{values[f]},
                           parts[f],
                           {std::string(figures[f].fr), std::string(figures[f].en)}});
    std::ranges::stable_sort(out, std::greater{}, [](const RumourPart& p) { return std::abs(p.part); });
    if (out.size() > told) out.resize(told);
    return out;
}

}  // namespace vigie::stories
