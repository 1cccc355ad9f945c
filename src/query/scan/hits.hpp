// Which terms of the set one item holds, and where. Filled once per item; cheap while nothing asks where.
#pragma once

#include "set/impl.hpp"
#include "text/reader.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::query {

// Something that stands in the item as a whole: a tag of a list, a handle in the text, a link.
struct Piece {
    std::uint8_t field = 0;   // see FieldNumber
    std::uint32_t index = 0;  // in that list
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint32_t first = no_token;  // words that it covers, when it stands in a text that was read
    std::uint32_t last = no_token;
    static constexpr std::uint32_t no_token = ~std::uint32_t{0};

    // One that is a whole field or a whole entry of a list.
    [[nodiscard]] static Piece whole(std::uint8_t field, std::string_view text,
                                     std::uint32_t index = 0) noexcept {
        return {field, index, 0, static_cast<std::uint32_t>(text.size())};
    }
};

// Fields of an item, as pieces and tokens number them: 0 text, 1 name, 2 bio, then alts; lists from 128 on.
enum FieldNumber : std::uint8_t {
    field_text = 0,
    field_name = 1,
    field_bio = 2,
    field_alt = 3,
    last_alt = 127,
    field_link = 128,
    field_tag,
    field_mention,
    field_handle,  // of the author
    field_id,      // of the author
    field_reply,
    field_none
};

// The scope of a text that was read.
[[nodiscard]] constexpr Scope scope_of(std::uint8_t field) noexcept {
    return field >= field_alt ? Scope::alt : static_cast<Scope>(field);
}
static_assert(scope_of(field_text) == Scope::text && scope_of(field_name) == Scope::name &&
              scope_of(field_bio) == Scope::bio);

class Hits {
public:
    struct Hit {
        TermId term = 0;
        std::uint32_t at = 0;  // token, or piece with `piece_bit`
    };
    static constexpr std::uint32_t piece_bit = 0x80000000U;

    void clear() noexcept {
        hits_.clear();
        pieces_.clear();
        signature_.fill(0);
        signature_[signature_bits / 64] = 1;
        indexed_ = false;
    }
    void add_token(TermId term, std::uint32_t token) {
        hits_.push_back({term, token});
        mark(term);
    }
    void add_piece(TermId term, const Piece& piece) {
        hits_.push_back({term, static_cast<std::uint32_t>(pieces_.size()) | piece_bit});
        pieces_.push_back(piece);
        mark(term);
    }
    void add(TermId term) { add_piece(term, {.field = field_none}); }

    // In its lowest bit; the others are of no meaning.
    [[nodiscard]] std::uint64_t bit(std::uint16_t n) const noexcept {
        return signature_[n >> 6U] >> (n & 63U);
    }
    [[nodiscard]] bool maybe(std::uint16_t bit) const noexcept {
        return (signature_[bit >> 6U] >> (bit & 63U) & 1U) != 0;
    }
    [[nodiscard]] const std::vector<Hit>& all() const noexcept { return hits_; }
    [[nodiscard]] const Piece& piece(std::uint32_t at) const noexcept { return pieces_[at & ~piece_bit]; }

    [[nodiscard]] bool has(TermId term) noexcept { return maybe(signature_bit(term)) && first(term) != none; }
    // Calls visit(at) for every hit of this term, in order of reading.
    template <class Visit>
    void each(TermId term, Visit visit) {
        if (!maybe(signature_bit(term))) return;
        for (auto i = first(term); i != none; i = next_[i]) visit(hits_[i].at);
    }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    void mark(TermId term) noexcept {
        const auto bit = signature_bit(term);
        signature_[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
    }
    void index();
    [[nodiscard]] std::uint32_t first(TermId term) noexcept {
        if (!indexed_) index();
        for (auto i = term * 0x9E3779B1U & mask_;; i = (i + 1) & mask_) {
            const auto slot = table_[i];
            if (slot == none || hits_[slot].term == term) return slot;
        }
    }

    std::vector<Hit> hits_;
    std::vector<Piece> pieces_;
    std::array<std::uint64_t, signature_bits / 64 + 1> signature_{};
    std::vector<std::uint32_t> table_;  // by term: its first hit
    std::vector<std::uint32_t> last_;   // by slot: its last hit
    std::vector<std::uint32_t> next_;
    std::uint32_t mask_ = 0;
    bool indexed_ = false;
};

}  // namespace vigie::query
