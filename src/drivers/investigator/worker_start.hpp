// What a process that will only talk to the network must have done before it gives up its rights.
#pragma once

#include <string>
#include <vector>

namespace vigie::drivers {

// The resolver's files and the roots of TLS: all that it may read afterwards.
[[nodiscard]] std::vector<std::string> readable_for_network();

// Loads the modules of the name resolver (a library cannot be mapped later), bounds the allocator's address
// space and ignores SIGPIPE. Starts no thread and asks nobody anything.
void load_what_is_needed();

}  // namespace vigie::drivers
