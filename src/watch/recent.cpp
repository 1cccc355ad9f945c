#include <vigie/watch/recent.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace vigie::watch {
namespace {

using model::ItemView;

constexpr std::size_t segment_bytes = std::size_t{256} << 10U;

// A post as bytes: numbers of seven bits a byte, strings with their length before them.
class Packer {
public:
    // `out` has room for everything: see room_for().
    explicit Packer(char* out) : out_(out) {}

    void number(std::uint64_t n) {
        for (; n >= 0x80; n >>= 7U) *out_++ = static_cast<char>(n | 0x80U);
        *out_++ = static_cast<char>(n);
    }
    void text(std::string_view& s) {
        number(s.size());
        if (!s.empty()) std::memcpy(out_, s.data(), s.size());
        out_ += s.size();
    }
    void list(model::Views& views) {
        number(views.size());
        for (auto v : views) text(v);
    }
    void optional(std::optional<std::int64_t>& v) {
        number(v ? 1 : 0);
        if (v) number(static_cast<std::uint64_t>(*v));
    }
    void optional(std::optional<double>& v) {
        number(v ? 1 : 0);
        if (v) number(std::bit_cast<std::uint64_t>(*v));
    }

    [[nodiscard]] char* end() const noexcept { return out_; }

private:
    char* out_;
};

class Unpacker {
public:
    Unpacker(std::string_view bytes, std::vector<std::string_view>& lists) : bytes_(bytes), lists_(lists) {}

    std::uint64_t number() {
        std::uint64_t n = 0;
        for (unsigned shift = 0; !bytes_.empty(); shift += 7) {
            const auto c = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            n |= static_cast<std::uint64_t>(c & 0x7FU) << shift;
            if (c < 0x80) break;
        }
        return n;
    }
    void text(std::string_view& s) {
        const auto size = number();
        s = bytes_.substr(0, size);
        bytes_.remove_prefix(s.size());
    }
    void list(model::Views& views) {
        const auto size = number();
        const auto begin = lists_.size();
        for (std::uint64_t i = 0; i < size; ++i) text(lists_.emplace_back());
        views = model::Views(lists_).subspan(begin);
    }
    void optional(std::optional<std::int64_t>& v) {
        if (number() != 0) v = static_cast<std::int64_t>(number());
    }
    void optional(std::optional<double>& v) {
        if (number() != 0) v = std::bit_cast<double>(number());
    }

private:
    std::string_view bytes_;
    std::vector<std::string_view>& lists_;
};

std::optional<std::int64_t> us(const std::optional<Time>& t) {
    return t ? std::optional(to_us(*t)) : std::nullopt;
}

// Ten bytes are the most that a number takes.
std::size_t room_for(const ItemView& v) {
    constexpr std::size_t numbers = 64;
    std::size_t strings = 0;
    std::size_t bytes = 0;
    const auto add = [&](std::string_view s) { bytes += s.size(); };
    for (const auto& s :
         {v.network, v.id, v.url, v.text, v.lang, v.author_network, v.author_id, v.author_handle,
          v.author_name, v.author_bio, v.reply_to, v.repost_of, v.quote_of, v.place, v.country})
        add(s);
    for (const auto& list : {v.author_links, v.links, v.hashtags, v.mentions, v.alts}) {
        strings += list.size();
        for (const auto s : list) add(s);
    }
    return bytes + 10 * (numbers + strings);
}

// Answers how many bytes it took.
std::size_t write(ItemView v, Time at, char* out) {
    Packer p(out);
    p.number(v.author_links.size() + v.links.size() + v.hashtags.size() + v.mentions.size() + v.alts.size());
    p.number(static_cast<std::uint64_t>(to_us(at)));
    p.number(static_cast<std::uint64_t>(v.kind));
    p.number(v.media);
    p.number(v.verified ? (*v.verified ? 2 : 1) : 0);
    for (auto* s :
         {&v.network, &v.id, &v.url, &v.text, &v.lang, &v.author_network, &v.author_id, &v.author_handle,
          &v.author_name, &v.author_bio, &v.reply_to, &v.repost_of, &v.quote_of, &v.place, &v.country})
        p.text(*s);
    for (auto* l : {&v.author_links, &v.links, &v.hashtags, &v.mentions, &v.alts}) p.list(*l);
    auto created = us(v.created_at);
    auto author_created = us(v.author_created_at);
    for (auto* n : {&v.followers, &v.following, &v.posts, &v.likes, &v.reposts, &v.replies, &v.views,
                    &created, &author_created})
        p.optional(*n);
    std::optional<double> latitude;
    std::optional<double> longitude;
    if (v.coordinates) latitude = v.coordinates->latitude, longitude = v.coordinates->longitude;
    for (auto* n : {&v.rating, &latitude, &longitude}) p.optional(*n);
    return static_cast<std::size_t>(p.end() - out);
}

// `lists` keeps what the view's lists point to.
ItemView read(std::string_view bytes, std::vector<std::string_view>& lists) {
    lists.clear();
    Unpacker p(bytes, lists);
    lists.reserve(p.number());  // the spans must not move
    ItemView v;
    v.observed_at = from_us(static_cast<std::int64_t>(p.number()));
    v.kind = static_cast<model::ItemKind>(p.number());
    v.media = static_cast<std::uint8_t>(p.number());
    if (const auto verified = p.number(); verified != 0) v.verified = verified == 2;
    for (auto* s :
         {&v.network, &v.id, &v.url, &v.text, &v.lang, &v.author_network, &v.author_id, &v.author_handle,
          &v.author_name, &v.author_bio, &v.reply_to, &v.repost_of, &v.quote_of, &v.place, &v.country})
        p.text(*s);
    for (auto* l : {&v.author_links, &v.links, &v.hashtags, &v.mentions, &v.alts}) p.list(*l);
    std::optional<std::int64_t> created;
    std::optional<std::int64_t> author_created;
    for (auto* n : {&v.followers, &v.following, &v.posts, &v.likes, &v.reposts, &v.replies, &v.views,
                    &created, &author_created})
        p.optional(*n);
    if (created) v.created_at = from_us(*created);
    if (author_created) v.author_created_at = from_us(*author_created);
    std::optional<double> latitude;
    std::optional<double> longitude;
    for (auto* n : {&v.rating, &latitude, &longitude}) p.optional(*n);
    if (latitude && longitude) v.coordinates = model::Coordinates{*latitude, *longitude};
    return v;
}

}  // namespace

