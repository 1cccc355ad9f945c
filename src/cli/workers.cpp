#include "workers.hpp"

#include "common.hpp"

#include <vigie/drivers/pictures.hpp>

#include <sys/socket.h>
#include <sys/stat.h>

namespace vigie::cli {

const std::vector<WorkerEntry>& workers() {
    static const std::vector<WorkerEntry> table{{drivers::picture_job(), drivers::picture_handler}};
    return table;
}

int work(const std::string& name) {
    struct stat status {};
    if (::fstat(3, &status) != 0 || !S_ISSOCK(status.st_mode)) {
        return complain("'worker' is how Vigie starts its own helpers, it is nothing to call by hand");
    }
    for (const auto& entry : workers()) {
        if (entry.job.name == name) return sandbox::serve(entry.job, entry.prepare);
    }
    return complain(fmt::format("there is no worker '{}'", name));
}

}  // namespace vigie::cli
