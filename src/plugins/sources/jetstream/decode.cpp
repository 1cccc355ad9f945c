#include "records.hpp"

#include <vigie/kit/json_mend.hpp>
#include <vigie/plugins/jetstream.hpp>

#include <array>
#include <cstring>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace jetstream;
using model::Item;
using model::ItemKind;

constexpr std::size_t did_bytes = 256;
constexpr std::size_t nsid_bytes = 317;
constexpr std::size_t rkey_bytes = 512;
constexpr std::size_t cid_bytes = 256;
constexpr std::size_t rev_bytes = 64;
// After a larger event the parser and its buffers are given back.
constexpr std::size_t kept_buffer = std::size_t{1} << 20;

bool only(std::string_view text, std::string_view other) noexcept {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               other.find(c) != std::string_view::npos;
    });
}
bool is_did(std::string_view text) noexcept {
    return text.size() > 4 && text.size() <= did_bytes && text.starts_with("did:") && only(text, ":._%-");
}
bool is_rkey(std::string_view text) noexcept {
    return !text.empty() && text.size() <= rkey_bytes && only(text, "_~.:-");
}

// The members of `commit` before the record.
struct Commit {
    std::string_view rev;
    std::string_view operation;
    std::string_view collection;
    std::string_view rkey;
};

// Where decoding one event stands.
struct Envelope {
    std::string_view did;
    std::int64_t time_us = 0;
    bool broken = false;  // mending the JSON may help
};

JetstreamKind kind_of(std::string_view collection) noexcept {
    if (collection == post_nsid) return JetstreamKind::post;
    if (collection == "app.bsky.feed.like") return JetstreamKind::like;
    if (collection == repost_nsid) return JetstreamKind::repost;
    if (collection == "app.bsky.graph.follow") return JetstreamKind::follow;
    if (collection == profile_nsid) return JetstreamKind::profile;
    return JetstreamKind::other;
}

std::string key(std::string_view did, std::string_view collection, std::string_view rkey,
                std::string_view rev, std::string_view operation) {
    std::string out;
    out.reserve(did.size() + collection.size() + rkey.size() + rev.size() + operation.size() + 4);
    out.append(did).append(1, '/').append(collection).append(1, '/').append(rkey).append(1, '/');
    return out.append(rev).append(1, '/').append(operation);
}

Item item_of(const Envelope& envelope) {
    Item item;
    item.network = network;
    item.observed_at = from_us(envelope.time_us);
    item.author.network = network;
    item.author.id = envelope.did;
    return item;
}

Item account_item(const Envelope& envelope) {
    auto item = item_of(envelope);
    item.id = envelope.did;
    item.kind = ItemKind::account;
    item.url = "https://bsky.app/profile/";
    item.url += envelope.did;
    return item;
}

Item record_item(const Envelope& envelope, const Commit& commit) {
    auto item = item_of(envelope);
    item.id.reserve(8 + envelope.did.size() + commit.collection.size() + commit.rkey.size());
    item.id.append("at://")
        .append(envelope.did)
        .append(1, '/')
        .append(commit.collection)
        .append(1, '/')
        .append(commit.rkey);
    item.url = post_page(item.id);
    return item;
}

tl::unexpected<Error> bad(std::string_view what) {
    return fail(Errc::parse, "not a Jetstream event: {}", what);
}

// A member of a small object, in whatever order it stands.
bool string_member(od::object& object, std::string_view name, std::string_view& out, Envelope& envelope) {
    const auto code = object.find_field_unordered(name).get_string().get(out);
    if (code != simdjson::SUCCESS && code != simdjson::NO_SUCH_FIELD && code != simdjson::INCORRECT_TYPE)
        envelope.broken = true;
    return code == simdjson::SUCCESS;
}

