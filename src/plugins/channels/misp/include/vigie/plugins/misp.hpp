// Hands cases to a MISP instance: one event per case, updated by later notices.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::plugins {

struct MispConfig {
    respond::Service service;
    std::string url;       // https://misp.exemple.test
    std::string key;       // automation key
    int distribution = 0;  // 0 own organisation … 3 all
    std::string tlp = std::string("amber");
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_misp_channel(MispConfig config,
                                                                          ports::Http& http,
                                                                          const ports::Clock& clock);

}  // namespace vigie::plugins
