// Answers of foreign servers: no bytes may crash the reader.
#include <vigie/atproto/xrpc.hpp>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const int status = 200 + 100 * (data[0] % 4);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    const std::string body(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto reply = vigie::atproto::read(
        vigie::ports::HttpResponse{status, {{"retry-after", body}, {"ratelimit-reset", body}}, body},
        1'773'045'074);
    (void)reply.text();
    return 0;
}
