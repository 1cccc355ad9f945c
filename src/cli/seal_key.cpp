#include "seal_key.hpp"

#include "common.hpp"

#include <vigie/kit/seal.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace vigie::cli {

Result<std::string> own_seal_key(const std::string& folder) {
    const auto path = (std::filesystem::path(folder) / "seal.key").string();
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) {
        const auto key = kit::new_seal_key();
        const bool whole =
            ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
        ::close(file);
        if (whole) return key;
        ::unlink(path.c_str());
        return fail(Errc::io, "cannot write {}", path);
    }
    if (errno != EEXIST) return fail(Errc::io, "cannot make {}: {}", path, std::strerror(errno));
    VIGIE_TRY_ASSIGN(auto key, read_file(path));
    if (key.size() != kit::seal_key_bytes)
        return fail(Errc::parse,
                    "{} is no key of {} bytes: put the right one back, or remove it and the "
                    "publishers log in anew",
                    path, kit::seal_key_bytes);
    return key;
}

}  // namespace vigie::cli