struct Recent::Segment {
    std::unique_ptr<char[]> bytes = std::make_unique<char[]>(segment_bytes);  // NOLINT(*-avoid-c-arrays)
    std::size_t size = 0;
    Time last{};

    bool add(std::string_view record, Time at) {
        const auto length = static_cast<std::uint32_t>(record.size());
        if (size + sizeof length + record.size() > segment_bytes) return false;
        std::memcpy(bytes.get() + size, &length, sizeof length);
        std::memcpy(bytes.get() + size + sizeof length, record.data(), record.size());
        size += sizeof length + record.size();
        last = std::max(last, at);
        return true;
    }
};

Recent::Recent(Limits limits) : limits_(limits) {}
Recent::~Recent() = default;

void Recent::offer(const ItemView& item, Time at) {
    if (!on()) return;
    const std::lock_guard lock(mutex_);
    if (const auto room = room_for(item); scratch_.size() < room) scratch_.resize(room);
    const std::string_view record(scratch_.data(), write(item, at, scratch_.data()));
    const auto too_old = at - limits_.age;
    while (!segments_.empty() && segments_.front()->last < too_old) segments_.pop_front();
    if (!segments_.empty() && segments_.back()->add(record, at)) return;
    auto fresh = std::make_shared<Segment>();
    if (!fresh->add(record, at)) return;  // larger than a segment: no post that people write
    segments_.push_back(std::move(fresh));
    while (segments_.size() > std::max<std::size_t>(limits_.bytes / segment_bytes, 1)) segments_.pop_front();
}

Recent::Span Recent::visit(Time now, const std::function<bool(const ItemView&)>& visit) const {
    // What is written from here on stands behind the sizes taken here: reading needs no lock.
    std::vector<std::pair<std::shared_ptr<Segment>, std::size_t>> held;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& segment : segments_) held.emplace_back(segment, segment->size);
    }
    Span span;
    std::vector<std::string_view> lists;
    for (const auto& [segment, size] : held) {
        for (std::size_t at = 0; at < size;) {
            std::uint32_t length = 0;
            std::memcpy(&length, segment->bytes.get() + at, sizeof length);
            const auto view = read({segment->bytes.get() + at + sizeof length, length}, lists);
            at += sizeof length + length;
            if (view.observed_at < now - limits_.age) continue;
            if (span.posts++ == 0) span.since = span.until = view.observed_at;
            span.since = std::min(span.since, view.observed_at);
            span.until = std::max(span.until, view.observed_at);
            if (!visit(view)) return span;
        }
    }
    return span;
}

model::Item item_of(const ItemView& v) {
    model::Item item;
    const auto strings = [](model::Views views) {
        return std::vector<std::string>(views.begin(), views.end());
    };
    item.network = v.network;
    item.id = v.id;
    item.kind = v.kind;
    item.url = v.url;
    item.created_at = v.created_at;
    item.observed_at = v.observed_at;
    item.lang = v.lang;
    item.text = v.text;
    item.author = {.network = std::string(v.author_network),
                   .id = std::string(v.author_id),
                   .handle = std::string(v.author_handle),
                   .name = std::string(v.author_name),
                   .bio = std::string(v.author_bio),
                   .avatar = {},
                   .links = strings(v.author_links),
                   .followers = v.followers,
                   .following = v.following,
                   .posts = v.posts,
                   .created_at = v.author_created_at,
                   .verified = v.verified};
    item.links = strings(v.links);
    item.hashtags = strings(v.hashtags);
    item.mentions = strings(v.mentions);
    const char* type = v.has(model::MediaKind::link) && !v.has(model::MediaKind::image) ? "link" : "image";
    for (const auto alt : v.alts) item.media.push_back({type, {}, std::string(alt)});
    item.reply_to = v.reply_to;
    item.repost_of = v.repost_of;
    item.quote_of = v.quote_of;
    item.metrics = {v.likes, v.reposts, v.replies, v.views};
    item.rating = v.rating;
    item.place = v.place;
    item.country = v.country;
    item.coordinates = v.coordinates;
    item.deleted = v.deleted;
    item.account_status = v.account_status;
    return item;
}

}  // namespace vigie::watch
