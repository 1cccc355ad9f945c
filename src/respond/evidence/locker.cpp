#include "forms.hpp"

#include <vigie/kit/crypto.hpp>
#include <vigie/kit/hash.hpp>

#include <algorithm>
#include <span>

namespace vigie::respond {
namespace {

constexpr const char* key_file = "key";
constexpr const char* log_file = "log";
constexpr const char* head_file = "head";
constexpr std::size_t largest_object = std::size_t{16} << 20U;

std::string random_bytes(ports::Rng& rng, std::size_t n) {
    std::string out(n, '\0');
    rng.fill(std::span(reinterpret_cast<unsigned char*>(out.data()), n));
    return out;
}

std::string place_of(const model::IncidentId& incident, const std::string& sha256) {
    return "objects/" + incident.value + "/" + sha256;
}

}  // namespace

EvidenceLocker::EvidenceLocker(ports::Folder& folder, ports::Rng& rng, const ports::Clock& clock)
    : folder_(folder), rng_(rng), clock_(clock) {}

Result<std::unique_ptr<EvidenceLocker>> EvidenceLocker::open(ports::Folder& folder, ports::Rng& rng,
                                                             const ports::Clock& clock, bool read_only) {
    std::unique_ptr<EvidenceLocker> out(new EvidenceLocker(folder, rng, clock));
    VIGIE_TRY(out->read_keys(read_only));
    VIGIE_TRY(out->read_log(read_only));
    return out;
}

Result<> EvidenceLocker::read_keys(bool read_only) {
    VIGIE_TRY_ASSIGN(const auto text, folder_.get(key_file));
    if (!text) {
        VIGIE_TRY_ASSIGN(const auto log, folder_.get(log_file));
        if (log || read_only) {
            return fail(Errc::io,
                        "the key of the evidence locker is missing: put its file '{}' back from your backup",
                        key_file);
        }
        seal_key_ = random_bytes(rng_, kit::encryption_key_bytes);
        signing_seed_ = random_bytes(rng_, kit::signing_seed_bytes);
        return folder_.put(key_file, kit::hex(seal_key_ + signing_seed_) + "\n");
    }
    auto digits = std::string_view(*text);
    if (digits.ends_with('\n')) digits.remove_suffix(1);
    const auto both = kit::unhex(digits);
    if (!both || both->size() != kit::encryption_key_bytes + kit::signing_seed_bytes)
        return fail(Errc::io, "the key file '{}' of the evidence locker is damaged", key_file);
    seal_key_ = both->substr(0, kit::encryption_key_bytes);
    signing_seed_ = both->substr(kit::encryption_key_bytes);
    return {};
}

Result<> EvidenceLocker::take_line(const std::string& line) {
    VIGIE_TRY_ASSIGN(auto entry, read_entry(line));
    entry.index = log_.size();
    if (entry.finding.empty()) {
        live_.erase(entry.incident);
    } else {
        known_.insert(entry.finding);
        ++live_[entry.incident];
    }
    tree_.add(line);
    log_.push_back(std::move(entry));
    return {};
}

// A line without its end was never recorded: the next one is written over it. A line behind the head was
// recorded, and gets its head now.
Result<> EvidenceLocker::read_log(bool read_only) {
    VIGIE_TRY_ASSIGN(const auto head, folder_.get(head_file));
    VIGIE_TRY_ASSIGN(const auto log, folder_.get(log_file));
    if (head) {
        VIGIE_TRY_ASSIGN(head_, read_head(*head));
    }
    std::string_view rest = log ? std::string_view(*log) : std::string_view();
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (read_only && log_.size() == head_.size) break;
        auto taken = take_line(std::string(rest.substr(0, end)));
        if (!taken) return fail(Errc::io, "entry {} of the evidence log is damaged", log_.size());
        log_bytes_ += end + 1;
        rest.remove_prefix(end + 1);
    }
    if (!head && log_.empty()) return read_only ? Result<>() : sign_head();
    // The first head is signed before the first entry: entries without a head were put there.
    if (!head) return fail(Errc::io, "the signed head of the evidence log is missing");
    if (log_.size() < head_.size) {
        return fail(Errc::io, "the evidence log has {} entries and its signed head says {}: somebody cut it",
                    log_.size(), head_.size);
    }
    const auto signature = kit::unhex(head_.signature);
    if (!signature ||
        !kit::verify_signature(kit::public_key_of(signing_seed_), head_.signed_text(), *signature))
        return fail(Errc::io, "the head of the evidence log is not signed with this locker's key");
    if (kit::hex(tree_.root(head_.size)) != head_.root)
        return fail(Errc::io, "the evidence log was changed: it does not have the root that was signed");
    if (log_.size() > head_.size && !read_only) return sign_head();
    return {};
}

Result<> EvidenceLocker::sign_head() {
    EvidenceHead next{tree_.size(), kit::hex(tree_.root()), format_time(clock_.now()), {}};
    next.signature = sign(next.signed_text());
    VIGIE_TRY(folder_.put(head_file, head_text(next)));
    head_ = std::move(next);
    return {};
}

