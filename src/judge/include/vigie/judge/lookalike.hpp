// Does a link pretend to be ours? Looks at host and URL only, never at the network. One index per register: a
// query costs O(length of the URL), whatever the number of brands. Immutable, thread-safe.
//
// Own domains and approved links answer 0. Ordinary words that merely contain a brand ("pineapple") answer
// near 0.
#pragma once

#include <vigie/judge/assess.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

struct LinkVerdict {
    double score = 0;  // 0 to 1
    bool own = false;  // ours or approved
    bool shared_host =
        false;  // a platform, shortener or site builder: the culprit is the URL, not the domain
    Harm harm = Harm::none;
    model::AssetId asset;    // what it imitates; empty when nothing
    std::string imitates;    // as people know it: "meridien.example", "Banque Méridien"
    std::string host;        // lower-case ASCII
    std::string shown_host;  // as a reader sees it
    std::string domain;      // registrable domain, or the host where there is none
    std::string url;         // canonical form
    std::vector<model::Evidence>
        evidence;  // spans lie in the URL as given; their `field` is empty: the caller sets it
};

class Lookalikes {
public:
    explicit Lookalikes(std::shared_ptr<const model::AssetRegister> assets);
    ~Lookalikes();
    Lookalikes(Lookalikes&&) noexcept;
    Lookalikes& operator=(Lookalikes&&) noexcept;
    Lookalikes(const Lookalikes&) = delete;
    Lookalikes& operator=(const Lookalikes&) = delete;

    // `url` may be a bare host. What is no URL answers 0.
    [[nodiscard]] LinkVerdict examine(std::string_view url) const;

    // False when `host` (a bare host) resembles nothing of ours: `examine` would answer 0. Most hosts of a
    // stream are let go here, without an allocation, in about 0.5 µs.
    [[nodiscard]] bool may_resemble(std::string_view host) const noexcept;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

// Log-odds before any evidence: about 2 in 100 links that come this far are bad.
inline constexpr double link_prior = -4.0;

// Codes that `examine` may give.
[[nodiscard]] const std::vector<std::string>& lookalike_codes();

}  // namespace vigie::judge
