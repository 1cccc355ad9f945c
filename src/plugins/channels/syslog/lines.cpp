#include "lines.hpp"

#include <vigie/kit/url.hpp>
#include <vigie/respond/markup.hpp>
#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

namespace vigie::plugins::syslog {
namespace {

namespace markup = respond::markup;
using model::Severity;

constexpr std::size_t title_characters = 500;
constexpr std::size_t value_characters = 1000;

int syslog_severity(Severity s) {
    switch (s) {
        case Severity::critical: return 2;
        case Severity::high: return 3;
        case Severity::medium: return 4;
        case Severity::low: return 5;
        default: return 6;
    }
}

int cef_severity(Severity s) {
    switch (s) {
        case Severity::critical: return 10;
        case Severity::high: return 8;
        case Severity::medium: return 5;
        case Severity::low: return 3;
        default: return 1;
    }
}

// RFC 5424 HOSTNAME, MSGID…: visible ASCII only, "-" for nothing.
std::string name_field(std::string_view text, std::size_t limit) {
    std::string out;
    for (const char c : text) {
        if (c > 0x20 && c < 0x7f && out.size() < limit) out += c;
    }
    return out.empty() ? "-" : out;
}

// An account's or post's address is no host: nothing then.
std::string host_of(const model::Culprit& culprit, const std::string& address) {
    if (culprit.kind == "domain") return address;
    if (culprit.kind != "url") return {};
    const auto url = kit::parse_url(address);
    return url ? url->host : std::string();
}

void put(std::string& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", key,
                       markup::cef_value(markup::cut(value, value_characters)));
}

}  // namespace

std::string cef(const SyslogConfig& config, const model::Notice& notice, const model::Incident& incident,
                Time at) {
    const auto t = respond::telling(notice, incident, config.console_url, config.lang);
    const auto address = respond::culprit_address(incident.culprit);
    std::string values;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    put(values, "rt", std::to_string(ms));
    put(values, "externalId", incident.id.value);
    put(values, "cat", incident.kind);
    if (incident.culprit.kind == "url") put(values, "request", address);
    put(values, "dhost", host_of(incident.culprit, address));
    if (incident.culprit.kind == "account" || incident.culprit.kind == "post")
        put(values, "suser", incident.culprit.handle.empty() ? address : incident.culprit.handle);
    if (!incident.assets.empty()) {
        put(values, "cs1Label", "asset");
        put(values, "cs1", incident.assets.front().value);
    }
    if (!t.link.empty()) {
        put(values, "cs2Label", "incidentUrl");
        put(values, "cs2", t.link);
    }
    put(values, "cfp1Label", "confidence");
    put(values, "cfp1", fmt::format("{:.2f}", incident.score));
    put(values, "act", notice.event);
    put(values, "msg", t.text);
    return fmt::format("CEF:0|Vigie|Vigie|{}|{}|{}|{}|{}", markup::cef_header(config.version),
                       markup::cef_header(incident.kind),
                       markup::cef_header(markup::cut(t.title, title_characters)),
                       cef_severity(incident.severity), values);
}

std::string line(const SyslogConfig& config, const model::Notice& notice, const model::Incident& incident,
                 Time at, std::size_t limit) {
    constexpr std::size_t host_bytes = 255;
    constexpr std::size_t event_bytes = 32;
    auto out = fmt::format("<{}>1 {} {} vigie - {} ",
                           config.facility * 8 + syslog_severity(incident.severity), format_time(at),
                           name_field(config.host, host_bytes), name_field(notice.event, event_bytes));
    if (config.cef) {
        out += "- " + cef(config, notice, incident, at);
    } else {
        const auto t = respond::telling(notice, incident, config.console_url, config.lang);
        out += fmt::format("[vigie@32473 id=\"{}\" kind=\"{}\" severity=\"{}\"",
                           markup::sd_value(incident.id.value), markup::sd_value(incident.kind),
                           model::name(incident.severity));
        const auto address = respond::culprit_address(incident.culprit);
        if (!address.empty())
            out +=
                fmt::format(" culprit=\"{}\"", markup::sd_value(markup::cut(address, value_characters / 4)));
        if (!t.link.empty()) out += fmt::format(" url=\"{}\"", markup::sd_value(t.link));
        out += "] " + markup::clean(markup::cut(t.title, title_characters));
    }
    return markup::cut_bytes(out, limit);
}

}  // namespace vigie::plugins::syslog
