// The signs for and against a page, weighed in log-odds.
#pragma once

#include "page/speaker.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/page.hpp>

#include <string>
#include <vector>

namespace vigie::judge {

// Collects evidence about what the visitor who was shown most has met. Each function adds what it finds.
struct Signs {
    const model::PageVisit& page;
    std::string host;
    std::string domain;
    Claim claim;
    OwnVoice voice = OwnVoice::none;
    const model::Asset* lent = nullptr;  // ours, from whose host it loads pictures or styles
    LinkVerdict look;                    // of the address
    std::vector<Cue> cues;               // of the text
    std::string parked{};                // words by which the domain offers itself
    std::string imitates{};              // as people know it
    std::vector<model::Evidence> evidence{};

    Harm of_what_is_asked();
    void of_disguise();
    void of_what_it_borrows();
    void of_target(const std::string& target, bool ours);  // where a form posts to, elsewhere
    void of_messenger();
    void of_place();
    bool of_other_visitor(const model::PageVisit& other);  // true when it was shown something else
    void of_way();
    void of_innocence();

private:
    [[nodiscard]] bool imitates_us() const { return lent != nullptr || look.score >= 0.5; }
    [[nodiscard]] bool named() const { return claim.asset != nullptr || imitates_us(); }
    [[nodiscard]] bool titled() const { return claim.standing >= Standing::mentioned_in_title; }
    void of_namelessness(Harm harm);
    void of_talk();
    void add(const char* code, double weight, std::string fr, std::string en);
};

}  // namespace vigie::judge
