#include "cues.hpp"
#include "heads.hpp"

#include <vigie/base/embedded.hpp>
#include <vigie/judge/reading.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/stories/story.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::embedded {
std::vector<EmbeddedFile> reading_files();
}

namespace vigie::judge {
namespace {

constexpr float likely = 0.5F;
constexpr std::array<std::string_view, 4> emotions{"anger", "joy", "optimism", "sadness"};
// Heads that answer an aspect by themselves.
constexpr std::array learnt{Aspect::sentiment_negative, Aspect::sentiment_neutral, Aspect::sentiment_positive,
                            Aspect::complaint,          Aspect::offensive,         Aspect::irony};

float chance(float margin) noexcept {
    return 1 / (1 + std::exp(-margin));
}

ReadingCues features_of(const stories::Cues& c) noexcept {
    return {c.enquiry, c.denial, c.hedge, c.complaint};
}

}  // namespace

std::string_view name(Aspect aspect) noexcept {
    constexpr std::array<std::string_view, aspects> names{"sentiment_negative",
                                                          "sentiment_neutral",
                                                          "sentiment_positive",
                                                          "complaint",
                                                          "urgency",
                                                          "offensive",
                                                          "irony",
                                                          "question",
                                                          "denial",
                                                          "disputed_claim"};
    return names[static_cast<std::size_t>(aspect)];
}

struct PostReader::Models {
    HeadTable heads;
    HeadTable reasons;
    std::array<std::size_t, aspects> lanes{};
    std::array<std::size_t, emotions.size()> moods{};

