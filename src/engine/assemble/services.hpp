// Channels and desks made from ServiceSettings. Private to engine/assemble.
#pragma once

#include <vigie/engine/assemble.hpp>

namespace vigie::engine {

struct Outward {
    ports::Http& http;
    const ports::Clock& clock;
    ports::Mailer* mailer = nullptr;
    ports::Wire* wire = nullptr;
};

[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_service_channel(const Config& config,
                                                                             const std::string& name,
                                                                             const ServiceSettings& settings,
                                                                             const Outward& outward);
[[nodiscard]] Result<std::unique_ptr<respond::Desk>> make_service_desk(const Config& config,
                                                                       const std::string& name,
                                                                       const ServiceSettings& settings,
                                                                       const Outward& outward);

}  // namespace vigie::engine
