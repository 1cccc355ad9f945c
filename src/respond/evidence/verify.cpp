#include "forms.hpp"

#include <vigie/kit/crypto.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/merkle.hpp>
#include <vigie/kit/tar.hpp>

#include <algorithm>
#include <set>

namespace vigie::respond {
namespace {

using Plain = nlohmann::json;

constexpr std::size_t most_problems = 20;
constexpr std::size_t longest_proof = 64;

class Reading {
public:
    explicit Reading(EvidenceReport& report) : report_(report) {}

    template <class... Args>
    void bad(fmt::format_string<Args...> text, Args&&... args) {
        if (report_.problems.size() < most_problems)
            report_.problems.push_back(fmt::format(text, std::forward<Args>(args)...));
    }
    [[nodiscard]] bool fine() const { return report_.problems.empty(); }

    void archive(std::string_view bytes, const std::string& wanted_key);

private:
    bool manifest(const std::string& wanted_key);
    void files(const Plain& listed);
    void log();
    void find_destruction(const Plain& j);
    void entry(const Plain& j, const EvidenceHead& head);
    void record(const EvidenceEntry& entry);
    void custody();
    [[nodiscard]] const std::string* find(std::string_view name) const;

    EvidenceReport& report_;
    std::vector<kit::TarFile> files_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
    std::set<std::string> wanted_;      // objects that records name
    std::size_t destroyed_before_ = 0;  // entries of lower index may have lost their objects
};

const std::string* Reading::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &files_[found->second].content;
}

void Reading::archive(std::string_view bytes, const std::string& wanted_key) {
    auto read = kit::read_tar(bytes);
    if (!read) return bad("{}", read.error().message);
    files_ = *std::move(read);
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (!by_name_.emplace(files_[i].name, i).second) bad("{} is there twice", files_[i].name);
    }
    if (!fine() || !manifest(wanted_key)) return;
    log();
    custody();
}

bool Reading::manifest(const std::string& wanted_key) {
    if (files_.size() < 2 || files_[0].name != "manifest.json" || files_[1].name != "manifest.sig") {
        bad("the file does not begin with manifest.json and manifest.sig: it is no export of evidence");
        return false;
    }
    const auto& text = files_[0].content;
    const auto j = Plain::parse(text, nullptr, false);
    const auto member = [&](const char* key) {
        return j.is_object() && j.contains(key) && j[key].is_string() ? j[key].get<std::string>()
                                                                      : std::string();
    };
    report_.incident = member("incident");
    report_.exported_at = member("exported_at");
    report_.public_key = member("public_key");
    if (member("format") != "vigie-evidence/1" || !j.contains("files") || !j["files"].is_array()) {
        bad("manifest.json is damaged, or of another version");
        return false;
    }
    auto digits = std::string_view(files_[1].content);
    const bool ends = digits.ends_with('\n');
    if (ends) digits.remove_suffix(1);
    const auto key = kit::unhex(report_.public_key);
    const auto signature = kit::unhex(digits);
    if (!ends || !key || !signature ||
        !kit::verify_signature(*key, "vigie evidence manifest\n" + text, *signature)) {
        bad("manifest.json, its signature or the public key was changed: the signature does not fit");
        return false;
    }
    if (!wanted_key.empty() && wanted_key != report_.public_key)
        bad("it is signed with another key: {}, not {}", report_.public_key, wanted_key);
    files(j["files"]);
    return fine();
}

// The same files, in the same order, with the same bytes.
void Reading::files(const Plain& listed) {
    std::set<std::string> names;
    std::size_t at = 2;
    for (const auto& l : listed) {
        if (!l.is_object() || !l.contains("name") || !l["name"].is_string() || !l.contains("sha256") ||
            !l["sha256"].is_string())
            return bad("manifest.json lists a file without its name or hash");
        const auto name = l["name"].get<std::string>();
        names.insert(name);
        const auto* content = find(name);
        if (content == nullptr) {
            bad("{} is missing", name);
            continue;
        }
        if (at < files_.size() && files_[at].name != name) bad("{} is not in its place", name);
        if (kit::sha256_hex(*content) != l["sha256"].get<std::string>()) bad("{} was changed", name);
        ++at;
    }
    for (std::size_t i = 2; i < files_.size(); ++i) {
        if (!names.contains(files_[i].name)) bad("{} was added", files_[i].name);
    }
}

