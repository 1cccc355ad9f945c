#include "reading/model.hpp"

#include <vigie/kit/model_lines.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::judge::reading {
namespace {

constexpr std::size_t buckets = std::size_t{1} << bucket_bits;
constexpr std::size_t most_knots = 256;

using kit::number;
using kit::take_until;

}  // namespace

std::size_t language_of(std::string_view head) {
    return head.find("_fr") == std::string_view::npos ? 1 : 0;
}

Lexicon read_lexicon(std::string_view tsv) {
    Lexicon out;
    while (!tsv.empty()) {
        auto line = take_until(tsv, '\n');
        const auto lang = take_until(line, '\t');
        const auto word = take_until(line, '\t');
        double value = 0;
        if (!word.empty() && number(line, value) && std::abs(value) <= 4)
            out.emplace(std::string(lang) + ' ' + std::string(word), static_cast<int>(value));
    }
    return out;
}

LexiconValues lexicon_values(const Units& units, const stories::Cues& cues, const Lexicon& lexicon,
                             std::string_view lang) {
    double good = 0;
    double bad = 0;
    double good_negated = 0;
    double bad_negated = 0;
    double last = 0;
    double best = 0;
    double worst = 0;
    bool any = false;
    std::string key(lang);
    key += ' ';
    for (const auto& unit : units.units) {
        if (unit.from == unit.to) continue;
        key.resize(lang.size() + 1);
        key.append(units.letters, unit.from, unit.to - unit.from);
        const auto it = lexicon.find(key);
        if (it == lexicon.end()) continue;
        constexpr double strongest = 3;
        auto value = it->second / strongest;
        if (unit.negated) {
            (value > 0 ? good_negated : bad_negated) += std::abs(value);
            value *= -0.5;
        } else {
            (value > 0 ? good : bad) += std::abs(value);
        }
        last = value;
        best = std::max(best, value);
        worst = std::min(worst, value);
        any = true;
    }
    constexpr double unit_of_lexicon = 0.2;  // beside grams that are normed to 1
    const auto length = 4 / std::sqrt(1.0 + static_cast<double>(units.units.size()));
    LexiconValues out{good > 0 ? 1.0 : 0.0,
                      bad > 0 ? 1.0 : 0.0,
                      good,
                      bad,
                      good_negated,
                      bad_negated,
                      good * length,
                      bad * length,
                      last,
                      best,
                      worst,
                      (good - bad) * length,
                      any ? 0.0 : 1.0,
                      cues.enquiry ? 1.0 : 0.0,
                      cues.denial ? 1.0 : 0.0,
                      cues.hedge ? 1.0 : 0.0,
                      cues.complaint ? 1.0 : 0.0,
                      units.addressed ? 1.0 : 0.0};
    for (auto& v : out) v *= unit_of_lexicon;
    return out;
}

Result<Table> Table::read(std::string_view bytes) {
    auto rest = bytes;
    if (take_until(rest, '\n') != "vigie-reading 1")
        return fail(Errc::parse, "not a reading model of form 1");
    Table table;
    std::vector<std::vector<kit::Calibration::Knot>> knots;
    for (auto line = take_until(rest, '\n'); !line.empty(); line = take_until(rest, '\n')) {
        const std::string whole(line.substr(0, 60));
        const auto key = take_until(line, ' ');
        bool good = false;
        if (key == "head") {
            auto& head = table.heads.emplace_back();
            knots.emplace_back();
            head.name = std::string(take_until(line, ' '));
            good = table.heads.size() < row_bytes && number(take_until(line, ' '), head.bias) &&
                   number(take_until(line, ' '), head.scale) && number(take_until(line, ' '), head.letters) &&
                   number(line, head.temperature);
        } else if (key == "lexicon" && !table.heads.empty()) {
            good = true;
            for (auto& value : table.heads.back().lexicon)
                good = good && number(take_until(line, ' '), value);
        } else if (key == "knot" && !table.heads.empty() && knots.back().size() < most_knots) {
            auto& knot = knots.back().emplace_back();
            good = number(take_until(line, ' '), knot.margin) && number(line, knot.probability);
        }
        if (!good) return fail(Errc::parse, "reading model: '{}' is not understood", whole);
    }
    const auto columns = table.heads.size() + 1;
    if (table.heads.empty() || rest.size() != columns * buckets)
        return fail(Errc::parse, "reading model: {} bytes of weights for {} heads", rest.size(),
                    table.heads.size());
    for (std::size_t h = 0; h < table.heads.size(); ++h) {
        VIGIE_TRY_ASSIGN(table.heads[h].calibration, kit::Calibration::of(std::move(knots[h])));
    }
    table.rows.resize(buckets * row_bytes);
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t b = 0; b < buckets; ++b)
            table.rows[b * row_bytes + c] = static_cast<std::uint8_t>(rest[c * buckets + b]);
    return table;
}

