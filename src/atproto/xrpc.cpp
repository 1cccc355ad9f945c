#include <vigie/atproto/xrpc.hpp>
#include <vigie/base/log.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace vigie::atproto {
namespace {

constexpr std::size_t shown = 200;

std::chrono::seconds wait_of(const ports::HttpResponse& answer, std::int64_t now) {
    if (const auto value = answer.header("retry-after"); !value.empty()) {
        return std::max(ports::retry_after(value, now), std::chrono::seconds(1));
    }
    const auto reset = answer.header("ratelimit-reset");
    std::int64_t at = 0;
    const auto [end, problem] = std::from_chars(reset.data(), reset.data() + reset.size(), at);
    constexpr std::int64_t day = 86'400;
    if (reset.empty() || problem != std::errc() || at <= now || at > now + day)
        return std::chrono::seconds(0);
    return std::chrono::seconds(at - now);
}

// JSON of a hostile server may nest without end: a cheap look before the parser.
bool too_deep(std::string_view text) {
    constexpr int limit = 64;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limit) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace

std::string Reply::text() const {
    if (network) return log::quoted(network->message, shown);
    std::string out = std::to_string(status);
    if (!error.empty()) out += " " + error;
    if (!message.empty()) out += ": " + message;
    if (!body.is_object()) out += " (no JSON answer)";
    return log::quoted(out, shown);
}

Reply read(const Result<ports::HttpResponse>& answer, std::int64_t now) {
    Reply out;
    out.body = model::Json(model::Json::value_t::discarded);
    if (!answer) {
        out.network = answer.error();
        return out;
    }
    out.status = answer->status;
    out.wait = wait_of(*answer, now);
    if (!too_deep(answer->body)) out.body = model::Json::parse(answer->body, nullptr, false);
    if (out.body.is_object() && !answer->ok()) {
        out.error = text_of(out.body, "error");
        out.message = text_of(out.body, "message");
    }
    return out;
}

std::string url(std::string_view host, std::string_view method) {
    while (host.ends_with('/')) host.remove_suffix(1);
    return fmt::format("{}/xrpc/{}", host, method);
}

std::string escape(std::string_view value) {
    std::string out;
    for (const char c : value) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    return out;
}

std::string text_of(const model::Json& object, const char* member) {
    if (!object.is_object()) return {};
    const auto it = object.find(member);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

}  // namespace vigie::atproto
