// Tells people in a Microsoft Teams channel, through a Power Automate workflow.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct TeamsConfig {
    respond::Service service;
    std::string url;  // the whole address of the workflow, with its query: a secret
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_teams_channel(TeamsConfig config,
                                                                           ports::Http& http,
                                                                           const ports::Clock& clock);

}  // namespace vigie::plugins
