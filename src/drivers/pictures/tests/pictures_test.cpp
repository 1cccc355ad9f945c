#include "decode.hpp"
#include "orientation.hpp"

#include <vigie/drivers/pictures.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace vigie;

namespace {

void put(std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 255U);
}

// A BMP of 24 bits that says it has `width` × `height` pixels and holds `rows` rows of waves.
std::string bmp(int width, int height, int rows) {
    std::string bytes = "BM";
    put(bytes, 0, 8);
    put(bytes, 54, 4);
    put(bytes, 40, 4);
    put(bytes, static_cast<std::uint32_t>(width), 4);
    put(bytes, static_cast<std::uint32_t>(height), 4);
    put(bytes, 1, 2);
    put(bytes, 24, 2);
    put(bytes, 0, 24);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < width; ++x) {
            const double wave = 128 + 70 * std::sin(x * 0.11 + y * y * 0.0009) + 50 * std::cos(y * 0.17);
            put(bytes, static_cast<std::uint32_t>(wave) * 0x10101U, 3);
        }
        while (bytes.size() % 4 != 2) bytes += '\0';  // rows of a multiple of 4, after 54 bytes of header
    }
    return bytes;
}

std::unique_ptr<ports::Pictures> reader() {
    return drivers::make_pictures(sandbox::start_fork(drivers::picture_job(), drivers::picture_handler));
}

}  // namespace

TEST_CASE("a worker without rights reads a picture as this process does") {
    const auto pictures = reader();
    const auto bytes = bmp(160, 120, 120);
    const auto facts = pictures->read(bytes);
    REQUIRE(facts);
    CHECK(*facts == drivers::read_picture(bytes).value());
    CHECK(facts->width == 160);
    CHECK(facts->height == 120);
    CHECK(facts->quality >= 50);
    const auto views = pictures->views(bytes);
    REQUIRE(views);
    CHECK(views->size() >= 10);
    CHECK(views->front() == facts->pdq);
}

TEST_CASE("what is no picture, broken or a bomb is refused with a reason, and the worker lives on") {
    const auto pictures = reader();
    const std::string png_head = "\x89PNG\r\n\x1A\n";
    for (const auto& bytes :
         {std::string(), std::string("hello"), std::string("BM"), std::string("\xFF\xD8\xFF\xE0 no"),
          png_head, std::string("GIF89a"), std::string("RIFF1234WEBPVP8 "), bmp(64, 64, 10),
          bmp(60'000, 60'000, 0), std::string(drivers::picture_bytes + 1, 'x')}) {
        CAPTURE(bytes.size());
        const auto facts = pictures->read(bytes);
        REQUIRE_FALSE(facts);
        CHECK(facts.error().code == Errc::invalid_argument);
        CHECK_FALSE(facts.error().message.empty());
    }
    CHECK(drivers::decode(bmp(60'000, 60'000, 0)).error().message.find("50 megapixels") != std::string::npos);
    CHECK(pictures->read(bmp(64, 64, 64)));
}

TEST_CASE("a picture is turned as its camera was held") {
    drivers::GreyPicture picture;
    picture.width = picture.full_width = 2;
    picture.height = picture.full_height = 3;
    picture.pixels = {1, 2, 3, 4, 5, 6};
    const auto pixels = [&](int orientation) { return drivers::upright(picture, orientation).pixels; };
    using Pixels = std::vector<std::uint8_t>;
    CHECK(pixels(1) == picture.pixels);
    CHECK(pixels(2) == Pixels{2, 1, 4, 3, 6, 5});
    CHECK(pixels(3) == Pixels{6, 5, 4, 3, 2, 1});
    CHECK(pixels(6) == Pixels{5, 3, 1, 6, 4, 2});
    CHECK(pixels(8) == Pixels{2, 4, 6, 1, 3, 5});
    CHECK(drivers::upright(picture, 6).width == 3);
    using namespace std::string_view_literals;
    CHECK(drivers::exif_orientation("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"sv) == 6);
    CHECK(drivers::exif_orientation("II"sv) == 1);
    CHECK(drivers::exif_orientation("MM\0\x2A\xFF\xFF\xFF\xFF"sv) == 1);
}
