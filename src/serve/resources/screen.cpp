// A draft before it is published: allow, warn or block, and where and why. Nothing of it is stored or logged.
#include "resources.hpp"

#include <vigie/engage/screen.hpp>

namespace vigie::serve {
namespace {

constexpr std::size_t longest_draft = 20'000;
constexpr std::size_t longest_alt = 2'000;
constexpr std::size_t most_images = 10;

Response bad(const Call& call, model::Text message) {
    return problem(call, {422, "invalid_argument", std::move(message), {"", ""}});
}

// {"text", "network"?, "lang"?, "images"?: [{"alt"}]}
Result<model::Item> draft_of(const Call& call) {
    model::Item draft;
    const auto text = long_text(call.body, "text", longest_draft);
    if (!text) return fail(Errc::invalid_argument, "text: at most {} characters", longest_draft);
    draft.id = "draft";
    draft.network = call.text("network");
    draft.lang = call.text("lang");
    draft.text = *text;
    draft.observed_at = call.now();
    const auto images = call.body.find("images");
    if (images == call.body.end()) return draft;
    if (!images->is_array() || images->size() > most_images)
        return fail(Errc::invalid_argument, "images: a list of at most {}", most_images);
    for (const auto& image : *images) {
        if (!image.is_object()) return fail(Errc::invalid_argument, "images: a list of objects");
        const auto alt = long_text(image, "alt", longest_alt);
        if (!alt) return fail(Errc::invalid_argument, "alt: at most {} characters", longest_alt);
        draft.media.push_back({.type = "image", .ref = {}, .alt = *alt, .picture = std::nullopt});
    }
    return draft;
}

}  // namespace

Response screen_draft(Call& call) {
    if (!call.app.parts.screen_draft)
        return problem(call, {503,
                              "unavailable",
                              {"Rien ne juge les textes ici.", "Nothing judges texts here."},
                              {"Démarrez Vigie avec un registre.", "Start Vigie with a register."}});
    auto draft = draft_of(call);
    if (!draft) return problem(call, draft.error());
    if (draft->text.empty() && draft->media.empty())
        return bad(call, {"text : il n’y a rien à vérifier.", "text: there is nothing to check."});
    return json(engage::screened(call.app.parts.screen_draft(*draft)));
}

}  // namespace vigie::serve
