// A scenario is one day that a seed decides wholly: what happens on the network, who is guilty, and what the
// platform does when it is asked. Pure: no clock, no disk.
#pragma once

#include <vigie/base/embedded.hpp>
#include <vigie/base/result.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/text.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::drill {

// One guilty account or post: what must be found, and when its first trace appeared.
struct Guilty {
    std::string network;
    std::string account_id;
    Time first_trace{};     // its profile or its first post, whichever a source could see first
    std::string role;       // clone | page | service | shill | photo | words | figures: its part in the plot
    std::string item_id{};  // not empty: this post must be found; its author is innocent otherwise
};

// A domain that the plot uses, and when it could first be seen (its certificate, or the first post with it).
struct BadDomain {
    std::string domain;
    Time first_trace{};
};

// Somebody says that the plot reached them.
struct VictimPost {
    model::ItemKey item;
    Time at{};
};

// A story that is told about the house, and is not so.
struct Rumour {
    std::string first_post;
    std::string first_author;        // handle
    std::set<std::string> posts;     // ids of all that tell, share, ask, doubt or deny it
    std::set<std::string> together;  // ids of the accounts that push it together
    std::string official;            // id of the house's first answer
    double crisis_posts = 500;
};

// The house of the exercise, as the platform knows it.
struct House {
    std::string handle;
    std::string account_id;
};

struct Scenario {
    std::string name;
    model::Text title;
    Time start{};
    Time end{};
    House house;
    std::string assets_yaml;
    std::string policies_yaml;
    std::string rules_yaml;
    std::string facts_yaml;           // verified facts; may be empty
    std::vector<model::Item> events;  // by observed_at
    std::vector<Guilty> guilty;
    std::vector<BadDomain> bad_domains;
    std::vector<std::string> bad_phones;           // E.164
    std::vector<std::string> bad_links;            // of shorteners: whole URLs, the host is innocent
    std::optional<Time> first_malicious;           // the first post of the plot
    std::vector<VictimPost> victims;               // by time
    std::map<std::string, std::string> innocents;  // account id or domain → which hard negative it is
    std::optional<Rumour> rumour;
    Duration moderation_delay{};  // the platform removes a reported guilty account after about this long
    std::uint64_t seed = 0;
};

struct ScenarioInfo {
    std::string name;
    model::Text title;
    model::Text says;  // one sentence: the situation
    Result<Scenario> (*make)(std::uint64_t seed);
};

// All scenarios, in one visible table.
[[nodiscard]] const std::vector<ScenarioInfo>& scenarios();
[[nodiscard]] const ScenarioInfo* find_scenario(std::string_view name);

// Files below drills/, as embedded: "advisors/adviser-01.svg".
[[nodiscard]] std::vector<EmbeddedFile> drill_files();

}  // namespace vigie::drill
