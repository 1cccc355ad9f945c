#include "memory_store.hpp"

#include <mutex>
#include <shared_mutex>

namespace vigie::ports {
namespace memory {

Result<> MemorySession::may_write() const {
    if (journal_ == nullptr) return fail(Errc::invalid_argument, "a write inside read(): use Store::write");
    return {};
}

}  // namespace memory

namespace {

class MemoryStore final : public Store {
public:
    Result<> write(const std::function<Result<>(Session&)>& work) override {
        const std::unique_lock lock(mutex_);
        memory::Journal journal;
        // Also when `work` throws: nothing stays.
        struct TakeBack {
            memory::Journal& journal;
            ~TakeBack() { journal.take_back(); }
        } const guard{journal};
        memory::MemorySession session(tables_, &journal);
        auto done = work(session);
        if (done) journal.keep();
        return done;
    }
    Result<> read(const std::function<Result<>(Session&)>& work) override {
        const std::shared_lock lock(mutex_);
        memory::MemorySession session(tables_, nullptr);
        return work(session);
    }
    Result<> health() override { return {}; }

private:
    std::shared_mutex mutex_;
    memory::Tables tables_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() {
    return std::make_unique<MemoryStore>();
}

}  // namespace vigie::ports
