// Trains the reading heads: linear SVMs with squared hinge loss on the product's own features, by dual
// coordinate descent (Hsieh et al., ICML 2008) with a cost for each row, so that sets and classes weigh what
// they should. Margins become log-odds by a line fitted out of fold (Platt 1999). Reads the lines of
// data.mjs; prints figures of the held-out rows when they are held out.
//   reading_train ROWS.tsv FOLDER [hold] [BITS]
#include "reading/heads.hpp"

#include <vigie/stories/story.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace vigie::judge;

struct Node {
    std::uint32_t slot = 0;
    float value = 0;
};
struct Row {
    std::string set;
    bool held = false;
    std::string label;
    bool addressed = false;  // starts with a handle
    std::vector<Node> nodes;
};

std::vector<Node> features(const std::string& text, unsigned bits, bool letters, bool& addressed) {
    static const auto post = std::make_unique<PostWords>();
    post->read(text);
    addressed = post->has(Sign::addressed);
    const auto c = vigie::stories::cues(text);
    std::array<std::size_t, gram_blocks> n{};
    std::vector<std::pair<std::uint32_t, std::size_t>> seen;
    each_reading_feature(*post, {c.enquiry, c.denial, c.hedge, c.complaint}, letters,
                         [&](GramBlock block, std::uint64_t hash, std::size_t) {
                             const auto b = static_cast<std::size_t>(block);
                             seen.emplace_back(static_cast<std::uint32_t>(hash >> (64U - bits)), b);
                             ++n[b];
                         });
    const auto norm = gram_norms(n);
    std::ranges::sort(seen);
    std::vector<Node> out;
    for (const auto& [slot, b] : seen) {
        if (out.empty() || out.back().slot != slot) out.push_back({slot, 0});
        out.back().value += norm[b];
    }
    return out;
}

std::vector<Row> load(const char* path, unsigned bits, bool reasons) {
    std::ifstream in(path);
    std::vector<Row> rows;
    for (std::string line; std::getline(in, line);) {
        const auto a = line.find('\t');
        const auto b = line.find('\t', a + 1);
        const auto c = line.find('\t', b + 1);
        Row r{line.substr(0, a), line[a + 1] == '1', line.substr(b + 1, c - b - 1), false, {}};
        if ((r.set == "reason") != reasons) continue;
        r.nodes = features(line.substr(c + 1), bits, true, r.addressed);
        rows.push_back(std::move(r));
    }
    return rows;
}

struct Example {
    const Row* row = nullptr;
    float y = 0;     // 1 or -1
    float cost = 1;  // of this row
};
struct Weights {
    std::vector<float> w;
    float bias = 0;
    float addressed = 0;
};

float margin(const Weights& m, const Row& r) {
    float sum = m.bias + (r.addressed ? m.addressed : 0);
    for (const auto& n : r.nodes) sum += m.w[n.slot] * n.value;
    return sum;
}

// Each gram counts by the log-ratio of its frequencies in both classes (NB-SVM; Wang and Manning, ACL 2012).
std::vector<float> ratios(const std::vector<Example>& examples, unsigned bits) {
    const auto size = std::size_t{1} << bits;
    std::vector<float> good(size, 1.0F);
    std::vector<float> bad(size, 1.0F);
    float goods = 1;
    float bads = 1;
    for (const auto& e : examples) {
        (e.y > 0 ? bads : goods) += 1;
        for (const auto& n : e.row->nodes) (e.y > 0 ? bad : good)[n.slot] += 1;
    }
    std::vector<float> out(size);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = std::clamp(std::abs(std::log((bad[i] / bads) / (good[i] / goods))), 0.2F, 3.0F);
    return out;
}

Weights fit(const std::vector<Example>& examples, double cost, unsigned bits, bool nb) {
    Weights m;
    m.w.resize(std::size_t{1} << bits);
    const auto r = nb ? ratios(examples, bits) : std::vector<float>(m.w.size(), 1.0F);
    std::vector<double> alpha(examples.size());
    std::vector<double> curve(examples.size());
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        order[i] = i;
        curve[i] = 1;  // the bias
        for (const auto& n : examples[i].row->nodes) {
            const double v = double{n.value} * double{r[n.slot]};
            curve[i] += v * v;
        }
    }
    std::mt19937 random(7);
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        std::ranges::shuffle(order, random);
        for (const auto i : order) {
            const auto& e = examples[i];
            const double give = 0.5 / (cost * double{e.cost});
            double sum = double{m.bias};
            for (const auto& n : e.row->nodes) sum += double{m.w[n.slot] * n.value * r[n.slot]};
            const double g = double{e.y} * sum - 1 + give * alpha[i];
            const double next = std::max(0.0, alpha[i] - g / (curve[i] + give));
            const auto step = static_cast<float>((next - alpha[i]) * double{e.y});
            alpha[i] = next;
            if (step == 0) continue;
            m.bias += step;
            for (const auto& n : e.row->nodes) m.w[n.slot] += step * n.value * r[n.slot];
        }
    }
    for (std::size_t i = 0; i < m.w.size(); ++i) m.w[i] *= r[i];
    return m;
}

