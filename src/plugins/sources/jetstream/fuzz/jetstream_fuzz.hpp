// What must hold for any bytes given to the decoder and to the glance. Shared by the fuzz target and by the
// test that replays its seeds.
#pragma once

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/describe.hpp>
#include <vigie/plugins/jetstream_glance.hpp>

#include <string>
#include <string_view>

namespace vigie::plugins {

// Both readers say the same.
inline bool seen_as_decoded(std::string_view json, const Result<JetstreamEvent>& event) {
    using Seen = JetstreamGlance::Seen;
    const std::string exact(json);  // no byte behind it
    JetstreamGlance glance;
    model::ItemView view;
    const auto seen = glance.of(exact, view);
    if (!event) return seen == Seen::bad;
    if (glance.kind() != event->kind || glance.time_us() != event->time_us) return false;
    if (!event->item) return seen == Seen::other;
    model::ItemViewer viewer;
    return seen == Seen::item && model::describe(view) == model::describe(viewer.of(*event->item));
}

// "" or the promise that was broken.
inline const char* broken_promise(std::string_view json) {
    const auto event = decode_jetstream(json);
    if (!seen_as_decoded(json, event)) return "a glance saw another event";
    if (!event) return event.error().message.empty() ? "an error without a message" : "";
    if (event->time_us < 0) return "a negative time";
    if (event->item.has_value() == event->key.empty()) return "an item and its key do not go together";
    if (!event->item) return "";
    const auto& item = *event->item;
    if (item.id.empty() || item.network != "bluesky") return "an item without id or network";
    if (item.text.size() > limits::text_bytes || item.author.bio.size() > limits::bio_bytes)
        return "a text over its limit";
    for (const auto* list : {&item.links, &item.hashtags, &item.mentions, &item.author.links}) {
        if (list->size() > limits::list_items) return "a list over its limit";
        for (const auto& value : *list) {
            if (!kit::valid_utf8(value)) return "a list with ill-formed UTF-8";
        }
    }
    for (const auto* text :
         {&item.id, &item.text, &item.author.name, &item.author.bio, &item.reply_to, &item.cid, &item.lang}) {
        if (!kit::valid_utf8(*text)) return "ill-formed UTF-8";
    }
    return "";
}

}  // namespace vigie::plugins
