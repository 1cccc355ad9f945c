#include <vigie/model/item_view.hpp>

namespace vigie::model {

MediaKind media_kind_of(std::string_view type) noexcept {
    if (type == "image" || type == "photo" || type == "gif") return MediaKind::image;
    if (type == "video") return MediaKind::video;
    if (type == "link" || type == "card") return MediaKind::link;
    if (type == "audio") return MediaKind::audio;
    if (type == "qr") return MediaKind::qr;
    return MediaKind::other;
}

const ItemView& ItemViewer::of(const Item& item) {
    view_ = {};
    lists_.clear();
    // Reserved first: the spans must not move.
    lists_.reserve(item.author.links.size() + item.links.size() + item.hashtags.size() +
                   item.mentions.size() + item.media.size());
    const auto list = [&](const std::vector<std::string>& from) {
        const auto begin = lists_.size();
        lists_.insert(lists_.end(), from.begin(), from.end());
        return Views(lists_).subspan(begin);
    };
    const auto& author = item.author;
    view_.network = item.network;
    view_.id = item.id;
    view_.kind = item.kind;
    view_.url = item.url;
    view_.text = item.text;
    view_.lang = item.lang;
    view_.author_network = author.network;
    view_.author_id = author.id;
    view_.author_handle = author.handle;
    view_.author_name = author.name;
    view_.author_bio = author.bio;
    view_.author_links = list(author.links);
    view_.links = list(item.links);
    view_.hashtags = list(item.hashtags);
    view_.mentions = list(item.mentions);
    const auto begin = lists_.size();
    for (const auto& media : item.media) {
        view_.media |= static_cast<std::uint8_t>(media_kind_of(media.type));
        if (!media.alt.empty()) lists_.emplace_back(media.alt);
    }
    view_.alts = Views(lists_).subspan(begin);
    view_.reply_to = item.reply_to;
    view_.repost_of = item.repost_of;
    view_.quote_of = item.quote_of;
    view_.place = item.place;
    view_.country = item.country;
    view_.coordinates = item.coordinates;
    view_.followers = author.followers;
    view_.following = author.following;
    view_.posts = author.posts;
    view_.likes = item.metrics.likes;
    view_.reposts = item.metrics.reposts;
    view_.replies = item.metrics.replies;
    view_.views = item.metrics.views;
    view_.rating = item.rating;
    view_.created_at = item.created_at;
    view_.author_created_at = author.created_at;
    view_.observed_at = item.observed_at;
    view_.verified = author.verified;
    view_.deleted = item.deleted;
    view_.account_status = item.account_status;
    return view_;
}

}  // namespace vigie::model
