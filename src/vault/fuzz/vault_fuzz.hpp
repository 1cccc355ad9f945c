// What must hold for any file: it is refused, or every text can be looked for in it; and for any text: places
// lie inside it.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/vault/vault.hpp>

#include <string>
#include <string_view>

namespace vigie::vault {

inline void fuzz_vault_text(const Vault& vault, std::string_view text) {
    for (const auto& hit : vault.find(text)) {
        VIGIE_ASSERT(hit.entry < vault.entries().size());
        for (const auto& place : hit.places)
            VIGIE_ASSERT(place.start < place.end && place.end <= text.size());
    }
}

inline void fuzz_vault_file(std::string_view bytes) {
    constexpr Key key{};
    if (const auto vault = Vault::read(std::string(bytes), key)) fuzz_vault_text(**vault, bytes);
}

}  // namespace vigie::vault
