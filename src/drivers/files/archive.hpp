// A ZIP archive in memory, by libzip: parts are unpacked one at a time, each and all of them within limits,
// whatever their headers say.
#pragma once

#include <vigie/base/result.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::drivers {

inline constexpr std::size_t archive_entries = 5000;
inline constexpr std::size_t part_bytes = std::size_t{16} << 20U;     // of one part, unpacked
inline constexpr std::size_t archive_bytes = std::size_t{64} << 20U;  // of all that are read

class Archive {
public:
    // Errc::invalid_argument when it is broken or has more than 5,000 entries. `bytes` outlive it.
    [[nodiscard]] static Result<Archive> open(std::string_view bytes);

    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    [[nodiscard]] bool has(std::string_view name) const;
    // Errc::not_found, or Errc::invalid_argument when it is encrypted, broken or larger than the limits.
    [[nodiscard]] Result<std::string> part(std::string_view name);

private:
    struct Closer {
        void operator()(void* archive) const;
    };
    std::unique_ptr<void, Closer> archive_;
    std::vector<std::string> names_;
    std::size_t read_ = 0;
};

}  // namespace vigie::drivers
