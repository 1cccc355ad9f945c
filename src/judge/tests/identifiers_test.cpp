#include "leaks/fuzz/leaks_fuzz.hpp"

#include <vigie/judge/identifiers.hpp>
#include <vigie/judge/leaks.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace vigie;

namespace {

// "kind:words kind:words", in order, without the kinds in `skip`.
std::string seen(std::string_view text) {
    std::string out;
    for (const auto& one : judge::find_identifiers(text)) {
        if (!out.empty()) out += " | ";
        out += std::string(judge::name(one.kind)) + ":" + std::string(one.in(text));
    }
    return out;
}

}  // namespace

TEST_CASE("French identifiers are told by their check digits") {
    CHECK(seen("2 95 10 99 126 111 93") == "nir:2 95 10 99 126 111 93");
    CHECK(seen("295109912611199").empty());  // key is wrong and nothing names it
    CHECK(seen("253072B07300470") == "nir:253072B07300470");
    CHECK(seen("542 097 324 0006 6") == "siret:542 097 324 0006 6");
    CHECK(seen("SIREN 732 829 320") == "siren:732 829 320");
    CHECK(seen("une suite 732 829 321").empty());
}

TEST_CASE("One digit a box is a form, with a birth date after the number") {
    CHECK(seen("2 9 1 4 8 2 3 9 8 4 2 9 6 5 4  2 9 0 2 1 9 9 5") ==
          "nir:2 9 1 4 8 2 3 9 8 4 2 9 6 5 4 | date:2 9 0 2 1 9 9 5");
    CHECK(seen("1 4 2 3 8 5 6 8 3 7 8 3 5 3 0 9 0 1 1 9 8 7") ==
          "nir:1 4 2 3 8 5 6 8 3 7 8 3 5 3 | birth_date:0 9 0 1 1 9 8 7");
}

TEST_CASE("Telephones in odd groupings need a cue or to stand alone") {
    CHECK(seen("Gerbillot : 01 2048 3632") == "phone:01 2048 3632");
    CHECK(seen("O1.42.15.93.30") == "phone:O1.42.15.93.30");
    CHECK(seen("call me on 9472 7916") == "phone:9472 7916");
    CHECK(seen("0.5 1 1.5 2 2.5 3 3.5 4 4.5").empty());
}

TEST_CASE("A number that merely looks like one is left alone") {
    for (const char* text :
         {"Le match 3-2 de 2019-2020 a réuni 45 000 personnes", "ISBN 978-2-07-036822-8", "version 10.0.19.1",
          "1,234,567 views", "https://example.com/p/123456789012345", "#123456789", "Vol AF1234 du 12",
          "il a couru 10 km en 45:30", "2500000000000 octets"})
        CHECK_MESSAGE(judge::find_identifiers(text).size() <= 1, seen(text));
}

TEST_CASE("Names need a title, a known first name or an initial") {
    CHECK(seen("vu par le Dr M. Leroy ce jour") == "name:Leroy");
    CHECK(seen("EVOLUTION CLINIQUE").empty());
    CHECK(seen("Internes : JALONNET Christine (Interne)") == "name:JALONNET Christine");
}

TEST_CASE("Hostile texts end soon and break nothing") {
    for (const auto& piece : {std::string("1 "), std::string("0"), std::string("A1-"), std::string("é1."),
                              std::string("12/"), std::string("<"), std::string(":a:"), std::string("Dr A. "),
                              std::string("\xC3"), std::string("(0)")}) {
        std::string text;
        while (text.size() < 200'000) text += piece;
        judge::fuzz_leaks(text);
        CHECK(text.size() >= 200'000);
    }
}

TEST_CASE("Every kind has its own name and words in both languages") {
    for (int k = 0; k <= static_cast<int>(judge::IdentifierKind::br_cpf); ++k) {
        const auto kind = static_cast<judge::IdentifierKind>(k);
        CHECK_FALSE(judge::name(kind).empty());
        CHECK_FALSE(judge::noun_of(kind).fr.empty());
        CHECK_FALSE(judge::noun_of(kind).en.empty());
    }
    CHECK(judge::name(judge::IdentifierKind::br_cpf) == "br_cpf");
    CHECK(judge::name(judge::IdentifierKind::in_voter) == "in_voter");
    CHECK(judge::noun_of(judge::IdentifierKind::br_cpf).en == "a Brazilian CPF number");
}
