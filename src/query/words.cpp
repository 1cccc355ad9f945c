#include <vigie/kit/text.hpp>
#include <vigie/query/words.hpp>

namespace vigie::query {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (auto& token : kit::tokens(text)) out.push_back(std::move(token.text));
    return out;
}

std::vector<std::string> exact_words_of(std::string_view text) {
    std::vector<std::string> out;
    for (const auto& token : kit::tokens(text))
        out.emplace_back(text.substr(token.start, token.end - token.start));
    return out;
}

}  // namespace vigie::query
