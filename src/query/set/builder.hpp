// Lays resolved queries flat and files them under their anchors.
#pragma once

#include "set/anchors.hpp"
#include "set/impl.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vigie::query {

class Builder {
public:
    Builder();
    ~Builder();
    void add(std::string name, const Node& root);
    [[nodiscard]] std::unique_ptr<Set::Impl> build();

private:
    struct Filed {
        TermId term = 0;
        Posting posting;
    };
    void lower(const Node& node);
    void lower_term(const Node& node, Step& step);
    void lower_value(const Node& node, Step& step);
    void file(const Node& root, std::uint32_t query);
    [[nodiscard]] Posting posting_of(const Anchor& anchor, std::uint32_t query);
    [[nodiscard]] TermId term_of(const Node& node);    // adds it
    [[nodiscard]] TermId anchor_of(const Node& node);  // no_term: it can't be looked up
    [[nodiscard]] std::uint32_t pattern_of(const Node& node);
    [[nodiscard]] TermId filed_pattern(std::uint32_t pattern);
    [[nodiscard]] std::uint32_t text(std::string_view text);
    void note_scope(Scope scope);
    void try_refused_on_all(const std::vector<TermId>& refused);

    std::unique_ptr<Set::Impl> impl_;
    std::vector<Filed> filed_;
    std::unordered_map<std::string, std::uint32_t> pattern_numbers_;
    std::unordered_map<std::string, std::uint32_t> text_numbers_;
    std::vector<TermId> pattern_terms_;  // by pattern; no_term: not filed yet
    std::vector<bool> pattern_refused_;
};

}  // namespace vigie::query
