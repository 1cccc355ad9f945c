// Many keep-alive connections driven by one thread, each with one request under way: as cheap a client as
// there is, so that the server is what is measured.
#pragma once

#include <cstdint>
#include <string>

namespace vigie::bench {

struct Load {
    double requests_per_s = 0;
    double server_us = 0;    // processor time of the rest of the process for one request
    std::int64_t wrong = 0;  // answers that were not 200
};

// Sends `request` over and over for `seconds` on `connections` connections to a server in this process.
[[nodiscard]] Load crowd(int port, const std::string& request, int connections, double seconds);

}  // namespace vigie::bench
