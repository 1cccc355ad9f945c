#include "evidence.hpp"

#include "commands.hpp"
#include "common.hpp"
#include "open_store.hpp"

#include <vigie/drivers/folder.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/evidence.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace vigie::cli {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{2} << 30U;

// The store and its locker, which a running server may be writing.
struct Desk {
    std::unique_ptr<ports::Store> store;
    std::unique_ptr<ports::Folder> folder;
    std::unique_ptr<ports::Clock> clock = drivers::make_system_clock();
    std::unique_ptr<ports::Rng> rng = drivers::make_system_rng();
    std::unique_ptr<respond::EvidenceLocker> locker;
};

Result<Desk> open_desk(const EvidenceOptions& options) {
    Desk out;
    VIGIE_TRY_ASSIGN(out.store, open_configured_store(options.config, options.data));
    VIGIE_TRY_ASSIGN(const auto data, configured_data(options.config, options.data));
    VIGIE_TRY_ASSIGN(out.folder, drivers::open_folder((std::filesystem::path(data) / "evidence").string(),
                                                      drivers::FolderUse::read));
    VIGIE_TRY_ASSIGN(out.locker, respond::EvidenceLocker::open(*out.folder, *out.rng, *out.clock, true));
    return out;
}

Result<> write_whole(const std::string& path, std::string_view bytes) {
    const auto draft = path + ".part";
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code error;
    if (!file) {
        std::filesystem::remove(draft, error);
        return fail(Errc::io, "cannot write {}: is the disk full?", path);
    }
    std::filesystem::rename(draft, path, error);
    if (error) return fail(Errc::io, "cannot write {}: {}", path, error.message());
    return {};
}

}  // namespace

int evidence_list(const EvidenceOptions& options) {
    const auto desk = open_desk(options);
    if (!desk) return complain(desk.error().message);
    const auto entries = desk->locker->entries(model::IncidentId(options.incident));
    if (entries.empty()) return complain("no evidence is kept of " + options.incident, exit_no);
    for (const auto& entry : entries) {
        const auto capture = desk->locker->capture(entry);
        if (!capture) return complain(capture.error().message, exit_input);
        if (!*capture) {
            const bool act = entry.finding.empty();
            if (options.json)
                out(model::dump(
                    {{"entry", entry.index}, {"at", format_time(entry.at)}, {"destroyed", true}}));
            else if (act)
                fmt::print("{:>6}  {}  destroyed at the end of its retention\n", entry.index,
                           format_time(entry.at));
            continue;
        }
        for (const auto& part : (*capture)->parts) {
            if (options.json) {
                out(model::dump({{"entry", entry.index},
                                 {"at", format_time(entry.at)},
                                 {"finding", entry.finding.value},
                                 {"role", part.role},
                                 {"url", part.url},
                                 {"sha256", part.sha256},
                                 {"bytes", part.bytes}}));
            } else {
                fmt::print("{:>6}  {}  {:<8} {:>8} B  {}  {}\n", entry.index, format_time(entry.at),
                           part.role, part.bytes, part.sha256, part.url);
            }
        }
    }
    return exit_ok;
}

int evidence_export(const EvidenceOptions& options) {
    const auto desk = open_desk(options);
    if (!desk) return complain(desk.error().message);
    std::string file;
    const auto made = desk->store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(file, respond::export_evidence(s, *desk->locker, model::IncidentId(options.incident),
                                                        desk->clock->now(), "vigie " + version()));
        return {};
    });
    if (!made)
        return complain(made.error().message, made.error().code == Errc::not_found ? exit_no : exit_input);
    if (const auto written = write_whole(options.file, file); !written)
        return complain(written.error().message, exit_input);
    if (options.json) {
        out(model::dump(
            {{"file", options.file}, {"bytes", file.size()}, {"public_key", desk->locker->public_key()}}));
    } else {
        fmt::print("{}: {} bytes, signed with {}\n", options.file, file.size(), desk->locker->public_key());
    }
    return exit_ok;
}

int evidence_verify(const EvidenceOptions& options) {
    std::error_code error;
    if (std::filesystem::file_size(options.file, error) > largest_file && !error)
        return complain(options.file + " is larger than 2 GiB", exit_input);
    std::ifstream in(options.file, std::ios::binary);
    if (!in) return complain("cannot read " + options.file, exit_input);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto report = respond::verify_evidence(bytes, options.key);
    if (options.json) {
        out(model::dump({{"ok", report.ok},
                         {"incident", report.incident},
                         {"exported_at", report.exported_at},
                         {"public_key", report.public_key},
                         {"captures", report.captures},
                         {"objects", report.objects},
                         {"custody", report.custody},
                         {"problems", report.problems}}));
    } else if (report.ok) {
        fmt::print(
            "ok: {}, exported {}: {} captures, {} objects, {} lines of custody; nothing was changed\n"
            "signed with {}\n{}",
            report.incident, report.exported_at, report.captures, report.objects, report.custody,
            report.public_key,
            options.key.empty() ? "Ask the organisation, by another way than this file, whether this key is "
                                  "theirs.\n"
                                : "");
    } else {
        for (const auto& problem : report.problems) fmt::print("CHANGED: {}\n", problem);
    }
    return report.ok ? exit_ok : exit_no;
}

int evidence_hold(const EvidenceOptions& options, bool hold) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const char* user = std::getenv("USER");  // NOLINT(concurrency-mt-unsafe)
    respond::By by;
    by.actor = !options.by.empty() ? options.by : user != nullptr ? user : "shell";
    by.why = options.why;
    by.at = drivers::make_system_clock()->now();
    const model::IncidentId id(options.incident);
    const auto done = (*store)->write([&](ports::Session& s) {
        return hold ? respond::hold_evidence(s, id, by) : respond::release_evidence(s, id, by);
    });
    if (!done) return complain(done.error().message, exit_no);
    if (options.json)
        out(model::dump({{"incident", id.value}, {"hold", hold}}));
    else
        fmt::print("{}: {}\n", id.value, hold ? "held; nothing of it will be destroyed" : "released");
    return exit_ok;
}

}  // namespace vigie::cli
