#include "folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace vigie::drivers {

Result<Folder> Folder::make() {
    std::string name = "/tmp/vigie-page-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
        return fail(Errc::io, "no temporary folder: {}", std::strerror(errno));
    }
    return Folder(std::move(name));
}

Folder::Folder(Folder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

Folder::~Folder() {
    if (path_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Folder::path(std::string_view name) const {
    return path_ + "/" + std::string(name);
}

Result<> Folder::write(std::string_view name, std::string_view bytes) const {
    std::ofstream file(path(name), std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) return fail(Errc::io, "cannot write {}", path(name));
    return {};
}

Result<std::string> Folder::read(std::string_view name, std::size_t most) const {
    std::ifstream file(path(name), std::ios::binary | std::ios::ate);
    if (!file) return fail(Errc::not_found, "there is no {}", path(name));
    const auto size = static_cast<std::size_t>(file.tellg());
    if (size > most) return fail(Errc::io, "{} has {} bytes: {} are allowed", path(name), size, most);
    std::string out(size, '\0');
    file.seekg(0);
    file.read(out.data(), static_cast<std::streamsize>(size));
    if (!file) return fail(Errc::io, "cannot read {}", path(name));
    return out;
}

}  // namespace vigie::drivers