Result<> EvidenceLocker::append(const std::string& line) {
    VIGIE_TRY(folder_.append_at(log_file, log_bytes_, line + "\n"));
    log_bytes_ += line.size() + 1;
    VIGIE_TRY(take_line(line));
    return sign_head();
}

Result<> EvidenceLocker::put_object(const model::IncidentId& incident, const std::string& sha256,
                                    std::string_view content) {
    const auto name = place_of(incident, sha256);
    return folder_.put(
        name, kit::encrypt(seal_key_, random_bytes(rng_, kit::encryption_nonce_bytes), content, name));
}

Result<> EvidenceLocker::keep(const EvidenceCapture& capture) {
    const std::lock_guard lock(mutex_);
    if (known_.contains(capture.finding)) {
        // The log has it, but its head may not: the disk was full just then.
        return head_.size < log_.size() ? sign_head() : Result<>();
    }
    auto named = capture;
    for (auto& part : named.parts) {
        if (part.content.size() > largest_object) part.content.resize(largest_object);
        part.sha256 = kit::sha256_hex(part.content);
        part.bytes = part.content.size();
        VIGIE_TRY(put_object(capture.incident, part.sha256, part.content));
    }
    const auto record = record_text(named);
    EvidenceEntry entry;
    entry.at = capture.at;
    entry.incident = capture.incident;
    entry.finding = capture.finding;
    entry.record = kit::sha256_hex(record);
    VIGIE_TRY(put_object(capture.incident, entry.record, record));
    return append(entry_text(entry));
}

bool EvidenceLocker::has(const model::FindingId& finding) const {
    const std::lock_guard lock(mutex_);
    return known_.contains(finding) && head_.size == log_.size();
}

// The objects first: a stop in between leaves some of them, and the next call ends it.
Result<> EvidenceLocker::destroy(const model::IncidentId& incident, Time at) {
    for (const auto& entry : entries(incident)) {
        if (entry.finding.empty()) continue;
        VIGIE_TRY_ASSIGN(const auto kept, capture(entry));
        if (!kept) continue;
        for (const auto& part : kept->parts) VIGIE_TRY(folder_.remove(place_of(incident, part.sha256)));
        VIGIE_TRY(folder_.remove(place_of(incident, entry.record)));
    }
    const std::lock_guard lock(mutex_);
    EvidenceEntry entry;
    entry.at = at;
    entry.incident = incident;
    return append(entry_text(entry));
}

std::vector<EvidenceEntry> EvidenceLocker::entries(const model::IncidentId& incident) const {
    const std::lock_guard lock(mutex_);
    std::vector<EvidenceEntry> out;
    std::ranges::copy_if(log_, std::back_inserter(out),
                         [&](const auto& e) { return e.incident == incident && e.index < head_.size; });
    return out;
}

std::vector<EvidenceEntry> EvidenceLocker::entries_from(std::size_t index, std::size_t limit) const {
    const std::lock_guard lock(mutex_);
    std::vector<EvidenceEntry> out;
    for (auto i = index; i < head_.size && out.size() < limit; ++i) out.push_back(log_[i]);
    return out;
}

std::vector<model::IncidentId> EvidenceLocker::incidents() const {
    const std::lock_guard lock(mutex_);
    std::vector<model::IncidentId> out;
    for (const auto& [id, captures] : live_) out.push_back(id);
    return out;
}

Result<std::optional<std::string>> EvidenceLocker::object(const model::IncidentId& incident,
                                                          const std::string& sha256) const {
    const auto name = place_of(incident, sha256);
    VIGIE_TRY_ASSIGN(const auto sealed, folder_.get(name));
    if (!sealed) return std::optional<std::string>();
    auto clear = kit::decrypt(seal_key_, *sealed, name);
    if (!clear || kit::sha256_hex(*clear) != sha256)
        return fail(Errc::io, "{} was changed on the disk, or the key is not its own", name);
    return clear;
}

Result<std::optional<EvidenceCapture>> EvidenceLocker::capture(const EvidenceEntry& entry) const {
    VIGIE_TRY_ASSIGN(const auto text, object(entry.incident, entry.record));
    if (!text) return std::optional<EvidenceCapture>();
    VIGIE_TRY_ASSIGN(auto out, read_record(*text));
    return std::optional(std::move(out));
}

EvidenceHead EvidenceLocker::head() const {
    const std::lock_guard lock(mutex_);
    return head_;
}

std::vector<std::string> EvidenceLocker::proof(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    return tree_.inclusion(index, head_.size);
}

std::string EvidenceLocker::public_key() const {
    return kit::hex(kit::public_key_of(signing_seed_));
}

std::string EvidenceLocker::sign(std::string_view message) const {
    return kit::hex(kit::sign(signing_seed_, message));
}

}  // namespace vigie::respond
