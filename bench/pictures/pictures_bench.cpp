// Pictures a core reads per second, decoding included, at the sizes avatars have, and look-ups among a
// million hashes. Figures to hold: ≥ 430 JPEG avatars/s over 64 to 512 pixels (what the reference program
// does), ≥ 900 look-ups/s.
#include <vigie/drivers/pictures.hpp>
#include <vigie/judge/pictures.hpp>
#include <vigie/kit/pdq.hpp>

#include <benchmark/benchmark.h>
#include <jpeglib.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace {

using vigie::judge::PictureHash;
using vigie::judge::PictureIndex;

// Smooth shapes with some grain: compresses like a photo (some 1 to 1.5 bits a pixel).
std::string jpeg(int side, unsigned seed) {
    std::mt19937 chance(seed);
    std::vector<unsigned char> rgb(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3);
    const double a = 3 + seed % 5;
    const double b = 2 + seed % 7;
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const auto pixel = i / 3;
        const double x = static_cast<double>(pixel % static_cast<std::size_t>(side)) / side;
        const double y = static_cast<double>(pixel / static_cast<std::size_t>(side)) / side;
        const double wave = std::sin(a * x + static_cast<double>(i % 3)) * std::cos(b * y + x * 4) * 90 + 128;
        rgb[i] = static_cast<unsigned char>(wave + static_cast<double>(chance() % 24));
    }
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = info.image_height = static_cast<JDIMENSION>(side);
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 85, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        unsigned char* row =
            &rgb[static_cast<std::size_t>(info.next_scanline) * static_cast<std::size_t>(side) * 3];
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    std::string result(reinterpret_cast<char*>(bytes), size);  // NOLINT
    jpeg_destroy_compress(&info);
    std::free(bytes);  // NOLINT: libjpeg's
    return result;
}

void read_avatars(benchmark::State& state) {
    std::vector<std::string> avatars;
    for (const int side : {64, 96, 128, 200, 256, 320, 400, 512})
        avatars.push_back(jpeg(side, static_cast<unsigned>(side)));
    const bool with_codes = state.range(0) != 0;
    for (auto _ : state) {
        for (const auto& bytes : avatars)
            benchmark::DoNotOptimize(vigie::drivers::read_picture(bytes, with_codes));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(avatars.size()));
}
BENCHMARK(read_avatars)->Arg(0)->Arg(1)->ArgName("codes");

void hash_512(benchmark::State& state) {
    std::vector<std::uint8_t> grey(std::size_t{512} * 512);
    std::mt19937 chance(1);
    for (auto& g : grey) g = static_cast<std::uint8_t>(chance());
    for (auto _ : state) benchmark::DoNotOptimize(vigie::kit::pdq({grey.data(), 512, 512, 512}));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hash_512);

// Hashes of pictures: half of the bits set, neighbours in frequency alike.
void look_up(benchmark::State& state) {
    std::mt19937_64 chance(3);
    std::vector<PictureHash> hashes(static_cast<std::size_t>(state.range(0)));
    for (auto& hash : hashes) hash = {chance(), chance(), chance(), chance()};
    const PictureIndex index(hashes);
    std::size_t i = 0;
    for (auto _ : state) {
        auto query = hashes[(i += 7919) % hashes.size()];
        query[i % 4] ^= 0x8421'0842'1084'2108U;  // 13 bits
        benchmark::DoNotOptimize(index.within(query));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(look_up)->Arg(10'000)->Arg(1'000'000);

}  // namespace
