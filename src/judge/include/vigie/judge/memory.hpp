// What a detector remembers from one item to the next: small values by kind and key, kept in the store, in
// the transaction of the item. A detector with memory is still a function: same item, same register, same
// memory, same answer and same new memory.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/ports/store.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::judge {

inline constexpr std::size_t most_key_bytes = 256;
inline constexpr std::size_t most_value_bytes = std::size_t{16} * 1024;

// Read only, by the id of an account of ours: what Vigie's own queue allows on it, as the JSON of a
// model::QueueView. In a session it is that session's; a memory of the process tells what was kept there.
inline constexpr std::string_view publications_kind = "publications";

class Memory {
public:
    virtual ~Memory() = default;
    // `kind` is the detector's own word ("scam.campaign"), `key` at most 256 bytes.
    [[nodiscard]] virtual Result<std::optional<std::string>> recall(std::string_view kind,
                                                                    std::string_view key) = 0;
    // Replaces. Valid UTF-8, at most 16 KB (Errc::invalid_argument); forgotten some time after `until`.
    virtual Result<> keep(std::string_view kind, std::string_view key, std::string value, Time until) = 0;
};

// Begins empty and is gone with the process: `vigie inspect`, tests, benches.
[[nodiscard]] std::unique_ptr<Memory> make_memory();
// Lives no longer than the session.
[[nodiscard]] std::unique_ptr<Memory> make_memory(ports::Session& session);

// Errc::invalid_argument when one of them is longer than allowed.
[[nodiscard]] Result<> check_memory(std::string_view kind, std::string_view key, std::string_view value);

}  // namespace vigie::judge
