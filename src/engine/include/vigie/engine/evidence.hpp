// The thread that keeps evidence while the others work: it reads what they stored, and nobody waits for it.
#pragma once

#include <vigie/respond/evidence.hpp>

#include <thread>

namespace vigie::engine {

class EvidenceThread {
public:
    // Looks at once and then every two seconds; after trouble every half a minute. What it needs outlives it.
    explicit EvidenceThread(respond::EvidenceKeeper keeper);
    // Looks a last time, so that what was judged before a stop is kept, and ends.
    ~EvidenceThread();
    EvidenceThread(const EvidenceThread&) = delete;
    EvidenceThread& operator=(const EvidenceThread&) = delete;

private:
    bool look();
    void run(const std::stop_token& stop);

    respond::EvidenceKeeper keeper_;
    std::jthread thread_;
};

}  // namespace vigie::engine
