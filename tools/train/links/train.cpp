// Trains the URL model of phishing_link: features by the product's own extraction, weights by liblinear (L2
// logistic regression), probabilities by isotonic regression on later rows.
//   links_train ROWS MODEL [C] [BITS]
// ROWS: lines "train|calibrate<TAB>0|1<TAB>weight<TAB>url".
#include <vigie/judge/assess.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/url_model.hpp>
#include <vigie/kit/learn.hpp>

#include <fmt/format.h>
#include <linear.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

using namespace vigie;

namespace {

struct Row {
    bool train = false;
    bool positive = false;
    int copies = 1;
    std::string url;
};

std::vector<Row> read_rows(const char* path) {
    std::vector<Row> rows;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const auto a = line.find('\t');
        const auto b = line.find('\t', a + 1);
        const auto c = line.find('\t', b + 1);
        if (c == std::string::npos) continue;
        rows.push_back({line.starts_with("train"), line[a + 1] == '1', std::atoi(line.c_str() + b + 1), line.substr(c + 1)});
    }
    return rows;
}

// One row as liblinear wants it: indices from 1, rising, equal ones added.
void append(std::vector<feature_node>& nodes, std::string_view url, unsigned bits) {
    auto features = judge::url_features(url);
    for (auto& f : features) f.hash >>= 64U - bits;
    std::ranges::sort(features, {}, &judge::UrlFeature::hash);
    const auto from = nodes.size();
    for (const auto& f : features) {
        const int index = static_cast<int>(f.hash) + 1;
        if (nodes.size() > from && nodes.back().index == index) {
            nodes.back().value += double{f.value};
        } else {
            nodes.push_back({index, double{f.value}});
        }
    }
    nodes.push_back({(1 << bits) + 1, 1});  // bias
    nodes.push_back({-1, 0});
}

std::pair<std::vector<float>, double> fit(const std::vector<Row>& rows, double cost, unsigned bits) {
    std::vector<feature_node> nodes;
    std::vector<std::size_t> starts;
    std::vector<double> labels;
    for (const auto& r : rows) {
        if (!r.train) continue;
        starts.push_back(nodes.size());
        labels.push_back(r.positive ? 1 : -1);
        append(nodes, r.url, bits);
    }
    std::vector<feature_node*> x;
    for (const auto s : starts) x.push_back(nodes.data() + s);
    problem p{};
    p.l = static_cast<int>(x.size());
    p.n = (1 << bits) + 1;
    p.y = labels.data();
    p.x = x.data();
    p.bias = 1;
    const auto positives = static_cast<double>(std::ranges::count(labels, 1.0));
    const double balance = (static_cast<double>(labels.size()) - positives) / positives;
    std::vector<int> weight_label{1};
    std::vector<double> weight{balance};
    parameter param{};
    param.solver_type = L2R_LR_DUAL;
    param.eps = 0.05;
    param.C = cost;
    param.nr_weight = 1;
    param.weight_label = weight_label.data();
    param.weight = weight.data();
    set_print_string_function([](const char*) {});
    ::model* m = ::train(&p, &param);
    const double sign = m->label[0] == 1 ? 1 : -1;
    std::vector<float> out(std::size_t{1} << bits);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(sign * m->w[i]);
    const double bias = sign * m->w[out.size()];
    free_and_destroy_model(&m);
    return {out, bias};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    const auto rows = read_rows(argv[1]);
    const double cost = argc > 3 ? std::atof(argv[3]) : 0.1;
    const auto bits = static_cast<unsigned>(argc > 4 ? std::atoi(argv[4]) : 19);
    const auto [weights, bias] = fit(rows, cost, bits);
    // Calibrated with the weights as they are shipped, in bytes.
    const judge::UrlModel raw(kit::LinearModel::of(weights, bias, {}));
    std::vector<kit::Calibration::Sample> samples;
    double positives = 0;
    for (const auto& r : rows) {
        if (r.train) continue;
        for (int i = 0; i < r.copies; ++i) samples.push_back({raw.margin(r.url), r.positive});
        positives += r.positive ? r.copies : 0;
    }
    // The share of phishing among the samples is ours; what people meet is link_prior.
    const double shift = judge::link_prior - judge::log_odds(positives / static_cast<double>(samples.size()));
    auto knots = kit::Calibration::fit(samples, 48).knots();
    for (auto& k : knots) k.probability = judge::probability(judge::log_odds(k.probability) + shift);
    const auto calibration = kit::Calibration::of(std::move(knots));
    if (!calibration) return 1;
    std::ofstream(argv[2], std::ios::binary) << kit::LinearModel::of(weights, bias, *calibration).write();
    fmt::print("trained {} rows, calibrated on {}, bias {:.3f}\n", std::ranges::count(rows, true, &Row::train),
               samples.size(), bias);
}
