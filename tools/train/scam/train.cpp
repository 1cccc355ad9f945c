// Trains the scam text model: a linear SVM with squared hinge loss (liblinear, dual coordinate descent) on
// the product's own features, its margins scaled to log-odds and calibrated out of fold. Reads
// "fold<TAB>label<TAB>source<TAB>family<TAB>text" lines. Beside it
// a model of the families: which scam a made scam is, one against the rest, by its words.
//   scam_train DATA.tsv FOLDER [C] [BITS]
#include "families.hpp"
#include "features.hpp"
#include "reading.hpp"

#include <vigie/judge/pivots.hpp>
#include <vigie/kit/learn.hpp>

#include <linear.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

using vigie::kit::Calibration;
namespace scam = vigie::plugins::scam;

struct Row {
    int fold = 0;
    bool bad = false;
    bool social = false;  // written for a network (Rule::social)
    std::string source;
    int family = -1;  // of a made scam
    std::vector<std::uint64_t> words;
    std::vector<feature_node> nodes;
    double margin = 0;  // out of fold
};

std::vector<feature_node> features(const std::string& text, unsigned bits, bool& social) {
    const auto reading = scam::read(text);
    const auto pivots = vigie::judge::find_pivots(text);
    std::map<int, double> values;
    std::map<int, std::array<double, scam::blocks>> counts;
    const auto slot = [&](std::uint64_t hash) { return static_cast<int>(hash >> (64U - bits)) + 1; };
    std::array<std::size_t, scam::blocks> grams{};
    scam::each_gram(reading, [&](scam::Block block, std::uint64_t hash, std::size_t /*word*/) {
        const auto b = static_cast<std::size_t>(block);
        counts[slot(hash)][b] += 1;
        ++grams[b];
    });
    const auto norm = scam::norms(grams);
    for (const auto& [index, count] : counts)
        for (std::size_t b = 0; b < scam::blocks; ++b) values[index] += count[b] * norm[b];
    scam::each_rule(reading, pivots, [&](scam::Rule rule) {
        values[slot(scam::rule_hash(rule))] += 1;
        social = social || rule == scam::Rule::social;
    });
    values[(1 << bits) + 1] = 1;  // bias
    std::vector<feature_node> out;
    for (const auto& [index, value] : values) out.push_back({index, value});
    out.push_back({-1, 0});
    return out;
}

// The names of the templates, in the order of scam::Family.
int family_number(const std::string& name) {
    constexpr std::array names{"giveaway", "coupon", "call", "support", "lure",
                               "advance",  "crypto", "job",  "ticket"};
    static_assert(names.size() == scam::families);
    const auto at = std::ranges::find(names, name);
    return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

std::vector<Row> load(const char* path, unsigned bits) {
    std::ifstream in(path);
    std::vector<Row> rows;
    for (std::string line; std::getline(in, line);) {
        Row r;
        r.fold = line.at(0) - '0';
        r.bad = line.at(2) == '1';
        const auto tab = line.find('\t', 4);
        r.source = line.substr(4, tab - 4);
        const auto end = line.find('\t', tab + 1);
        r.family = family_number(line.substr(tab + 1, end - tab - 1));
        std::string text;
        for (std::size_t i = end + 1; i < line.size(); ++i) {
            const bool breaks = line[i] == '\\' && i + 1 < line.size() && line[i + 1] == 'n';
            text += breaks ? '\n' : line[i];
            if (breaks) ++i;
        }
        if (r.family >= 0)
            for (const auto& w : scam::read(text).words) r.words.push_back(w.hash);
        r.nodes = features(text, bits, r.social);
        rows.push_back(std::move(r));
    }
    return rows;
}

// Real posts count more than made ones: they stand this many times.
int copies(const std::string& source) {
    return source == "x" ? 5 : source == "sms" ? 3 : 1;
}

// NB-SVM (Wang and Manning, ACL 2012): each n-gram counts by the log-ratio of its frequencies in both
// classes. By feature index; 1 for rules and the bias.
std::vector<double> ratios(const std::vector<feature_node*>& x, const std::vector<double>& y, unsigned bits) {
    constexpr double least = 0.15;
    constexpr double most = 3;
    const auto size = (std::size_t{1} << bits) + 2;
    std::vector<double> bad(size, 1.0);
    std::vector<double> good(size, 1.0);
    double bads = 0;
    double goods = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        (y[i] > 0 ? bads : goods) += 1;
        for (const auto* n = x[i]; n->index > 0; ++n)
            (y[i] > 0 ? bad : good)[static_cast<std::size_t>(n->index)] += 1;
    }
    std::vector<double> out(size, 1.0);
    for (std::size_t i = 1; i + 1 < size; ++i)
        out[i] = std::clamp(std::abs(std::log((bad[i] / bads) / (good[i] / goods))), least, most);
    for (int r = 0; r < static_cast<int>(scam::Rule::count); ++r)
        out[(scam::rule_hash(static_cast<scam::Rule>(r)) >> (64U - bits)) + 1] = 1;
    return out;
}

