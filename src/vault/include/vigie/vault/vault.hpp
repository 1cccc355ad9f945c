// Registered confidential texts and tables, never kept in clear: keyed fingerprints of copied runs
// (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003) and keyed hashes of cells (exact data match). A
// folder holds `vault.key` (32 bytes) and `vault.bin`, both of mode 0600. An open Vault is an immutable map
// of that file: 16 bytes a fingerprint or cell and at most 8 more of index. Thread-safe. Who has both files
// can test guesses.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::vault {

enum class EntryKind : std::uint8_t { text, table, picture, background };
[[nodiscard]] std::string_view name(EntryKind kind) noexcept;

struct Entry {
    std::string name;
    EntryKind kind = EntryKind::text;
    std::string owner;                    // asset or team; may be empty
    std::string holder;                   // whose copy this is; may be empty
    std::vector<std::string> recipients;  // of marked copies (canary.hpp)
    std::vector<std::string> columns;     // of a table, in the order of its cells
    std::uint32_t rows = 0;
    std::uint32_t cells_needed = 2;  // of one row close together
    std::uint32_t prints = 0;        // fingerprints or cells
    std::string pdq;                 // of a picture, 64 hexadecimal digits
};

// A copied run of at least `run_characters` characters of the text that was registered.
inline constexpr std::size_t run_characters = 50;
inline constexpr std::size_t most_entries = 60'000;
inline constexpr std::size_t most_read = std::size_t{1} << 20U;  // bytes of a text that are looked at

struct Place {
    std::size_t start = 0;  // bytes of the text
    std::size_t end = 0;
    std::string column;  // of a table's cell
};
struct Hit {
    std::size_t entry = 0;
    std::vector<Place> places;   // in order
    std::size_t characters = 0;  // letters and digits that were copied; of a table: cells of the row
    std::string holder;          // whose copy, when the marks tell
};

using Key = std::array<unsigned char, 32>;

class Vault {
public:
    // Errc::not_found without a vault there; Errc::parse when the file is broken or was made with another
    // key.
    [[nodiscard]] static Result<std::shared_ptr<const Vault>> open(const std::string& folder);
    // Of bytes in memory: tests, fuzzing.
    [[nodiscard]] static Result<std::shared_ptr<const Vault>> read(std::string bytes, const Key& key);
    ~Vault();
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    // What of the registered texts and tables stands in `text`, one hit an entry. O(bytes).
    [[nodiscard]] std::vector<Hit> find(std::string_view text) const;
    [[nodiscard]] const std::vector<Entry>& entries() const noexcept;
    [[nodiscard]] const Key& key() const noexcept;
    [[nodiscard]] std::size_t bytes() const noexcept;  // of memory, map and index together

    struct State;

private:
    explicit Vault(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
    friend class Editor;
};

// Adds and removes; nothing is on disk before save(), which replaces the file in one step.
class Editor {
public:
    // Makes folder and key when there is none.
    [[nodiscard]] static Result<Editor> open(const std::string& folder);
    Editor(Editor&&) noexcept;
    Editor& operator=(Editor&&) noexcept;
    ~Editor();

    // Errc::conflict when the name is taken, Errc::invalid_argument when the text is too short to be found.
    Result<> add_text(Entry entry, std::string_view text);
    // Rows of the cells of the key columns; cells under three letters or digits do not count.
    Result<> add_table(Entry entry, const std::vector<std::vector<std::string>>& rows);
    Result<> add_picture(Entry entry);
    Result<> remove(std::string_view name);
    Result<> set_recipients(std::string_view name, std::vector<std::string> recipients);
    [[nodiscard]] const std::vector<Entry>& entries() const noexcept;
    [[nodiscard]] const Key& key() const noexcept;
    [[nodiscard]] std::string bytes() const;  // what save() writes
    Result<> save() const;

private:
    struct State;
    explicit Editor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// The copy of `text` for one recipient: zero-width marks at blanks and typographic apostrophes, drawn with
// the vault's key. They survive copy and paste, not a retyping, a screenshot or a tool that strips such
// marks.
[[nodiscard]] std::string marked_copy(std::string_view text, const Key& key, std::string_view document,
                                      std::string_view recipient);

}  // namespace vigie::vault
