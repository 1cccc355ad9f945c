#include <vigie/ports/folder.hpp>

namespace vigie::ports {

bool MemoryFolder::full() {
    if (writes_left < 0) return false;
    if (writes_left == 0) return true;
    --writes_left;
    return false;
}

Result<> MemoryFolder::put(const std::string& name, std::string_view bytes) {
    if (full()) return fail(Errc::io, "cannot write {}: no space left on device", name);
    files[name] = std::string(bytes);
    return {};
}

Result<std::optional<std::string>> MemoryFolder::get(const std::string& name) {
    const auto found = files.find(name);
    if (found == files.end()) return std::optional<std::string>();
    return std::optional(found->second);
}

Result<> MemoryFolder::append_at(const std::string& name, std::uint64_t offset, std::string_view bytes) {
    const bool fails = full();
    if (fails && !torn) return fail(Errc::io, "cannot write {}: no space left on device", name);
    auto& file = files[name];
    file.resize(offset);
    file += fails ? bytes.substr(0, bytes.size() / 2) : bytes;
    if (fails) return fail(Errc::io, "cannot write {}: no space left on device", name);
    return {};
}

Result<> MemoryFolder::remove(const std::string& name) {
    files.erase(name);
    return {};
}

}  // namespace vigie::ports
