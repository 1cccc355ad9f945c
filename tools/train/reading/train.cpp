// Trains the heads of content/models/reading: linear SVMs (liblinear, dual coordinate descent) on the
// product's own features, classes weighed alike, calibrated out of fold. Reads lines
// "head<TAB>fold<TAB>label<TAB>text"; fold "t" is held out: never trained on unless --all, only measured.
//   reading_train ROWS.tsv POLARITY.tsv OUT.model [--all]
#include "reading/model.hpp"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace vigie::judge::reading;
using vigie::kit::Calibration;

constexpr int buckets = 1 << bucket_bits;

struct Recipe {
    double cost = 0.1;
    double letters = 1;
    bool lexicon = false;
    double ratios = 0;  // NB-SVM: share of the log-ratio in a feature's value; 0 = plain
};
Recipe recipe_of(const std::string& head) {
    constexpr double half = 0.5;
    if (head == "sentiment_en") return {0.1, 0.8, true, 0};
    if (head == "sentiment_fr") return {0.1, 1, true, half};
    if (head == "emotion") return {0.2, 1, true, 0};
    if (head == "reason") return {0.3, 1, false, 0};
    if (head == "offensive_en" || head == "irony_en") return {0.1, 1, true, half};
    return {0.1, 1, false, 0};
}

constexpr int held_out = -1;

struct Row {
    int fold = 0;  // or held_out
    int label = 0;
    std::array<std::vector<std::uint32_t>, blocks> grams;
    LexiconValues lexicon{};
    std::vector<feature_node> nodes;
};
struct Task {
    std::string name;
    std::vector<std::string> labels;
    std::vector<Row> rows;
};

