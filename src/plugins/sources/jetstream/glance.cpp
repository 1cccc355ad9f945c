#include "envelope.hpp"
#include "sight.hpp"

#include <vigie/plugins/jetstream_glance.hpp>

#include <array>
#include <cstring>
#include <string>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace jetstream;
using kit::is;
using model::ItemKind;
using model::ItemView;

// After a larger event the buffers are given back.
constexpr std::size_t kept_buffer = std::size_t{1} << 20;

// Text put together in a buffer that is kept.
class Joined {
public:
    template <class... Parts>
    std::string_view of(Parts... parts) {
        const std::array<std::string_view, sizeof...(Parts)> all{parts...};
        std::size_t size = 0;
        for (const auto part : all) size += part.size();
        if (bytes_.size() < size) bytes_.resize(size * 2);
        auto* to = bytes_.data();
        for (const auto part : all) to = copy(to, part);
        return {bytes_.data(), size};
    }

private:
    // Most parts are of 16 to 32 bytes: a DID has 32.
    static char* copy(char* to, std::string_view part) noexcept {
        const auto n = part.size();
        if (n >= 16 && n <= 32) {
            std::array<char, 16> first{};
            std::array<char, 16> last{};
            std::memcpy(first.data(), part.data(), 16);
            std::memcpy(last.data(), part.data() + n - 16, 16);
            std::memcpy(to, first.data(), 16);
            std::memcpy(to + n - 16, last.data(), 16);
        } else if (n > 0) {
            std::memcpy(to, part.data(), n);
        }
        return to + n;
    }

    std::string bytes_;
};

const ItemView nothing{};

struct Commit {
    std::string_view did;
    std::string_view event_kind;
    std::string_view rev;
    std::string_view operation;
    std::string_view collection;
    std::string_view rkey;
    std::int64_t time_us = -1;
    JetstreamKind kind = JetstreamKind::other;  // once the collection is known
    bool deleted = false;                       // once the operation is
    bool makes_item = false;                    // once both are
    bool seen = false;
    bool has_record = false;
    bool record_read = false;
    std::size_t record = 0;  // its place

    void look() noexcept {
        kind = kind_of(collection);
        deleted = operation == "delete";
        makes_item = jetstream::makes_item(kind, operation);
    }
    [[nodiscard]] bool record_wanted() const noexcept { return makes_item && !deleted; }
    [[nodiscard]] bool whole() const noexcept {
        return seen && event_kind == "commit" && time_us >= 0 && is_did(did) && !rev.empty() &&
               rev.size() <= rev_bytes && !operation.empty() && !collection.empty() &&
               collection.size() <= nsid_bytes && is_rkey(rkey);
    }
};

}  // namespace

struct JetstreamGlance::State {
    kit::JsonWalk walk;
    Sight sight{walk};
    Joined id;
    Joined url;
    bool large = false;  // the last event was
    // For what is not quite usual.
    JetstreamDecoder decoder;
    Result<JetstreamEvent> event{JetstreamEvent{}};
    Error error{Errc::parse, "nothing was bad yet"};
    model::ItemViewer viewer;

    // False: let the full decoder see.
    bool read(std::string_view json, Commit& commit, ItemView& view) {
        if (json.size() > limits::frame_bytes || !walk.open(json)) return false;
        sight.begin(view);
        const bool walked = walk.members([&](std::string_view key) {
            if (is(key, "did")) return once(commit.did);
            if (is(key, "time_us")) return commit.time_us < 0 && walk.integer(commit.time_us);
            if (is(key, "kind")) return once(commit.event_kind);
            if (is(key, "commit")) return !commit.seen && read_commit(commit);
            if (is(key, "identity") || is(key, "account")) return false;
            return walk.skip();
        });
        if (!walked || !walk.at_end() || !commit.whole()) return false;
        if (!commit.has_record || commit.record_read || !commit.record_wanted()) return true;
        walk.go_to(commit.record);  // it stood before what says how to read it
        return read_record(commit);
    }

    bool read_commit(Commit& commit) {
        commit.seen = true;
        std::string_view cid;  // only to see that it can be read
        return walk.members([&](std::string_view key) {
            if (is(key, "rev")) return once(commit.rev);
            if (is(key, "operation")) return once(commit.operation) && (commit.look(), true);
            if (is(key, "collection")) return once(commit.collection) && (commit.look(), true);
            if (is(key, "rkey")) return once(commit.rkey);
            if (is(key, "cid")) return once(cid);
            if (is(key, "handle") || is(key, "status") || is(key, "seq") || is(key, "active")) return false;
            if (!is(key, "record")) return walk.skip();
            if (commit.has_record) return false;
            commit.has_record = true;
            commit.record = walk.place();
            return commit.record_wanted() ? read_record(commit) : walk.skip();
        });
    }

    bool read_record(Commit& commit) {
        commit.record_read = true;
        switch (commit.kind) {
            case JetstreamKind::post: return sight.post();
            case JetstreamKind::repost: return sight.repost();
            default: return sight.profile();
        }
    }

    // Said twice is not quite usual.
    bool once(std::string_view& out) { return out.empty() && walk.string(out) && !out.empty(); }

    void fill(const Commit& commit, ItemView& view) {
        view.network = network;
        view.author_network = network;
        view.author_id = commit.did;
        view.observed_at = from_us(commit.time_us);
        if (commit.kind == JetstreamKind::profile) {
            view.kind = ItemKind::account;
            view.id = commit.did;
            view.url = url.of(std::string_view("https://bsky.app/profile/"), commit.did);
            return;
        }
        view.deleted = commit.deleted;
        view.id = id.of(std::string_view("at://"), commit.did, std::string_view("/"), commit.collection,
                        std::string_view("/"), commit.rkey);
        if (commit.kind == JetstreamKind::post) {
            view.url = url.of(std::string_view("https://bsky.app/profile/"), commit.did,
                              std::string_view("/post/"), commit.rkey);
            return;
        }
        view.kind = ItemKind::repost;
        if (collection_of(view.repost_of) != post_nsid) return;
        const auto uri = view.repost_of;
        view.url = url.of(std::string_view("https://bsky.app/profile/"), uri.substr(5, uri.find('/', 5) - 5),
                          std::string_view("/post/"), uri.substr(uri.rfind('/') + 1));
    }
};

JetstreamGlance::JetstreamGlance() : state_(std::make_unique<State>()) {}
JetstreamGlance::~JetstreamGlance() = default;

const Error& JetstreamGlance::error() const noexcept {
    return state_->error;
}

JetstreamGlance::Seen JetstreamGlance::of(std::string_view json, ItemView& out) {
    auto& state = *state_;
    out = nothing;
    if (std::exchange(state.large, json.size() > kept_buffer)) state.walk.shrink();
    Commit commit;
    if (state.read(json, commit, out)) {
        kind_ = commit.kind;
        time_us_ = commit.time_us;
        if (!commit.makes_item) return Seen::other;
        state.fill(commit, out);
        return Seen::item;
    }
    state.event = state.decoder.decode(json);
    if (!state.event) {
        state.error = state.event.error();
        return Seen::bad;
    }
    kind_ = state.event->kind;
    time_us_ = state.event->time_us;
    if (!state.event->item) return Seen::other;
    out = state.viewer.of(*state.event->item);
    return Seen::item;
}

}  // namespace vigie::plugins
