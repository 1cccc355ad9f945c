// The record of an event, read for a glance. Every reader answers false at anything that is not quite usual:
// the full decoder then speaks. Lists never grow past limits::list_items, so that spans into them stand.
#pragma once

#include <vigie/base/limits.hpp>
#include <vigie/kit/json_walk.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/model/item_view.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::plugins::jetstream {

// Values in order, each once. Fixed room.
class ViewList {
public:
    ViewList() { views_.reserve(limits::list_items); }
    void clear() noexcept { views_.clear(); }
    [[nodiscard]] bool full() const noexcept { return views_.size() >= limits::list_items; }
    void add(std::string_view value) {
        if (!full()) views_.push_back(value);
    }
    void add_once(std::string_view value) {
        if (value.empty() || full()) return;
        if (std::find(views_.begin(), views_.end(), value) == views_.end()) views_.push_back(value);
    }
    [[nodiscard]] model::Views views() const noexcept { return views_; }

private:
    std::vector<std::string_view> views_;
};

class Sight {
public:
    explicit Sight(kit::JsonWalk& walk) : walk_(walk) {}

    // Forgets the record before. `view` gets what is read, its lists included.
    void begin(model::ItemView& view);
    [[nodiscard]] bool post();
    [[nodiscard]] bool repost();
    [[nodiscard]] bool profile();

private:
    enum class What : std::uint8_t { link, mention, tag };
    struct Feature {
        What what;
        std::string_view value;
    };
    struct Facet {
        std::int64_t start = -1;
        std::int64_t end = -1;
        std::size_t first = 0;  // features
        std::size_t last = 0;
    };

    [[nodiscard]] bool text_of(std::string_view& out, std::size_t limit);
    [[nodiscard]] bool created_at();
    [[nodiscard]] bool langs();
    [[nodiscard]] bool tags();
    [[nodiscard]] bool reply();
    [[nodiscard]] bool reference(std::string_view& out);
    [[nodiscard]] bool facets();
    [[nodiscard]] bool facet(Facet& facet);
    [[nodiscard]] bool feature();
    [[nodiscard]] bool embed(int depth);
    [[nodiscard]] bool pictures();
    [[nodiscard]] bool picture();
    [[nodiscard]] bool card();
    [[nodiscard]] bool quote();
    [[nodiscard]] bool quoted(std::string_view uri);
    [[nodiscard]] bool blob(std::string_view& cid);
    [[nodiscard]] bool media(model::MediaKind kind, std::string_view ref, std::string_view alt);

    [[nodiscard]] bool rich_text();
    void add_facets();
    void add_bare_urls();

    kit::JsonWalk& walk_;
    model::ItemView* view_ = nullptr;
    ViewList links_;
    ViewList hashtags_;
    ViewList mentions_;
    ViewList alts_;
    std::size_t media_ = 0;
    std::vector<Facet> facets_;
    std::vector<Feature> features_;
    std::vector<kit::FoundUrl> found_;
};

}  // namespace vigie::plugins::jetstream
