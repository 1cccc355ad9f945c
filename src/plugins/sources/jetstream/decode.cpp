#include "envelope.hpp"
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

// After a larger event the parser and its buffers are given back.
constexpr std::size_t kept_buffer = std::size_t{1} << 20;

// All of an event but its record. Gathered by walking each object once, in whatever order its members stand:
// simdjson's look-up by name takes a structure for granted that hostile text need not have.
struct Envelope {
    std::string_view did;
    std::string_view kind;
    std::optional<std::int64_t> time_us;
    bool has_commit = false;
    bool has_identity = false;
    bool has_account = false;
    // commit
    std::string_view rev;
    std::string_view operation;
    std::string_view collection;
    std::string_view rkey;
    std::string_view cid;
    // identity, account
    std::string_view handle;
    std::string_view status;
    std::optional<bool> active;
    std::optional<std::int64_t> seq;
};

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
    item.observed_at = from_us(*envelope.time_us);
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

Item record_item(const Envelope& e) {
    auto item = item_of(e);
    item.id.reserve(8 + e.did.size() + e.collection.size() + e.rkey.size());
    item.id.append("at://").append(e.did).append(1, '/').append(e.collection).append(1, '/').append(e.rkey);
    item.url = post_page(item.id);
    return item;
}

tl::unexpected<Error> bad(std::string_view what) {
    return fail(Errc::parse, "not a Jetstream event: {}", what);
}

void take(Reading& reading, od::value value, std::string_view& out) {
    if (const auto text = reading.text(value, "envelope.type")) out = *text;
}

bool read_body(Reading& reading, od::value value, Envelope& envelope) {
    return reading.members(value, "envelope.type", [&](std::string_view key, od::value member) {
        if (key == "rev") {
            take(reading, member, envelope.rev);
        } else if (key == "operation") {
            take(reading, member, envelope.operation);
        } else if (key == "collection") {
            take(reading, member, envelope.collection);
        } else if (key == "rkey") {
            take(reading, member, envelope.rkey);
        } else if (key == "cid") {
            take(reading, member, envelope.cid);
        } else if (key == "handle") {
            take(reading, member, envelope.handle);
        } else if (key == "status") {
            take(reading, member, envelope.status);
        } else if (key == "seq") {
            envelope.seq = reading.number(member, "envelope.type");
        } else if (key == "active") {
            envelope.active = reading.flag(member, "envelope.type");
        }
    });
}

void read_envelope(Reading& reading, od::object& object, Envelope& envelope) {
    reading.each(object, [&](std::string_view key, od::value value) {
        if (key == "did") {
            take(reading, value, envelope.did);
        } else if (key == "time_us") {
            envelope.time_us = reading.number(value, "envelope.type");
        } else if (key == "kind") {
            take(reading, value, envelope.kind);
        } else if (key == "commit") {
            envelope.has_commit = read_body(reading, value, envelope);
        } else if (key == "identity") {
            envelope.has_identity = read_body(reading, value, envelope);
        } else if (key == "account") {
            envelope.has_account = read_body(reading, value, envelope);
        }
    });
}

// The second walk: to the record and through it. False when there is none.
bool read_record(Reading& reading, od::object& root, JetstreamKind kind) {
    bool found = false;
    reading.each(root, [&](std::string_view key, od::value value) {
        if (key != "commit" || found) return;
        reading.members(value, "envelope.type", [&](std::string_view name, od::value member) {
            od::object record;
            if (name != "record" || found || !reading.object(member, record, "record.missing")) return;
            found = true;
            if (kind == JetstreamKind::post) {
                read_post(reading, record);
            } else if (kind == JetstreamKind::profile) {
                read_profile(reading, record);
            } else {
                read_repost(reading, record);
            }
        });
    });
    return found;
}

