// Which picture of ours does this picture look like? Hashes only (PDQ, kit/pdq.hpp), never the pictures, and
// no faces: two portraits of one person are different pictures.
#pragma once

#include <vigie/judge/memory.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/picture.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

using PictureHash = std::array<std::uint64_t, 4>;

// All hashes within a distance among many, exactly: a hash is cut in 16 pieces of 16 bits, and of two hashes
// within 31 bits at least one piece differs by at most one bit (Norouzi, Punjani, Fleet, "Fast search in
// Hamming space with multi-index hashing", 2012). 96 bytes a hash. Immutable, thread-safe.
class PictureIndex {
public:
    struct Near {
        std::uint32_t place = 0;  // in the list the index was made of
        int distance = 0;         // bits
    };
    static constexpr int farthest = 31;

    explicit PictureIndex(std::vector<PictureHash> hashes = {});
    // Every hash within `bits` (0 to 31) of `hash`, nearest first; equal distances in the order of the list.
    [[nodiscard]] std::vector<Near> within(const PictureHash& hash, int bits = farthest) const;
    [[nodiscard]] std::size_t size() const noexcept { return hashes_.size(); }

private:
    std::vector<PictureHash> hashes_;
    std::vector<std::uint32_t> starts_;  // 16 tables of 65,537
    std::vector<std::uint32_t> places_;  // 16 times all
};

enum class PictureAlteration : std::uint8_t {
    none,      // the picture itself: scaled, compressed, retouched
    view,      // cut out of it, framed, slightly turned
    turned,    // by a right angle, or mirrored
    negative,  // dark and light exchanged
};
[[nodiscard]] std::string_view name(PictureAlteration alteration) noexcept;

struct PictureMatch {
    model::AssetId asset;
    int distance = 0;  // bits of 256; 0 to 31
    PictureAlteration alteration = PictureAlteration::none;
};

// The pictures of a register (`Asset::pictures`), with their turned, mirrored and inverted forms.
class AssetPictures {
public:
    explicit AssetPictures(const model::AssetRegister& assets);
    // The best match, or nothing: none within reach, or a picture that says too little (quality below 50).
    // Microseconds to a millisecond, by the size of the register.
    [[nodiscard]] std::optional<PictureMatch> nearest(const model::PictureFacts& facts) const;
    [[nodiscard]] bool empty() const noexcept { return index_.size() == 0; }

private:
    struct Form {
        std::uint32_t asset = 0;
        PictureAlteration alteration = PictureAlteration::none;
    };
    std::vector<model::AssetId> assets_;
    std::vector<Form> forms_;
    PictureIndex index_;
};

// Who else has been seen with one picture.
struct PictureSightings {
    struct Seen {
        std::string account;  // "network:id", or the handle where there is no id
        std::string handle;
        model::AssetId official;  // set when it is one of our accounts
        friend bool operator==(const Seen&, const Seen&) = default;
    };
    std::string group;         // hash of its first sighting: the value of the indicator `picture`
    std::vector<Seen> others;  // not `account` itself; the first 8
};

// The accounts remembered with the picture of `account` (up to 7 bits apart: one upload, or the same file on
// two networks), and remembers it for half a year; official accounts under their asset. Nothing without a
// picture that says enough. Eight recalls, eight values kept when the account is new.
[[nodiscard]] Result<PictureSightings> sight_picture(Memory& memory, const model::AssetRegister& assets,
                                                     const model::Account& account, Time at);

}  // namespace vigie::judge
