#include "inspect_figures.hpp"

#include <vigie/base/time.hpp>
#include <vigie/kit/json_walk.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/stories/figures.hpp>
#include <vigie/stories/story.hpp>

#include <cmath>
#include <vector>

namespace vigie::cli {
namespace {

// Lists of posts of other tools say "time" (seconds, or as text) and "engagement"; what an item calls it
// wins.
void rename_members(model::Json& post) {
    if (!post.is_object()) return;
    if (const auto time = post.find("time"); time != post.end() && !post.contains("created_at")) {
        if (time->is_string()) post["created_at"] = *time;
        if (time->is_number() && std::abs(time->get<double>()) < 1e11)
            post["created_at"] = format_time(from_us(static_cast<std::int64_t>(time->get<double>() * 1e6)));
    }
    if (const auto echo = post.find("engagement"); echo != post.end() && !post.contains("metrics"))
        post["metrics"] = *echo;
}

}  // namespace

// {"id", "posts": [items]}: an item that cannot be read is told and left out.
Result<model::Json> answer_story(std::string_view text) {
    kit::JsonWalk walk;
    // Looked at whole first: valid, and not deeper than a reader that recurses bears.
    if (!walk.open(text) || !walk.check() || !walk.at_end())
        return fail(Errc::parse, "not a JSON object of id and posts");
    auto line = model::Json::parse(text, nullptr, false);
    const auto posts = line.find("posts");
    if (!line.is_object() || posts == line.end() || !posts->is_array())
        return fail(Errc::parse, "no posts: write {{\"id\": …, \"posts\": [items]}}");
    if (posts->size() > stories::story_posts)
        return fail(Errc::parse, "more than {} posts in one story", stories::story_posts);
    plugins::ItemDecoder decoder;
    std::vector<model::Item> items;
    items.reserve(posts->size());
    std::size_t unread = 0;
    for (auto& post : *posts) {
        rename_members(post);
        auto item = decoder.item(model::dump(post));
        if (item) {
            items.push_back(*std::move(item));
        } else {
            ++unread;
        }
    }
    model::Json answer{{"id", line.value("id", model::Json(nullptr))}};
    answer.update(stories::story(items));
    if (unread > 0) answer["unread"] = unread;
    return answer;
}

}  // namespace vigie::cli
