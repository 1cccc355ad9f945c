#include <vigie/model/describe.hpp>

#include <fmt/format.h>

namespace vigie::model {
namespace {

class Lines {
public:
    void text(std::string_view name, std::string_view value) {
        if (!value.empty()) out += fmt::format("{}: {}\n", name, value);
    }
    void list(std::string_view name, Views values) {
        for (const auto value : values) out += fmt::format("{}[]: {}\n", name, value);
    }
    template <class T>
    void number(std::string_view name, const std::optional<T>& value) {
        if (value) out += fmt::format("{}: {}\n", name, *value);
    }
    void time(std::string_view name, const std::optional<Time>& value) {
        if (value) out += fmt::format("{}: {} ({} µs)\n", name, format_time(*value), to_us(*value));
    }

    std::string out;
};

}  // namespace

std::string describe(const ItemView& view) {
    Lines lines;
    lines.text("network", view.network);
    lines.text("id", view.id);
    lines.text("kind", name(view.kind));
    lines.text("url", view.url);
    lines.text("text", view.text);
    lines.text("lang", view.lang);
    lines.text("author.network", view.author_network);
    lines.text("author.id", view.author_id);
    lines.text("author.handle", view.author_handle);
    lines.text("author.name", view.author_name);
    lines.text("author.bio", view.author_bio);
    lines.list("author.links", view.author_links);
    lines.list("links", view.links);
    lines.list("hashtags", view.hashtags);
    lines.list("mentions", view.mentions);
    lines.list("alts", view.alts);
    lines.out += fmt::format("media: {}\n", view.media);
    lines.text("reply_to", view.reply_to);
    lines.text("repost_of", view.repost_of);
    lines.text("quote_of", view.quote_of);
    lines.text("place", view.place);
    lines.text("country", view.country);
    if (view.coordinates)
        lines.out +=
            fmt::format("coordinates: {}, {}\n", view.coordinates->latitude, view.coordinates->longitude);
    lines.number("followers", view.followers);
    lines.number("following", view.following);
    lines.number("posts", view.posts);
    lines.number("likes", view.likes);
    lines.number("reposts", view.reposts);
    lines.number("replies", view.replies);
    lines.number("views", view.views);
    lines.number("rating", view.rating);
    lines.time("created_at", view.created_at);
    lines.time("author.created_at", view.author_created_at);
    lines.time("observed_at", view.observed_at);
    lines.number("verified", view.verified);
    if (view.deleted) lines.out += "deleted\n";
    lines.text("account_status", view.account_status);
    return lines.out;
}

}  // namespace vigie::model
