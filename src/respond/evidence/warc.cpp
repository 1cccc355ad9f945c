#include "forms.hpp"

#include <vigie/kit/hash.hpp>

namespace vigie::respond {
namespace {

// A name that depends on what it names alone, in the form of a random UUID (version 8, RFC 9562).
std::string record_id(const std::string& seed) {
    auto h = kit::sha256_hex(seed);
    h[12] = '8';
    h[16] = 'a';
    return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", h.substr(0, 8), h.substr(8, 4), h.substr(12, 4),
                       h.substr(16, 4), h.substr(20, 12));
}

// A header's value on one line: addresses come from outside.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) > ' ' && c != '\x7f') out.push_back(c);
    }
    return out;
}

std::string record(const std::string& headers, std::string_view block) {
    return fmt::format("WARC/1.1\r\n{}WARC-Block-Digest: sha256:{}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
                       headers, kit::sha256_hex(block), block.size(), block);
}

}  // namespace

// The pages' own bytes are not kept, only what was read on them: so these are `resource` and `metadata`
// records, and no `response` is claimed.
std::string write_warc(const std::vector<WarcPart>& parts, const std::string& incident,
                       const std::string& program, Time now) {
    const auto info_id = record_id("warcinfo " + incident + format_time(now));
    const auto info = fmt::format(
        "software: {}\r\nformat: WARC File Format 1.1\r\ndescription: evidence of {}; the JSON that Vigie "
        "read, "
        "not the bytes that servers sent\r\n",
        program, incident);
    auto out = record(fmt::format("WARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n"
                                  "Content-Type: application/warc-fields\r\n",
                                  info_id, format_time(now)),
                      info);
    std::size_t n = 0;
    for (const auto& [at, part] : parts) {
        out += record(fmt::format("WARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Warcinfo-ID: {}\r\n"
                                  "WARC-Date: {}\r\nWARC-Target-URI: {}\r\nContent-Type: {}\r\n",
                                  part.role == "page" ? "metadata" : "resource",
                                  record_id(fmt::format("{} {} {}", incident, n++, part.sha256)), info_id,
                                  format_time(at), one_line(part.url), part.type),
                      part.content);
    }
    return out;
}

}  // namespace vigie::respond
