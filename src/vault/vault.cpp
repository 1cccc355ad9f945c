#include "disk.hpp"
#include "state.hpp"

#include <vigie/kit/utf8.hpp>

#include <sys/mman.h>

#include <algorithm>
#include <map>

namespace vigie::vault {

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::~Vault() = default;

Result<std::shared_ptr<const Vault>> Vault::open(const std::string& folder) {
    auto state = std::make_unique<State>();
    VIGIE_TRY_ASSIGN(state->key, read_key(folder));
    VIGIE_TRY_ASSIGN(const auto map, map_file(folder + "/vault.bin"));
    state->map = map.data;
    state->map_bytes = map.bytes;
    const auto read = state->index({static_cast<const char*>(map.data), map.bytes});
    if (!read) return tl::unexpected(read.error().in(folder + "/vault.bin"));
    return std::shared_ptr<const Vault>(new Vault(std::move(state)));
}

Result<std::shared_ptr<const Vault>> Vault::read(std::string bytes, const Key& key) {
    auto state = std::make_unique<State>();
    state->key = key;
    state->owned = std::move(bytes);
    VIGIE_TRY(state->index(state->owned));
    return std::shared_ptr<const Vault>(new Vault(std::move(state)));
}

std::vector<Hit> Vault::find(std::string_view text) const {
    std::vector<Hit> out;
    if (state_->parts.prints.empty() && state_->parts.cells.empty()) return out;
    const auto content = content_of(kit::prefix_utf8(text, most_read));
    std::map<std::uint32_t, std::vector<Run>> by_entry;
    for (const auto& run : copied_runs(*state_, content)) by_entry[run.entry].push_back(run);
    for (auto& [entry, runs] : by_entry) {
        std::ranges::sort(runs, {}, &Run::start);
        Hit hit{entry, {}, 0, holder_of(state_->parts.entries[entry], runs, content, state_->key)};
        std::size_t done = 0;
        for (const auto& run : runs) {
            if (run.end <= done) continue;
            const auto start = std::max(run.start, done);
            hit.characters += run.end - start;
            hit.places.push_back({content.source_start(start), content.source_end(run.end), {}});
            done = run.end;
        }
        out.push_back(std::move(hit));
    }
    for (auto& row : matching_rows(*state_, content)) {
        auto it = std::ranges::find(out, row.entry, &Hit::entry);
        if (it == out.end()) it = out.insert(out.end(), Hit{row.entry, {}, 0, {}});
        it->characters = std::max(it->characters, row.places.size());
        it->places.insert(it->places.end(), row.places.begin(), row.places.end());
    }
    return out;
}

const std::vector<Entry>& Vault::entries() const noexcept {
    return state_->parts.entries;
}

const Key& Vault::key() const noexcept {
    return state_->key;
}

std::size_t Vault::bytes() const noexcept {
    return state_->owned.size() + state_->map_bytes + gate_bytes +
           4 * (state_->print_starts.size() + state_->cell_starts.size()) + 8 * state_->boilerplate.size();
}

}  // namespace vigie::vault
