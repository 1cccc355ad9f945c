#include <vigie/judge/read_all.hpp>

#include <doctest/doctest.h>

using namespace vigie;

namespace {

// Finds the word "secret" wherever it reads it.
class Finder final : public judge::Detector {
public:
    [[nodiscard]] const judge::DetectorInfo& info() const override { return info_; }
    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion out;
        model::Finding f;
        auto& evidence = f.evidence.emplace_back();
        for (auto at = item.text.find("secret"); at != std::string::npos;
             at = item.text.find("secret", at + 1))
            evidence.spans.push_back({"text", at, at + 6, "secret", {}});
        out.findings.push_back(std::move(f));
        return out;
    }

private:
    judge::DetectorInfo info_;
};

}  // namespace

TEST_CASE("what stands in the descriptions of pictures is read, and pointed to where it stands") {
    const auto all = judge::read_all(std::make_unique<Finder>());
    model::Item item;
    item.text = "a secret";
    item.media = {{.type = "image", .ref = {}, .alt = {}, .picture = {}},
                  {.type = "image", .ref = {}, .alt = "no secret, secret", .picture = {}}};
    const auto spans = all->examine(item).findings.at(0).evidence.at(0).spans;
    REQUIRE(spans.size() == 3);
    CHECK(spans[0] == model::Span{"text", 2, 8, "secret", {}});
    CHECK(spans[1] == model::Span{"media.1.alt", 3, 9, "secret", {}});
    CHECK(spans[2] == model::Span{"media.1.alt", 11, 17, "secret", {}});
    item.media.clear();
    CHECK(all->examine(item).findings.at(0).evidence.at(0).spans.size() == 1);
}

TEST_CASE("descriptions without end are cut") {
    const auto all = judge::read_all(std::make_unique<Finder>());
    model::Item item;
    for (int i = 0; i < 40; ++i)
        item.media.push_back(
            {.type = "image", .ref = {}, .alt = std::string(9000, 'x') + " secret", .picture = {}});
    CHECK(all->examine(item).findings.at(0).evidence.at(0).spans.size() < 8);
}
