#include "state.hpp"

#include <vigie/base/embedded.hpp>

#include <sys/mman.h>

#include <algorithm>
#include <bit>

namespace vigie::embedded {
std::vector<EmbeddedFile> boilerplate_files();
}

namespace vigie::vault {
namespace {

template <class Stored>
std::vector<std::uint32_t> starts_of(std::span<const Stored> all, unsigned& bits) {
    bits = std::max(4U, static_cast<unsigned>(std::bit_width(all.size() / 2)));
    const unsigned shift = 64 - bits;
    std::vector<std::uint32_t> out((std::size_t{1} << bits) + 1, 0);
    for (const auto& one : all) ++out[(one.hash >> shift) + 1];
    for (std::size_t i = 1; i < out.size(); ++i) out[i] += out[i - 1];
    return out;
}

template <class Stored>
std::span<const Stored> same(std::span<const Stored> all, const std::vector<std::uint32_t>& starts,
                             unsigned bits, std::uint64_t hash) noexcept {
    const auto bucket = hash >> (64 - bits);
    const auto near = all.subspan(starts[bucket], starts[bucket + 1] - starts[bucket]);
    if (near.empty()) return {};
    const auto range = std::ranges::equal_range(near, hash, {}, &Stored::hash);
    return {range.begin(), range.end()};
}

}  // namespace

Vault::State::~State() {
    if (map != nullptr) munmap(map, map_bytes);
}

Result<> Vault::State::index(std::string_view bytes) {
    VIGIE_TRY_ASSIGN(parts, read_parts(bytes, key));
    if (!std::ranges::is_sorted(parts.prints) || !std::ranges::is_sorted(parts.cells))
        return fail(Errc::parse, "the vault file is out of order");
    print_starts = starts_of(parts.prints, print_bits);
    cell_starts = starts_of(parts.cells, cell_bits);
    for (const auto& file : embedded::boilerplate_files())
        for (const auto& print : prints_of(content_of(file.content).text, key))
            boilerplate.push_back(print.hash);
    std::ranges::sort(boilerplate);
    return {};
}

std::span<const StoredPrint> Vault::State::prints(std::uint64_t hash) const noexcept {
    return same(parts.prints, print_starts, print_bits, hash);
}

std::span<const StoredCell> Vault::State::cells(std::uint64_t hash) const noexcept {
    return same(parts.cells, cell_starts, cell_bits, hash);
}

}  // namespace vigie::vault