// An event of a collection that is read here, its record still to come. Nothing is read of an operation we do
// not know.
Result<JetstreamEvent> commit_event(const Envelope& e) {
    if (!e.has_commit) return bad("no commit");
    if (e.rev.empty() || e.operation.empty() || e.collection.empty())
        return bad("its commit lacks rev, operation or collection");
    if (e.collection.size() > nsid_bytes || e.rev.size() > rev_bytes || !is_rkey(e.rkey)) {
        return bad("its collection, rkey or rev is malformed");
    }
    JetstreamEvent event{kind_of(e.collection), *e.time_us, {}, {}};
    if (!makes_item(event.kind, e.operation)) return event;
    const bool profile = event.kind == JetstreamKind::profile;

    event.key = key(e.did, e.collection, e.rkey, e.rev, e.operation);
    auto& item = event.item.emplace(profile ? account_item(e) : record_item(e));
    if (event.kind == JetstreamKind::repost) item.kind = ItemKind::repost;
    if (e.operation == "delete") {
        item.deleted = !profile;  // when a profile record is gone, the account is not
        if (profile) item.warnings.emplace_back("profile.deleted");
    } else if (e.cid.size() <= cid_bytes) {
        item.cid = e.cid;
    }
    return event;
}

// `seq` tells two events of one account apart.
std::string account_key(const Envelope& e) {
    return key(e.did, e.kind, e.seq ? std::to_string(*e.seq) : std::string(), std::to_string(*e.time_us), {});
}

Result<JetstreamEvent> identity_event(const Envelope& e) {
    if (!e.has_identity) return bad("no identity");
    JetstreamEvent event{JetstreamKind::identity, *e.time_us, account_key(e), account_item(e)};
    event.item->author.handle = kit::prefix_utf8(e.handle, limits::name_bytes);
    return event;
}

Result<JetstreamEvent> account_event(const Envelope& e) {
    constexpr std::array<std::string_view, 4> gone{"takendown", "suspended", "deleted", "deactivated"};
    if (!e.has_account || !e.active) return bad("its account does not say whether it is active");
    JetstreamEvent event{JetstreamKind::account, *e.time_us, account_key(e), account_item(e)};
    auto& item = *event.item;
    if (*e.active) return event;
    if (std::find(gone.begin(), gone.end(), e.status) != gone.end()) {
        item.account_status = e.status;
        item.deleted = e.status == "deleted";
    } else {
        // A relay's own trouble (desynchronized, throttled) or a reason we do not know: the account may well
        // be there.
        item.warnings.emplace_back("account.unknown-status");
    }
    return event;
}

Result<JetstreamEvent> event_of(const Envelope& envelope) {
    if (!is_did(envelope.did)) return bad("no valid did");
    if (!envelope.time_us || *envelope.time_us < 0) return bad("no valid time_us");
    if (envelope.kind.empty()) return bad("no kind");
    if (envelope.kind == "commit") return commit_event(envelope);
    if (envelope.kind == "identity") return identity_event(envelope);
    if (envelope.kind == "account") return account_event(envelope);
    return JetstreamEvent{JetstreamKind::other, *envelope.time_us, {}, {}};
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
        auto code = parser->iterate(buffer.data(), json.size(), buffer.size()).get(document);
        if (code == simdjson::SUCCESS) code = document.get_object().get(object);
        if (code != simdjson::SUCCESS) {
            suspicious = code == simdjson::UTF8_ERROR;
            return bad(code == simdjson::INCORRECT_TYPE ? "not a JSON object"
                                                        : simdjson::error_message(code));
        }
        notes.warnings.clear();
        Reading header(notes);
        Envelope envelope;
        read_envelope(header, object, envelope);
        suspicious = header.broken;
        if (suspicious) return bad("broken JSON");
        auto event = event_of(envelope);
        if (!event || !event->item || envelope.kind != "commit" || envelope.operation == "delete")
            return event;

        const bool updated = envelope.operation == "update";
        document.rewind();  // the envelope's views end here
        if (document.get_object().get(object) != simdjson::SUCCESS) return bad("broken JSON");
        Reading reading(*event->item);
        if (!read_record(reading, object, event->kind)) reading.warn("record.missing");
        if (updated && event->kind == JetstreamKind::post) reading.warn("post.updated");
        suspicious = reading.broken;
        if (suspicious) return bad("its record is broken JSON");
        return event;
    }

    model::Item notes;  // where the envelope's oddities go: nobody reads them
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
