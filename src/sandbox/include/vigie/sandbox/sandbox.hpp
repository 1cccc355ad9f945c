// Work on foreign bytes in processes that may do almost nothing: whoever breaks the decoder of a picture owns
// a process without files, network, memory or time. A worker is the program itself, started again with
// nothing but one socket; it makes ready (libraries load what they need), gives up its rights for good, then
// answers one request after the other. A worker that dies, hangs or talks too much costs one request and is
// replaced.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::sandbox {

// What a locked worker may still do. Both: no other program, no debugging of others, no new files or changes
// to files, no rights by setuid; memory, processor time and core dumps are limited.
enum class Profile : std::uint8_t {
    compute,  // no network, no file, no thread
    network   // sockets out over IP and the name resolver, threads, reading what the job lists; no listening
};

// What both sides know of a worker.
struct Job {
    std::string name;
    Profile profile = Profile::compute;
    std::size_t request_bytes = std::size_t{24} << 20U;  // longest request and answer
    std::size_t reply_bytes = std::size_t{8} << 20U;
    std::size_t memory_bytes = std::size_t{1} << 30U;  // address space
    std::chrono::seconds cpu{300};                     // of one process, which is replaced before it runs out
    std::vector<std::string>
        readable;  // network: files and folders below which it may read (resolver, roots)
};

// In the worker: one request to one answer. An error goes back to the caller as it is. Exceptions are caught.
using Handler = std::function<Result<std::string>(std::string_view request)>;
// Runs before the rights are given up: opens and loads whatever the handler will need.
using Prepare = std::function<Result<Handler>()>;

// The whole life of a worker on the socket `fd`: prepare, lock, say "ready", answer until the other side is
// gone. Returns the exit code of the process; the process is locked afterwards, so leave it.
[[nodiscard]] int serve(const Job& job, const Prepare& prepare, int fd = 3);

// How a worker comes into being.
struct Start {
    std::string program = "/proc/self/exe";
    std::vector<std::string> arguments;
    std::function<int(int fd)> body;  // set: no program, a fork of this process that runs it (tests, benches)
};
[[nodiscard]] Start start_self(const Job& job);  // `<this program> worker <name>`
[[nodiscard]] Start start_fork(const Job& job, Prepare prepare);

struct Counts {
    std::uint64_t requests = 0;
    std::uint64_t starts = 0;    // processes begun
    std::uint64_t deaths = 0;    // ended unasked: crash, forbidden call, out of memory or time
    std::uint64_t timeouts = 0;  // killed because they did not answer
};

// The caller's side: up to `processes` workers, begun when needed, each asked by one thread at a time.
// Thread-safe. The workers die with it and with this process.
class Workers {
public:
    Workers(Job job, Start start, unsigned processes = 1);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    // Waits for a free worker and its answer, `timeout` in all. The handler's own error, or Errc::timeout
    // (hung or all busy), Errc::unavailable (died, or cannot start: says why), Errc::invalid_argument
    // (request too long), Errc::io (answer too long or not an answer).
    [[nodiscard]] Result<std::string> ask(std::string_view request, std::chrono::milliseconds timeout);
    [[nodiscard]] Counts counts() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::sandbox
