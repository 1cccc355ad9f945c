#include <vigie/kit/crypto.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/merkle.hpp>
#include <vigie/kit/tar.hpp>

#include <doctest/doctest.h>

using namespace vigie::kit;

namespace {

MerkleTree tree_of(std::size_t n) {
    MerkleTree out;
    for (std::size_t i = 0; i < n; ++i) out.add("entry " + std::to_string(i));
    return out;
}

}  // namespace

TEST_CASE("the hash tree gives the roots of the reference log of certificate transparency") {
    MerkleTree tree;
    CHECK(hex(tree.root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    tree.add("");
    CHECK(hex(tree.root()) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    tree.add(std::string(1, '\0'));
    CHECK(hex(tree.root()) == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    tree.add("\x10");
    CHECK(hex(tree.root()) == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
}

TEST_CASE("every entry of every tree up to 20 is proved, and by nothing else") {
    const auto all = tree_of(20);
    for (std::size_t n = 1; n <= 20; ++n) {
        CHECK(all.root(n) == tree_of(n).root());
        for (std::size_t i = 0; i < n; ++i) {
            const auto leaf = merkle_leaf("entry " + std::to_string(i));
            auto path = all.inclusion(i, n);
            CHECK(verify_inclusion(leaf, i, n, path, all.root(n)));
            CHECK_FALSE(verify_inclusion(leaf, i + 1, n, path, all.root(n)));
            CHECK_FALSE(verify_inclusion(merkle_leaf("other"), i, n, path, all.root(n)));
            if (path.empty()) continue;
            path.back()[0] = static_cast<char>(path.back()[0] ^ 1);
            CHECK_FALSE(verify_inclusion(leaf, i, n, path, all.root(n)));
            path.pop_back();
            CHECK_FALSE(verify_inclusion(leaf, i, n, path, all.root(n)));
        }
    }
}

TEST_CASE("every tree up to 20 is proved to continue each smaller one") {
    const auto all = tree_of(20);
    for (std::size_t n = 1; n <= 20; ++n) {
        for (std::size_t m = 0; m <= n; ++m) {
            const auto path = all.consistency(m, n);
            CHECK(verify_consistency(m, n, all.root(m), all.root(n), path));
            CHECK_FALSE(verify_consistency(m, n, sha256("other"), all.root(n), path));
            if (m > 0) CHECK_FALSE(verify_consistency(m, n, all.root(m), sha256("other"), path));
        }
    }
}

TEST_CASE("what is sealed opens only with its key, its name and all its bits") {
    const std::string key(32, 'k');
    const std::string nonce(24, 'n');
    const auto sealed = encrypt(key, nonce, "clear words", "name");
    CHECK(decrypt(key, sealed, "name") == "clear words");
    CHECK_FALSE(decrypt(key, sealed, "other"));
    CHECK_FALSE(decrypt(std::string(32, 'x'), sealed, "name"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto bad = sealed;
        bad[i] = static_cast<char>(bad[i] ^ 4);
        CHECK_FALSE(decrypt(key, bad, "name"));
    }
    CHECK_FALSE(decrypt(key, "", "name"));
}

TEST_CASE("a signature holds for its message and key alone") {
    const std::string seed(32, 's');
    const auto signature = sign(seed, "message");
    CHECK(verify_signature(public_key_of(seed), "message", signature));
    CHECK_FALSE(verify_signature(public_key_of(seed), "messagf", signature));
    CHECK_FALSE(verify_signature(public_key_of(std::string(32, 't')), "message", signature));
}

TEST_CASE("an archive has one form, and a flipped bit in any byte that is not content is found") {
    const std::vector<TarFile> files{{"a.txt", "hello"}, {"b/empty", ""}, {"c", std::string(512, 'x')}};
    const auto bytes = write_tar(files);
    const auto read = read_tar(bytes);
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].content == "hello");
    CHECK((*read)[2].content == files[2].content);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto bad = bytes;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        const auto again = read_tar(bad);
        CHECK((!again || write_tar(*again) == bad));
    }
    CHECK_FALSE(read_tar(bytes.substr(0, bytes.size() - 1)));
    CHECK_FALSE(read_tar(bytes + std::string(512, '\0')));
    CHECK_FALSE(read_tar(""));
}