Result<JetstreamEvent> read_commit(od::object& object, Envelope& envelope) {
    Commit commit;
    const bool complete = string_member(object, "rev", commit.rev, envelope) &&
                          string_member(object, "operation", commit.operation, envelope) &&
                          string_member(object, "collection", commit.collection, envelope) &&
                          string_member(object, "rkey", commit.rkey, envelope);
    if (!complete) return bad("its commit lacks rev, operation, collection or rkey");
    if (commit.collection.size() > nsid_bytes || commit.rev.size() > rev_bytes || !is_rkey(commit.rkey)) {
        return bad("its collection, rkey or rev is malformed");
    }
    JetstreamEvent event{kind_of(commit.collection), envelope.time_us, {}, {}};
    const bool wanted = event.kind == JetstreamKind::post || event.kind == JetstreamKind::repost ||
                        event.kind == JetstreamKind::profile;
    const bool removed = commit.operation == "delete";
    if (!wanted || (!removed && commit.operation != "create" && commit.operation != "update")) return event;

    event.key = key(envelope.did, commit.collection, commit.rkey, commit.rev, commit.operation);
    const bool profile = event.kind == JetstreamKind::profile;
    auto& item = event.item.emplace(profile ? account_item(envelope) : record_item(envelope, commit));
    if (event.kind == JetstreamKind::repost) item.kind = ItemKind::repost;
    Reading reading(item);
    if (removed) {
        if (profile) {
            reading.warn("profile.deleted");  // the record is gone, the account is not
        } else {
            item.deleted = true;
        }
        return event;
    }
    od::object record;
    const auto found = object.find_field_unordered("record").get_object().get(record);
    if (found == simdjson::NO_SUCH_FIELD || found == simdjson::INCORRECT_TYPE) {
        reading.warn("record.missing");
        return event;
    }
    if (found != simdjson::SUCCESS) {
        envelope.broken = true;
        return bad("its record is broken JSON");
    }
    if (event.kind == JetstreamKind::post) {
        read_post(reading, record);
        if (commit.operation == "update") reading.warn("post.updated");
    } else if (profile) {
        read_profile(reading, record);
    } else {
        read_repost(reading, record);
    }
    std::string_view cid;
    if (!reading.broken && string_member(object, "cid", cid, envelope) && cid.size() <= cid_bytes)
        item.cid = cid;
    envelope.broken = envelope.broken || reading.broken;
    if (envelope.broken) return bad("its record is broken JSON");
    return event;
}

// `seq` tells two events of one account apart.
std::string sequence(od::object& object) {
    std::int64_t seq = 0;
    return object.find_field_unordered("seq").get_int64().get(seq) == simdjson::SUCCESS ? std::to_string(seq)
                                                                                        : std::string();
}

Result<JetstreamEvent> read_identity(od::object& object, Envelope& envelope) {
    JetstreamEvent event{JetstreamKind::identity, envelope.time_us, {}, account_item(envelope)};
    std::string_view handle;
    if (string_member(object, "handle", handle, envelope)) {
        event.item->author.handle = kit::prefix_utf8(handle, limits::name_bytes);
    }
    if (envelope.broken) return bad("its identity is broken JSON");
    event.key = key(envelope.did, "identity", sequence(object), std::to_string(envelope.time_us), {});
    return event;
}

Result<JetstreamEvent> read_account(od::object& object, Envelope& envelope) {
    JetstreamEvent event{JetstreamKind::account, envelope.time_us, {}, account_item(envelope)};
    auto& item = *event.item;
    bool active = true;
    if (object.find_field_unordered("active").get_bool().get(active) != simdjson::SUCCESS)
        return bad("its account says not whether it is active");
    if (!active) {
        constexpr std::array<std::string_view, 4> gone{"takendown", "suspended", "deleted", "deactivated"};
        std::string_view status;
        const bool stated = string_member(object, "status", status, envelope);
        if (stated && std::find(gone.begin(), gone.end(), status) != gone.end()) {
            item.account_status = status;
        } else {
            // A relay's own trouble (desynchronized, throttled) or a reason we do not know: the account may
            // well be there.
            item.warnings.emplace_back("account.unknown-status");
        }
        item.deleted = item.account_status == "deleted";
    }
    if (envelope.broken) return bad("its account is broken JSON");
    event.key = key(envelope.did, "account", sequence(object), std::to_string(envelope.time_us), {});
    return event;
}

