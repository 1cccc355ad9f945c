#include "../entries.hpp"

#include "log_maker.hpp"

#include <doctest/doctest.h>

namespace vigie::plugins::ct {

using namespace testing;

TEST_CASE("A tile gives its entries, certificates and precertificates, in order") {
    const auto a = certificate({"a.example", "*.B.example", "a.example"});
    const auto b = certificate({"c.example"});
    const auto tile = tile_leaf(a, false) + tile_leaf(b, true);
    std::vector<Entry> entries;
    REQUIRE(read_tile(tile, entries).has_value());
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].certificate == a);
    CHECK_FALSE(entries[0].precert);
    CHECK(entries[1].certificate == b);
    CHECK(entries[1].precert);
    CHECK(entries[1].at.time_since_epoch() == std::chrono::milliseconds(1'760'000'000'000));
    const auto names = names_of(entries[0].certificate).value();
    CHECK(names.names == std::vector<std::string>{"a.example", "b.example"});
    CHECK(names.issuer == "Test CA R1");
}

TEST_CASE("A tile cut in the middle is an error, and what came before it is kept") {
    const auto tile =
        tile_leaf(certificate({"a.example"}), false) + tile_leaf(certificate({"b.example"}), true);
    std::vector<Entry> entries;
    CHECK_FALSE(read_tile(std::string_view(tile).substr(0, tile.size() - 40), entries).has_value());
    CHECK(entries.size() == 1);
    entries.clear();
    std::string many;
    for (int i = 0; i < 257; ++i) many += tile_leaf("x", false);
    CHECK_FALSE(read_tile(many, entries).has_value());
    CHECK(entries.size() == 256);
}

TEST_CASE("Leaves of RFC 6962 give their certificate, or the precertificate of extra_data") {
    const auto der = certificate({"a.example"});
    CHECK(read_leaf(leaf_input(der, false), extra_data(der, false)).value().certificate == der);
    CHECK(read_leaf(leaf_input(der, true), extra_data(der, true)).value().certificate == der);
    CHECK_FALSE(read_leaf("", "").has_value());
    CHECK_FALSE(read_leaf(leaf_input(der, true), "").has_value());
    CHECK_FALSE(read_leaf(std::string("\x01\x00", 2) + timestamped(der, false), "").has_value());
}

TEST_CASE("Names are hosts in small letters, whatever a certificate says") {
    CHECK(clean_name("*.Exemple.FR.") == "exemple.fr");
    CHECK(clean_name("xn--mridien-7gg.fr") == "xn--mridien-7gg.fr");
    for (const auto* none :
         {"", ".", "*.", "localhost", "a..b", "a b.fr", ".fr", "mail@a.fr", "a.fr/x", "é.fr"})
        CHECK(clean_name(none).empty());
    CHECK(clean_name(std::string(64, 'a') + ".fr").empty());
    CHECK(clean_name(std::string(63, 'a') + ".fr").size() == 66);
    CHECK_FALSE(names_of("no certificate").has_value());
}

TEST_CASE("Checkpoints and the paths of tiles read as the specification says") {
    CHECK(size_of_checkpoint("rome.ct.example/2026h1\n70000\nn3Vc0pTl=\n\n— sig\n").value() == 70000);
    for (const auto* none :
         {"", "a\n", "a\n12", "a\n-1\n", "a\n1x\n", "\n12\n", "a\n99999999999999999999999\n"})
        CHECK_FALSE(size_of_checkpoint(none).has_value());
    CHECK(tile_path(5) == "005");
    CHECK(tile_path(1234067) == "x001/x234/067");
    CHECK(tile_path(1000) == "x001/000");
}

}  // namespace vigie::plugins::ct
