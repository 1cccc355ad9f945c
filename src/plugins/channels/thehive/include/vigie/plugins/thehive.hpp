// Hands cases to TheHive 5 as alerts; later notices change the alert.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::plugins {

struct TheHiveConfig {
    respond::Service service;
    std::string url;           // https://thehive.exemple.test
    std::string key;           // API key
    std::string organisation;  // may be empty
    std::string case_template;
    int tlp = 2;  // 0 clear … 4 red
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_thehive_channel(TheHiveConfig config,
                                                                             ports::Http& http,
                                                                             const ports::Clock& clock);

}  // namespace vigie::plugins
