// Prints what the product's own code reads of generated accounts: one line for each pair of an account and an identity
// that it may imitate, tab-separated: account id, names of the identity joined by '|', then the features in order
// ("nan": unknown). An account without candidates gives one line with '-' and no features. First line: the names and
// trends of the features.
//   vigie_account_features ASSETS.yaml ACCOUNTS.jsonl YYYY-MM-DD
#include "identities.hpp"
#include "signs.hpp"

#include <vigie/base/time.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/watch/register.hpp>

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>

using namespace vigie;

namespace {

std::string contents(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void print_pair(const std::string& id, const plugins::Verdict& v) {
    std::string line = id + "\t";
    for (const auto& n : v.who->names) line += n.text + "|";
    for (const float value : v.values.values()) line += fmt::format("\t{:g}", value);
    fmt::print("{}\n", line);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 64;
    const auto reg = watch::read_register({{argv[1], contents(argv[1])}});
    const auto now = parse_time(argv[3]);
    if (!reg.assets || !now) {
        fmt::print(stderr, "the register or the date is wrong\n");
        return 65;
    }
    const plugins::Identities identities(reg.assets);
    const judge::Lookalikes lookalikes(reg.assets);
    fmt::print("id\tnames");
    for (const auto& f : plugins::feature_table) fmt::print("\t{}:{}", f.name, f.trend);
    fmt::print("\n");
    plugins::ItemDecoder decoder;
    std::ifstream in(argv[2]);
    for (std::string line; std::getline(in, line);) {
        auto item = decoder.account(line);
        if (!item) return 65;
        item->observed_at = *now;
        const auto profile = plugins::profile_of(*item);
        const auto candidates = identities.candidates(profile);
        const auto sayings = plugins::read_sayings(profile, identities);
        const auto links = plugins::judge_links(profile, lookalikes);
        const auto id = item->author.id.empty() ? item->id : item->author.id;
        for (const auto* who : candidates)
            if (!who->partner)
                print_pair(id, plugins::signs_against({profile, identities, sayings, links, false}, *who));
        if (candidates.empty()) fmt::print("{}\t-\n", id);
    }
    return 0;
}
