#include "forms.hpp"

#include <algorithm>

namespace vigie::respond {
namespace {

using Plain = nlohmann::json;

tl::unexpected<Error> odd(std::string_view what) {
    return fail(Errc::parse, "{} is not one of the evidence locker", what);
}

// The texts of an object whose members are all texts.
std::optional<std::string> text_of(const Plain& j, const char* key) {
    const auto found = j.find(key);
    if (found == j.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

}  // namespace

bool is_sha256(std::string_view text) noexcept {
    constexpr std::size_t digits = 64;
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string record_text(const EvidenceCapture& capture) {
    auto parts = model::Json::array();
    for (const auto& p : capture.parts) {
        parts.push_back(
            {{"role", p.role}, {"type", p.type}, {"url", p.url}, {"sha256", p.sha256}, {"bytes", p.bytes}});
    }
    return canonical({{"incident", capture.incident.value},
                      {"finding", capture.finding.value},
                      {"at", format_time(capture.at)},
                      {"parts", std::move(parts)}});
}

Result<EvidenceCapture> read_record(std::string_view text) {
    const auto j = Plain::parse(text, nullptr, false);
    if (!j.is_object() || !j.contains("parts") || !j["parts"].is_array()) return odd("a record");
    EvidenceCapture out;
    const auto incident = text_of(j, "incident");
    const auto finding = text_of(j, "finding");
    const auto at = text_of(j, "at");
    if (!incident || !finding || !at) return odd("a record");
    out.incident = model::IncidentId(*incident);
    out.finding = model::FindingId(*finding);
    VIGIE_TRY_ASSIGN(out.at, parse_time(*at));
    for (const auto& p : j["parts"]) {
        if (!p.is_object()) return odd("a record");
        const auto role = text_of(p, "role");
        const auto type = text_of(p, "type");
        const auto url = text_of(p, "url");
        const auto sha256 = text_of(p, "sha256");
        const auto bytes = p.find("bytes");
        if (!role || !type || !url || !sha256 || !is_sha256(*sha256) || bytes == p.end() ||
            !bytes->is_number_unsigned())
            return odd("a record");
        out.parts.push_back({*role, *type, *url, *sha256, bytes->get<std::uint64_t>(), {}});
    }
    return out;
}

std::string entry_text(const EvidenceEntry& entry) {
    return canonical({{"at", format_time(entry.at)},
                      {"incident", entry.incident.value},
                      {"finding", entry.finding.value},
                      {"record", entry.record}});
}

Result<EvidenceEntry> read_entry(std::string_view leaf) {
    const auto j = Plain::parse(leaf, nullptr, false);
    if (!j.is_object()) return odd("an entry");
    const auto at = text_of(j, "at");
    const auto incident = text_of(j, "incident");
    const auto finding = text_of(j, "finding");
    const auto record = text_of(j, "record");
    if (!at || !incident || !finding || !record) return odd("an entry");
    EvidenceEntry out;
    out.leaf = std::string(leaf);
    VIGIE_TRY_ASSIGN(out.at, parse_time(*at));
    out.incident = model::IncidentId(*incident);
    out.finding = model::FindingId(*finding);
    out.record = *record;
    if (out.finding.empty() != out.record.empty() || (!out.record.empty() && !is_sha256(out.record)))
        return odd("an entry");
    return out;
}

std::string EvidenceHead::signed_text() const {
    return fmt::format("vigie evidence head\n{}\n{}\n{}\n", size, root, at);
}

std::string head_text(const EvidenceHead& head) {
    return canonical(
        {{"size", head.size}, {"root", head.root}, {"at", head.at}, {"signature", head.signature}});
}

Result<EvidenceHead> read_head(std::string_view text) {
    const auto j = Plain::parse(text, nullptr, false);
    if (!j.is_object()) return odd("a head");
    const auto root = text_of(j, "root");
    const auto at = text_of(j, "at");
    const auto signature = text_of(j, "signature");
    const auto size = j.find("size");
    if (!root || !at || !signature || !is_sha256(*root) || size == j.end() || !size->is_number_unsigned())
        return odd("a head");
    return EvidenceHead{size->get<std::size_t>(), *root, *at, *signature};
}

}  // namespace vigie::respond
