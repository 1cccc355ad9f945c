// Does a page ask for secrets in the name of somebody that it is not? Judged from what visitors met, against
// the register: who is named, whose house it is, what is asked, where it goes, and whether all visitors saw
// the same. Needs no sample of fraud. Immutable, thread-safe.
#pragma once

#include <vigie/judge/assess.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/page.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

struct PageVerdict {
    double score = 0;  // probability that it deceives people in the name of `asset`
    bool own = false;  // ours, or approved
    Harm harm = Harm::none;
    model::AssetId asset;  // in whose name; empty when nobody's
    std::string imitates;  // as people know it
    std::string host;      // where the visitors who saw most ended
    std::string domain;    // its registrable domain
    bool shared_host = false;
    std::vector<model::Evidence> evidence;
};

class Pages {
public:
    // `lookalikes` of `assets`; null: makes its own.
    explicit Pages(std::shared_ptr<const model::AssetRegister> assets,
                   std::shared_ptr<const Lookalikes> lookalikes = nullptr);
    ~Pages();
    Pages(Pages&&) noexcept;
    Pages& operator=(Pages&&) noexcept;
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    // `visits` of one URL. O(words of the pages).
    [[nodiscard]] PageVerdict examine(const std::vector<model::PageVisit>& visits) const;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

// Did any visitor see a page? Without one the address alone speaks.
[[nodiscard]] bool was_shown(const std::vector<model::PageVisit>& visits) noexcept;

// What the address alone said (a probability) and what the page said, together: the page leads.
[[nodiscard]] double with_address(double page, double address) noexcept;

// Log-odds before any evidence: about 1 in 50 of the pages behind suspicious links is bad.
inline constexpr double page_prior = -4.0;

[[nodiscard]] const std::vector<std::string>& page_codes();

}  // namespace vigie::judge
