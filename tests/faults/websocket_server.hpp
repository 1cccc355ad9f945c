// The server side of RFC 6455, by hand: a script sends every frame as it likes, so that each fault of a
// stream can be played. Runs on TestServer; one connection at a time.
#pragma once

#include "tcp_server.hpp"

#include <openssl/evp.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::faults {

enum class Op : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

class WebSocketPeer {
public:
    explicit WebSocketPeer(TestConnection& connection) : connection_(connection) {}

    // The request head of the upgrade; "" when the client left.
    std::string read_upgrade() {
        head_ = connection_.read_until("\r\n\r\n");
        return head_;
    }
    // "/subscribe?cursor=1" of "GET /subscribe?cursor=1 HTTP/1.1".
    [[nodiscard]] std::string target() const {
        const auto begin = head_.find(' ') + 1;
        return head_.substr(begin, head_.find(' ', begin) - begin);
    }
    void accept() {
        connection_.send(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
            "Upgrade\r\nSec-WebSocket-Accept: " +
            accept_key() + "\r\n\r\n");
    }
    void refuse(std::string_view status, std::string_view body) {
        connection_.send("HTTP/1.1 " + std::string(status) +
                         "\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) +
                         "\r\n\r\n" + std::string(body));
    }

    bool send(Op op, std::string_view payload, bool final = true) {
        std::string frame;
        frame += static_cast<char>(static_cast<unsigned>(op) | (final ? 0x80U : 0U));
        if (payload.size() < 126) {
            frame += static_cast<char>(payload.size());
        } else {
            const int bytes = payload.size() < 65536 ? 2 : 8;
            frame += static_cast<char>(bytes == 2 ? 126 : 127);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
                frame += static_cast<char>(payload.size() >> shift);
        }
        frame += payload;
        return connection_.send(frame);
    }
    bool text(std::string_view payload) { return send(Op::text, payload); }
    bool binary(std::string_view payload) { return send(Op::binary, payload); }
    bool close(unsigned code, std::string_view reason) {
        std::string payload{static_cast<char>(code >> 8U), static_cast<char>(code & 0xffU)};
        return send(Op::close, payload.append(reason));
    }

    struct Received {
        bool alive = false;
        Op op = Op::close;
        std::string payload;
    };
    // The next frame of the client (clients mask theirs).
    Received read() {
        const auto head = connection_.read_bytes(2);
        if (head.size() < 2) return {};
        std::size_t size = static_cast<unsigned char>(head[1]) & 0x7fU;
        if (size >= 126) {
            const auto more = connection_.read_bytes(size == 126 ? 2 : 8);
            size = 0;
            for (const char c : more) size = size << 8U | static_cast<unsigned char>(c);
        }
        const auto mask = connection_.read_bytes(4);
        auto payload = connection_.read_bytes(size);
        if (mask.size() < 4 || payload.size() < size) return {};
        for (std::size_t i = 0; i < payload.size(); ++i)
            payload[i] = static_cast<char>(payload[i] ^ mask[i % 4]);
        return {true, static_cast<Op>(static_cast<unsigned char>(head[0]) & 0x0fU), payload};
    }
    // Answers nothing, until the client leaves.
    void hang() { connection_.hang(); }
    // Reads until the client says goodbye or leaves; answers the goodbye.
    void wait_for_close() {
        for (;;) {
            const auto frame = read();
            if (!frame.alive) return;
            if (frame.op == Op::close) {
                send(Op::close, frame.payload);
                return;
            }
        }
    }

private:
    [[nodiscard]] std::string accept_key() const {
        constexpr std::string_view name = "Sec-WebSocket-Key: ";
        const auto begin = head_.find(name) + name.size();
        const auto text =
            head_.substr(begin, head_.find('\r', begin) - begin) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr);
        unsigned char out[64];
        const int length = EVP_EncodeBlock(out, digest, static_cast<int>(size));
        return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
    }

    TestConnection& connection_;
    std::string head_;
};

}  // namespace vigie::faults
