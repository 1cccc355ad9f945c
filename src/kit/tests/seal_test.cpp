#include <vigie/kit/seal.hpp>

#include <doctest/doctest.h>

using namespace vigie::kit;

TEST_CASE("a sealed secret opens with its key and its context alone") {
    const auto key = new_seal_key();
    const auto sealed = seal(key, "publisher.bluesky", "token");
    CHECK(unseal(key, "publisher.bluesky", sealed) == "token");
    CHECK(sealed.find("token") == std::string::npos);
    CHECK(seal(key, "publisher.bluesky", "token") != sealed);
    CHECK_FALSE(unseal(key, "publisher.mastodon", sealed).has_value());
    CHECK_FALSE(unseal(new_seal_key(), "publisher.bluesky", sealed).has_value());
    auto changed = sealed;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    CHECK_FALSE(unseal(key, "publisher.bluesky", changed).has_value());
    for (const auto* other : {"", "sealed:1:", "sealed:1:!!", "{\"access\":\"x\"}"})
        CHECK_FALSE(unseal(key, "publisher.bluesky", other).has_value());
    CHECK(unseal(key, "", seal(key, "", "")) == "");
}
