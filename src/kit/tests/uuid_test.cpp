#include <vigie/kit/uuid.hpp>

#include <doctest/doctest.h>

namespace vigie::kit {
namespace {

TEST_CASE("version 5 as in RFC 9562, appendix A.4") {
    CHECK(uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com") ==
          "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    CHECK(uuid5("not a uuid", "x").empty());
    CHECK(uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c", "x").empty());
}

TEST_CASE("a seed gives the same UUID of version 4 again") {
    const auto a = uuid_of("VG-2025-0042");
    CHECK(a == uuid_of("VG-2025-0042"));
    CHECK(a != uuid_of("VG-2025-0043"));
    CHECK(a.size() == 36);
    CHECK(a[14] == '4');
}

}  // namespace
}  // namespace vigie::kit
