// What the platform is asked: which accounts or posts, for what reason, in which words. Pure; English,
// because that is what moderators read everywhere.
#pragma once

#include <vigie/model/asset.hpp>
#include <vigie/model/incident.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace vigie::respond {

inline constexpr std::size_t report_characters =
    2000;  // Bluesky's limit in graphemes; we count code points, which are more
inline constexpr std::size_t takedowns_per_incident = 25;

struct Subject {
    model::Culprit culprit;
    std::string uri;                          // posts
    std::string cid;                          // posts on Bluesky
    const model::Finding* finding = nullptr;  // the strongest that speaks against it; may be null
};

// Accounts and posts among the culprits of the findings; a domain or page is reached through the posts that
// carry it
// (`items`: those of the findings that are posts), or stands for itself when no post does. Strongest first,
// each once.
[[nodiscard]] std::vector<Subject> subjects_of(const model::Incident& incident,
                                               const std::vector<model::Finding>& findings,
                                               const std::vector<model::Item>& items);

// impersonation | scam | phishing | leak | other: the step's own, else what the kind of finding says.
[[nodiscard]] std::string report_reason(const model::PolicyStep& step, const std::string& finding_kind);

[[nodiscard]] std::string report_text(const model::Incident& incident, const Subject& subject,
                                      const std::vector<model::Finding>& findings, const std::string& reason,
                                      const model::AssetRegister* ours);

}  // namespace vigie::respond