std::vector<double> fit(std::vector<Row>& rows, int without_fold, double cost, unsigned bits) {
    std::vector<feature_node*> x;
    std::vector<double> y;
    for (auto& r : rows) {
        if (r.fold == without_fold) continue;
        for (int i = 0; i < copies(r.source); ++i) {
            x.push_back(r.nodes.data());
            y.push_back(r.bad ? 1 : -1);
        }
    }
    const auto ratio = ratios(x, y, bits);
    for (auto& r : rows)
        for (auto& n : r.nodes)
            if (n.index > 0) n.value *= ratio[static_cast<std::size_t>(n.index)];
    problem p{};
    p.l = static_cast<int>(x.size());
    p.n = (1 << bits) + 1;
    p.x = x.data();
    p.y = y.data();
    p.bias = -1;
    parameter how{};
    how.solver_type = L2R_L2LOSS_SVC_DUAL;
    how.C = cost;
    how.eps = 0.05;
    std::srand(1);
    model* m = train(&p, &how);
    std::vector<double> w(m->w, m->w + p.n);
    if (m->label[0] != 1)
        for (auto& v : w) v = -v;
    free_and_destroy_model(&m);
    for (auto& r : rows)
        for (auto& n : r.nodes)
            if (n.index > 0) n.value /= ratio[static_cast<std::size_t>(n.index)];
    for (std::size_t i = 0; i < w.size(); ++i) w[i] *= ratio[i + 1];
    return w;
}

constexpr unsigned family_bits = 17;

// Adds to `table` the weights of one family against the other made scams outside of a fold.
void fit_family(const std::vector<Row>& rows, std::size_t family, int without_fold,
                std::vector<double>& table) {
    std::vector<std::vector<feature_node>> nodes;
    std::vector<double> y;
    const auto slot = [&](std::uint64_t word) {
        return static_cast<int>(scam::family_hash(family, word) >> (64U - family_bits)) + 1;
    };
    for (const auto& r : rows) {
        if (r.family < 0 || r.fold == without_fold) continue;
        std::map<int, double> values;
        const double norm = 1 / std::sqrt(static_cast<double>(std::max<std::size_t>(r.words.size(), 1)));
        for (const auto w : r.words) values[slot(w)] += norm;
        values[slot(scam::family_bias)] += 1;
        auto& out = nodes.emplace_back();
        for (const auto& [index, value] : values) out.push_back({index, value});
        out.push_back({-1, 0});
        y.push_back(r.family == static_cast<int>(family) ? 1 : -1);
    }
    std::vector<feature_node*> x;
    for (auto& n : nodes) x.push_back(n.data());
    problem p{};
    p.l = static_cast<int>(x.size());
    p.n = 1 << family_bits;
    p.x = x.data();
    p.y = y.data();
    p.bias = -1;
    parameter how{};
    how.solver_type = L2R_L2LOSS_SVC_DUAL;
    how.C = 0.5;
    how.eps = 0.05;
    std::srand(1);
    model* m = train(&p, &how);
    const double sign = m->label[0] == 1 ? 1 : -1;
    for (std::size_t i = 0; i < table.size(); ++i) table[i] += sign * m->w[i];
    free_and_destroy_model(&m);
}

