#include "frame.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace vigie::sandbox {
namespace {

struct Header {
    std::uint32_t length = 0;
    std::uint32_t kind = 0;
};

// True when `fd` is ready for `events`.
Result<> wait(int fd, short events, Clock::time_point until) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) return fail(Errc::timeout, "no answer in time");
        pollfd entry{fd, events, 0};
        const int most = static_cast<int>(std::min<std::int64_t>(left, 60'000));
        const int n = ::poll(&entry, 1, most);
        if (n > 0) return {};
        if (n < 0 && errno != EINTR) return fail(Errc::io, "poll: {}", std::strerror(errno));
    }
}

Result<> receive_all(int fd, char* to, std::size_t size, Clock::time_point until) {
    while (size > 0) {
        const ssize_t n = ::recv(fd, to, size, MSG_DONTWAIT);
        if (n > 0) {
            to += n;
            size -= static_cast<std::size_t>(n);
        } else if (n < 0 && errno == EAGAIN) {
            VIGIE_TRY(wait(fd, POLLIN, until));
        } else if (n == 0 || errno != EINTR) {
            return fail(Errc::unavailable, "the other side is gone");
        }
    }
    return {};
}

Result<> send_all(int fd, std::string_view bytes, Clock::time_point until) {
    while (!bytes.empty()) {
        const ssize_t n = ::send(fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(n));
        } else if (errno == EAGAIN) {
            VIGIE_TRY(wait(fd, POLLOUT, until));
        } else if (errno != EINTR) {
            return fail(Errc::unavailable, "the other side is gone");
        }
    }
    return {};
}

}  // namespace

Result<Frame> receive(int fd, std::size_t most, Clock::time_point until) {
    std::array<char, sizeof(Header)> raw{};
    VIGIE_TRY(receive_all(fd, raw.data(), raw.size(), until));
    Header header;
    std::memcpy(&header, raw.data(), sizeof header);
    if (header.length > most) return fail(Errc::io, "{} bytes, {} are allowed", header.length, most);
    Frame frame{header.kind, std::string(header.length, '\0')};
    VIGIE_TRY(receive_all(fd, frame.bytes.data(), frame.bytes.size(), until));
    return frame;
}

Result<> send(int fd, std::uint32_t kind, std::string_view bytes, Clock::time_point until) {
    const Header header{static_cast<std::uint32_t>(bytes.size()), kind};
    std::array<char, sizeof(Header)> raw{};
    std::memcpy(raw.data(), &header, sizeof header);
    VIGIE_TRY(send_all(fd, {raw.data(), raw.size()}, until));
    return send_all(fd, bytes, until);
}

}  // namespace vigie::sandbox
