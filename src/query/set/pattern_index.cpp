#include "set/pattern_index.hpp"

#include <vigie/base/assert.hpp>

#include <hs/hs.h>

#include <algorithm>
#include <map>

namespace vigie::query {
namespace {

constexpr unsigned regex_flags = HS_FLAG_PREFILTER | HS_FLAG_SINGLEMATCH | HS_FLAG_UTF8 | HS_FLAG_ALLOWEMPTY;

// Vectorscan has no inline-flag form for a whole pattern but RE2's.
std::string with_case(const Pattern& pattern) {
    return pattern.regex && !pattern.regex->options().case_sensitive() ? "(?i)" + pattern.text : pattern.text;
}

bool compiles(const std::string& text) {
    hs_expr_info_t* info = nullptr;
    hs_compile_error_t* error = nullptr;
    const auto code = hs_expression_info(text.c_str(), regex_flags, &info, &error);
    if (error != nullptr) hs_free_compile_error(error);
    std::free(info);  // NOLINT(cppcoreguidelines-no-malloc): what the library's own allocator is
    return code == HS_SUCCESS;
}

hs_database* compile(const std::vector<std::string>& texts, const std::vector<unsigned>& ids, bool literal) {
    std::vector<const char*> pointers;
    std::vector<std::size_t> sizes;
    for (const auto& t : texts) {
        pointers.push_back(t.c_str());
        sizes.push_back(t.size());
    }
    const std::vector<unsigned> flags(texts.size(), literal ? unsigned{HS_FLAG_SINGLEMATCH} : regex_flags);
    hs_database* db = nullptr;
    hs_compile_error_t* error = nullptr;
    const auto count = static_cast<unsigned>(texts.size());
    if (literal)
        hs_compile_lit_multi(pointers.data(), flags.data(), ids.data(), sizes.data(), count, HS_MODE_BLOCK,
                             nullptr, &db, &error);
    else
        hs_compile_multi(pointers.data(), flags.data(), ids.data(), count, HS_MODE_BLOCK, nullptr, &db,
                         &error);
    if (error != nullptr) hs_free_compile_error(error);
    return db;
}

int on_match(unsigned id, unsigned long long, unsigned long long, unsigned, void* context) {
    static_cast<std::vector<TermId>*>(context)->push_back(id);
    return 0;
}

}  // namespace

PatternIndex::PatternIndex() = default;

PatternIndex::~PatternIndex() {
    hs_free_database(folded_);
    hs_free_database(raw_);
}

bool PatternIndex::add(const Pattern& pattern, TermId term) {
    if (pattern.sigil != Sigil::none) return false;
    if (pattern.form == Form::regex) {
        regexes_.push_back({with_case(pattern), term});
        return true;
    }
    if (pattern.form == Form::prefix) {
        const auto key =
            key_of(Space::prefix, hash_text(pattern.text)) + static_cast<std::uint64_t>(pattern.scope);
        const auto id = prefixes_.add(key);
        if (id == prefix_terms_.size()) prefix_terms_.push_back(term);
        prefix_sizes_.push_back(pattern.text.size());
        std::string padded = pattern.text + std::string(2, '\0');
        if (pattern.text.size() > 1) {
            first_two_.set(two(padded.data(), pattern.text.size()));
        } else {
            for (std::size_t high = 0; high < 256; ++high)
                first_two_.set(static_cast<unsigned char>(padded[0]) | high << 8U);
        }
        return true;
    }
    const auto longest = std::max_element(pattern.pieces.begin(), pattern.pieces.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    if (longest == pattern.pieces.end() || longest->size() < 2) return false;
    pieces_.push_back({*longest, term});
    return true;
}

std::vector<TermId> PatternIndex::build() {
    prefixes_.build();
    std::sort(prefix_sizes_.begin(), prefix_sizes_.end());
    prefix_sizes_.erase(std::unique(prefix_sizes_.begin(), prefix_sizes_.end()), prefix_sizes_.end());
    std::vector<TermId> refused;
    if (!pieces_.empty()) {
        std::vector<std::string> texts;
        std::vector<unsigned> ids;
        for (const auto& e : pieces_) {
            texts.push_back(e.text);
            ids.push_back(e.term);
        }
        folded_ = compile(texts, ids, true);
        if (folded_ == nullptr) refused.insert(refused.end(), ids.begin(), ids.end());
    }
    std::vector<std::string> texts;
    std::vector<unsigned> ids;
    for (const auto& e : regexes_) {
        if (compiles(e.text)) {
            texts.push_back(e.text);
            ids.push_back(e.term);
        } else {
            refused.push_back(e.term);
        }
    }
    if (!texts.empty()) {
        raw_ = compile(texts, ids, false);
        if (raw_ == nullptr) refused.insert(refused.end(), ids.begin(), ids.end());
    }
    pieces_ = {};
    regexes_ = {};
    return refused;
}

std::size_t PatternIndex::bytes() const noexcept {
    std::size_t sum = prefixes_.bytes() + prefix_terms_.capacity() * sizeof(TermId);
    for (auto* db : {folded_, raw_}) {
        std::size_t size = 0;
        if (db != nullptr && hs_database_size(db, &size) == HS_SUCCESS) sum += size;
    }
    return sum;
}

PatternIndex::Scratch::Scratch(const PatternIndex& index) : index_(index) {
    for (auto* db : {index.folded_, index.raw_}) {
        if (db != nullptr) VIGIE_ASSERT(hs_alloc_scratch(db, &scratch_) == HS_SUCCESS);
    }
}

PatternIndex::Scratch::~Scratch() {
    hs_free_scratch(scratch_);
}

void PatternIndex::Scratch::folded(std::string_view text, std::vector<TermId>& out) {
    if (index_.folded_ == nullptr || text.empty()) return;
    hs_scan(index_.folded_, text.data(), static_cast<unsigned>(text.size()), 0, scratch_, on_match, &out);
}

void PatternIndex::Scratch::raw(std::string_view text, std::vector<TermId>& out) {
    if (index_.raw_ == nullptr || text.empty()) return;
    hs_scan(index_.raw_, text.data(), static_cast<unsigned>(text.size()), 0, scratch_, on_match, &out);
}

}  // namespace vigie::query
