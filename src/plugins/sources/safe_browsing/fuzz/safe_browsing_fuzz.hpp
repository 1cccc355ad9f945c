// What must hold for any bytes. Shared by the fuzzer and the test that replays its seeds.
#pragma once

#include "expressions.hpp"
#include "lists.hpp"

#include <string>
#include <string_view>

namespace vigie::plugins::safe_browsing {

// "" or the promise that these bytes break.
inline const char* broken_promise(std::string_view bytes) {
    const auto once = canonical(bytes);
    if (!once.host.empty()) {
        const auto list = expressions(once);
        if (list.empty() || list.size() > 30) return "1 to 30 expressions";
        for (const auto& e : list) {
            for (const char c : e) {
                if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F)
                    return "expressions are printable ASCII";
            }
        }
    }
    if (const auto updates = read_updates(bytes)) {
        for (const auto& u : *updates) {
            PrefixList list;
            if (list.apply(u) && u.additions && list.size() != std::size_t{u.additions->count} + 1)
                return "as many prefixes as announced";
        }
    }
    if (const auto found = read_hashes(bytes)) {
        for (const auto& h : found->hashes) {
            if (h.hash.size() != 32) return "full hashes have 32 bytes";
        }
    }
    return "";
}

}  // namespace vigie::plugins::safe_browsing
