#include <vigie/kit/hash.hpp>

#include <doctest/doctest.h>

namespace vigie::kit {

TEST_CASE("digests agree with published vectors") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("base64 goes out and back, and refuses what it is not") {
    for (const auto* text : {"", "f", "fo", "foo", "foob"})
        CHECK(base64_decode(base64(text)).value() == text);
    CHECK(base64("foob") == "Zm9vYg==");
    CHECK_FALSE(base64_decode("Zm9vYg=").has_value());
    CHECK(base64url("\xfb\xff") == "-_8");
    CHECK(constant_time_equal("a", "a"));
    CHECK_FALSE(constant_time_equal("a", "ab"));
}

}  // namespace vigie::kit
