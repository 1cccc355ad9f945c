// The thread that begins processes. A worker asks the kernel to be killed when the *thread* that begot it
// ends; threads that ask workers come and go, this one stays as long as the workers.
#pragma once

#include "process.hpp"

#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace vigie::sandbox {

class Keeper {
public:
    explicit Keeper(Start start);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;
    [[nodiscard]] Result<std::unique_ptr<Process>> begin();

private:
    using Promise = std::promise<Result<std::unique_ptr<Process>>>;
    void run();

    Start start_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Promise> wanted_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace vigie::sandbox
