#include "corpus.hpp"

#include <vigie/query/words.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace bench {
namespace {

using Random = std::mt19937_64;

void read_tsv(const std::string& path, std::vector<std::string>& out) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);  // names of the columns
    while (std::getline(file, line)) {
        const auto tab = line.rfind('\t');
        if (tab != std::string::npos && tab + 1 < line.size()) out.push_back(line.substr(tab + 1));
    }
}

void read_json_lines(const std::string& path, std::vector<std::string>& out) {
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line)) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (json.is_object() && json.contains("text")) out.push_back(json["text"].get<std::string>());
    }
}

// Posts of 4 to 40 words, drawn with the shares of the lexicon.
void generate(std::vector<std::string>& out) {
    std::ifstream file(VIGIE_SOURCE_DIR "/content/lexicons/words.tsv");
    std::vector<std::string> words;
    std::vector<double> shares;
    std::string line;
    while (std::getline(file, line)) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos || line[0] == '#') continue;
        words.push_back(line.substr(0, tab));
        shares.push_back(std::strtod(line.c_str() + tab + 1, nullptr));
    }
    Random random(11);
    std::discrete_distribution<std::size_t> word(shares.begin(), shares.end());
    std::uniform_int_distribution<std::size_t> length(4, 40);
    for (std::size_t i = 0; i < 50'000; ++i) {
        std::string post;
        for (std::size_t n = length(random); n > 0; --n) {
            if (!post.empty()) post += random() % 9 == 0 ? ", " : " ";
            if (random() % 25 == 0) post += '#';
            post += words[word(random)];
        }
        out.push_back(std::move(post));
    }
}

Corpus make() {
    Corpus out;
    if (const char* folder = std::getenv("VIGIE_DATA")) {  // NOLINT(concurrency-mt-unsafe)
        const std::string at = folder;
        read_tsv(at + "/sentiment/semeval2017_4a_en.tsv", out.posts);
        read_tsv(at + "/sentiment/umsab_fr.tsv", out.posts);
        read_json_lines(at + "/posts/fr_media_2022.jsonl", out.posts);
        out.what = "real posts (SemEval 2017, UMSAB French, French media)";
    }
    if (out.posts.empty()) {
        generate(out.posts);
        out.what = "generated posts (lexicon)";
    }
    std::shuffle(out.posts.begin(), out.posts.end(), Random(3));
    std::map<std::string, std::size_t> counts;
    for (const auto& post : out.posts) {
        out.bytes += post.size();
        const auto words = vigie::query::words_of(post);
        for (const auto& word : std::set<std::string>(words.begin(), words.end())) ++counts[word];
    }
    for (const auto& [word, n] : counts) {
        const auto plain = [](char c) { return (c >= 'a' && c <= 'z'); };
        if (n >= 3 && word.size() >= 3 && std::all_of(word.begin(), word.end(), plain))
            out.words.push_back(word);
    }
    return out;
}

}  // namespace

const Corpus& corpus() {
    static const Corpus made = make();
    return made;
}

std::vector<vigie::query::Source> queries(std::size_t count) {
    const auto& words = corpus().words;
    Random random(5);
    const auto word = [&] { return words[random() % words.size()]; };
    std::vector<vigie::query::Source> out;
    for (std::size_t i = 0; i < count; ++i) {
        std::string q;
        switch (i % 5) {
            case 0: q = word() + " " + word() + " -" + word(); break;
            case 1: q = word() + " (" + word() + " OR " + word() + " OR " + word() + ") -" + word(); break;
            case 2: q = "\"" + word() + " " + word() + "\" OR (" + word() + " " + word() + ")"; break;
            case 3: q = word() + " NEAR/5 " + word() + " -(" + word() + " OR " + word() + ")"; break;
            default:
                q = "(" + word() + " OR " + word() + ") (" + word() + " OR " + word() + ") -" + word() +
                    " -" + word();
        }
        out.push_back({"q" + std::to_string(i), std::move(q)});
    }
    return out;
}

}  // namespace bench
