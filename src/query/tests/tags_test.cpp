#include "text/tags.hpp"

#include "text/lexicon.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/yaml.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace vigie::query {
namespace {

class Words final : public TagDictionary {
public:
    explicit Words(const std::vector<std::string>& words) {
        for (const auto& word : words) hashes_.insert(kit::hash64(word));
    }
    [[nodiscard]] bool contains(std::uint64_t hash) const noexcept override { return hashes_.contains(hash); }

private:
    std::set<std::uint64_t> hashes_;
};

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string joined(const std::vector<TagPiece>& pieces) {
    std::string out;
    for (const auto& piece : pieces) out += (out.empty() ? "" : " ") + piece.folded;
    return out;
}

}  // namespace

TEST_CASE("hashtags are cut into the words that people hear in them") {
    const kit::YamlFile file("tags.yaml", bytes_of(VIGIE_SOURCE_DIR "/src/query/tests/cases/tags.yaml"), "t");
    const Words words(file.root().get("queries").texts());
    std::vector<TagPiece> pieces;
    file.root().get("exact").each_key([&](const std::string& tag, const kit::YamlNode&, const auto& wanted) {
        CAPTURE(tag);
        split_tag(tag, words, pieces);
        CHECK(joined(pieces) == wanted.text().value_or(""));
    });
    int right = 0;
    int all = 0;
    std::string wrong;
    file.root()
        .get("written_together")
        .each_key([&](const std::string& tag, const kit::YamlNode&, const auto& wanted) {
            split_tag(tag, words, pieces);
            ++all;
            const bool same = joined(pieces) == wanted.text().value_or("");
            right += same ? 1 : 0;
            if (!same) wrong += fmt::format("{} → {}\n", tag, joined(pieces));
        });
    CHECK(file.diagnostics().empty());
    CHECK(all >= 150);
    MESSAGE(right << " of " << all << " tags written together are right; wrong: \n" << wrong);
    CHECK(right >= all * 90 / 100);
}

TEST_CASE("pieces of any tag stand in it in order, and folded") {
    const Words none({});
    const std::string bits[] = {"a", "B", "é",  "À",    "1",    "20",    "_",         "l",    "Œ", "ﬁ", "ß",
                                "И", "и", "東", "\xff", "🙂", "PROMO", "carrefour", "Info", "-", "’"};
    std::mt19937_64 random(3);
    std::vector<TagPiece> pieces;
    for (int i = 0; i < 20000; ++i) {
        std::string tag;
        for (auto n = random() % 16; n > 0; --n) tag += bits[random() % std::size(bits)];
        CAPTURE(tag);
        split_tag(tag, none, pieces);
        std::size_t last = 0;
        const auto folded = kit::fold(tag);
        for (const auto& piece : pieces) {
            REQUIRE(piece.start <= piece.end);
            REQUIRE(piece.end <= tag.size());
            REQUIRE(piece.start + 4 >= last);
            REQUIRE_FALSE(piece.folded.empty());
            REQUIRE(folded.find(piece.folded) != std::string::npos);
            last = piece.end;
        }
    }
}

TEST_CASE("a tag without end is left whole") {
    const Words none({});
    std::vector<TagPiece> pieces;
    const std::string tag(100'000, 'a');
    split_tag(tag, none, pieces);
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].folded == tag);
    CHECK(pieces[0].end == tag.size());
}

}  // namespace vigie::query
