// Reports links to Netcraft, whose list browsers and mail services block by. It removes nothing: whether the
// domain still stands is asked of its registry.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/respond/desk.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace vigie::plugins {

struct NetcraftDeskConfig {
    std::string name = "netcraft";
    std::string email;  // who reports
    std::string url = std::string("https://report.netcraft.com/api/v3");
    std::string bootstrap = std::string("https://data.iana.org/rdap");
    bool allow_private = false;
    std::chrono::milliseconds timeout{20'000};
};

// Errc::invalid_argument when a value cannot work. Both ports must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Desk>> make_netcraft_desk(NetcraftDeskConfig config,
                                                                        ports::Http& http,
                                                                        const ports::Clock& clock);

}  // namespace vigie::plugins
