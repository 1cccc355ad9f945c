#include <vigie/kit/phrase_set.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

using namespace vigie;

TEST_CASE("phrases are found where they stand, as one search for each would find them") {
    constexpr std::array<std::string_view, 6> phrases{" sav ", " service client ", " rembours",
                                                      " a ",   "client ",          " s"};
    const kit::PhraseSet set(phrases);
    const std::array<std::string, 7> texts{
        " service client nul ", " sav a sav ", " rembourse moi ", "sav ", "", " ", "  a  sav"};
    for (const auto& text : texts) {
        CAPTURE(text);
        std::array<bool, phrases.size()> seen{};
        set.each(text, [&](std::size_t i) { seen[i] = true; });
        for (std::size_t i = 0; i < phrases.size(); ++i) {
            CAPTURE(phrases[i]);
            // What begins with no blank or is shorter than three bytes is never found.
            const bool can = phrases[i].front() == ' ' && phrases[i].size() >= 3;
            CHECK(seen[i] == (can && text.find(phrases[i]) != std::string::npos));
        }
    }
}
