#include <vigie/drivers/folder.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace vigie::drivers {
namespace {

namespace fs = std::filesystem;

constexpr mode_t private_file = S_IRUSR | S_IWUSR;

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

tl::unexpected<Error> trouble(std::string_view doing, const std::string& path) {
    const auto code = errno;
    return fail(Errc::io, "cannot {} {}: {}", doing, path, std::generic_category().message(code));
}

Result<> write_all(const Descriptor& file, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const auto n = ::write(file.get(), bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return trouble("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fsync(file.get()) != 0) return trouble("sync", path);
    return {};
}

Result<> sync_directory(const std::string& path) {
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0) return trouble("sync", path);
    return {};
}

class SystemFolder final : public ports::Folder {
public:
    SystemFolder(std::string path, int lock, FolderUse use)
        : path_(std::move(path)), lock_(lock), use_(use) {}

    Result<> put(const std::string& name, std::string_view bytes) override {
        VIGIE_TRY_ASSIGN(const auto path, place(name));
        const auto draft = path + ".part";
        {
            const Descriptor file(
                ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, private_file));
            if (file.get() < 0) return trouble("make", draft);
            if (auto written = write_all(file, bytes, draft); !written) {
                ::unlink(draft.c_str());
                return written;
            }
        }
        if (::rename(draft.c_str(), path.c_str()) != 0) return trouble("name", path);
        return sync_directory(fs::path(path).parent_path().string());
    }

    Result<std::optional<std::string>> get(const std::string& name) override {
        const auto path = path_ + "/" + name;
        const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0) {
            if (errno == ENOENT) return std::optional<std::string>();
            return trouble("open", path);
        }
        std::string out;
        std::array<char, std::size_t{64} << 10U> piece{};
        for (;;) {
            const auto n = ::read(file.get(), piece.data(), piece.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return trouble("read", path);
            if (n == 0) return std::optional(std::move(out));
            out.append(piece.data(), static_cast<std::size_t>(n));
        }
    }

    Result<> append_at(const std::string& name, std::uint64_t offset, std::string_view bytes) override {
        VIGIE_TRY_ASSIGN(const auto path, place(name));
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, private_file));
        if (file.get() < 0) return trouble("open", path);
        const auto end = static_cast<off_t>(offset);
        if (::ftruncate(file.get(), end) != 0 || ::lseek(file.get(), end, SEEK_SET) != end)
            return trouble("cut", path);
        VIGIE_TRY(write_all(file, bytes, path));
        if (offset == 0) return sync_directory(fs::path(path).parent_path().string());
        return {};
    }

    Result<> remove(const std::string& name) override {
        VIGIE_TRY_ASSIGN(const auto path, place(name));
        if (::unlink(path.c_str()) != 0 && errno != ENOENT) return trouble("remove", path);
        return sync_directory(fs::path(path).parent_path().string());
    }

private:
    [[nodiscard]] Result<std::string> place(const std::string& name) const {
        if (use_ == FolderUse::read)
            return fail(Errc::invalid_argument, "{} is open for reading only", path_);
        auto path = path_ + "/" + name;
        std::error_code error;
        fs::create_directories(fs::path(path).parent_path(), error);
        if (error) return fail(Errc::io, "cannot make a folder for {}: {}", path, error.message());
        return path;
    }

    std::string path_;
    Descriptor lock_;
    FolderUse use_;
};

}  // namespace

Result<std::unique_ptr<ports::Folder>> open_folder(const std::string& path, FolderUse use) {
    std::error_code error;
    if (use == FolderUse::read) {
        if (!fs::is_directory(path, error)) return fail(Errc::not_found, "there is no folder {}", path);
        return std::make_unique<SystemFolder>(path, -1, use);
    }
    fs::create_directories(path, error);
    if (error) return fail(Errc::io, "cannot make the folder {}: {}", path, error.message());
    fs::permissions(path, fs::perms::owner_all, error);
    const auto mark = path + "/lock";
    const int fd = ::open(mark.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, private_file);
    if (fd < 0) return trouble("open", mark);
    auto out = std::make_unique<SystemFolder>(path, fd, use);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) return fail(Errc::conflict, "another Vigie writes in {}", path);
    return out;
}

}  // namespace vigie::drivers
