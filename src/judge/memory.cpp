#include <vigie/judge/memory.hpp>
#include <vigie/model/publication.hpp>

#include <map>
#include <utility>

namespace vigie::judge {
namespace {

class ProcessMemory final : public Memory {
public:
    Result<std::optional<std::string>> recall(std::string_view kind, std::string_view key) override {
        const auto it = kept_.find({std::string(kind), std::string(key)});
        if (it == kept_.end()) return std::optional<std::string>{};
        return std::optional(it->second);
    }
    Result<> keep(std::string_view kind, std::string_view key, std::string value, Time /*until*/) override {
        VIGIE_TRY(check_memory(kind, key, value));
        kept_[{std::string(kind), std::string(key)}] = std::move(value);
        return {};
    }

private:
    std::map<std::pair<std::string, std::string>, std::string> kept_;
};

class StoredMemory final : public Memory {
public:
    explicit StoredMemory(ports::Session& session) : session_(session) {}
    Result<std::optional<std::string>> recall(std::string_view kind, std::string_view key) override {
        if (kind == publications_kind) return queue_of(model::AssetId(std::string(key)));
        return session_.memory(std::string(kind), std::string(key));
    }
    Result<> keep(std::string_view kind, std::string_view key, std::string value, Time until) override {
        VIGIE_TRY(check_memory(kind, key, value));
        if (kind == publications_kind)
            return fail(Errc::invalid_argument, "the queue is changed by people, not by detectors");
        return session_.put_memory(std::string(kind), std::string(key), value, until);
    }

private:
    Result<std::optional<std::string>> queue_of(const model::AssetId& account) {
        using enum model::PublicationState;
        constexpr int most = 500;
        model::QueueView view;
        VIGIE_TRY_ASSIGN(view.tickets, session_.publications(account, {approved, published}, most));
        VIGIE_TRY_ASSIGN(const auto freezes, session_.freezes());
        std::optional<Time> cleared_at;  // a person lifted a freeze: what happened before was looked at
        for (const auto& f : freezes) {
            if (!f.asset.empty() && f.asset != account) continue;  // without an asset: of all accounts
            if (f.frozen) {
                view.frozen_at = std::min(f.at, view.frozen_at.value_or(f.at));
            } else if (f.asset == account && f.by != "vigie") {
                cleared_at = f.at;
            }
        }
        auto out = model::to_json(view);
        if (cleared_at) out["cleared_at"] = to_us(*cleared_at);
        return std::optional(model::dump(out));
    }

    ports::Session& session_;
};

}  // namespace

Result<> check_memory(std::string_view kind, std::string_view key, std::string_view value) {
    if (kind.empty() || kind.size() > most_key_bytes || key.size() > most_key_bytes) {
        return fail(Errc::invalid_argument, "a memory has a kind and a key of at most {} bytes",
                    most_key_bytes);
    }
    if (value.size() > most_value_bytes) {
        return fail(Errc::invalid_argument, "memory {}: {} bytes where {} are allowed", kind, value.size(),
                    most_value_bytes);
    }
    return {};
}

std::unique_ptr<Memory> make_memory() {
    return std::make_unique<ProcessMemory>();
}

std::unique_ptr<Memory> make_memory(ports::Session& session) {
    return std::make_unique<StoredMemory>(session);
}

}  // namespace vigie::judge
