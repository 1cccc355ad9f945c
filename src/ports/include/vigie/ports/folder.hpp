// A folder of our own on a disk that may be full, or stop in the middle. Names are relative, with '/' between
// parts. Errc::io says what the disk said.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::ports {

class Folder {
public:
    virtual ~Folder() = default;
    // Written wholly or not at all, and on the disk when this returns. Replaces. Only its owner may read it.
    [[nodiscard]] virtual Result<> put(const std::string& name, std::string_view bytes) = 0;
    // Nothing when there is none.
    [[nodiscard]] virtual Result<std::optional<std::string>> get(const std::string& name) = 0;
    // Cuts the file at `offset` (its size or less; 0 makes one) and appends; on the disk when this returns.
    // Killed in the middle, a part may be there.
    [[nodiscard]] virtual Result<> append_at(const std::string& name, std::uint64_t offset,
                                             std::string_view bytes) = 0;
    [[nodiscard]] virtual Result<> remove(const std::string& name) = 0;  // no error when there is none
};

// In memory, with a disk that can be made to fail: for tests.
class MemoryFolder final : public Folder {
public:
    [[nodiscard]] Result<> put(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Result<std::optional<std::string>> get(const std::string& name) override;
    [[nodiscard]] Result<> append_at(const std::string& name, std::uint64_t offset,
                                     std::string_view bytes) override;
    [[nodiscard]] Result<> remove(const std::string& name) override;

    std::map<std::string, std::string> files;
    int writes_left = -1;  // before the disk is full; negative: never
    bool torn = false;     // the write that fails leaves half of what it appends

private:
    [[nodiscard]] bool full();
};

}  // namespace vigie::ports