// Log-odds of margins, by Newton's method. Classes are in balance, but posts that address somebody keep their
// share: who writes to a firm mostly complains.
void platt(Weights& m, const std::vector<std::pair<float, Example>>& samples, double prior) {
    double pos = 0;
    double neg = 0;
    for (const auto& [x, e] : samples) (e.y > 0 ? pos : neg) += double{e.cost};
    double a = 1;
    double b = 0;
    for (int round = 0; round < 40; ++round) {
        double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
        for (const auto& [x, e] : samples) {
            const double weight = double{e.cost} / (e.y > 0 ? pos : neg);
            const double p = 1 / (1 + std::exp(-(a * double{x} + b)));
            const double error = weight * ((e.y > 0 ? 1.0 : 0.0) - p);
            const double h = weight * std::max(p * (1 - p), 1e-9);
            ga += error * double{x};
            gb += error;
            haa += h * double{x} * double{x};
            hab += h * double{x};
            hbb += h;
        }
        const double det = haa * hbb - hab * hab;
        a += std::clamp((hbb * ga - hab * gb) / det, -1.0, 1.0);
        b += std::clamp((haa * gb - hab * ga) / det, -1.0, 1.0);
    }
    a = std::max(a, 0.1);
    for (auto& w : m.w) w *= static_cast<float>(a);
    m.bias = static_cast<float>(a * double{m.bias} + b);
    double offset = 0;
    for (int round = 0; round < 40; ++round) {
        double error = 0;
        double curve = 1e-3;
        for (const auto& [x, e] : samples) {
            if (!e.row->addressed) continue;
            const double p = 1 / (1 + std::exp(-(a * double{x} + b + offset)));
            error += (e.y > 0 ? 1.0 : 0.0) - p;
            curve += std::max(p * (1 - p), 1e-9);
        }
        offset += std::clamp(error / curve, -1.0, 1.0);
    }
    m.addressed = static_cast<float>(std::clamp(offset, -2.0, 2.0) * prior);
}

struct Job {
    std::string head;
    std::map<std::string, double> sets;  // set → how much its rows weigh
    std::string positive;
    double cost = 0.1;
    bool nb = false;
    double prior = 0;  // how far posts that address somebody keep their share of the classes
};

Weights train(const std::vector<Row>& rows, const Job& job, bool hold, unsigned bits) {
    std::vector<Example> all;
    std::map<std::pair<std::string, bool>, double> sizes;
    for (const auto& r : rows) {
        const auto set = job.sets.find(r.set);
        if (set == job.sets.end() || (hold && r.held)) continue;
        const bool yes = r.label == job.positive;
        all.push_back({&r, yes ? 1.0F : -1.0F, static_cast<float>(set->second)});
        sizes[{r.set, yes}] += 1;
    }
    // Classes of a set weigh more the rarer they are, half way to balance.
    for (auto& e : all) {
        const double mine = sizes[{e.row->set, e.y > 0}];
        const double other = sizes[{e.row->set, e.y < 0}];
        e.cost *= static_cast<float>(std::clamp(std::sqrt((mine + other) / (2 * mine + 1)), 0.3, 3.0));
    }
    std::vector<std::pair<float, Example>> outside;
    for (std::size_t fold = 0; fold < 2; ++fold) {
        std::vector<Example> part;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i % 2 != fold) part.push_back(all[i]);
        const auto m = fit(part, job.cost, bits, job.nb);
        for (std::size_t i = fold; i < all.size(); i += 2)
            outside.emplace_back(margin(m, *all[i].row), all[i]);
    }
    auto m = fit(all, job.cost, bits, job.nb);
    platt(m, outside, job.prior);
    return m;
}

