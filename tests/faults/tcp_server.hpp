// A TCP server on 127.0.0.1 for tests: one thread, one connection at a time, a script decides what is read
// and sent. With a TestCertificate it speaks TLS.
#pragma once

#include "test_certificate.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace vigie::faults {

class TestConnection {
public:
    TestConnection(int fd, SSL* tls, const std::atomic<bool>& stop) : fd_(fd), tls_(tls), stop_(stop) {}

    // Reads until `end` was seen (it is part of the answer), the peer left, or the server stops.
    std::string read_until(std::string_view end) {
        for (;;) {
            const auto at = buffer_.find(end);
            if (at != std::string::npos) return take(at + end.size());
            if (!fill()) return std::exchange(buffer_, {});
        }
    }
    std::string read_bytes(std::size_t count) {
        while (buffer_.size() < count && fill()) {
        }
        return take(std::min(count, buffer_.size()));
    }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto n = tls_ != nullptr ? SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()))
                                           : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    // Says nothing until the peer leaves or the server stops.
    void hang() {
        while (fill()) buffer_.clear();
    }
    [[nodiscard]] bool stopping() const { return stop_; }

private:
    std::string take(std::size_t count) {
        auto out = buffer_.substr(0, count);
        buffer_.erase(0, count);
        return out;
    }
    bool fill() {
        while (!stop_) {
            pollfd ready{fd_, POLLIN, 0};
            if ((tls_ == nullptr || SSL_pending(tls_) == 0) && ::poll(&ready, 1, 20) <= 0) continue;
            char bytes[4096];
            const auto n =
                tls_ != nullptr ? SSL_read(tls_, bytes, sizeof bytes) : ::recv(fd_, bytes, sizeof bytes, 0);
            if (n <= 0) return false;
            buffer_.append(bytes, static_cast<std::size_t>(n));
            return true;
        }
        return false;
    }

    int fd_;
    SSL* tls_;
    const std::atomic<bool>& stop_;
    std::string buffer_;
};

class TestServer {
public:
    explicit TestServer(std::function<void(TestConnection&)> script,
                        const TestCertificate* certificate = nullptr)
        : script_(std::move(script)), certificate_(certificate) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listener_, 16);
        socklen_t size = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~TestServer() {
        stop_ = true;
        thread_.join();
        ::close(listener_);
    }
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    [[nodiscard]] int port() const noexcept { return port_; }
    [[nodiscard]] std::string url(std::string_view scheme, std::string_view rest = "",
                                  std::string_view host = "127.0.0.1") const {
        return std::string(scheme) + "://" + std::string(host) + ":" + std::to_string(port_) +
               std::string(rest);
    }
    [[nodiscard]] int connections() const noexcept { return connections_; }
    // What scripts noted, for the test to look at.
    void note(std::string text) {
        const std::lock_guard lock(mutex_);
        notes_.push_back(std::move(text));
    }
    [[nodiscard]] std::vector<std::string> notes() const {
        const std::lock_guard lock(mutex_);
        return notes_;
    }

private:
    void serve() {
        while (!stop_) {
            pollfd ready{listener_, POLLIN, 0};
            if (::poll(&ready, 1, 20) <= 0) continue;
            const int fd = ::accept(listener_, nullptr, nullptr);
            if (fd < 0) continue;
            ++connections_;
            talk(fd);
            ::close(fd);
        }
    }
    void talk(int fd) {
        const std::unique_ptr<SSL, decltype(&SSL_free)> tls(
            certificate_ != nullptr ? SSL_new(certificate_->context()) : nullptr, &SSL_free);
        if (tls) {
            SSL_set_fd(tls.get(), fd);
            if (SSL_accept(tls.get()) != 1) return;
        }
        TestConnection connection(fd, tls.get(), stop_);
        script_(connection);
    }

    std::function<void(TestConnection&)> script_;
    const TestCertificate* certificate_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stop_ = false;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> notes_;
    std::thread thread_;
};

}  // namespace vigie::faults
