// Opens one Jira issue per case, comments on it afterwards. Cloud (API 3) and Data Center (API 2).
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::plugins {

struct JiraConfig {
    respond::Service service;
    std::string url;   // https://site.atlassian.net
    std::string user;  // e-mail: Cloud, `token` is an API token; empty: Data Center, a personal token
    std::string token;
    std::string project;
    std::string issue_type = std::string("Task");
    bool priority = true;  // sets the priority; dropped once when the project has none
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_jira_channel(JiraConfig config,
                                                                          ports::Http& http,
                                                                          const ports::Clock& clock);

}  // namespace vigie::plugins
