#include "workers.hpp"

#include "common.hpp"

#include <vigie/drivers/curl.hpp>
#include <vigie/drivers/files.hpp>
#include <vigie/drivers/investigator.hpp>
#include <vigie/drivers/pictures.hpp>

#include <sys/socket.h>
#include <sys/stat.h>

namespace vigie::cli {
namespace {

// Visitors name a browser of their own in each request: no name of ours is needed.
std::unique_ptr<ports::Http> http_for_visits(const std::vector<std::string>& also_allow) {
    return drivers::make_curl_http("Mozilla/5.0", {.also_allow = also_allow});
}

}  // namespace

const std::vector<WorkerEntry>& workers() {
    static const std::vector<WorkerEntry> table{
        {drivers::picture_job(), drivers::picture_handler},
        {drivers::file_job(), drivers::file_handler},
        {drivers::investigator_job(), drivers::investigator_worker(http_for_visits)}};
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
