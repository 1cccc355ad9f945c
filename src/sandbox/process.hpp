// One worker process and the socket to it.
#pragma once

#include "frame.hpp"

#include <vigie/sandbox/sandbox.hpp>

#include <sys/types.h>

namespace vigie::sandbox {

class Process {
public:
    // Begins it; the process dies when the calling *thread* ends, so call it from one that stays. Does not
    // wait until it is ready.
    [[nodiscard]] static Result<std::unique_ptr<Process>> begin(const Start& start);
    ~Process();  // kills
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] bool gone() const noexcept;  // ended by itself or by somebody else
    // Kills it if it still lives; how it ended, for a person: "killed by a forbidden system call".
    std::string end();

private:
    Process(pid_t pid, int fd) : pid_(pid), fd_(fd) {}
    pid_t pid_;
    int fd_;
    bool ended_ = false;
};

}  // namespace vigie::sandbox
