#include "worker_start.hpp"

#include <curl/curl.h>
#include <dlfcn.h>
#include <malloc.h>
#include <netdb.h>

#include <csignal>
#include <fstream>
#include <sstream>

namespace vigie::drivers {
namespace {

// Each service of the line "hosts:" in nsswitch.conf is a library of its own, but for those in libc.
void load_resolver() {
    std::ifstream file("/etc/nsswitch.conf");
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("hosts:")) continue;
        std::istringstream words(line.substr(line.find(':') + 1));
        for (std::string word; words >> word;) {
            if (word.front() == '#') break;
            if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
                continue;  // [NOTFOUND=return]
            (void)::dlopen(("libnss_" + word + ".so.2").c_str(), RTLD_NOW | RTLD_GLOBAL);
        }
    }
    addrinfo* found = nullptr;
    if (::getaddrinfo("localhost", nullptr, nullptr, &found) == 0) ::freeaddrinfo(found);
}

}  // namespace

std::vector<std::string> readable_for_network() {
    return {"/etc/resolv.conf",     "/etc/hosts",      "/etc/host.conf",     "/etc/nsswitch.conf",
            "/etc/gai.conf",        "/etc/ssl",        "/usr/lib/ssl",       "/usr/share/ca-certificates",
            "/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager"};
}

void load_what_is_needed() {
    ::mallopt(M_ARENA_MAX, 2);   // each reserves 64 MiB of address space
    ::signal(SIGPIPE, SIG_IGN);  // a server that hangs up is no reason to end
    curl_global_init(CURL_GLOBAL_DEFAULT);
    load_resolver();
}

}  // namespace vigie::drivers
