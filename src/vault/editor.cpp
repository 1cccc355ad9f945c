#include "disk.hpp"
#include "state.hpp"

#include <algorithm>
#include <filesystem>

namespace vigie::vault {

struct Editor::State {
    std::string folder;
    Key key{};
    std::vector<StoredPrint> prints;
    std::vector<StoredCell> cells;
    std::uint64_t lengths = 0;
    std::string gate = std::string(gate_bytes, '\0');
    std::vector<Entry> entries;

    Result<std::uint32_t> place(Entry& entry) {
        if (entry.name.empty()) return fail(Errc::invalid_argument, "an entry of the vault needs a name");
        if (std::ranges::find(entries, entry.name, &Entry::name) != entries.end())
            return fail(Errc::conflict,
                        "'{}' is in the vault already: remove it first, or give another --name", entry.name);
        if (entries.size() >= most_entries)
            return fail(Errc::invalid_argument, "the vault is full: {} entries", most_entries);
        return static_cast<std::uint32_t>(entries.size());
    }
};

Editor::Editor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Editor::Editor(Editor&&) noexcept = default;
Editor& Editor::operator=(Editor&&) noexcept = default;
Editor::~Editor() = default;

Result<Editor> Editor::open(const std::string& folder) {
    auto state = std::make_unique<State>();
    state->folder = folder;
    VIGIE_TRY_ASSIGN(state->key, read_or_make_key(folder));
    if (std::filesystem::exists(folder + "/vault.bin")) {
        VIGIE_TRY_ASSIGN(const auto vault, Vault::open(folder));
        const auto& parts = vault->state_->parts;
        state->prints.assign(parts.prints.begin(), parts.prints.end());
        state->cells.assign(parts.cells.begin(), parts.cells.end());
        state->lengths = parts.lengths;
        state->gate = parts.gate;
        state->entries = parts.entries;
    }
    return Editor(std::move(state));
}

Result<> Editor::add_text(Entry entry, std::string_view text) {
    VIGIE_TRY_ASSIGN(const auto place, state_->place(entry));
    const auto content = content_of(text);
    const auto prints = prints_of(content.text, state_->key);
    constexpr std::size_t least = 25;
    if (content.text.size() < least)
        return fail(Errc::invalid_argument,
                    "'{}' has {} letters and digits: too few to tell it from other texts", entry.name,
                    content.text.size());
    entry.prints = static_cast<std::uint32_t>(prints.size());
    for (const auto& print : prints) state_->prints.push_back({print.hash, place, print.at});
    state_->entries.push_back(std::move(entry));
    return {};
}

Result<> Editor::add_table(Entry entry, const std::vector<std::vector<std::string>>& rows) {
    VIGIE_TRY_ASSIGN(const auto place, state_->place(entry));
    entry.kind = EntryKind::table;
    std::uint32_t row = 0;
    std::size_t count = 0;
    for (const auto& cells : rows) {
        for (std::size_t column = 0; column < cells.size() && column < entry.columns.size(); ++column) {
            const auto content = cell_content(cells[column]);
            if (content.empty()) continue;
            state_->cells.push_back({keyed_hash(content, state_->key), row, static_cast<std::uint16_t>(place),
                                     static_cast<std::uint16_t>(column)});
            state_->lengths |= std::uint64_t{1} << (content.size() - 1);
            const auto bit = gate_bit(content, state_->key);
            auto& byte = state_->gate[bit / 8];
            byte = static_cast<char>(static_cast<unsigned char>(byte) | (1U << (bit % 8)));
            ++count;
        }
        ++row;
    }
    if (count == 0)
        return fail(Errc::invalid_argument, "'{}' has no cell of three letters or digits in its key columns",
                    entry.name);
    entry.rows = row;
    entry.prints = static_cast<std::uint32_t>(count);
    state_->entries.push_back(std::move(entry));
    return {};
}

Result<> Editor::add_picture(Entry entry) {
    VIGIE_TRY(state_->place(entry));
    entry.kind = EntryKind::picture;
    state_->entries.push_back(std::move(entry));
    return {};
}

Result<> Editor::remove(std::string_view name) {
    auto& entries = state_->entries;
    const auto it = std::ranges::find(entries, name, &Entry::name);
    if (it == entries.end()) return fail(Errc::not_found, "the vault holds no '{}'", name);
    const auto place = it - entries.begin();
    const auto drop = [&](auto& stored) {
        std::erase_if(stored, [&](const auto& one) { return one.entry == place; });
        for (auto& one : stored)
            if (one.entry > place) --one.entry;
    };
    drop(state_->prints);
    drop(state_->cells);
    entries.erase(it);
    return {};
}

Result<> Editor::set_recipients(std::string_view name, std::vector<std::string> recipients) {
    const auto it = std::ranges::find(state_->entries, name, &Entry::name);
    if (it == state_->entries.end()) return fail(Errc::not_found, "the vault holds no '{}'", name);
    it->recipients = std::move(recipients);
    return {};
}

const std::vector<Entry>& Editor::entries() const noexcept {
    return state_->entries;
}

const Key& Editor::key() const noexcept {
    return state_->key;
}

std::string Editor::bytes() const {
    auto prints = state_->prints;
    auto cells = state_->cells;
    std::ranges::sort(prints);
    std::ranges::sort(cells);
    return write_parts({prints, cells, state_->lengths, state_->gate, state_->entries}, state_->key);
}

Result<> Editor::save() const {
    return replace_file(state_->folder + "/vault.bin", bytes());
}

}  // namespace vigie::vault
