// The signs that one host gives: how its labels resemble something of ours. Part of Lookalikes.
#pragma once

#include "lookalike/bases.hpp"

#include <vigie/model/finding.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

// A host, taken apart once.
struct Host {
    std::string ascii;                // "login.xn--…-mridien.fr"
    std::string shown;                // in Unicode
    std::vector<std::string> labels;  // of `shown`, left to right
    std::string label;            // Unicode label before the public or hosting suffix; empty for addresses
    std::size_t label_index = 0;  // where it stands in `labels`
    std::string ending;           // after the label: "fr", "co.uk", "web.app"
    bool address = false;
    bool free_hosting = false;
    bool abused_tld = false;
};
[[nodiscard]] std::vector<std::string> split(std::string_view text, char at);
[[nodiscard]] Host take_apart(std::string_view ascii_host);

// What speaks for an imitation. `weight` in log-odds.
struct Sign {
    const Base* base = nullptr;
    std::string code;
    double weight = 0;
    model::Text says;
    std::string words;               // the part of the host or URL it quotes
    std::vector<std::string> risks;  // risk words that stand beside the brand
};

// The strongest sign of the registrable label: homoglyph, typo, other suffix, hyphens, brand beside words.
// Empty code: none.
[[nodiscard]] Sign sign_of_label(const Bases& bases, const Host& host);
// The strongest sign of the labels to the left of it: own domain inside, brand as sub-domain, name split by
// dots.
[[nodiscard]] Sign sign_of_subdomains(const Bases& bases, const model::AssetRegister& assets,
                                      const Host& host);

// The host stands under an ending that is ours for this name: "paypa1.com" for paypal.com, not "paypa1.top".
[[nodiscard]] bool shares_ending(const Base& base, const Host& host);

// Our name with an ending or "www" glued to it: "wwwmeridien", "meridiencom".
[[nodiscard]] Sign glued(const Base& base, const Host& host, std::string_view plain);
// The brand beside other words in one label; empty code when it does not stand there as a word.
[[nodiscard]] Sign beside(const Base& base, const Host& host, std::string_view label);
// "icloud", "edocteur": one letter and an ordinary word, so other letters before that word say little.
[[nodiscard]] bool letter_and_word(const Base& base);
// How much less a sign says for a base that is an ordinary word, or one word of a name.
[[nodiscard]] double doubt(const Base& base);
void keep_stronger(Sign& best, Sign sign);

// Risk words ("login", "remboursement") among the words of `text`, dictionary spelling, each once.
[[nodiscard]] std::vector<std::string> risk_words(std::string_view text);

}  // namespace vigie::judge
