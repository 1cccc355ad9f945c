// The signs for and against one identity being imitated by one account, as evidence with weights in log-odds.
#pragma once

#include "match.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/model/finding.hpp>

#include <optional>
#include <string>
#include <vector>

namespace vigie::plugins {

// What the account says of itself, read once for all candidates.
struct Sayings {
    std::vector<judge::Cue> name;
    std::vector<judge::Cue> bio;
    std::vector<judge::Cue> post;
    std::vector<judge::Phone> phones;  // in the bio
    Identities::BrandMention brand_in_bio;
    std::string handle_word;  // "parody", "fan"… inside the handle
    judge::CueKind handle_cue = judge::CueKind::warning;
};
[[nodiscard]] Sayings read_sayings(const Profile& profile, const Identities& identities);

struct Verdict {
    const Identity* who = nullptr;
    double score = 0;
    NameMatch name;
    HandleMatch handle;
    bool claims =
        false;  // claims to belong to us: brand in name, handle or bio, copied bio or picture, "official"
    bool declared = false;       // says that it is not the real one
    std::string declared_label;  // parody | fan
    judge::Harm harm = judge::Harm::none;
    std::vector<model::Evidence> evidence;
    std::vector<model::Indicator> indicators;
};

struct Context {
    const Profile& profile;
    const Identities& identities;
    const judge::Lookalikes& lookalikes;
    const Sayings& sayings;
};

// Log-odds before any evidence, for an account that is a candidate at all.
inline constexpr double account_prior = -4.2;

[[nodiscard]] Verdict judge_against(const Context& context, const Identity& who);

[[nodiscard]] std::string network_title(std::string_view network);  // "bluesky" → "Bluesky"

// The families of signs; each appends to the verdict.
void name_signs(const Context& context, Verdict& v);
void bio_signs(const Context& context, Verdict& v);
void link_signs(const Context& context, Verdict& v);
void account_signs(const Context& context, Verdict& v);
void declared_signs(const Context& context, Verdict& v);
void other_life_signs(const Context& context, Verdict& v);

}  // namespace vigie::plugins
