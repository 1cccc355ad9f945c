#include "crowd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <vector>

namespace vigie::bench {
namespace {

double processor_s(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

int connect_to(int port) {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(s, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) std::abort();
    return s;
}

struct Client {
    int socket = -1;
    std::string in;
    std::size_t wanted = 0;  // bytes of the whole answer, 0 = header not here yet
};

// True when a whole answer is here; it is taken off.
bool take_answer(Client& c, std::int64_t& wrong) {
    if (c.wanted == 0) {
        const auto end = c.in.find("\r\n\r\n");
        if (end == std::string::npos) return false;
        const auto at = c.in.find("Content-Length: ");
        const std::size_t length = at < end ? std::strtoul(c.in.c_str() + at + 16, nullptr, 10) : 0;
        c.wanted = end + 4 + length;
    }
    if (c.in.size() < c.wanted) return false;
    if (std::string_view(c.in).substr(9, 3) != "200") ++wrong;
    c.in.erase(0, c.wanted);
    c.wanted = 0;
    return true;
}

}  // namespace

Load crowd(int port, const std::string& request, int connections, double seconds) {
    std::vector<Client> clients(static_cast<std::size_t>(connections));
    std::vector<pollfd> polls;
    for (auto& c : clients) {
        c.socket = connect_to(port);
        polls.push_back({c.socket, POLLIN, 0});
        if (::send(c.socket, request.data(), request.size(), MSG_NOSIGNAL) < 0) std::abort();
    }
    std::vector<char> buffer(std::size_t{1} << 18U);
    std::int64_t done = 0;
    Load load;
    const auto begin = std::chrono::steady_clock::now();
    const double all = processor_s(CLOCK_PROCESS_CPUTIME_ID);
    const double mine = processor_s(CLOCK_THREAD_CPUTIME_ID);
    double passed = 0;
    while (passed < seconds) {
        ::poll(polls.data(), polls.size(), 100);
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if ((polls[i].revents & POLLIN) == 0) continue;
            auto& c = clients[i];
            const auto n = ::recv(c.socket, buffer.data(), buffer.size(), 0);
            if (n <= 0) std::abort();
            c.in.append(buffer.data(), static_cast<std::size_t>(n));
            if (!take_answer(c, load.wrong)) continue;
            ++done;
            if (::send(c.socket, request.data(), request.size(), MSG_NOSIGNAL) < 0) std::abort();
        }
        passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
    const double others =
        (processor_s(CLOCK_PROCESS_CPUTIME_ID) - all) - (processor_s(CLOCK_THREAD_CPUTIME_ID) - mine);
    for (auto& c : clients) ::close(c.socket);
    load.requests_per_s = static_cast<double>(done) / passed;
    load.server_us = others * 1e6 / static_cast<double>(done);
    return load;
}

}  // namespace vigie::bench
