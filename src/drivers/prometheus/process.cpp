#include "process.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <vector>

namespace vigie::drivers::prometheus_text {
namespace {

std::string metric(std::string_view name, std::string_view type, std::string_view help, double value) {
    return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, type, help, value);
}

double boot_time() {
    std::ifstream in("/proc/stat");
    std::string word;
    double value = 0;
    while (in >> word) {
        if (word == "btime") {
            in >> value;
            return value;
        }
    }
    return 0;
}

}  // namespace

std::string process_metrics() {
    std::ifstream in("/proc/self/stat");
    std::string line;
    if (!std::getline(in, line)) return {};
    // The command's name may hold blanks: what follows its ')' is fields 3, 4, …
    const auto end = line.rfind(')');
    if (end == std::string::npos) return {};
    std::istringstream rest(line.substr(end + 1));
    const std::vector<std::string> f{std::istream_iterator<std::string>(rest), {}};
    if (f.size() < 22) return {};
    const auto number = [&](std::size_t field) { return std::strtod(f[field - 3].c_str(), nullptr); };
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    std::string out;
    out += metric("process_cpu_seconds_total", "counter", "User and system time spent.",
                  (number(14) + number(15)) / ticks);
    out += metric("process_threads", "gauge", "Threads.", number(20));
    if (const auto boot = boot_time(); boot > 0) {
        out += metric("process_start_time_seconds", "gauge", "Start, in seconds since 1970.",
                      boot + number(22) / ticks);
    }
    out += metric("process_virtual_memory_bytes", "gauge", "Virtual memory size.", number(23));
    out += metric("process_resident_memory_bytes", "gauge", "Memory in use.",
                  number(24) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
    std::error_code ec;
    const std::filesystem::directory_iterator fds("/proc/self/fd", ec);
    if (!ec) {
        out += metric("process_open_fds", "gauge", "Open files and sockets.",
                      static_cast<double>(std::distance(fds, std::filesystem::directory_iterator())));
    }
    return out;
}

}  // namespace vigie::drivers::prometheus_text
