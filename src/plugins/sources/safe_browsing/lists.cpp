#include "lists.hpp"

#include <vigie/kit/hash.hpp>

#include <algorithm>
#include <iterator>

namespace vigie::plugins::safe_browsing {

std::uint32_t prefix_of(std::string_view hash) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4 && i < hash.size(); ++i) out = out << 8U | static_cast<unsigned char>(hash[i]);
    return out;
}

std::string bytes_of(std::uint32_t prefix) {
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(prefix >> shift & 255U);
    return out;
}

Result<> PrefixList::apply(const ListUpdate& update) {
    std::vector<std::uint32_t> next;
    if (update.partial) {
        std::vector<std::uint32_t> gone;
        if (update.removals) {
            VIGIE_TRY_ASSIGN(gone, decode_rice(*update.removals));
        }
        std::size_t skip = 0;
        for (std::size_t i = 0; i < prefixes_.size(); ++i) {
            if (skip < gone.size() && gone[skip] == i) {
                ++skip;
            } else {
                next.push_back(prefixes_[i]);
            }
        }
        if (skip != gone.size()) return fail(Errc::conflict, "list {}: removes what is not there", update.name);
    }
    if (update.additions) {
        VIGIE_TRY_ASSIGN(const auto more, decode_rice(*update.additions));
        std::vector<std::uint32_t> merged;
        merged.reserve(next.size() + more.size());
        std::ranges::merge(next, more, std::back_inserter(merged));
        next = std::move(merged);
    }
    if (!update.checksum.empty()) {
        std::string bytes;
        bytes.reserve(next.size() * 4);
        for (const auto p : next) bytes += bytes_of(p);
        if (kit::sha256(bytes) != update.checksum)
            return fail(Errc::conflict, "list {}: the checksum does not match", update.name);
    }
    prefixes_ = std::move(next);
    version_ = update.version;
    return {};
}

bool PrefixList::has(std::uint32_t prefix) const {
    return std::ranges::binary_search(prefixes_, prefix);
}

}  // namespace vigie::plugins::safe_browsing
