// Forecasts of cascades whose own history is left out, as a table for eval/rumours/forecast.mjs; and the
// training of the model that ships (tools/train/cascade.sh).
//   forecast_eval leave-one-out RETWEETS.tsv HOUR…    one line a cascade and hour: id hour so_far final size
//   low high seismic forecast_eval train RETWEETS.tsv MODEL
// RETWEETS.tsv: a cascade a line, "id TAB second:followers second:followers …".
#include <vigie/kit/cascades.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using vigie::kit::Cascade;
using vigie::kit::CascadeModel;

namespace {

struct Named {
    std::string id;
    Cascade cascade;
};

std::vector<Named> read(const char* path) {
    std::vector<Named> out;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        Named one;
        words >> one.id;
        for (std::string word; words >> word;) {
            const auto colon = word.find(':');
            one.cascade.add(std::strtod(word.c_str(), nullptr),
                            std::strtod(word.c_str() + colon + 1, nullptr));
        }
        if (one.cascade.size() > 0) out.push_back(std::move(one));
    }
    return out;
}

int train(const std::vector<Named>& all, const char* path) {
    std::vector<Cascade> history;
    for (const auto& one : all) history.push_back(one.cascade);
    const auto model = CascadeModel::fit(history);
    if (!model) {
        fmt::print(stderr, "{}\n", model.error().message);
        return 1;
    }
    std::ofstream(path) << model->write();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (argc == 4 && what == "train") return train(read(argv[2]), argv[3]);
    if (argc < 4 || what != "leave-one-out") {
        fmt::print(stderr,
                   "usage: forecast_eval leave-one-out RETWEETS.tsv HOUR… | train RETWEETS.tsv MODEL\n");
        return 64;
    }
    const auto all = read(argv[2]);
    for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
        std::vector<Cascade> history;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i != left_out) history.push_back(all[i].cascade);
        const auto model = CascadeModel::fit(history);
        if (!model) return 1;
        const auto& [id, cascade] = all[left_out];
        for (int i = 3; i < argc; ++i) {
            const double seconds = std::strtod(argv[i], nullptr) * 3600;
            const auto forecast = model->forecast(cascade, seconds);
            if (!forecast) continue;
            fmt::print("{} {} {} {} {:.1f} {:.1f} {:.1f} {:.1f} {}\n", id, argv[i], cascade.size_at(seconds),
                       cascade.size(), forecast->size, forecast->low, forecast->high,
                       cascade.seismic(seconds).size, forecast->history ? 1 : 0);
        }
    }
    return 0;
}
