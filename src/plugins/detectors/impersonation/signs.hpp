// The signs for and against one identity being imitated by one account. Examined twice: first only as numbers for the
// model, for each candidate; then, for what is reported, with the sentences and the exact words. The weights of the
// evidence are what each sign contributed to the model's margin, in log-odds.
#pragma once

#include "features.hpp"
#include "match.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/model/finding.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigie::plugins {

// What the account says of itself, read once for all candidates.
struct Sayings {
    std::vector<judge::Cue> name;
    std::vector<judge::Cue> bio;
    std::vector<judge::Cue> post;
    std::vector<judge::Phone> phones;  // in the bio, those that are not ours
    std::vector<Identities::Mention> named_in_bio;
    std::optional<Identities::Mention> brand_in_name;
    std::optional<Identities::Mention> brand_in_bio;
    const Identity* brand_in_handle = nullptr;
    std::string handle_word;  // "parody", "fan"… inside the handle
    judge::CueKind handle_cue = judge::CueKind::warning;
    std::optional<judge::Cue> employee;  // "works at …, opinions my own"
};
[[nodiscard]] Sayings read_sayings(const Profile& profile, const Identities& identities);

// A link of the account or the post, judged once for all candidates.
struct JudgedLink {
    std::string url;
    std::string field;
    std::size_t start = 0;
    bool of_post = false;
    judge::LinkVerdict verdict;
};
[[nodiscard]] std::vector<JudgedLink> judge_links(const Profile& profile, const judge::Lookalikes& lookalikes);

struct Verdict {
    const Identity* who = nullptr;
    double margin = 0;  // log-odds, before calibration
    double score = 0;
    NameMatch name;
    HandleMatch handle;
    Features values;
    // Claims to belong to us: brand in name, handle or bio, copied bio or picture, "official".
    bool claims = false;
    bool certain = false;        // the official handle under another permanent id: nothing to weigh
    bool declared = false;       // says that it is not the real one
    std::string declared_label;  // parody | fan
    judge::Harm harm = judge::Harm::none;
    std::vector<model::Evidence> evidence;
    std::vector<std::uint8_t> of;  // the feature behind each evidence
    std::vector<model::Indicator> indicators;
};

struct Context {
    const Profile& profile;
    const Identities& identities;
    const Sayings& sayings;
    const std::vector<JudgedLink>& links;
    bool tell = false;  // sentences, too
};

struct Told {
    model::Text says;
    std::vector<model::Span> spans;
};

// Sets a feature; when sentences are asked for, `tell()` makes a Told of it.
template <class Tell>
void sign(const Context& c, Verdict& v, std::uint8_t feature, double value, std::string_view code, Tell&& tell) {
    v.values.set(feature, value);
    if (!c.tell) return;
    Told told = std::forward<Tell>(tell)();
    v.evidence.push_back(judge::evidence(std::string(code), 0, std::move(told.says), std::move(told.spans)));
    v.of.push_back(feature);
}
template <class Tell>
void sign(const Context& c, Verdict& v, std::uint8_t feature, Tell&& tell) {
    sign(c, v, feature, 1, feature_table[feature].name, std::forward<Tell>(tell));
}

// Fills values, and evidence without weights when c.tell.
[[nodiscard]] Verdict signs_against(const Context& context, const Identity& who);

[[nodiscard]] std::string network_title(std::string_view network);  // "bluesky" → "Bluesky"

// The families of signs; each adds to the verdict.
void name_signs(const Context& context, Verdict& v);
void addition_signs(const Context& context, Verdict& v);
void bio_signs(const Context& context, Verdict& v);
void link_signs(const Context& context, Verdict& v);
void account_signs(const Context& context, Verdict& v);
void declared_signs(const Context& context, Verdict& v);
void other_life_signs(const Context& context, Verdict& v);

}  // namespace vigie::plugins
