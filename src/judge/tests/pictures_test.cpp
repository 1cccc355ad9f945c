#include <vigie/judge/pictures.hpp>
#include <vigie/kit/pdq.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using vigie::judge::AssetPictures;
using vigie::judge::PictureAlteration;
using vigie::judge::PictureHash;
using vigie::judge::PictureIndex;
namespace model = vigie::model;
namespace kit = vigie::kit;

namespace {

PictureHash any(std::mt19937_64& chance) {
    return {chance(), chance(), chance(), chance()};
}

PictureHash with_flips(PictureHash hash, int flips, std::mt19937_64& chance) {
    std::vector<unsigned> bits(256);
    for (unsigned i = 0; i < 256; ++i) bits[i] = i;
    std::shuffle(bits.begin(), bits.end(), chance);
    for (int i = 0; i < flips; ++i) {
        const auto bit = bits[static_cast<std::size_t>(i)];
        hash[bit / 64] ^= std::uint64_t{1} << (bit % 64);
    }
    return hash;
}

model::AssetRegister one_picture(const kit::PdqHash& hash) {
    model::Asset asset;
    asset.id = model::AssetId("logo");
    asset.pictures = {hash.hex()};
    return model::AssetRegister({asset});
}

model::PictureFacts facts(const kit::PdqHash& hash, int quality = 100) {
    model::PictureFacts result;
    result.pdq = hash.hex();
    result.quality = quality;
    return result;
}

}  // namespace

TEST_CASE("the index finds what comparing with every hash finds, few hashes or many") {
    std::mt19937_64 chance(1);
    for (const std::size_t size : {0UL, 1UL, 500UL, 20'000UL}) {
        std::vector<PictureHash> hashes;
        for (std::size_t i = 0; i < size; ++i) {
            // Families: near ones exist at every distance.
            hashes.push_back(i % 10 == 0
                                 ? any(chance)
                                 : with_flips(hashes[i / 10 * 10], static_cast<int>(i % 7) * 8, chance));
        }
        const PictureIndex index(hashes);
        for (int q = 0; q < 40; ++q) {
            const auto query =
                hashes.empty() ? any(chance) : with_flips(hashes[chance() % hashes.size()], q, chance);
            for (const int bits : {0, 8, 15, 16, 31}) {
                std::vector<std::pair<int, std::uint32_t>> expected;
                for (std::size_t i = 0; i < size; ++i) {
                    const int d = kit::distance({hashes[i]}, {query});
                    if (d <= bits) expected.emplace_back(d, static_cast<std::uint32_t>(i));
                }
                std::sort(expected.begin(), expected.end());
                std::vector<std::pair<int, std::uint32_t>> found;
                for (const auto& near : index.within(query, bits))
                    found.emplace_back(near.distance, near.place);
                CHECK(found == expected);
            }
        }
    }
}

TEST_CASE("a picture of ours is found as it is, turned and inverted; a poor or foreign one is not") {
    std::mt19937_64 chance(2);
    const kit::PdqHash ours{any(chance)};
    const AssetPictures pictures(one_picture(ours));
    const auto same = pictures.nearest(facts({with_flips(ours.words, 20, chance)}));
    REQUIRE(same);
    CHECK(same->asset.value == "logo");
    CHECK(same->distance == 20);
    CHECK(same->alteration == PictureAlteration::none);
    CHECK(pictures.nearest(facts(kit::pdq_variants(ours)[1]))->alteration == PictureAlteration::turned);
    CHECK(pictures.nearest(facts(kit::negative(ours)))->alteration == PictureAlteration::negative);
    CHECK_FALSE(pictures.nearest(facts(ours, 49)));
    CHECK_FALSE(pictures.nearest(facts({any(chance)})));
    CHECK_FALSE(pictures.nearest(model::PictureFacts{}));
    CHECK_FALSE(AssetPictures(model::AssetRegister{}).nearest(facts(ours)));
}
