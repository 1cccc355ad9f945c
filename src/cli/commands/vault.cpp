// vigie vault: what it does. The command line itself is in vault_app.cpp.
#include "vault.hpp"

#include "answer_lines.hpp"
#include "common.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/drivers/pictures.hpp>
#include <vigie/kit/csv.hpp>
#include <vigie/kit/pdq.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/json.hpp>
#include <vigie/vault/vault.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace vigie::cli {
namespace {

using model::Json;
namespace fs = std::filesystem;

std::unique_ptr<ports::Pictures> reader() {
    return drivers::make_pictures(sandbox::start_self(drivers::picture_job()));
}

bool is_picture(const std::string& path) {
    constexpr std::array<std::string_view, 6> kinds{".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"};
    return std::ranges::find(kinds, kit::fold(fs::path(path).extension().string())) != kinds.end();
}

Result<model::PictureFacts> picture_of(ports::Pictures& pictures, const std::string& path) {
    VIGIE_TRY_ASSIGN(const auto bytes, read_file(path));
    return pictures.read(bytes);
}

vault::Entry entry_of(const VaultOptions& o, const std::string& path) {
    vault::Entry entry;
    entry.name = o.name.empty() ? fs::path(path).filename().string() : o.name;
    entry.owner = o.owner;
    entry.holder = o.canary;
    if (o.background) entry.kind = vault::EntryKind::background;
    return entry;
}

Result<> add_table(vault::Editor& editor, const VaultOptions& o) {
    VIGIE_TRY_ASSIGN(const auto text, text_of_file(o.table));
    auto entry = entry_of(o, o.table);
    entry.cells_needed = o.cells;
    std::vector<std::size_t> places;
    std::vector<std::vector<std::string>> rows;
    std::string missing;
    bool header = true;
    const auto row = [&](std::size_t, kit::CsvRow cells) {
        if (header) {
            header = false;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const bool wanted =
                    o.key_columns.empty() || std::ranges::any_of(o.key_columns, [&](const auto& k) {
                        return kit::fold(k) == kit::fold(cells[i]);
                    });
                if (!wanted) continue;
                places.push_back(i);
                entry.columns.push_back(cells[i]);
            }
            for (const auto& key : o.key_columns)
                if (std::ranges::none_of(cells,
                                         [&](const auto& c) { return kit::fold(c) == kit::fold(key); }))
                    missing = key;
            return;
        }
        auto& out = rows.emplace_back();
        for (const auto place : places)
            out.push_back(place < cells.size() ? std::move(cells[place]) : std::string());
    };
    kit::CsvReader csv;
    VIGIE_TRY(csv.feed(text, row));
    VIGIE_TRY(csv.finish(row));
    if (!missing.empty()) return fail(Errc::invalid_argument, "{} has no column '{}'", o.table, missing);
    constexpr std::size_t most_columns = 1000;
    if (entry.columns.size() < o.cells || entry.columns.size() > most_columns)
        return fail(Errc::invalid_argument, "{} has {} key columns: give from {} to {}", o.table,
                    entry.columns.size(), o.cells, most_columns);
    return editor.add_table(std::move(entry), rows);
}

Result<> add_file(vault::Editor& editor, const VaultOptions& o, const std::string& path) {
    auto entry = entry_of(o, path);
    if (is_picture(path)) {
        const auto pictures = reader();
        VIGIE_TRY_ASSIGN(const auto facts, picture_of(*pictures, path));
        constexpr int says_little = 50;
        if (facts.pdq.empty() || facts.quality < says_little)
            return fail(Errc::invalid_argument, "{}: the picture is too plain to be told from others", path);
        entry.pdq = facts.pdq;
        return editor.add_picture(std::move(entry));
    }
    VIGIE_TRY_ASSIGN(const auto text, text_of_file(path));
    return editor.add_text(std::move(entry), text);
}

int refuse(const Error& error) {
    return complain(error.message, error.code == Errc::invalid_argument ? exit_usage : exit_input);
}

Json json_of(const vault::Entry& e) {
    Json out{{"name", e.name}, {"kind", vault::name(e.kind)}, {"prints", e.prints}};
    if (!e.owner.empty()) out["owner"] = e.owner;
    if (!e.holder.empty()) out["holder"] = e.holder;
    if (!e.recipients.empty()) out["recipients"] = e.recipients;
    if (!e.columns.empty()) out["columns"] = e.columns;
    if (e.rows > 0) out["rows"] = e.rows;
    return out;
}

Json hits_of(const vault::Vault& vault, const std::string& text) {
    auto hits = Json::array();
    for (const auto& hit : vault.find(text)) {
        const auto& entry = vault.entries()[hit.entry];
        auto spans = Json::array();
        for (const auto& place : hit.places) {
            Json span{{"start", place.start},
                      {"end", place.end},
                      {"text", text.substr(place.start, place.end - place.start)}};
            if (!place.column.empty()) span["column"] = place.column;
            spans.push_back(std::move(span));
        }
        Json one{{"document", entry.name}, {"kind", vault::name(entry.kind)}, {"spans", std::move(spans)}};
        one[entry.kind == vault::EntryKind::table ? "cells" : "characters"] = hit.characters;
        if (!hit.holder.empty()) one["holder"] = hit.holder;
        hits.push_back(std::move(one));
    }
    return hits;
}

