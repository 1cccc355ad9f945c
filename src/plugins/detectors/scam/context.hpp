// What surrounds the words: who writes, in which thread, and whether the post quotes, reports or warns. Each
// becomes an evidence with a weight in log-odds, set by hand: the sets that the model learns from do not know
// their authors.
#pragma once

#include "concerns.hpp"
#include "families.hpp"
#include "reading.hpp"
#include "text_model.hpp"

#include <vigie/judge/pivots.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>

#include <span>
#include <string>
#include <vector>

namespace vigie::plugins::scam {

struct Post {
    const model::Item& item;
    const Reading& reading;
    std::span<const judge::Pivot> pivots;
    const Cues& cues;
    double margin = 0;       // of the text model
    double probability = 0;  // of it, calibrated
};

// The post wants people to reach its author elsewhere, outside of any quotation: a messenger, a wallet, "DM
// me".
[[nodiscard]] bool solicits(const Post& post);

// Warnings, reports, quotations, the press: evidence against.
void speech_signs(const Post& post, const TextModel& model, std::vector<model::Evidence>& out);
// A post that begins by addressing an account of ours is said to us: clients ask and complain like this.
void address_signs(const Post& post, std::span<const Concern> concerns, std::vector<model::Evidence>& out);
// Links that all lead to ours, with no other way to be reached: nobody is sent anywhere.
void link_signs(const Post& post, const model::AssetRegister& assets, std::vector<model::Evidence>& out);
// The account: partner, press, new or long established, bearing our name.
void author_signs(const Post& post, const Concerns& concerns, std::vector<model::Evidence>& out);

[[nodiscard]] model::Evidence phrase_evidence(const Post& post, std::string code, double weight,
                                              std::string_view fr, std::string_view en,
                                              const std::vector<Phrase>& phrases, std::size_t most = 3);

}  // namespace vigie::plugins::scam