std::vector<double> fit_families(const std::vector<Row>& rows, int without_fold) {
    std::vector<double> table(std::size_t{1} << family_bits, 0.0);
    for (std::size_t f = 0; f < scam::families; ++f) fit_family(rows, f, without_fold, table);
    return table;
}

int family_by(const Row& r, const std::vector<double>& table) {
    std::array<double, scam::families> margins{};
    const double norm = 1 / std::sqrt(static_cast<double>(std::max<std::size_t>(r.words.size(), 1)));
    for (std::size_t f = 0; f < scam::families; ++f) {
        const auto at = [&](std::uint64_t word) {
            return table[scam::family_hash(f, word) >> (64U - family_bits)];
        };
        for (const auto w : r.words) margins[f] += norm * at(w);
        margins[f] += at(scam::family_bias);
    }
    return static_cast<int>(std::ranges::max_element(margins) - margins.begin());
}

// Trains, says how often templates never seen are told right, writes the model.
void train_families(const std::vector<Row>& rows, const std::string& path) {
    std::map<std::string, std::array<double, 2>> right;  // right, of
    for (int fold = 0; fold < 5; ++fold) {
        const auto table = fit_families(rows, fold);
        for (const auto& r : rows) {
            if (r.family < 0 || r.fold != fold) continue;
            auto& [hits, of] = right[r.source];
            hits += family_by(r, table) == r.family ? 1 : 0;
            of += 1;
        }
    }
    for (const auto& [source, n] : right)
        std::printf("family of %s: right %.3f of %.0f\n", source.c_str(), n[0] / n[1], n[1]);
    std::vector<float> weights;
    for (const auto v : fit_families(rows, -1)) weights.push_back(static_cast<float>(v));
    std::ofstream(path, std::ios::binary)
        << vigie::kit::LinearModel::of(weights, 0, Calibration::fit({{-1, false}, {1, true}})).write();
}

double margin(const Row& r, const std::vector<double>& w) {
    double sum = 0;
    for (const auto& n : r.nodes)
        if (n.index > 0) sum += w[static_cast<std::size_t>(n.index - 1)] * n.value;
    return sum;
}

// The line that makes log-odds of margins (Platt 1999), by Newton's method.
struct Line {
    double slope = 1;
    double offset = 0;
};
Line platt(const std::vector<Row>& rows) {
    Line line;
    constexpr int rounds = 30;
    for (int round = 0; round < rounds; ++round) {
        std::array<double, 2> g{};
        std::array<double, 3> h{1e-6, 0, 1e-6};
        for (const auto& r : rows) {
            const auto weight = static_cast<double>(copies(r.source));
            const double p = 1 / (1 + std::exp(-(line.slope * r.margin + line.offset)));
            const double error = weight * ((r.bad ? 1.0 : 0.0) - p);
            const double curve = weight * std::max(p * (1 - p), 1e-9);
            g[0] += error * r.margin;
            g[1] += error;
            h[0] += curve * r.margin * r.margin;
            h[1] += curve * r.margin;
            h[2] += curve;
        }
        const double det = h[0] * h[2] - h[1] * h[1];
        line.slope += std::clamp((h[2] * g[0] - h[1] * g[1]) / det, -1.0, 1.0);
        line.offset += std::clamp((h[0] * g[1] - h[1] * g[0]) / det, -1.0, 1.0);
    }
    return line;
}

// What to add to the log-odds of one kind of text, so that their mean probability is their share of scams:
// posts of networks and plain messages are learnt together, but not equally surely.
double offset_of(const std::vector<Row>& rows, bool social) {
    double offset = 0;
    constexpr int rounds = 30;
    for (int round = 0; round < rounds; ++round) {
        double error = 0;
        double curve = 1e-6;
        for (const auto& r : rows) {
            if (r.social != social) continue;
            const auto weight = static_cast<double>(copies(r.source));
            const double p = 1 / (1 + std::exp(-(r.margin + offset)));
            error += weight * ((r.bad ? 1.0 : 0.0) - p);
            curve += weight * p * (1 - p);
        }
        offset += std::clamp(error / curve, -1.0, 1.0);
    }
    return offset;
}

