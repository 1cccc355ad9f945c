#include <vigie/judge/near_index.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace vigie;
using judge::WordKind;

namespace {

std::string reading(const std::string& label, const std::string& brand) {
    const auto key = kit::handle_skeleton(label);
    const auto brand_key = kit::handle_skeleton(brand);
    std::string out;
    for (const auto& p : judge::segment(key, brand_key)) {
        if (!out.empty()) out += ' ';
        out += p.brand ? "[" + brand + "]" : p.word.empty() ? "?" + std::string(p.text) : p.word;
    }
    return out;
}

}  // namespace

TEST_CASE("A brand inside an ordinary word is not a brand") {
    CHECK(reading("pineapple", "apple") == "pineapple");
    CHECK(reading("applelogin", "apple") == "[apple] login");
    CHECK(reading("orangerie", "orange").find("[orange]") != std::string::npos);
    CHECK(reading("mer1dienconnexion", "meridien") == "[meridien] connexion");
    CHECK(reading("secure"
                  "vigilis"
                  "client",
                  "vigilis") == "secure [vigilis] client");
}

TEST_CASE("Affixes come off both ends") {
    std::vector<judge::Affix> found;
    const auto key = kit::handle_skeleton("officielmeridiensupport");
    CHECK(judge::strip_affixes(key, &found) == kit::handle_skeleton("meridien"));
    CHECK(found.size() == 2);
}

TEST_CASE("Words know what they promise") {
    CHECK(judge::kind_of_word("connexion") == WordKind::access);
    CHECK(judge::kind_of_word("officielle") == WordKind::official);
    CHECK(judge::kind_of_word("recrutement") == WordKind::job);
    CHECK(judge::kind_of_word("boulangeries") == WordKind::common);
    CHECK(judge::kind_of_word("xqzt") == WordKind::unknown);
}

TEST_CASE("The near index finds one edit of each kind and nothing further") {
    judge::NearIndex index;
    index.add("meridien", 1);
    index.add("vigilis", 2);
    index.seal();
    const auto find = [&](std::string_view key) {
        std::set<std::uint32_t> out;
        index.each(key, [&](std::uint32_t v) { out.insert(v); });
        return out;
    };
    for (const auto* near : {"meridien", "merdien", "meridienn", "meriiden", "mexidien", "eridien"})
        CHECK(find(near) == std::set<std::uint32_t>{1});
    CHECK(find("merdein").empty());
    CHECK(find("boulanger").empty());
    CHECK(find("").empty());
    CHECK(find(std::string(500, 'a')).empty());
}
