#include "forms.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/tar.hpp>

#include <set>

namespace vigie::respond {
namespace {

constexpr int most_custody = 1000;

Result<std::vector<model::AuditEntry>> custody_of(ports::Session& s, const model::IncidentId& id) {
    std::vector<model::AuditEntry> out;
    for (;;) {
        VIGIE_TRY_ASSIGN(const auto some, s.audit({.incident = id,
                                                   .actor = {},
                                                   .after_seq = out.empty() ? 0 : out.back().seq,
                                                   .limit = most_custody,
                                                   .newest_first = false}));
        out.insert(out.end(), some.begin(), some.end());
        if (some.size() < static_cast<std::size_t>(most_custody)) return out;
    }
}

}  // namespace

Result<std::string> export_evidence(ports::Session& s, const EvidenceLocker& locker,
                                    const model::IncidentId& id, Time now, const std::string& program) {
    VIGIE_TRY_ASSIGN(const auto incident, s.incident(id));
    if (!incident) return fail(Errc::not_found, "there is no incident '{}'", id.value.substr(0, 40));
    const auto entries = locker.entries(id);
    if (entries.empty()) return fail(Errc::not_found, "no evidence is kept of {}", id.value);
    Custody custody;
    VIGIE_TRY_ASSIGN(custody.entries, custody_of(s, id));
    VIGIE_TRY_ASSIGN(custody.hold, evidence_hold(s, id));
    // The head and the proofs belong together: the locker may grow meanwhile, so the head is asked twice.
    auto head = locker.head();
    auto leaves = model::Json::array();
    std::vector<kit::TarFile> objects;
    std::vector<WarcPart> pages;
    std::set<std::string> taken;
    for (const auto& entry : entries) {
        std::optional<EvidenceCapture> capture;
        if (!entry.finding.empty()) {
            VIGIE_TRY_ASSIGN(capture, locker.capture(entry));
        }
        if (capture) {
            VIGIE_TRY_ASSIGN(const auto record, locker.object(id, entry.record));
            if (record && taken.insert(entry.record).second)
                objects.push_back({"objects/" + entry.record, *record});
            for (auto part : capture->parts) {
                VIGIE_TRY_ASSIGN(auto content, locker.object(id, part.sha256));
                if (!content) return fail(Errc::io, "object {} of {} is missing", part.sha256, id.value);
                part.content = *std::move(content);
                if (taken.insert(part.sha256).second)
                    objects.push_back({"objects/" + part.sha256, part.content});
                if (!part.url.empty()) pages.push_back({capture->at, std::move(part)});
            }
        }
        custody.captures.emplace_back(entry, std::move(capture));
    }
    for (;;) {
        leaves = model::Json::array();
        for (const auto& entry : entries) {
            auto path = model::Json::array();
            for (const auto& hash : locker.proof(entry.index)) path.push_back(kit::hex(hash));
            leaves.push_back({{"index", entry.index}, {"leaf", entry.leaf}, {"path", std::move(path)}});
        }
        auto again = locker.head();
        if (again.signature == head.signature) break;
        head = std::move(again);
    }
    std::vector<kit::TarFile> files{
        {"cover.fr.html", cover_sheet(*incident, custody, now, program, locker.public_key(), true)},
        {"cover.en.html", cover_sheet(*incident, custody, now, program, locker.public_key(), false)},
        {"incident.json", canonical(*incident)},
        {"custody.json", model::dump(custody.entries)},
        {"log/head.json", head_text(head)},
        {"log/entries.json", canonical(leaves)},
        {"pages.warc", write_warc(pages, id.value, program, now)},
    };
    files.insert(files.end(), objects.begin(), objects.end());
    auto listed = model::Json::array();
    for (const auto& f : files) {
        listed.push_back(
            {{"name", f.name}, {"bytes", f.content.size()}, {"sha256", kit::sha256_hex(f.content)}});
    }
    const auto manifest = canonical({{"format", "vigie-evidence/1"},
                                     {"incident", id.value},
                                     {"exported_at", format_time(now)},
                                     {"program", program},
                                     {"public_key", locker.public_key()},
                                     {"files", std::move(listed)}});
    files.insert(files.begin(),
                 {{"manifest.json", manifest},
                  {"manifest.sig", locker.sign("vigie evidence manifest\n" + manifest) + "\n"}});
    return kit::write_tar(files);
}

}  // namespace vigie::respond
