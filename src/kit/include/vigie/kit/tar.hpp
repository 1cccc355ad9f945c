// Tar archives (POSIX ustar) in exactly one form: the same files give the same bytes, and the reader refuses
// every other form, so that no bit of an archive is without meaning. Plain files only.
#pragma once

#include <vigie/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

struct TarFile {
    std::string name;  // at most 100 bytes
    std::string content;
};

[[nodiscard]] std::string write_tar(const std::vector<TarFile>& files);
// Linear; Errc::parse when the archive is damaged or not as write_tar() writes it. At most 100,000 files.
[[nodiscard]] Result<std::vector<TarFile>> read_tar(std::string_view bytes);

}  // namespace vigie::kit