Json pictures_of(const vault::Vault& vault, const model::PictureFacts& facts) {
    constexpr int same = 31;
    auto hits = Json::array();
    const auto hash = kit::pdq_of_hex(facts.pdq);
    for (const auto& entry : vault.entries()) {
        const auto ours = kit::pdq_of_hex(entry.pdq);
        if (!hash || !ours) continue;
        if (const int bits = kit::distance(*hash, *ours); bits <= same)
            hits.push_back({{"document", entry.name}, {"kind", "picture"}, {"distance", bits}});
    }
    return hits;
}

}  // namespace

int vault_add(const VaultOptions& options) {
    if (options.files.empty() == options.table.empty())
        return complain("give files to register, or --table FILE.csv");
    if (!options.name.empty() && options.files.size() > 1) return complain("--name names one file");
    auto editor = vault::Editor::open(options.folder);
    if (!editor) return refuse(editor.error());
    if (!options.table.empty()) {
        if (const auto added = add_table(*editor, options); !added) return refuse(added.error());
    }
    for (const auto& path : options.files)
        if (const auto added = add_file(*editor, options, path); !added) return refuse(added.error());
    if (const auto saved = editor->save(); !saved) return refuse(saved.error());
    for (auto i = editor->entries().size() - std::max<std::size_t>(options.files.size(), 1);
         i < editor->entries().size(); ++i) {
        const auto& e = editor->entries()[i];
        fmt::print(stderr, "{}: {}, {} fingerprints\n", e.name, vault::name(e.kind), e.prints);
    }
    return exit_ok;
}

int vault_list(const VaultOptions& options) {
    const auto vault = vault::Vault::open(options.folder);
    if (!vault) return refuse(vault.error());
    for (const auto& e : (*vault)->entries())
        out(options.json ? model::dump(json_of(e))
                         : fmt::format("{:<10} {:>8}  {}{}", vault::name(e.kind), e.prints, e.name,
                                       e.owner.empty() ? "" : "  (" + e.owner + ")"));
    return exit_ok;
}

int vault_remove(const VaultOptions& options) {
    auto editor = vault::Editor::open(options.folder);
    if (!editor) return refuse(editor.error());
    if (const auto removed = editor->remove(options.entry); !removed) return refuse(removed.error());
    const auto saved = editor->save();
    return saved ? exit_ok : refuse(saved.error());
}

int vault_test(const VaultOptions& options) {
    const auto vault = vault::Vault::open(options.folder);
    if (!vault) return refuse(vault.error());
    std::unique_ptr<ports::Pictures> pictures;
    return answer_lines(
        options.input, limits::line_bytes, [&](std::size_t, std::string_view line) -> Result<Json> {
            const auto json = Json::parse(line, nullptr, false);
            const auto text_at = [&](const char* key) -> std::string {
                const auto it = json.find(key);
                return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
            };
            if (!json.is_object()) return fail(Errc::parse, "this is no JSON object");
            Json answer{{"id", json.value("id", Json())}};
            const auto path = text_at("path");
            if (path.empty()) {
                if (!json.contains("text")) return fail(Errc::parse, "a line needs \"text\" or \"path\"");
                answer["hits"] = hits_of(**vault, text_at("text"));
            } else if (is_picture(path)) {
                if (!pictures) pictures = reader();
                VIGIE_TRY_ASSIGN(const auto facts, picture_of(*pictures, path));
                answer["hits"] = pictures_of(**vault, facts);
            } else {
                VIGIE_TRY_ASSIGN(const auto text, text_of_file(path));
                answer["hits"] = hits_of(**vault, text);
            }
            return answer;
        });
}

int vault_canary(const VaultOptions& options) {
    auto editor = vault::Editor::open(options.folder);
    if (!editor) return refuse(editor.error());
    const auto& path = options.files.front();
    const auto text = text_of_file(path);
    if (!text) return refuse(text.error());
    auto entry = entry_of(options, path);
    const auto name = entry.name;
    auto all = options.recipients;
    const auto there = std::ranges::find(editor->entries(), name, &vault::Entry::name);
    if (there == editor->entries().end()) {
        if (const auto added = editor->add_text(std::move(entry), *text); !added)
            return refuse(added.error());
    } else {
        for (const auto& r : there->recipients)
            if (std::ranges::find(all, r) == all.end()) all.push_back(r);
    }
    if (const auto set = editor->set_recipients(name, all); !set) return refuse(set.error());
    std::error_code error;
    fs::create_directories(options.out, error);
    for (const auto& who : options.recipients) {
        if (who.empty() || who.find('/') != std::string::npos || who.starts_with('.'))
            return complain(fmt::format("'{}' names no recipient", who));
        const auto target = fs::path(options.out) / fmt::format("{}.{}{}", fs::path(path).stem().string(),
                                                                who, fs::path(path).extension().string());
        std::ofstream file(target, std::ios::binary | std::ios::trunc);
        file << vault::marked_copy(*text, editor->key(), name, who);
        if (!file.flush()) return complain(fmt::format("cannot write {}", target.string()), exit_input);
        out(target.string());
    }
    const auto saved = editor->save();
    return saved ? exit_ok : refuse(saved.error());
}

}  // namespace vigie::cli