Result<JetstreamEvent> read_event(od::object& object, Envelope& envelope) {
    if (!string_member(object, "did", envelope.did, envelope) || !is_did(envelope.did))
        return bad("no valid did");
    if (object.find_field_unordered("time_us").get_int64().get(envelope.time_us) != simdjson::SUCCESS ||
        envelope.time_us < 0) {
        return bad("no valid time_us");
    }
    std::string_view kind;
    if (!string_member(object, "kind", kind, envelope)) return bad("no kind");
    if (kind != "commit" && kind != "identity" && kind != "account") {
        return JetstreamEvent{JetstreamKind::other, envelope.time_us, {}, {}};
    }
    od::object body;
    const auto code = object.find_field_unordered(kind).get_object().get(body);
    if (code != simdjson::SUCCESS) return bad("the part that its kind names is missing");
    if (kind == "commit") return read_commit(body, envelope);
    return kind == "identity" ? read_identity(body, envelope) : read_account(body, envelope);
}

}  // namespace

std::string_view name(JetstreamKind kind) noexcept {
    constexpr std::array<std::string_view, 8> names{"post",   "repost",   "profile", "like",
                                                    "follow", "identity", "account", "other"};
    return names[static_cast<std::size_t>(kind)];
}

struct JetstreamDecoder::State {
    std::unique_ptr<od::parser> parser =
        std::make_unique<od::parser>(limits::frame_bytes + simdjson::SIMDJSON_PADDING);
    std::string buffer;

    // `suspicious`: decoding failed in a way that mending may cure.
    Result<JetstreamEvent> decode(std::string_view json, bool& suspicious) {
        if (buffer.size() < json.size() + simdjson::SIMDJSON_PADDING)
            buffer.resize(json.size() * 2 + simdjson::SIMDJSON_PADDING);
        std::memcpy(buffer.data(), json.data(), json.size());
        std::memset(buffer.data() + json.size(), ' ', simdjson::SIMDJSON_PADDING);
        od::document document;
        od::object object;
        Envelope envelope;
        auto code = parser->iterate(buffer.data(), json.size(), buffer.size()).get(document);
        if (code == simdjson::SUCCESS) code = document.get_object().get(object);
        if (code != simdjson::SUCCESS) {
            suspicious = code == simdjson::UTF8_ERROR;
            return bad(code == simdjson::INCORRECT_TYPE ? "not a JSON object"
                                                        : simdjson::error_message(code));
        }
        auto event = read_event(object, envelope);
        suspicious = envelope.broken;
        return event;
    }
};

JetstreamDecoder::JetstreamDecoder() : state_(std::make_unique<State>()) {}
JetstreamDecoder::~JetstreamDecoder() = default;

Result<JetstreamEvent> JetstreamDecoder::decode(std::string_view json) {
    if (json.size() > limits::frame_bytes)
        return fail(Errc::parse, "an event of {} bytes: more than {}", json.size(), limits::frame_bytes);
    if (json.empty()) return bad("empty");
    bool suspicious = false;
    auto event = state_->decode(json, suspicious);
    if (suspicious) {
        const auto mended = kit::mend_json(json);
        if (mended != json && mended.size() <= limits::frame_bytes) {
            event = state_->decode(mended, suspicious);
            if (event && event->item) event->item->warnings.emplace_back("text.mended");
        }
    }
    if (state_->buffer.size() > kept_buffer) state_ = std::make_unique<State>();
    return event;
}

Result<JetstreamEvent> decode_jetstream(std::string_view json) {
    return JetstreamDecoder().decode(json);
}

}  // namespace vigie::plugins
