#include "cues.hpp"
#include "model.hpp"

#include <vigie/base/embedded.hpp>
#include <vigie/judge/reading.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/stories/story.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace vigie::embedded {
std::vector<EmbeddedFile> reading_files();
}

namespace vigie::judge {
namespace {

using reading::Block;
using reading::Grams;
using reading::Units;

constexpr std::size_t reading_bytes = 4096;
constexpr float likely = 0.5F;
constexpr std::array<std::string_view, 3> tones{"negative", "neutral", "positive"};

// Where the heads of a group stand: "sentiment_en.negative"…
struct Group {
    std::size_t first = 0;
    std::size_t count = 0;
};

// A text, read once for all heads.
struct Read {
    Units units;
    Grams grams;
    std::vector<double> margins;
};

// How much French there is in it: heads of both languages are mixed by this.
double french_share(std::string_view lang) noexcept {
    constexpr double unknown = 0.5;
    return lang.starts_with("fr") ? 1 : lang.starts_with("en") ? 0 : unknown;
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
    reading::Table table;
    reading::Lexicon lexicon;
    std::array<Group, 2> sentiments;  // fr, en
    Group emotions;
    Group reasons;
    std::array<std::size_t, 2> complaint{};
    std::array<std::size_t, 2> offensive{};
    std::size_t irony = 0;

    [[nodiscard]] Result<std::size_t> head(std::string_view name) const {
        const auto it = std::ranges::find(table.heads, name, &reading::Head::name);
        if (it == table.heads.end()) return fail(Errc::parse, "the model of readings has no head '{}'", name);
        return static_cast<std::size_t>(it - table.heads.begin());
    }
    [[nodiscard]] Result<Group> group(std::string_view name) const {
        const auto prefix = std::string(name) + '.';
        Group out;
        for (std::size_t h = 0; h < table.heads.size(); ++h) {
            if (!table.heads[h].name.starts_with(prefix)) continue;
            if (out.count == 0) out.first = h;
            ++out.count;
        }
        if (out.count == 0) return fail(Errc::parse, "the model of readings has no heads '{}'", prefix);
        return out;
    }

    void read(std::string_view text, const stories::Cues& cues, Read& out) const {
        reading::read_units(text, out.units);
        out.grams.collect(out.units);
        out.margins = table.margins(out.grams, {reading::lexicon_values(out.units, cues, lexicon, "fr"),
                                                reading::lexicon_values(out.units, cues, lexicon, "en")});
    }
    // Shares of one, in the order of the heads.
    [[nodiscard]] std::vector<double> shares(const Read& read, const Group& group) const {
        std::vector<double> out(group.count);
        double sum = 0;
        for (std::size_t i = 0; i < group.count; ++i) {
            const auto margin = table.heads[group.first + i].temperature * read.margins[group.first + i];
            sum += out[i] = std::exp(std::clamp(margin, -30.0, 30.0));
        }
        for (auto& value : out) value /= sum;
        return out;
    }
    [[nodiscard]] double chance(const Read& read, std::size_t head) const {
        return table.heads[head].calibration(read.margins[head]);
    }
    // By `fr`, how much of the French heads counts.
    void sentiment(const Read& read, double fr, PostReading& out) const {
        const auto french = shares(read, sentiments[0]);
        const auto english = shares(read, sentiments[1]);
        for (std::size_t a = 0; a < tones.size(); ++a)
            out.scores[a] = static_cast<float>(fr * french[a] + (1 - fr) * english[a]);
    }
    // The likeliest of a group, when it is likely; its name without the group's, blanks for underscores.
    [[nodiscard]] std::string likeliest(const Read& read, const Group& group, double least) const {
        const auto all = shares(read, group);
        const auto best = std::ranges::max_element(all);
        if (*best < least) return {};
        const auto& name = table.heads[group.first + static_cast<std::size_t>(best - all.begin())].name;
        return name.substr(name.find('.') + 1);
    }
};

PostReader::PostReader(std::unique_ptr<const Models> models) : models_(std::move(models)) {}
PostReader::PostReader(PostReader&&) noexcept = default;
PostReader& PostReader::operator=(PostReader&&) noexcept = default;
PostReader::~PostReader() = default;

Result<PostReader> PostReader::of(std::string_view model, std::string_view polarity) {
    auto m = std::make_unique<Models>();
    VIGIE_TRY_ASSIGN(m->table, reading::Table::read(model));
    m->lexicon = reading::read_lexicon(polarity);
    constexpr std::array<std::string_view, 2> languages{"_fr", "_en"};
    for (std::size_t l = 0; l < languages.size(); ++l) {
        const std::string lang(languages[l]);
        VIGIE_TRY_ASSIGN(m->sentiments[l], m->group("sentiment" + lang));
        if (m->sentiments[l].count != tones.size())
            return fail(Errc::parse, "the model of readings has {} sentiments", m->sentiments[l].count);
        VIGIE_TRY_ASSIGN(m->complaint[l], m->head("complaint" + lang));
        VIGIE_TRY_ASSIGN(m->offensive[l], m->head("offensive" + lang));
    }
    VIGIE_TRY_ASSIGN(m->irony, m->head("irony_en"));
    VIGIE_TRY_ASSIGN(m->emotions, m->group("emotion"));
    VIGIE_TRY_ASSIGN(m->reasons, m->group("reason"));
    return PostReader(std::move(m));
}

Result<PostReader> PostReader::built_in() {
    std::string_view model;
    std::string_view polarity;
    for (const auto& file : embedded::reading_files()) {
        if (file.path == "reading.model") model = file.content;
        if (file.path == "polarity.tsv") polarity = file.content;
    }
    if (model.empty()) return fail(Errc::not_found, "this build holds no model of readings");
    return of(model, polarity);
}

PostReading PostReader::read(std::string_view whole, std::string_view lang) const {
    const auto text = kit::prefix_utf8(whole, reading_bytes);
    thread_local Read read;
    const auto found = stories::cues(text);
    models_->read(text, found, read);
    PostReading out;
    if (read.units.units.empty()) {
        out.scores[static_cast<std::size_t>(Aspect::sentiment_neutral)] = 1;
        return out;
    }
    const auto fr = french_share(lang);
    const auto set = [&](Aspect a, double p) {
        out.scores[static_cast<std::size_t>(a)] = static_cast<float>(p);
    };
    const auto mixed = [&](const std::array<std::size_t, 2>& heads) {
        return fr * models_->chance(read, heads[0]) + (1 - fr) * models_->chance(read, heads[1]);
    };
    models_->sentiment(read, fr, out);
    set(Aspect::complaint, mixed(models_->complaint));
    set(Aspect::offensive, mixed(models_->offensive));
    // Learnt from English alone: what it says of French is half believed.
    set(Aspect::irony, models_->chance(read, models_->irony) * (1 - fr / 2));
    const auto complaint = out.of(Aspect::complaint);
    // A pressing word weighs less in a post that is content.
    const auto by_words = judge::cues_of(text, found);
    const auto pressing = static_cast<float>(by_words.urgency);
    set(Aspect::urgency, std::clamp(pressing * (0.6F + 0.5F * (1 - out.of(Aspect::sentiment_positive))) +
                                        (complaint > likely ? 0.1F : 0.0F),
                                    0.0F, 1.0F));
    set(Aspect::question, by_words.question);
    set(Aspect::denial, by_words.denial);
    set(Aspect::disputed_claim, by_words.disputed_claim);
    constexpr double least_emotion = 0.4;  // of four
    out.emotion = models_->likeliest(read, models_->emotions, least_emotion);
    if (complaint >= likely || out.of(Aspect::sentiment_negative) >= likely) {
        out.reason = reason_of(" " + kit::canonical_text(text) + " ");
        out.flight_reason = models_->likeliest(read, models_->reasons, 0);
    }
    return out;
}

PostReading PostReader::read_about(std::string_view whole, std::string_view lang, std::size_t start,
                                   std::size_t end) const {
    constexpr std::size_t reach = 6;  // words on each side
    constexpr float near = 2.0F / 3;
    auto out = read(whole, lang);
    const auto text = kit::prefix_utf8(whole, reading_bytes);
    Units units;
    reading::read_units(text, units);
    const auto& all = units.units;
    const auto inside = [&](const reading::Unit& u) { return u.end > start && u.start < end; };
    const auto first_inside = std::ranges::find_if(all, inside);
    if (first_inside == all.end()) return out;
    auto first = static_cast<std::size_t>(first_inside - all.begin());
    auto last = first;
    while (last + 1 < all.size() && inside(all[last + 1])) ++last;
    first -= std::min(first, reach);
    last = std::min(last + reach, all.size() - 1);
    const auto clause = text.substr(all[first].start, all[last].end - all[first].start);
    if (clause.size() >= text.size()) return out;
    Read part;
    models_->read(clause, stories::cues(clause), part);
    PostReading of_clause;
    models_->sentiment(part, french_share(lang), of_clause);
    for (std::size_t a = 0; a < tones.size(); ++a)
        out.scores[a] = near * of_clause.scores[a] + (1 - near) * out.scores[a];
    return out;
}

std::vector<Decisive> PostReader::explain(std::string_view whole, std::string_view lang,
                                          const PostReading& reading) const {
    constexpr std::size_t most = 4;
    constexpr double least = 0.02;
    const auto text = kit::prefix_utf8(whole, reading_bytes);
    Units units;
    Grams grams;
    reading::read_units(text, units);
    grams.collect(units);
    const std::size_t l = french_share(lang) > 0.5 ? 0 : 1;
    const auto head_of = [&](Aspect a) -> std::optional<std::size_t> {
        if (a == Aspect::sentiment_negative) return models_->sentiments[l].first;
        if (a == Aspect::sentiment_positive) return models_->sentiments[l].first + 2;
        if (a == Aspect::complaint) return models_->complaint[l];
        if (a == Aspect::offensive) return models_->offensive[l];
        if (a == Aspect::irony) return models_->irony;
        return std::nullopt;
    };
    std::vector<Decisive> out;
    for (std::size_t i = 0; i < aspects; ++i) {
        const auto aspect = static_cast<Aspect>(i);
        const auto head = head_of(aspect);
        if (!head || reading.of(aspect) < likely) continue;
        const auto parts = models_->table.by_unit(grams, units.units.size(), *head);
        std::vector<Decisive> words;
        for (std::size_t u = 0; u < parts.size(); ++u)
            if (parts[u] >= least && units.units[u].end > units.units[u].start)
                words.push_back(
                    {aspect, units.units[u].start, units.units[u].end, static_cast<float>(parts[u])});
        std::ranges::sort(words, std::ranges::greater{}, &Decisive::weight);
        words.resize(std::min(words.size(), most));
        out.insert(out.end(), words.begin(), words.end());
    }
    return out;
}

}  // namespace vigie::judge
