#include <vigie/base/assert.hpp>
#include <vigie/kit/tar.hpp>

#include <algorithm>

namespace vigie::kit {
namespace {

constexpr std::size_t block = 512;
constexpr std::size_t longest_name = 100;
constexpr std::size_t most_files = 100'000;

void put(std::string& header, std::size_t at, std::string_view text) {
    std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at));
}

std::string header_of(std::string_view name, std::size_t size) {
    VIGIE_ASSERT(!name.empty() && name.size() <= longest_name);
    std::string out(block, '\0');
    put(out, 0, name);
    put(out, 100, "0000644");
    put(out, 108, "0000000");
    put(out, 116, "0000000");
    put(out, 124, fmt::format("{:011o}", size));
    put(out, 136, "00000000000");
    put(out, 148, "        ");
    put(out, 156, "0");
    put(out, 257, "ustar");
    put(out, 263, "00");
    unsigned sum = 0;
    for (const char c : out) sum += static_cast<unsigned char>(c);
    put(out, 148, fmt::format("{:06o}", sum));
    out[154] = '\0';
    return out;
}

std::size_t padding(std::size_t size) {
    return (block - size % block) % block;
}

}  // namespace

std::string write_tar(const std::vector<TarFile>& files) {
    std::string out;
    for (const auto& file : files) {
        out += header_of(file.name, file.content.size());
        out += file.content;
        out.append(padding(file.content.size()), '\0');
    }
    out.append(2 * block, '\0');
    return out;
}

Result<std::vector<TarFile>> read_tar(std::string_view bytes) {
    const auto damaged = [](std::string_view where) {
        return fail(Errc::parse, "the archive is damaged {}", where);
    };
    std::vector<TarFile> out;
    const auto is_zero = [](std::string_view s) {
        return s.find_first_not_of('\0') == std::string_view::npos;
    };
    while (bytes.size() >= block && !is_zero(bytes.substr(0, block))) {
        const auto where = out.empty() ? std::string("at its beginning") : "after " + out.back().name;
        const auto header = bytes.substr(0, block);
        const auto name = header.substr(0, std::min(header.find('\0'), longest_name));
        std::size_t size = 0;
        for (const char c : header.substr(124, 11)) {
            if (c < '0' || c > '7') return damaged(where);
            size = size * 8 + static_cast<std::size_t>(c - '0');
        }
        if (name.empty() || header != header_of(name, size)) return damaged(where);
        const auto stored = size + padding(size);
        if (stored > bytes.size() - block) return damaged(where + ": its end is missing");
        if (!is_zero(bytes.substr(block + size, padding(size)))) return damaged(where);
        if (out.size() == most_files)
            return fail(Errc::parse, "the archive holds more than {} files", most_files);
        out.push_back({std::string(name), std::string(bytes.substr(block, size))});
        bytes.remove_prefix(block + stored);
    }
    if (bytes.size() != 2 * block || !is_zero(bytes)) return damaged("at its end");
    return out;
}

}  // namespace vigie::kit
