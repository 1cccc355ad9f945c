// One scanner at work on one item: reading, looking terms up, verifying candidates.
#pragma once

#include "scan/facts.hpp"
#include "scan/hits.hpp"
#include "scan/sentences.hpp"
#include "scan/spans.hpp"
#include "set/impl.hpp"
#include "text/reader.hpp"
#include "text/tags.hpp"
#include "text/unmask.hpp"

#include <vigie/query/set.hpp>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::query {

[[nodiscard]] inline Piece piece_of(const Link& link) noexcept {
    if (link.in_text) return {field_text, 0, link.start, link.end};
    return Piece::whole(field_link, link.url, link.index);
}

// Where a pattern was found: words, or bytes of a field.
struct Found {
    Piece piece;
    std::uint32_t token = Piece::no_token;  // when it is exactly one word
};

// A highlight before its field is spelled out.
struct Mark {
    Piece piece;
    Place clause;
};

// The words of all queries: what a tag in one piece is cut by.
class WordsOfSet : public TagDictionary {
public:
    explicit WordsOfSet(const Terms& terms) : terms_(terms) {}
    [[nodiscard]] bool contains(std::uint64_t word_hash) const noexcept override {
        return terms_.find(word_hash) != no_term;
    }

private:
    const Terms& terms_;
};

// Tags come again and again: what the last ones were cut into. One that no query asks for in parts has none.
struct SplitTag {
    static constexpr std::size_t most_parts = 10;
    static constexpr std::size_t most_bytes = 80;  // of all folded parts
    struct Part {
        std::uint8_t start = 0;  // bytes of the tag
        std::uint8_t end = 0;
        std::uint8_t size = 0;  // folded
    };
    std::uint64_t hash = 0;  // of the tag as written
    std::uint8_t count = 0;
    std::array<Part, most_parts> parts{};
    std::array<char, most_bytes> folded{};
};

struct Scanner::State {
    explicit State(std::shared_ptr<const Set> compiled);

    // look_up.cpp: which terms the item holds.
    void look_up(const model::ItemView& item, const Context& context);
    // verify.cpp: does this query match?
    [[nodiscard]] bool verify(std::uint32_t candidate);
    void candidates();
    // highlight.cpp
    void highlight(std::uint32_t step, std::vector<Mark>& out);
    void highlight_phrase(std::uint32_t step, std::vector<Mark>& out);
    void highlight_near(std::uint32_t step, std::vector<Mark>& out);
    void highlight_links(const Step& step, std::vector<Mark>& out);

    // -- reading
    void read_texts();
    void look_up_words();
    void look_up_marks();
    void look_up_tag(std::string_view tag, const Piece& piece);
    void look_up_handle(Space space, std::string_view handle, const Piece& piece);
    void look_up_accounts();
    void look_up_links();
    void look_up_unmasked();
    void look_up_patterns();
    void split_tags();
    [[nodiscard]] const SplitTag& parts_of(std::string_view tag);
    void cut(std::string_view tag, SplitTag& out);
    void look_up_prefixes();
    void look_up_foreign(std::uint32_t token);
    [[nodiscard]] std::string_view text_of(std::uint8_t field) const noexcept;
    void add_if_known(std::uint64_t key, const Piece& piece) {
        if (const auto term = impl.terms.find(key); term != no_term) hits.add_piece(term, piece);
    }
    [[nodiscard]] std::uint64_t hash_folded(std::string_view text);  // of its folded form

    // -- verifying
    [[nodiscard]] bool holds(std::uint32_t step);
    [[nodiscard]] bool exact_holds(const Step& step);
    [[nodiscard]] const std::vector<Found>& found(std::uint32_t pattern);
    void find_words(const Pattern& pattern, std::vector<Found>& out);
    void find_marked(const Pattern& pattern, std::vector<Found>& out);
    void find_regex(const Pattern& pattern, std::vector<Found>& out);
    void spans_of(std::uint32_t step, Spans& out);
    void spans_of_children(std::uint32_t step, Spans& out);
    void combine(const Step& step, std::span<const Spans* const> lists, Spans& out);
    void add_span(std::uint32_t at, Spans& out) const;
    [[nodiscard]] bool span_of(std::uint32_t at, Span& out) const;
    [[nodiscard]] bool stands_together(std::uint32_t at);
    [[nodiscard]] bool near_by(const Step& step, std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool is_written(std::uint32_t at, std::string_view exact) const;
    Spans& lease() {
        if (leased == pool.size()) pool.emplace_back();
        auto& out = pool[leased++];
        out.clear();
        return out;
    }

    std::shared_ptr<const Set> set;
    const Set::Impl& impl;
    WordsOfSet words_of_set;
    Reader reader;
    Hits hits;
    Facts facts;
    Sentences sentences;
    PatternIndex::Scratch scratch;
    const model::ItemView* item = nullptr;
    const Context* context = nullptr;
    std::vector<std::uint32_t> candidate_list;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> posting_runs;
    std::vector<std::uint32_t> matches;
    std::vector<std::vector<Found>> pattern_found;
    std::vector<std::uint32_t> pattern_epoch;  // of the item that pattern_found is for
    std::uint32_t epoch = 0;
    std::vector<TermId> scanned;
    std::vector<Unmasked> unmasked;
    static constexpr std::size_t remembered_tags = 16'384;
    std::vector<SplitTag> split;  // by hash; empty until the first tag
    std::vector<std::uint32_t> maybe_known;
    std::vector<TagPiece> tag_pieces;
    std::vector<Word> tag_parts;
    std::deque<Spans> pool;
    std::size_t leased = 0;
    std::vector<const Spans*> list_stack;
    Ordinals ordinals;
    std::string folded;  // scratch
};

}  // namespace vigie::query
