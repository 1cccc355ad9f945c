// A client on a bare socket: it sends whatever a test wants, well-formed or not, and reads answers byte by
// byte. `Browser` on top keeps the cookie and the CSRF token as a console does.
#pragma once

#include <vigie/model/json.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::serve::testing {

using model::Json;
using Milliseconds = std::chrono::milliseconds;
inline constexpr Milliseconds patience{5000};

struct Answer {
    int status = 0;                                            // 0: none came
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;

    [[nodiscard]] std::string header(std::string_view lower_case_name) const {
        const auto it = std::ranges::find(headers, lower_case_name,
                                          [](const auto& h) { return std::string_view(h.first); });
        return it == headers.end() ? std::string() : it->second;
    }
    [[nodiscard]] Json json() const { return Json::parse(body, nullptr, false); }
    // The `error.code` of the API's error form, "" for anything else.
    [[nodiscard]] std::string code() const {
        const auto j = json();
        return j.is_object() && j.contains("error") && j["error"].contains("code")
                   ? j["error"]["code"].get<std::string>()
                   : "";
    }
};

class Wire {
public:
    explicit Wire(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    }
    ~Wire() { ::close(socket_); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }

    // False when the other side has closed meanwhile: no test minds, the answer tells.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    // Reads until `what` stands in the bytes not yet taken; false at the end of the stream or of the wait.
    bool wait_for(std::string_view what, Milliseconds wait = patience) {
        const auto until = std::chrono::steady_clock::now() + wait;
        while (seen_.find(what) == std::string::npos) {
            if (!read_some(until)) return false;
        }
        return true;
    }
    // True when the other side closes within `wait`.
    bool closes(Milliseconds wait = patience) {
        const auto until = std::chrono::steady_clock::now() + wait;
        while (read_some(until)) {
        }
        return closed_;
    }
    [[nodiscard]] const std::string& seen() const { return seen_; }
    void forget() { seen_.clear(); }

    Answer answer(bool of_head = false, Milliseconds wait = patience) {
        Answer out;
        if (!wait_for("\r\n\r\n", wait)) return out;
        const auto end = seen_.find("\r\n\r\n");
        read_head(std::string_view(seen_).substr(0, end + 2), out);
        seen_.erase(0, end + 4);
        const std::size_t length = std::strtoul(out.header("content-length").c_str(), nullptr, 10);
        if (of_head) return out;
        const auto until = std::chrono::steady_clock::now() + wait;
        while (seen_.size() < length && read_some(until)) {
        }
        out.body = seen_.substr(0, length);
        seen_.erase(0, length);
        return out;
    }

private:
    static void read_head(std::string_view head, Answer& out) {
        if (head.starts_with("HTTP/1.1 ")) out.status = std::atoi(std::string(head.substr(9, 3)).c_str());
        head.remove_prefix(head.find("\r\n") + 2);
        while (!head.empty()) {
            const auto line = head.substr(0, head.find("\r\n"));
            const auto colon = line.find(": ");
            std::string name(line.substr(0, colon));
            std::ranges::transform(name, name.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            out.headers.emplace_back(std::move(name),
                                     colon == std::string_view::npos ? "" : line.substr(colon + 2));
            head.remove_prefix(line.size() + 2);
        }
    }
    bool read_some(std::chrono::steady_clock::time_point until) {
        const auto left =
            std::chrono::duration_cast<Milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd ready{socket_, POLLIN, 0};
        if (closed_ || left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) return false;
        char buffer[65536];
        const auto n = ::recv(socket_, buffer, sizeof buffer, 0);
        if (n <= 0)
            closed_ = true;
        else
            seen_.append(buffer, static_cast<std::size_t>(n));
        return n > 0;
    }

    int socket_;
    bool connected_ = false;
    bool closed_ = false;
    std::string seen_;
};

using Extra = std::vector<std::pair<std::string, std::string>>;

inline std::string request(std::string_view method, std::string_view target, const Extra& extra = {},
                           std::string_view body = {}) {
    std::string out = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
    const bool own_host = std::ranges::find(extra, "Host", &Extra::value_type::first) != extra.end();
    if (!own_host) out += "Host: 127.0.0.1\r\n";
    for (const auto& [name, value] : extra) out += name + ": " + value + "\r\n";
    if (!body.empty())
        out += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return out + "\r\n" + std::string(body);
}

class Browser {
public:
    explicit Browser(int port) : port_(port) {}

    Answer send(std::string_view method, std::string_view target, const Extra& extra = {},
                std::string_view body = {}) {
        auto all = extra;
        if (!cookie.empty()) all.emplace_back("Cookie", "theme=dark; vigie_session=" + cookie);
        if (!csrf.empty() && method != "GET") all.emplace_back("X-CSRF-Token", csrf);
        Wire wire(port_);
        wire.send(request(method, target, all, body));
        auto answer = wire.answer(method == "HEAD");
        if (const auto set = answer.header("set-cookie"); set.starts_with("vigie_session=")) {
            cookie = set.substr(14, set.find(';') - 14);
        }
        if (const auto j = answer.json(); j.is_object() && j.contains("csrf"))
            csrf = j["csrf"].get<std::string>();
        return answer;
    }
    Answer get(std::string_view target, const Extra& extra = {}) { return send("GET", target, extra); }
    Answer post(std::string_view target, const Json& body = Json::object(), const Extra& extra = {}) {
        return send("POST", target, extra, body.dump());
    }
    Answer log_in(const std::string& name, const std::string& password) {
        return post("/api/v1/session", {{"name", name}, {"password", password}});
    }

    std::string cookie;
    std::string csrf;

private:
    int port_;
};

}  // namespace vigie::serve::testing
