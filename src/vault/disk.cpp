#include "disk.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace vigie::vault {
namespace {

std::string why() {
    return std::error_code(errno, std::generic_category()).message();
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const noexcept { return fd_; }

private:
    int fd_;
};

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

Result<Key> read_key(const std::string& folder) {
    const auto path = folder + "/vault.key";
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return fail(errno == ENOENT ? Errc::not_found : Errc::io,
                    "no vault in {}: {} ({}); make one with 'vigie vault add'", folder, path, why());
    struct stat facts {};
    if (::fstat(file.get(), &facts) == 0 && (facts.st_mode & 077U) != 0)
        return fail(Errc::unauthorised, "{} may be read by others: chmod 600 it", path);
    Key key{};
    char more = 0;
    if (::read(file.get(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::read(file.get(), &more, 1) != 0)
        return fail(Errc::parse, "{} is no vault key: it must hold {} bytes", path, key.size());
    return key;
}

Result<Key> read_or_make_key(const std::string& folder) {
    std::error_code error;
    if (std::filesystem::exists(folder + "/vault.key", error)) return read_key(folder);
    if (std::filesystem::exists(folder + "/vault.bin", error))
        return fail(Errc::not_found, "{} holds a vault without its key: put vault.key back", folder);
    std::filesystem::create_directories(folder, error);
    if (error) return fail(Errc::io, "{}: {}", folder, error.message());
    ::chmod(folder.c_str(), 0700);
    if (sodium_init() < 0) return fail(Errc::unavailable, "no source of random numbers");
    Key key{};
    randombytes_buf(key.data(), key.size());
    VIGIE_TRY(replace_file(folder + "/vault.key", {reinterpret_cast<const char*>(key.data()), key.size()}));
    return key;
}

Result<Mapped> map_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return fail(errno == ENOENT ? Errc::not_found : Errc::io, "{}: {}", path, why());
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size <= 0)
        return fail(Errc::parse, "{} is empty or no file", path);
    const auto bytes = static_cast<std::size_t>(facts.st_size);
    auto* data = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (data == MAP_FAILED) return fail(Errc::io, "{}: {}", path, why());
    return Mapped{data, bytes};
}

Result<> replace_file(const std::string& path, std::string_view bytes) {
    const auto next = path + ".new";
    ::unlink(next.c_str());
    {
        const Descriptor file(::open(next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (file.get() < 0) return fail(Errc::io, "{}: {}", next, why());
        if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0)
            return fail(Errc::io, "{}: {}", next, why());
    }
    if (::rename(next.c_str(), path.c_str()) != 0) return fail(Errc::io, "{}: {}", path, why());
    const Descriptor folder(::open(std::filesystem::path(path).parent_path().c_str(), O_RDONLY | O_CLOEXEC));
    if (folder.get() >= 0) ::fsync(folder.get());
    return {};
}

}  // namespace vigie::vault
