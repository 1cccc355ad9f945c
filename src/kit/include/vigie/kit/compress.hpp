// Reads gzip and zstd streams piece by piece, with a cap on what comes out.
#pragma once

#include <vigie/base/result.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vigie::kit {

// Inflates a stream of gzip members or zstd frames; plain bytes pass through. The form is found by the first
// bytes.
class Inflater {
public:
    virtual ~Inflater() = default;
    // Appends what `piece` gives to `out`. Errc::parse on corrupt data (what was good is in `out` already).
    [[nodiscard]] virtual Result<> feed(std::string_view piece, std::string& out) = 0;
    // Errc::parse when the stream was cut in the middle.
    [[nodiscard]] virtual Result<> finish() = 0;
};
[[nodiscard]] std::unique_ptr<Inflater> make_inflater();

// One zstd frame with a dictionary, as Jetstream sends. Reusable, one thread.
class ZstdFrames {
public:
    explicit ZstdFrames(std::string_view dictionary);  // may be empty
    ~ZstdFrames();
    ZstdFrames(const ZstdFrames&) = delete;
    ZstdFrames& operator=(const ZstdFrames&) = delete;
    [[nodiscard]] std::uint32_t dictionary_id() const;
    // Errc::parse: corrupt or cut; Errc::invalid_argument: made with another dictionary; Errc::io: larger
    // than `limit`.
    [[nodiscard]] Result<std::string> decompress(std::string_view frame, std::size_t limit);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::kit