std::string Table::write() const {
    std::string out = "vigie-reading 1\n";
    for (const auto& h : heads) {
        out += fmt::format("head {} {:.6g} {:.6g} {:.6g} {:.6g}\nlexicon", h.name, h.bias, h.scale, h.letters,
                           h.temperature);
        for (const auto v : h.lexicon) out += fmt::format(" {:.6g}", v);
        out += '\n';
        for (const auto& k : h.calibration.knots())
            out += fmt::format("knot {} {}\n", k.margin, k.probability);
    }
    out += '\n';
    for (std::size_t c = 0; c <= heads.size(); ++c)
        for (std::size_t b = 0; b < buckets; ++b) out += static_cast<char>(rows[b * row_bytes + c]);
    return out;
}

std::vector<double> Table::by_unit(const Grams& grams, std::size_t units, std::size_t head) const {
    std::vector<double> out(units);
    for (std::size_t b = 0; b < blocks; ++b) {
        double squares = 0;
        const auto& all = grams.of(static_cast<Block>(b));
        const auto row = [&](const Grams::Gram& g) {
            return rows.data() + std::size_t{g.bucket} * row_bytes;
        };
        for (const auto& g : all) squares += static_cast<double>(*row(g)) * *row(g);
        if (squares == 0) continue;
        const auto scale = heads[head].scale * (b == 0 ? 1 : heads[head].letters) / std::sqrt(squares);
        for (const auto& g : all) out[g.unit] += scale * *row(g) * static_cast<std::int8_t>(row(g)[head + 1]);
    }
    return out;
}

std::vector<double> Table::margins(const Grams& grams, const std::array<LexiconValues, 2>& values) const {
    std::array<std::array<std::int32_t, row_bytes>, blocks> sums{};
    std::array<double, blocks> norm{};
    for (std::size_t b = 0; b < blocks; ++b) {
        auto& sum = sums[b];
        std::uint64_t squares = 0;
        for (const auto& gram : grams.of(static_cast<Block>(b))) {
            const auto* row = rows.data() + std::size_t{gram.bucket} * row_bytes;
            const std::int32_t rarity = row[0];
            squares += static_cast<std::uint64_t>(rarity * rarity);
            for (std::size_t h = 0; h < row_bytes; ++h) sum[h] += rarity * static_cast<std::int8_t>(row[h]);
        }
        norm[b] = squares == 0 ? 0 : 1 / std::sqrt(static_cast<double>(squares));
    }
    std::vector<double> out(heads.size());
    for (std::size_t h = 0; h < heads.size(); ++h) {
        const auto& head = heads[h];
        out[h] =
            head.bias + head.scale * (sums[0][h + 1] * norm[0] + head.letters * sums[1][h + 1] * norm[1]);
        const auto& lexicon = values[language_of(head.name)];
        for (std::size_t i = 0; i < lexicon_features; ++i) out[h] += head.lexicon[i] * lexicon[i];
    }
    return out;
}

}  // namespace vigie::judge::reading
