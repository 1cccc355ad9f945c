// The workers that this program can be started as: `vigie worker NAME`. Who asks them: the driver of that
// name.
#pragma once

#include <vigie/sandbox/sandbox.hpp>

#include <string>
#include <vector>

namespace vigie::cli {

struct WorkerEntry {
    sandbox::Job job;
    sandbox::Prepare prepare;
};

[[nodiscard]] const std::vector<WorkerEntry>& workers();

// Answers requests on file descriptor 3 until it is closed. Not for people: no socket there is exit_usage.
int work(const std::string& name);

}  // namespace vigie::cli
