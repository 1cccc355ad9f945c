#include <vigie/base/log.hpp>
#include <vigie/engine/evidence.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 2s;
constexpr auto pause_after_trouble = 30s;

}  // namespace

EvidenceThread::EvidenceThread(respond::EvidenceKeeper keeper)
    : keeper_(std::move(keeper)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

EvidenceThread::~EvidenceThread() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    look();
}

bool EvidenceThread::look() {
    const auto kept = keeper_.tick();
    if (!kept) log::error("evidence", "{}; it will be tried again", kept.error().message);
    return kept.has_value();
}

void EvidenceThread::run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any signal;
    while (!stop.stop_requested()) {
        const bool good = look();
        std::unique_lock lock(mutex);
        signal.wait_for(lock, stop, good ? std::chrono::seconds(pause) : pause_after_trouble,
                        [] { return false; });
    }
}

}  // namespace vigie::engine