// Macro-F1, average recall, accuracy of the best head on held-out rows.
void report(const std::vector<Row>& rows, const std::string& set, const std::vector<std::string>& labels,
            const std::vector<const Weights*>& heads) {
    std::map<std::pair<std::string, std::string>, double> table;
    double right = 0;
    double n = 0;
    for (const auto& r : rows) {
        if (r.set != set || !r.held) continue;
        std::string said;
        if (heads.size() == 1) {
            said = margin(*heads[0], r) > 0 ? "1" : "0";
        } else {
            float best = -1e9F;
            for (std::size_t i = 0; i < heads.size(); ++i)
                if (const auto m = margin(*heads[i], r); m > best) {
                    best = m;
                    said = labels[i];
                }
        }
        table[{r.label, said}] += 1;
        right += said == r.label ? 1 : 0;
        n += 1;
    }
    double f1 = 0;
    double recall = 0;
    double last = 0;
    for (const auto& label : labels) {
        double tp = table[{label, label}];
        double of = 0;
        double said = 0;
        for (const auto& [key, count] : table) {
            if (key.first == label) of += count;
            if (key.second == label) said += count;
        }
        last = of + said > 0 ? 2 * tp / (of + said) : 0;
        f1 += last;
        recall += of > 0 ? tp / of : 0;
    }
    const auto k = static_cast<double>(labels.size());
    std::printf("%-12s n %6.0f  macro-F1 %.3f  average recall %.3f  accuracy %.3f  F1 of '%s' %.3f\n",
                set.c_str(), n, f1 / k, recall / k, right / n, labels.back().c_str(), last);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::fputs("usage: reading_train ROWS.tsv FOLDER [hold] [BITS]\n", stderr), 2;
    const bool hold = argc > 3 && std::string(argv[3]) == "hold";
    const auto bits = argc > 4 ? static_cast<unsigned>(std::atoi(argv[4])) : 18U;
    const std::string folder = argv[2];
    const auto env = [](const char* name, double standard) {
        const char* v = std::getenv(name);
        return v != nullptr ? std::atof(v) : standard;
    };
    const std::map<std::string, double> opinions{
        {"semeval", 1}, {"airline", env("A", 1)}, {"umsab_fr", env("F", 3)}, {"stars_fr", env("S", 1)}};
    const double c = env("C", 0.05);
    const double c2 = env("C2", 0.1);
    const bool nb = env("NB", 1) > 0;
    std::vector<Job> jobs{{"sentiment_negative", opinions, "negative", c, false, env("P", 0.7)},
                          {"sentiment_neutral", opinions, "neutral", c, false, env("P", 0.7)},
                          {"sentiment_positive", opinions, "positive", c, false, env("P", 0.7)},
                          {"complaint", {{"complaint", 1}, {"complaint_fr", env("S", 1)}}, "1", c2, nb},
                          {"offensive",
                           {{"offensive", 1}, {"offensive_fr", env("O", 1)}, {"hate", env("H", 0.1)}},
                           "1",
                           c2,
                           nb},
                          {"irony", {{"irony", 1}}, "1", c2, nb},
                          {"anger", {{"emotion", 1}}, "anger", c2, nb},
                          {"joy", {{"emotion", 1}}, "joy", c2, nb},
                          {"optimism", {{"emotion", 1}}, "optimism", c2, nb},
                          {"sadness", {{"emotion", 1}}, "sadness", c2, nb}};
    const std::string only = std::getenv("ONLY") != nullptr ? std::getenv("ONLY") : "";
    const auto rows = load(argv[1], bits, false);
    std::vector<std::string> names;
    std::vector<std::vector<float>> weights;
    std::vector<HeadTable::Bias> biases;
    std::map<std::string, Weights> heads;
    for (const auto& job : jobs) {
        if (!only.empty() && job.head.find(only) == std::string::npos) continue;
        auto m = train(rows, job, hold, bits);
        names.push_back(job.head);
        weights.push_back(m.w);
        biases.push_back({m.bias, m.addressed});
        heads[job.head] = std::move(m);
    }
    if (hold) {
        const std::vector<std::string> opinion{"negative", "neutral", "positive"};
        if (heads.contains("sentiment_negative"))
            for (const auto* set : {"semeval", "airline", "umsab_fr", "stars_fr"})
                report(rows, set, opinion,
                       {&heads["sentiment_negative"], &heads["sentiment_neutral"],
                        &heads["sentiment_positive"]});
        for (const auto& [set, head] :
             std::vector<std::pair<std::string, std::string>>{{"complaint", "complaint"},
                                                              {"complaint_fr", "complaint"},
                                                              {"offensive", "offensive"},
                                                              {"offensive_fr", "offensive"},
                                                              {"irony", "irony"}})
            if (heads.contains(head)) report(rows, set, {"0", "1"}, {&heads[head]});
        if (heads.contains("anger"))
            report(rows, "emotion", {"anger", "joy", "optimism", "sadness"},
                   {&heads["anger"], &heads["joy"], &heads["optimism"], &heads["sadness"]});
    }
    if (only.empty())
        std::ofstream(folder + "/heads.model", std::ios::binary)
            << HeadTable::of(bits, weights, names, biases).write();
    if (!only.empty() && only != "reason") return 0;
    constexpr unsigned reason_bits = 16;
    const auto why = load(argv[1], reason_bits, true);
    std::set<std::string> labels;
    for (const auto& r : why) labels.insert(r.label);
    names.clear();
    weights.clear();
    biases.clear();
    std::vector<Weights> reasons;
    for (const auto& label : labels) {
        auto m = train(why, {label, {{"reason", 1}}, label, env("CR", 0.1), nb}, hold, reason_bits);
        std::string name = label;
        std::ranges::replace(name, ' ', '_');
        names.push_back(name);
        weights.push_back(m.w);
        biases.push_back({m.bias, m.addressed});
        reasons.push_back(std::move(m));
    }
    if (hold) {
        std::vector<const Weights*> all;
        for (const auto& m : reasons) all.push_back(&m);
        report(why, "reason", {labels.begin(), labels.end()}, all);
    }
    std::ofstream(folder + "/reasons.model", std::ios::binary)
        << HeadTable::of(reason_bits, weights, names, biases).write();
    return 0;
}