void Reading::log() {
    const auto* head_text = find("log/head.json");
    const auto* entries = find("log/entries.json");
    if (head_text == nullptr || entries == nullptr) return bad("the log's head or entries are missing");
    const auto head = read_head(*head_text);
    const auto key = kit::unhex(report_.public_key);
    const auto signature = head ? kit::unhex(head->signature) : std::nullopt;
    if (!signature || !key || !kit::verify_signature(*key, head->signed_text(), *signature))
        return bad("the head of the log is not signed with the key of this file");
    const auto j = Plain::parse(*entries, nullptr, false);
    if (!j.is_array() || j.empty()) return bad("log/entries.json holds no entries");
    for (const auto& e : j) find_destruction(e);
    for (const auto& e : j) entry(e, *head);
    for (const auto& f : files_) {
        constexpr std::string_view folder = "objects/";
        if (!f.name.starts_with(folder)) continue;
        const auto name = f.name.substr(folder.size());
        if (!wanted_.contains(name)) bad("{} belongs to no entry of the log", f.name);
        if (kit::sha256_hex(f.content) != name) bad("{} does not have the hash it is named by", f.name);
    }
}

void Reading::find_destruction(const Plain& j) {
    if (!j.is_object() || !j.contains("index") || !j["index"].is_number_unsigned() || !j.contains("leaf") ||
        !j["leaf"].is_string())
        return;
    const auto read = read_entry(j["leaf"].get<std::string>());
    if (read && read->finding.empty())
        destroyed_before_ = std::max(destroyed_before_, j["index"].get<std::size_t>());
}

void Reading::entry(const Plain& j, const EvidenceHead& head) {
    if (!j.is_object() || !j.contains("index") || !j["index"].is_number_unsigned() || !j.contains("leaf") ||
        !j["leaf"].is_string() || !j.contains("path") || !j["path"].is_array() ||
        j["path"].size() > longest_proof)
        return bad("an entry of log/entries.json is damaged");
    const auto leaf = j["leaf"].get<std::string>();
    const auto index = j["index"].get<std::size_t>();
    std::vector<std::string> path;
    for (const auto& p : j["path"]) {
        const auto hash = p.is_string() ? kit::unhex(p.get<std::string>()) : std::nullopt;
        if (!hash) return bad("the proof of entry {} is damaged", index);
        path.push_back(*hash);
    }
    const auto root = kit::unhex(head.root);
    if (!root || !kit::verify_inclusion(kit::merkle_leaf(leaf), index, head.size, path, *root))
        return bad("entry {} is not proved to be in the log", index);
    const auto read = read_entry(leaf);
    if (!read || read->incident.value != report_.incident)
        return bad("entry {} is not one of this incident", index);
    if (read->finding.empty()) return;
    ++report_.captures;
    auto entry = *read;
    entry.index = index;
    record(entry);
}

void Reading::record(const EvidenceEntry& entry) {
    const auto* text = find("objects/" + entry.record);
    if (text == nullptr) {
        if (entry.index >= destroyed_before_)
            bad("the record {} of finding {} is missing", entry.record, entry.finding.value);
        return;
    }
    wanted_.insert(entry.record);
    const auto read = read_record(*text);
    if (!read || read->finding != entry.finding || read->incident != entry.incident)
        return bad("the record {} is damaged", entry.record);
    for (const auto& part : read->parts) {
        const auto* content = find("objects/" + part.sha256);
        if (content == nullptr || content->size() != part.bytes)
            bad("the {} {} of finding {} is missing", part.role, part.sha256, entry.finding.value);
        else if (wanted_.insert(part.sha256).second)
            ++report_.objects;
    }
}

// Each line hashes itself and names the hash of the line before it in the whole chain; lines between two of
// them belong to other incidents and are not here.
void Reading::custody() {
    const auto* text = find("custody.json");
    const auto j = text == nullptr ? Plain() : Plain::parse(*text, nullptr, false);
    if (!j.is_array()) return bad("custody.json is missing or damaged");
    std::int64_t last = 0;
    std::string last_hash;
    for (const auto& e : j) {
        model::AuditEntry line;
        try {
            line = model::Json::parse(e.dump()).get<model::AuditEntry>();
        } catch (const nlohmann::json::exception&) {
            return bad("a line of custody.json is damaged");
        }
        if (ports::audit_hash(line) != line.hash) bad("line {} of custody.json was changed", line.seq);
        if (line.seq <= last) bad("line {} of custody.json is not in its place", line.seq);
        if (line.seq == last + 1 && last > 0 && line.prev_hash != last_hash)
            bad("line {} of custody.json does not continue line {}", line.seq, last);
        last = line.seq;
        last_hash = line.hash;
        ++report_.custody;
    }
}

}  // namespace

EvidenceReport verify_evidence(std::string_view bytes, const std::string& public_key) {
    EvidenceReport out;
    Reading reading(out);
    reading.archive(bytes, public_key);
    out.ok = out.problems.empty();
    return out;
}

}  // namespace vigie::respond