std::string slurp(const char* path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

void prepare(Task& task, const std::vector<std::uint8_t>& rarity, const Recipe& recipe, bool all) {
    std::vector<int> df(buckets);
    for (const auto& row : task.rows) {
        if (row.fold < 0 && !all) continue;
        std::set<std::uint32_t> seen;
        for (const auto& block : row.grams) seen.insert(block.begin(), block.end());
        for (const auto b : seen) ++df[b];
    }
    for (auto& row : task.rows) {
        std::map<int, double> values;
        for (std::size_t b = 0; b < blocks; ++b) {
            double squares = 0;
            for (const auto g : row.grams[b]) squares += static_cast<double>(rarity[g]) * rarity[g];
            if (squares == 0) continue;
            const auto scale = (b == 0 ? 1 : recipe.letters) / std::sqrt(squares);
            for (const auto g : row.grams[b])
                if (df[g] >= 2) values[static_cast<int>(g) + 1] += rarity[g] * scale;
        }
        row.nodes.clear();
        for (const auto& [index, value] : values) row.nodes.push_back({index, value});
        row.nodes.push_back({buckets + 1, 1});
        for (std::size_t i = recipe.lexicon ? 0 : words_features; i < lexicon_features; ++i)
            if (row.lexicon[i] != 0) row.nodes.push_back({buckets + 2 + static_cast<int>(i), row.lexicon[i]});
        row.nodes.push_back({-1, 0});
    }
}

// One weight vector for each label; one alone for two labels (for label 1).
using Weights = std::vector<std::vector<double>>;

template <class Keep>
Weights fit(Task& task, const Recipe& recipe, Keep keep) {
    std::vector<feature_node*> x;
    std::vector<double> y;
    std::vector<double> count(task.labels.size());
    for (auto& row : task.rows) {
        if (!keep(row)) continue;
        x.push_back(row.nodes.data());
        y.push_back(row.label);
        count[static_cast<std::size_t>(row.label)] += 1;
    }
    const auto n = static_cast<int>(task.labels.size());
    Weights out;
    for (int label = n == 2 ? 1 : 0; label < n; ++label) {
        std::vector<double> target;
        for (const auto v : y) target.push_back(static_cast<int>(v) == label ? 1 : -1);
        // NB-SVM (Wang and Manning 2012): a gram counts by the log-ratio of its frequencies in both classes.
        std::vector<double> ratio(static_cast<std::size_t>(buckets) + 2 + lexicon_features, 1.0);
        std::vector<std::vector<feature_node>> scaled;
        if (recipe.ratios > 0) {
            std::vector<double> pos(buckets + 1, 1);
            std::vector<double> neg(buckets + 1, 1);
            double npos = 2;
            double nneg = 2;
            for (std::size_t i = 0; i < x.size(); ++i) {
                (target[i] > 0 ? npos : nneg) += 1;
                for (const auto* node = x[i]; node->index > 0; ++node)
                    if (node->index <= buckets)
                        (target[i] > 0 ? pos : neg)[static_cast<std::size_t>(node->index)] += 1;
            }
            for (std::size_t i = 1; i <= static_cast<std::size_t>(buckets); ++i)
                ratio[i] = (1 - recipe.ratios) +
                           recipe.ratios *
                               std::clamp(std::abs(std::log((pos[i] / npos) / (neg[i] / nneg))), 0.1, 3.0);
            for (auto* row : x) {
                std::vector<feature_node> nodes;
                for (const auto* node = row;; ++node) {
                    nodes.push_back(*node);
                    if (node->index < 0) break;
                    nodes.back().value *= ratio[static_cast<std::size_t>(node->index)];
                }
                scaled.push_back(std::move(nodes));
            }
        }
        auto rows_of = x;
        for (std::size_t i = 0; i < scaled.size(); ++i) rows_of[i] = scaled[i].data();
        problem p{};
        p.l = static_cast<int>(x.size());
        p.n = buckets + 1 + static_cast<int>(lexicon_features);
        p.x = rows_of.data();
        p.y = target.data();
        p.bias = -1;
        parameter how{};
        how.solver_type = L2R_L2LOSS_SVC_DUAL;
        how.eps = 0.1;
        how.C = recipe.cost;
        std::vector<int> names{1, -1};
        const auto total = static_cast<double>(x.size());
        const auto mine = std::max(1.0, count[static_cast<std::size_t>(label)]);
        // As one classifier of n classes weighs them: each class as much as any other.
        std::vector<double> weight{total / (n * mine), total * (n - 1) / (n * std::max(1.0, total - mine))};
        how.nr_weight = 2;
        how.weight_label = names.data();
        how.weight = weight.data();
        auto* m = train(&p, &how);
        const double sign = m->label[0] == 1 ? 1 : -1;
        auto& w = out.emplace_back(static_cast<std::size_t>(p.n) + 1);
        for (int i = 0; i < p.n; ++i)
            w[static_cast<std::size_t>(i) + 1] = sign * m->w[i] * ratio[static_cast<std::size_t>(i) + 1];
        free_and_destroy_model(&m);
    }
    return out;
}

std::vector<double> margins(const Row& row, const Weights& weights) {
    std::vector<double> out(weights.size());
    for (std::size_t h = 0; h < weights.size(); ++h)
        for (const auto& node : row.nodes)
            if (node.index > 0) out[h] += node.value * weights[h][static_cast<std::size_t>(node.index)];
    return out;
}

int decide(const std::vector<double>& m) {
    if (m.size() == 1) return m[0] > 0 ? 1 : 0;
    return static_cast<int>(std::ranges::max_element(m) - m.begin());
}

void score(const Task& task, const std::vector<std::pair<int, int>>& pairs, const char* what) {
    if (pairs.empty()) return;
    const auto n = task.labels.size();
    std::vector<std::vector<double>> table(n, std::vector<double>(n));
    double right = 0;
    for (const auto& [truth, said] : pairs) {
        table[static_cast<std::size_t>(truth)][static_cast<std::size_t>(said)] += 1;
        right += truth == said ? 1 : 0;
    }
    double f1 = 0;
    double recall = 0;
    std::string each;
    for (std::size_t v = 0; v < n; ++v) {
        double missed = 0;
        double wrong = 0;
        for (std::size_t j = 0; j < n; ++j)
            if (j != v) {
                missed += table[v][j];
                wrong += table[j][v];
            }
        const auto tp = table[v][v];
        const auto r = tp / std::max(1.0, tp + missed);
        const auto f = tp == 0 ? 0 : 2 * tp / (2 * tp + missed + wrong);
        f1 += f / static_cast<double>(n);
        recall += r / static_cast<double>(n);
        char line[80];
        std::snprintf(line, sizeof line, " %s %.3f", task.labels[v].c_str(), f);
        each += line;
    }
    std::printf("%-14s %-8s n %6zu  accuracy %.3f  macro-F1 %.3f  average recall %.3f  F1:%s\n",
                task.name.c_str(), what, pairs.size(), right / static_cast<double>(pairs.size()), f1, recall,
                each.c_str());
    std::fflush(stdout);
}

double best_temperature(const std::vector<std::pair<int, std::vector<double>>>& samples) {
    double best = 1;
    double least = 1e300;
    for (double t = 0.5; t <= 8; t *= 1.15) {
        double loss = 0;
        for (const auto& [truth, m] : samples) {
            double sum = 0;
            for (const auto v : m) sum += std::exp(t * v);
            loss -= t * m[static_cast<std::size_t>(truth)] - std::log(sum);
        }
        if (loss < least) {
            least = loss;
            best = t;
        }
    }
    return best;
}

void store(Table& table, const Recipe& recipe, const Weights& weights, std::vector<Head> heads) {
    for (std::size_t h = 0; h < weights.size(); ++h) {
        auto& head = heads[h];
        const auto& w = weights[h];
        double largest = 0;
        for (int b = 1; b <= buckets; ++b)
            largest = std::max(largest, std::abs(w[static_cast<std::size_t>(b)]));
        head.scale = largest / 127;
        head.bias = w[buckets + 1];
        head.letters = recipe.letters;
        for (std::size_t i = 0; i < lexicon_features; ++i)
            head.lexicon[i] = w[static_cast<std::size_t>(buckets) + 2 + i];
        const auto column = table.heads.size() + 1;
        for (int b = 0; b < buckets; ++b)
            table.rows[static_cast<std::size_t>(b) * row_bytes + column] =
                static_cast<std::uint8_t>(static_cast<std::int8_t>(
                    std::lround(w[static_cast<std::size_t>(b) + 1] / std::max(head.scale, 1e-12))));
        table.heads.push_back(head);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 64;
    const bool all = argc > 4 && std::string(argv[4]) == "--all";
    set_print_string_function([](const char*) {});
    const auto polarity = slurp(argv[2]);
    const auto lexicon = read_lexicon(polarity);
    std::vector<Task> tasks;
    std::vector<double> df(buckets);
    double documents = 0;
    {
        std::ifstream in(argv[1]);
        Units units;
        Grams grams;
        for (std::string line; std::getline(in, line);) {
            std::array<std::string, 3> cell;
            std::size_t at = 0;
            for (auto& c : cell) {
                const auto tab = line.find('\t', at);
                c = line.substr(at, tab - at);
                at = tab + 1;
            }
            auto task = std::ranges::find(tasks, cell[0], &Task::name);
            if (task == tasks.end()) task = tasks.insert(tasks.end(), Task{cell[0], {}, {}});
            auto label = std::ranges::find(task->labels, cell[2]);
            if (label == task->labels.end()) label = task->labels.insert(task->labels.end(), cell[2]);
            Row row;
            row.label = static_cast<int>(label - task->labels.begin());
            row.fold = cell[1] == "t" ? held_out : std::stoi(cell[1]);
            read_units(std::string_view(line).substr(at), units);
            grams.collect(units);
            std::set<std::uint32_t> seen;
            for (std::size_t b = 0; b < blocks; ++b)
                for (const auto& g : grams.of(static_cast<Block>(b))) {
                    row.grams[b].push_back(g.bucket);
                    seen.insert(g.bucket);
                }
            row.lexicon = lexicon_values(units, vigie::stories::cues(std::string_view(line).substr(at)),
                                         lexicon, language_of(cell[0]) == 0 ? "fr" : "en");
            if (row.fold >= 0 || all) {
                for (const auto b : seen) df[b] += 1;
                documents += 1;
            }
            task->rows.push_back(std::move(row));
        }
    }
    Table table;
    table.rows.resize(static_cast<std::size_t>(buckets) * row_bytes);
    std::vector<std::uint8_t> rarity(buckets);
    for (std::size_t b = 0; b < buckets; ++b) {
        const auto value = std::log((1 + documents) / (1 + df[b])) + 1;
        rarity[b] = static_cast<std::uint8_t>(std::clamp(std::lround(value / rarity_unit), 1L, 255L));
        table.rows[b * row_bytes] = rarity[b];
    }
    for (auto& task : tasks) {
        const auto recipe = recipe_of(task.name);
        // Labels in a fixed order, so that 1 is the yes of a single head.
        auto sorted = task.labels;
        std::ranges::sort(sorted);
        for (auto& row : task.rows)
            row.label = static_cast<int>(
                std::ranges::find(sorted, task.labels[static_cast<std::size_t>(row.label)]) - sorted.begin());
        task.labels = sorted;
        prepare(task, rarity, recipe, all);
        // Out of fold: three folds are enough for a calibration.
        std::vector<std::pair<int, std::vector<double>>> samples;
        std::vector<std::pair<int, int>> pairs;
        for (int fold = 0; fold < 3; ++fold) {
            const auto weights =
                fit(task, recipe, [&](const Row& r) { return r.fold >= 0 && r.fold % 3 != fold; });
            for (const auto& row : task.rows) {
                if (row.fold < 0 || row.fold % 3 != fold) continue;
                samples.emplace_back(row.label, margins(row, weights));
                pairs.emplace_back(row.label, decide(samples.back().second));
            }
        }
        score(task, pairs, "folds");
        std::vector<Head> heads;
        if (task.labels.size() == 2) {
            std::vector<Calibration::Sample> points;
            for (const auto& [truth, m] : samples) points.push_back({m[0], truth == 1});
            heads.push_back({.name = task.name, .calibration = Calibration::fit(std::move(points))});
        } else {
            const auto t = best_temperature(samples);
            for (const auto& label : task.labels)
                heads.push_back({.name = task.name + "." + label, .temperature = t, .calibration = {}});
        }
        const auto weights = fit(task, recipe, [&](const Row& r) { return r.fold >= 0 || all; });
        if (!all) {
            pairs.clear();
            for (const auto& row : task.rows)
                if (row.fold < 0) pairs.emplace_back(row.label, decide(margins(row, weights)));
            score(task, pairs, "held out");
        }
        store(table, recipe, weights, std::move(heads));
    }
    std::ofstream(argv[3], std::ios::binary) << table.write();
    return 0;
}
