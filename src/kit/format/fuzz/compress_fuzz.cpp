// Compressed bytes from anywhere: no crash, no more memory than the cap.
#include <vigie/kit/compress.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    constexpr std::size_t cap = std::size_t{1} << 20;
    vigie::kit::ZstdFrames frames("");
    if (const auto text = frames.decompress(bytes, cap); text && text->size() > cap) std::abort();
    const auto inflater = vigie::kit::make_inflater();
    std::string out;
    for (std::size_t i = 0; i < size && out.size() <= cap; i += 13) {
        if (!inflater->feed(bytes.substr(i, 13), out)) return 0;
    }
    if (!inflater->finish()) return 0;
    return 0;
}
