// Reads one text a line, writes "language<TAB>probability" for each, and the speed to stderr. For
// eval/language.mjs.
#include <vigie/drivers/fasttext.hpp>

#include <fmt/core.h>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

int main() {
    auto made = vigie::drivers::make_fasttext_language_id();
    if (!made) {
        fmt::print(stderr, "{}\n", made.error().message);
        return 2;
    }
    const auto& language_id = **made;
    std::vector<std::string> texts;
    for (std::string line; std::getline(std::cin, line);) texts.push_back(std::move(line));
    std::vector<vigie::ports::Guess> guesses;
    guesses.reserve(texts.size());
    const auto start = std::chrono::steady_clock::now();
    for (const auto& text : texts) guesses.push_back(language_id.of(text));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    for (const auto& guess : guesses) fmt::print("{}\t{:.3f}\n", guess.lang, guess.probability);
    fmt::print(stderr, "{:.0f}\n", static_cast<double>(texts.size()) / took.count());
    return 0;
}
