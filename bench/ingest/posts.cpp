#include "posts.hpp"

#include <vigie/model/json.hpp>
#include <vigie/plugins/jetstream.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <random>

namespace vigie::bench {
namespace {

constexpr std::size_t post_count = 20'000;
constexpr std::size_t word_count = 30'000;

constexpr std::array frequent{
    "de",   "la",   "the",  "le",    "et",    "to",   "les",  "a",    "and",  "des",  "en",    "of",
    "un",   "que",  "du",   "une",   "is",    "est",  "in",   "pour", "I",    "you",  "qui",   "dans",
    "a",    "for",  "pas",  "it",    "par",   "plus", "sur",  "on",   "that", "je",   "ce",    "ne",
    "se",   "with", "au",   "this",  "avec",  "not",  "tout", "are",  "my",   "mais", "c'est", "have",
    "vous", "so",   "nous", "comme", "très",  "be",   "was",  "bien", "ça",   "fait", "but",   "just",
    "même", "être", "all",  "like",  "année", "now",  "déjà", "what", "deux", "aussi"};

// A word for every rank: the frequent ones by name, then made of syllables, some with accents or a capital.
std::string word(std::size_t rank) {
    if (rank < frequent.size()) return frequent[rank];
    static constexpr std::array syllables{"ka",  "vo",  "ri",  "men", "tal",  "dor", "syl", "bre",
                                          "qui", "zan", "plo", "fu",  "gé",   "nix", "ho",  "jal",
                                          "çon", "ter", "lu",  "è",   "ment", "ing"};
    std::string out;
    for (auto n = rank * 2654435761U % 1'000'003; out.size() < 4 || n > 0; n /= syllables.size())
        out += syllables[n % syllables.size()];
    if (rank % 11 == 0 && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

class Maker {
public:
    Maker() {
        double sum = 0;
        for (std::size_t rank = 0; rank < word_count; ++rank) {
            words_.push_back(word(rank));
            sum += 1.0 / (static_cast<double>(rank) + 2.7);  // Zipf and Mandelbrot
            steps_.push_back(sum);
        }
    }

    std::size_t below(std::size_t n) { return random_() % n; }
    const std::string& frequent_word() {
        const auto at = std::uniform_real_distribution<double>(0, steps_.back())(random_);
        const auto found = std::lower_bound(steps_.begin(), steps_.end(), at) - steps_.begin();
        return words_[static_cast<std::size_t>(found)];
    }
    // Every order of magnitude of frequency alike, but for the most frequent.
    const std::string& searched_word() {
        const double low = std::log(150.0);
        const double high = std::log(static_cast<double>(words_.size() - 1));
        return words_[static_cast<std::size_t>(
            std::exp(std::uniform_real_distribution<double>(low, high)(random_)))];
    }

    std::string text() {
        std::string out;
        const auto length = 8 + below(35);
        for (std::size_t i = 0; i < length; ++i) {
            out += frequent_word();
            const auto n = below(60);
            out += n < 4    ? ", "
                   : n < 7  ? ". "
                   : n == 7 ? " \xF0\x9F\x98\x80 "
                   : n == 8 ? "\n\n"
                   : n == 9 ? " #"
                            : " ";
        }
        return out;
    }

private:
    std::mt19937_64 random_{20251009};
    std::vector<std::string> words_;
    std::vector<double> steps_;
};

std::vector<std::string> texts_of(const char* folder) {
    std::vector<std::string> out;
    for (const char* name : {"/sentiment/umsab_fr.tsv", "/complaints/us_airline_en.tsv"}) {
        std::ifstream file(std::string(folder) + name);
        std::string line;
        std::getline(file, line);
        while (std::getline(file, line)) out.push_back(line.substr(line.rfind('\t') + 1));
    }
    return out;
}

std::string did(std::size_t n) {
    return fmt::format("did:plc:{:024}", n * 7919 % 1'000'003);
}
std::string at_uri(std::size_t n) {
    return fmt::format(R"({{"cid":"bafyrei{:052}","uri":"at://{}/app.bsky.feed.post/3m{:011}"}})", n,
                       did(n + 1), n);
}

// Members of a record before "langs", in the order that servers write.
std::string extras(std::size_t n, std::string& text) {
    const auto kind = n % 100;
    if (kind < 12) {  // a link with its card
        const auto shown = fmt::format("site{}.example.org/article...", n);
        text.insert(0, shown + " ");
        const auto uri = fmt::format("https://site{}.example.org/article/{}?page=1", n, n);
        return fmt::format(
            R"("embed":{{"$type":"app.bsky.embed.external","external":{{"description":"What this page is about","thumb":{{"$type":"blob","ref":{{"$link":"bafkrei{0:052}"}},"mimeType":"image/jpeg","size":119635}},"title":"A title of some length {0}","uri":"{1}"}}}},"facets":[{{"features":[{{"$type":"app.bsky.richtext.facet#link","uri":"{1}"}}],"index":{{"byteEnd":{2},"byteStart":0}}}}],)",
            n, uri, shown.size());
    }
    if (kind < 20) {
        return fmt::format(
            R"("embed":{{"$type":"app.bsky.embed.images","images":[{{"alt":"A picture of something","aspectRatio":{{"height":1500,"width":2000}},"image":{{"$type":"blob","ref":{{"$link":"bafkrei{:052}"}},"mimeType":"image/jpeg","size":919635}}}}]}},)",
            n);
    }
    return {};
}

std::string event(std::size_t n, std::string text) {
    auto more = extras(n, text);
    more += fmt::format(R"("langs":["{}"],)", n % 3 == 0 ? "fr" : "en");
    if (n % 100 >= 60) more += fmt::format(R"("reply":{{"parent":{},"root":{}}},)", at_uri(n), at_uri(n + 1));
    return fmt::format(
        R"({{"did":"{}","time_us":{},"kind":"commit","commit":{{"rev":"3m{:011}","operation":"create","collection":"app.bsky.feed.post","rkey":"3m{:011}","record":{{"$type":"app.bsky.feed.post","createdAt":"2025-10-09T08:53:{:02}.000Z",{}"text":{}}},"cid":"bafyrei{:052}"}}}})",
        did(n), 1760000000000000 + n, n, n, n % 60, more, nlohmann::json(text).dump(), n);
}

void cut(Posts& posts) {
    std::string_view rest = posts.ndjson;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        posts.events.push_back(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
}

Posts make_posts() {
    Posts out;
    Maker maker;
    const char* folder = std::getenv("VIGIE_DATA");
    auto real = folder == nullptr ? std::vector<std::string>() : texts_of(folder);
    out.says = real.empty() ? "generated texts, Zipf" : fmt::format("{} texts of VIGIE_DATA", real.size());
    for (std::size_t n = 0; n < post_count; ++n) {
        out.ndjson += event(n, real.empty() ? maker.text() : real[n * 7919 % real.size()]);
        out.ndjson += '\n';
    }
    cut(out);
    return out;
}

Posts make_items() {
    Posts out;
    plugins::JetstreamDecoder decoder;
    for (const auto line : posts().events) {
        model::Json json;
        model::to_json(json, *decoder.decode(line)->item);
        out.ndjson += model::dump(json) + '\n';
    }
    out.says = posts().says;
    cut(out);
    return out;
}

}  // namespace

const Posts& posts() {
    static const auto made = make_posts();
    return made;
}

const Posts& items() {
    static const auto made = make_items();
    return made;
}

std::vector<std::string> queries(std::size_t count) {
    Maker maker;
    std::vector<std::string> out;
    for (std::size_t n = 0; n < count; ++n) {
        const auto w = [&] { return maker.searched_word(); };
        switch (n % 4) {
            case 0: out.push_back(fmt::format("{} {} {}", w(), w(), w())); break;
            case 1: out.push_back(fmt::format("{} ({} OR {}) -{}", w(), w(), w(), w())); break;
            case 2: out.push_back(fmt::format("({} OR {}) ({} OR {}) -{}", w(), w(), w(), w(), w())); break;
            default:
                out.push_back(fmt::format("\"{} {}\" OR ({} {} ({} OR {}))", w(), w(), w(), w(), w(), w()));
        }
    }
    return out;
}

}  // namespace vigie::bench