// F1 at the threshold 0.5, the best F1, recall at 1 % and 1.5 % false positives, out of fold.
void report(const std::string& name, std::vector<const Row*> rows, const Calibration& calibration) {
    std::ranges::sort(rows, std::ranges::greater{}, [](const Row* r) { return r->margin; });
    double bad = 0;
    for (const auto* r : rows) bad += r->bad ? 1 : 0;
    const double good = static_cast<double>(rows.size()) - bad;
    double tp = 0;
    double fp = 0;
    double best = 0;
    double recall1 = 0;
    double recall15 = 0;
    double tp_half = 0;
    double fp_half = 0;
    for (const auto* r : rows) {
        (r->bad ? tp : fp) += 1;
        best = std::max(best, 2 * tp / (tp + fp + bad));
        if (fp <= 0.01 * good) recall1 = tp / bad;
        if (fp <= 0.015 * good) recall15 = tp / bad;
        if (calibration(r->margin) >= 0.5) {
            tp_half = tp;
            fp_half = fp;
        }
    }
    std::printf(
        "%-18s bad %5.0f good %6.0f  F1@.5 %.4f (recall %.3f, FP %.4f)  best F1 %.4f  recall@1%% %.3f @1.5%% "
        "%.3f\n",
        name.c_str(), bad, good, bad > 0 ? 2 * tp_half / (tp_half + fp_half + bad) : 0,
        bad > 0 ? tp_half / bad : 0, good > 0 ? fp_half / good : 0, best, recall1, recall15);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: scam_train DATA.tsv FOLDER [C] [BITS]\n", stderr);
        return 2;
    }
    const double cost = argc > 3 ? std::atof(argv[3]) : 0.1;
    const unsigned bits = argc > 4 ? static_cast<unsigned>(std::atoi(argv[4])) : 19;
    set_print_string_function([](const char*) {});
    auto rows = load(argv[1], bits);
    for (int fold = 0; fold < 5; ++fold) {
        const auto w = fit(rows, fold, cost, bits);
        for (auto& r : rows)
            if (r.fold == fold) r.margin = margin(r, w);
    }
    const auto line = platt(rows);
    for (auto& r : rows) r.margin = line.slope * r.margin + line.offset;
    const double plain = offset_of(rows, false);
    const double social = offset_of(rows, true);
    for (auto& r : rows) r.margin += r.social ? social : plain;
    std::printf("slope %.3f, offset of plain texts %.3f, of posts %.3f\n", line.slope, plain, social);
    std::vector<Calibration::Sample> samples;
    for (const auto& r : rows)
        for (int i = 0; i < copies(r.source); ++i) samples.push_back({r.margin, r.bad});
    const auto calibration = Calibration::fit(std::move(samples));
    std::map<std::string, std::vector<const Row*>> by_source;
    for (const auto& r : rows) {
        by_source[r.source].push_back(&r);
        by_source["(all)"].push_back(&r);
        if (r.source.starts_with("made_")) by_source[r.source.substr(0, 7) + " (both)"].push_back(&r);
    }
    for (auto& [name, list] : by_source) report(name, std::move(list), calibration);
    auto w = fit(rows, -1, cost, bits);
    for (auto& v : w) v *= line.slope;
    w.back() += line.offset + plain;
    w[scam::rule_hash(scam::Rule::social) >> (64U - bits)] += social - plain;
    // A handful of weights far above all others would cost the rest their precision in one byte.
    std::vector<double> sizes;
    for (std::size_t i = 0; i + 1 < w.size(); ++i)
        if (w[i] != 0) sizes.push_back(std::abs(w[i]));
    const auto top = sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * 0.9998);
    std::ranges::nth_element(sizes, top);
    std::printf("weights: %zu, largest %.2f, clipped at %.2f\n", sizes.size(),
                *std::ranges::max_element(sizes), *top);
    std::vector<float> weights;
    for (std::size_t i = 0; i + 1 < w.size(); ++i)
        weights.push_back(static_cast<float>(std::clamp(w[i], -*top, *top)));
    const std::string folder = argv[2];
    train_families(rows, folder + "/family.model");
    std::ofstream(folder + "/text.model", std::ios::binary)
        << vigie::kit::LinearModel::of(weights, w.back(), calibration).write();
    return 0;
}
