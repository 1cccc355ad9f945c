#include <vigie/base/log.hpp>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace vigie::log {
namespace {

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warn: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

struct State {
    std::shared_ptr<spdlog::logger> logger = spdlog::stderr_logger_mt("vigie");
    bool json = false;
    State() { logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%-5l%$ %v", spdlog::pattern_time_type::utc); }
};

// The process has one stderr, so it has one log.
State& state() {
    static State s;
    return s;
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 8);
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

void init(Level level, bool json) {
    auto& s = state();
    s.json = json;
    s.logger->set_level(to_spdlog(level));
    if (json) {
        s.logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                              spdlog::pattern_time_type::utc);
    }
}

void write(Level level, std::string_view component, std::string_view message) {
    auto& s = state();
    if (s.json) {
        s.logger->log(to_spdlog(level), R"("component":"{}","message":"{}")", component, escaped(message));
    } else {
        s.logger->log(to_spdlog(level), "{}: {}", component, message);
    }
}

std::string quoted(std::string_view text, std::size_t limit) {
    auto out = escaped(text.substr(0, limit));
    if (text.size() > limit) out += "…";
    return '"' + out + '"';
}

}  // namespace vigie::log
