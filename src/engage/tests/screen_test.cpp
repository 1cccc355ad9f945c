#include <vigie/engage/screen.hpp>

#include <doctest/doctest.h>

using namespace vigie;

namespace {

model::Item draft(std::string text) {
    model::Item item;
    item.id = std::string("1");
    item.text = std::move(text);
    return item;
}

model::Finding finding(std::string detector, double score, model::Severity severity, model::Span span) {
    model::Finding f;
    f.detector = std::move(detector);
    f.score = score;
    f.severity = severity;
    f.title = {"Un titre", "A title"};
    f.evidence.push_back({"code", {"Une phrase.", "A sentence."}, 3, {std::move(span)}});
    return f;
}

}  // namespace

TEST_CASE("A draft with nothing in it may go out") {
    const auto s = engage::screen(draft("Notre boutique ouvre lundi à 9 h."), {});
    CHECK(s.decision == engage::Decision::allow);
    CHECK(s.reasons.empty());
    CHECK(s.mended.empty());
}

TEST_CASE("A card is refused, a telephone is a question, and both are masked in the mended text") {
    const std::string text = "Appelez le 0612345678";
    auto s = engage::screen(draft(text), {finding("leak_personal", 0.6, model::Severity::medium,
                                                  {"text", 11, 21, "06••••••78", "phone"})});
    CHECK(s.decision == engage::Decision::warn);
    REQUIRE(s.reasons.size() == 1);
    CHECK(s.reasons[0].code == "personal_data");
    CHECK(s.mended == "Appelez le 06••••••78");
    s = engage::screen(draft(text), {finding("leak_personal", 0.97, model::Severity::critical,
                                             {"text", 11, 21, "06••••••78", "card"})});
    CHECK(s.decision == engage::Decision::block);
    s = engage::screen(
        draft(text), {finding("leak_personal", 0.3, model::Severity::info, {"text", 11, 21, "x", "siren"})});
    CHECK(s.decision == engage::Decision::allow);
}

TEST_CASE("An insult, a promise and somebody else's picture are told apart") {
    const auto codes = [](const char* text) {
        std::string out;
        for (const auto& r : engage::screen(draft(text), {}).reasons) out += r.code + ";";
        return out;
    };
    CHECK(codes("Quelle bande de crétins !") == "brand_tone;");
    CHECK(codes("Rendement garanti de 12 % par an") == "legal_risk;");
    CHECK(codes("Photo trouvée sur Google") == "third_party_rights;");
    CHECK(codes("Le digicode est 1234A") == "geolocation;");
    CHECK(codes("Un débat sans cri ni colère").empty());
}

TEST_CASE("what a file of the draft gives away is a reason, with spans that point into it") {
    auto s = engage::screen(draft("Notre stand"), {});
    model::Finding place;
    place.detector = "leak_file";
    place.kind = "file_place";
    place.score = 0.98;
    auto number = finding("leak_personal", 0.97, model::Severity::critical, {"text", 3, 8, "1 85", "nir"});
    engage::screen_file(s, {place, number}, "files.0");
    REQUIRE(s.reasons.size() == 2);
    CHECK(s.decision == engage::Decision::block);
    CHECK(s.reasons[0].code == "personal_data");
    REQUIRE(s.reasons[0].spans.size() == 1);
    CHECK(s.reasons[0].spans[0].field == "files.0");
    CHECK(s.reasons[1].code == "geolocation");
    auto empty = engage::screen(draft("Notre stand"), {});
    engage::screen_unread(empty);
    CHECK(empty.decision == engage::Decision::warn);
}
