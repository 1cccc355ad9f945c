// vigie authenticity: the public page that says what is ours, as static files.
#include "commands.hpp"
#include "common.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/engage/authenticity.hpp>
#include <vigie/watch/register.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace vigie::cli {

int authenticity(const AuthenticityOptions& options) {
    const auto judgement = judgement_of(options.assets);
    if (!judgement) return complain(judgement.error().message);
    const auto clock = drivers::make_system_clock();
    const auto files =
        engage::authenticity_pages((*judgement)->assets(), {.organisation = options.organisation,
                                                            .report_email = options.report_email,
                                                            .report_url = options.report_url,
                                                            .day = format_time(clock->now()).substr(0, 10)});
    for (const auto& file : files) {
        const auto path = std::filesystem::path(options.folder) / file.path;
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        std::ofstream stream(path, std::ios::binary | std::ios::trunc);
        stream << file.content;
        stream.close();
        if (error || !stream) return complain("cannot write " + path.string());
        fmt::print("{}\n", path.string());
    }
    return exit_ok;
}

}  // namespace vigie::cli
