// The signs of a contact that may not be who it says, each an evidence with a weight in log-odds, set by hand: there is
// no public data of contact requests to learn from.
#pragma once

#include "colleagues.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/model/finding.hpp>

#include <string>
#include <vector>

namespace vigie::plugins {

// Log-odds before any sign: most requests are harmless.
inline constexpr double contact_prior = -3.0;

struct ContactSigns {
    std::vector<model::Evidence> evidence;
    std::vector<model::Indicator> indicators;
    judge::Harm harm = judge::Harm::none;
    const model::Asset* asset = nullptr;  // the colleague, account or house that it borrows
    bool borrows_name = false;

    void add(std::string code, double weight, model::Text says, std::vector<model::Span> spans = {});
};

void identity_signs(const model::Item& item, const Colleagues& colleagues, ContactSigns& signs);
void figure_signs(const model::Item& item, ContactSigns& signs);
void bio_signs(const model::Item& item, const Colleagues& colleagues, ContactSigns& signs);
void link_signs(const model::Item& item, const judge::Lookalikes& lookalikes, ContactSigns& signs);
// The same picture was seen under another account, shown as `other`.
void reused_picture(const model::Item& item, const std::string& other, ContactSigns& signs);
// What the person should do now, in words that need no training.
[[nodiscard]] model::Evidence advice(const ContactSigns& signs);

}  // namespace vigie::plugins
