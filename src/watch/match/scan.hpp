// One item against the index. Each method looks at one part of the item and adds the signs it finds; all of
// them stop as soon as the collector says that nothing can change the answer. Lives for one call.
#pragma once

#include "match/collector.hpp"
#include "match/index.hpp"
#include "match/words.hpp"

#include <vigie/model/item_view.hpp>

#include <string_view>

namespace vigie::watch::match {

class Scan {
public:
    Scan(const Index& index, const model::ItemView& item, Collector& out)
        : index_(index), item_(item), out_(out) {}
    void run();

private:
    // scan_author.cpp
    void author();
    [[nodiscard]] std::string_view author_network() const noexcept {
        return item_.author_network.empty() ? item_.network : item_.author_network;
    }
    void official_author();
    void look_of(std::string_view name, Reason reason);
    void look_runs(const Shape& shape, Reason reason);
    void look_inside(const Shape& shape, std::size_t shortest, Reason reason);
    void look_affixed(const Shape& shape, Reason reason);
    void look_near(const HashedWord& word, Reason reason);
    void referenced(std::string_view id);
    void add_look(std::uint32_t row, bool whole, Reason reason);

    // scan_text.cpp
    void text(std::string_view text);
    void names(std::string_view text, Reason reason);
    void name_at(std::string_view text, const Word& word, Reason reason);
    void phrases_at(std::string_view text, const Word& first, const Word& second, WordCursor rest,
                    Reason reason);
    void accept(std::uint32_t row, std::string_view text, std::size_t start, std::size_t end, bool broken,
                Reason reason);
    void tag_at(std::string_view text, std::size_t start, bool handle);
    void hashtag(std::string_view tag);
    void mention(std::string_view who);
    void tags_of(const Shape& shape, bool handle);
    void phones(std::string_view text);

    // scan_links.cpp
    void link(std::string_view url, Reason own);
    void urls_in(std::string_view text);
    bool own_host(std::string_view host, Reason reason);
    void lookalike_host(std::string_view host);

    void add(std::uint32_t asset, Reason reason);

    const Index& index_;
    const model::ItemView& item_;
    Collector& out_;
};

}  // namespace vigie::watch::match