    // Sentiments as shares of one.
    void sentiments(const Margins& m, PostReading& out) const {
        float sum = 0;
        for (std::size_t a = 0; a < 3; ++a)
            sum += out.scores[a] = std::exp(std::clamp(m[lanes[a]], -20.0F, 20.0F));
        for (std::size_t a = 0; a < 3; ++a) out.scores[a] /= sum;
    }
};

PostReader::PostReader(std::unique_ptr<const Models> models) : models_(std::move(models)) {}
PostReader::PostReader(PostReader&&) noexcept = default;
PostReader& PostReader::operator=(PostReader&&) noexcept = default;
PostReader::~PostReader() = default;

Result<PostReader> PostReader::of(std::string_view heads, std::string_view reasons) {
    auto models = std::make_unique<Models>();
    VIGIE_TRY_ASSIGN(models->heads, HeadTable::read(heads));
    VIGIE_TRY_ASSIGN(models->reasons, HeadTable::read(reasons));
    for (const auto a : learnt) {
        const auto lane = models->heads.lane(name(a));
        if (lane == head_lanes) return fail(Errc::parse, "the reading models have no head '{}'", name(a));
        models->lanes[static_cast<std::size_t>(a)] = lane;
    }
    for (std::size_t i = 0; i < emotions.size(); ++i) {
        models->moods[i] = models->heads.lane(emotions[i]);
        if (models->moods[i] == head_lanes)
            return fail(Errc::parse, "the reading models have no head '{}'", emotions[i]);
    }
    return PostReader(std::move(models));
}

Result<PostReader> PostReader::built_in() {
    std::string_view heads;
    std::string_view reasons;
    for (const auto& file : embedded::reading_files()) {
        if (file.path == "heads.model") heads = file.content;
        if (file.path == "reasons.model") reasons = file.content;
    }
    if (heads.empty() || reasons.empty())
        return fail(Errc::not_found, "this build holds no models of readings");
    return of(heads, reasons);
}

PostReading PostReader::read(std::string_view whole) const {
    const auto text = kit::prefix_utf8(whole, reading_bytes);
    PostWords post;
    post.read(text);
    PostReading out;
    if (post.words().empty()) {
        out.scores[static_cast<std::size_t>(Aspect::sentiment_neutral)] = 1;
        return out;
    }
    const auto found = stories::cues(text);
    const auto folded = " " + kit::canonical_text(text) + " ";
    const auto margins = models_->heads.margins(post, features_of(found), true);
    const auto set = [&](Aspect a, float p) { out.scores[static_cast<std::size_t>(a)] = p; };
    models_->sentiments(margins, out);
    for (const auto a : {Aspect::complaint, Aspect::offensive, Aspect::irony})
        set(a, chance(margins[models_->lanes[static_cast<std::size_t>(a)]]));
    const auto complaint = out.of(Aspect::complaint);
    // A pressing word weighs less in a post that is content.
    const auto by_words = cues_of(text);
    const auto pressing = static_cast<float>(by_words.urgency);
    set(Aspect::urgency, std::clamp(pressing * (0.6F + 0.5F * (1 - out.of(Aspect::sentiment_positive))) +
                                        (complaint > likely ? 0.1F : 0.0F),
                                    0.0F, 1.0F));
    set(Aspect::question, static_cast<float>(by_words.question));
    set(Aspect::denial, static_cast<float>(by_words.denial));
    set(Aspect::disputed_claim, static_cast<float>(by_words.disputed_claim));
    std::size_t mood = 0;
    for (std::size_t i = 1; i < emotions.size(); ++i)
        if (margins[models_->moods[i]] > margins[models_->moods[mood]]) mood = i;
    if (chance(margins[models_->moods[mood]]) >= likely) out.emotion = emotions[mood];
    if (complaint >= likely || out.of(Aspect::sentiment_negative) >= likely) {
        out.reason = reason_of(folded);
        const auto why = models_->reasons.margins(post, features_of(found), true);
        std::size_t best = 0;
        const auto& heads = models_->reasons.heads();
        for (std::size_t i = 1; i < heads.size(); ++i)
            if (why[i] > why[best]) best = i;
        if (!heads.empty()) out.flight_reason = heads[best].name;
    }
    return out;
}

PostReading PostReader::read_about(std::string_view whole, std::size_t start, std::size_t end) const {
    constexpr std::size_t reach = 6;  // words on each side, as far as the clause goes
    constexpr float near = 2.0F / 3;
    auto out = read(whole);
    const auto text = kit::prefix_utf8(whole, reading_bytes);
    PostWords post;
    post.read(text);
    const auto words = post.words();
    std::size_t first = words.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].end <= start || words[i].start >= end) continue;
        first = std::min(first, i);
        last = i;
    }
    if (first >= words.size()) return out;
    for (std::size_t n = 0; n < reach && first > 0 && !words[first - 1].stop; ++n) --first;
    for (std::size_t n = 0; n < reach && last + 1 < words.size() && !words[last].stop; ++n) ++last;
    const auto from = words[first].start;
    const auto clause = text.substr(from, static_cast<std::size_t>(words[last].end - from));
    if (clause.size() >= text.size()) return out;
    post.read(clause);
    PostReading part;
    models_->sentiments(models_->heads.margins(post, features_of(stories::cues(clause)), true), part);
    for (std::size_t a = 0; a < 3; ++a) out.scores[a] = near * part.scores[a] + (1 - near) * out.scores[a];
    return out;
}

std::vector<Decisive> PostReader::explain(std::string_view whole, const PostReading& reading) const {
    constexpr std::size_t most = 4;
    constexpr float least = 0.05F;
    const auto text = kit::prefix_utf8(whole, reading_bytes);
    PostWords post;
    post.read(text);
    const auto cues = features_of(stories::cues(text));
    std::vector<Decisive> out;
    for (const auto a : learnt) {
        if (reading.of(a) < likely || a == Aspect::sentiment_neutral) continue;
        const auto parts =
            models_->heads.by_word(post, cues, true, models_->lanes[static_cast<std::size_t>(a)]);
        std::vector<Decisive> words;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i] >= least) words.push_back({a, post.words()[i].start, post.words()[i].end, parts[i]});
        std::ranges::sort(words, std::ranges::greater{}, &Decisive::weight);
        words.resize(std::min(words.size(), most));
        out.insert(out.end(), words.begin(), words.end());
    }
    return out;
}

}  // namespace vigie::judge
