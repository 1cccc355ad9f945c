// Prints what the product's own code reads of posts and of trees: tab-separated, the first line are the
// names.
//   rumour_figures posts FILE.jsonl            items, one a line; → id and figures
//   rumour_figures trees FILE.tsv MINUTES…     id, label, n, "second+type:parent" (R repost, r reply); the
//   tree as it
//                                              stood after so many minutes (0: whole) → id, label, minutes,
//                                              figures
#include <vigie/model/json.hpp>
#include <vigie/stories/rumour.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

using namespace vigie;

namespace {

void print_names(std::string line, const std::vector<std::string_view>& names) {
    for (const auto name : names) line += fmt::format("\t{}", name);
    fmt::print("{}\n", line);
}

void print_figures(std::string line, const std::vector<float>& values) {
    for (const auto value : values) line += fmt::format("\t{:g}", value);
    fmt::print("{}\n", line);
}

int posts(std::istream& in) {
    print_names("id", stories::post_figure_names());
    for (std::string line; std::getline(in, line);) {
        const auto json = model::Json::parse(line, nullptr, false);
        if (json.is_discarded()) return 65;
        const auto item = json.get<model::Item>();
        print_figures(item.id, stories::post_figures(item));
    }
    return 0;
}

std::vector<stories::SpreadPost> tree_of(const std::string& events) {
    std::vector<stories::SpreadPost> tree;
    std::istringstream in(events);
    for (std::string event; in >> event;) {
        char* end = nullptr;
        stories::SpreadPost post;
        post.second = std::strtoll(event.c_str(), &end, 10);
        post.repost = *end == 'R';
        post.parent = static_cast<std::uint32_t>(std::max(0L, std::strtol(end + 2, nullptr, 10)));
        tree.push_back(post);
    }
    return tree;
}

int trees(std::istream& in, int argc, char** argv) {
    print_names("id\tlabel\tminutes", stories::tree_figure_names());
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells(line);
        std::string id, label, n, events;
        std::getline(cells, id, '\t');
        std::getline(cells, label, '\t');
        std::getline(cells, n, '\t');
        std::getline(cells, events);
        const auto tree = tree_of(events);
        if (tree.empty()) return 65;
        for (int i = 3; i < argc; ++i) {
            const auto minutes = std::atoll(argv[i]);
            std::vector<stories::SpreadPost> seen;
            for (const auto& post : tree)  // in order of time, so parents keep their places
                if (minutes == 0 || post.second - tree[0].second <= 60 * minutes) seen.push_back(post);
            print_figures(fmt::format("{}\t{}\t{}", id, label, minutes), stories::tree_figures(seen));
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 64;
    std::ifstream in(argv[2]);
    if (!in) return 66;
    return std::string(argv[1]) == "posts" ? posts(in) : trees(in, argc, argv);
}
