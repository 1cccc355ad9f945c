// One round of fuzzing a story: bytes become posts (five a post: id, author, whom it answers and how, time,
// text), so ids come twice, answers go in circles and to nobody, clocks run backwards; then the promises are
// checked.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/stories/story.hpp>

#include <array>
#include <string>
#include <vector>

namespace vigie::stories {

inline void fuzz_story(std::string_view bytes) {
    static constexpr std::array<std::string_view, 8> texts{
        "",
        "😱",
        "Is this true? Any source?",
        "C’est faux, démenti de la mairie",
        "Le fromage de Saint-Aubin aurait rendu malades trois enfants, il paraît",
        "Toujours pas reçu ma commande, aucune réponse du service client",
        "@",
        "https://"};
    std::vector<model::Item> items;
    for (; bytes.size() >= 5 && items.size() < 2000; bytes.remove_prefix(5)) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
        auto& item = items.emplace_back();
        item.id = std::to_string(byte(0));
        if (byte(1) != 0) item.author.id = std::to_string(byte(1));
        const auto to = std::to_string(byte(2));
        if (byte(3) % 4 == 1) item.reply_to = to;
        if (byte(3) % 4 == 2) item.repost_of = to;
        if (byte(3) % 4 == 3) item.quote_of = to;
        const auto hours = (byte(3) / 4) % 32 - 16;
        if (byte(3) != 0) item.created_at = from_us(std::int64_t{hours} * 3'600'000'000);
        item.text = std::string(texts[byte(4) % 8]);
        if (byte(4) >= 128) item.text += std::string(bytes);
        if (item.text.size() > 4096) item.text.resize(4096);
        item.author.followers = std::int64_t{byte(4)} - 20;
        item.metrics.reposts = std::int64_t{byte(1)} * 1'000'000'000;
    }
    const auto answer = story(items);
    VIGIE_ASSERT(answer["posts"].get<std::size_t>() == items.size());
    if (items.empty()) return;
    VIGIE_ASSERT(answer["structure"]["depth"].get<std::size_t>() <= items.size());
    for (const auto& [name, score] : answer["scores"].items())
        VIGIE_ASSERT(score.is_null() || (score.get<double>() >= 0 && score.get<double>() <= 1));
    VIGIE_ASSERT(answer["scores"]["rumour"].is_number());
    for (const auto& [name, of] : answer["shares"].items())
        VIGIE_ASSERT(of.get<double>() >= 0 && of.get<double>() <= 1);
}

}  // namespace vigie::stories
