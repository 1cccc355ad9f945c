#include "keeper.hpp"

#include <vigie/sandbox/sandbox.hpp>

#include <algorithm>

namespace vigie::sandbox {
namespace {

constexpr auto start_time = std::chrono::seconds(20);  // libraries from a cold disk
constexpr auto pause_after_failure = std::chrono::seconds(1);

}  // namespace

struct Workers::State {
    // A place for one process; taken by one asking thread at a time.
    struct Place {
        std::unique_ptr<Process> process;
        bool taken = false;
        Clock::time_point not_before;  // after a failed start: do not fork in a circle
        std::string trouble;
    };

    State(Job j, Start start, unsigned processes)
        : job(std::move(j)), places(std::max(processes, 1U)), keeper(std::move(start)) {}

    Place* take(Clock::time_point until) {
        std::unique_lock lock(mutex);
        Place* found = nullptr;
        const auto free = [&] {
            // A place with a running process first.
            for (auto& place : places) {
                if (!place.taken && (found == nullptr || place.process != nullptr)) found = &place;
                if (found != nullptr && found->process != nullptr) break;
            }
            return found != nullptr;
        };
        if (!released.wait_until(lock, until, free)) return nullptr;
        found->taken = true;
        return found;
    }
    void release(Place& place) {
        {
            const std::scoped_lock lock(mutex);
            place.taken = false;
        }
        released.notify_one();
    }
    void count(std::uint64_t Counts::*what) {
        const std::scoped_lock lock(mutex);
        ++(counts.*what);
    }

    Result<> start(Place& place);
    Result<std::string> ask(Place& place, std::string_view request, Clock::time_point until);
    Error lost(Place& place, const Error& why);

    Job job;
    std::vector<Place> places;
    std::mutex mutex;
    std::condition_variable released;
    Counts counts;
    Keeper keeper;
};

Result<> Workers::State::start(Place& place) {
    if (Clock::now() < place.not_before) return fail(Errc::unavailable, "{}", place.trouble);
    count(&Counts::starts);
    auto process = keeper.begin();
    Error error{Errc::unavailable, {}};
    if (process) {
        const auto hello = receive((*process)->fd(), job.reply_bytes, Clock::now() + start_time);
        if (hello && hello->kind == ready) {
            place.process = *std::move(process);
            return {};
        }
        error.message =
            hello ? hello->bytes : fmt::format("{} ({})", hello.error().message, (*process)->end());
    } else {
        error.message = process.error().message;
    }
    place.not_before = Clock::now() + pause_after_failure;
    place.trouble = fmt::format("the worker {} does not start: {}", job.name, error.message);
    return fail(Errc::unavailable, "{}", place.trouble);
}

// The process is of no use any more: ends it, counts it, says why.
Error Workers::State::lost(Place& place, const Error& why) {
    const std::string end = place.process->end();
    place.process.reset();
    if (why.code == Errc::timeout) {
        count(&Counts::timeouts);
        return {Errc::timeout, fmt::format("the worker {} did not answer in time", job.name)};
    }
    count(&Counts::deaths);
    if (why.code == Errc::unavailable) {
        return {Errc::unavailable, fmt::format("the worker {} died: {}", job.name, end)};
    }
    return {Errc::io, fmt::format("the worker {} answers nonsense: {}", job.name, why.message)};
}

Result<std::string> Workers::State::ask(Place& place, std::string_view request, Clock::time_point until) {
    // One that died while nobody asked it costs no request.
    if (place.process != nullptr && place.process->gone()) (void)lost(place, {Errc::unavailable, {}});
    if (place.process == nullptr) {
        VIGIE_TRY(start(place));
    }
    if (const auto sent = send(place.process->fd(), 0, request, until); !sent) {
        return tl::unexpected(lost(place, sent.error()));
    }
    auto reply = receive(place.process->fd(), job.reply_bytes, until);
    if (!reply) return tl::unexpected(lost(place, reply.error()));
    if ((reply->kind & retiring) != 0) place.process.reset();
    const std::uint32_t code = reply->kind & ~retiring;
    if (code == 0) return std::move(reply->bytes);
    if (code > 1U + static_cast<std::uint32_t>(Errc::unavailable)) {
        return tl::unexpected(lost(place, {Errc::io, fmt::format("kind {}", code)}));
    }
    return fail(static_cast<Errc>(code - 1U), "{}", reply->bytes);
}

Workers::Workers(Job job, Start start, unsigned processes)
    : state_(std::make_unique<State>(std::move(job), std::move(start), processes)) {}

Workers::~Workers() = default;

Result<std::string> Workers::ask(std::string_view request, std::chrono::milliseconds timeout) {
    const auto until = Clock::now() + timeout;
    state_->count(&Counts::requests);
    if (request.size() > state_->job.request_bytes) {
        return fail(Errc::invalid_argument, "{} bytes for the worker {}: {} are allowed", request.size(),
                    state_->job.name, state_->job.request_bytes);
    }
    auto* place = state_->take(until);
    if (place == nullptr) {
        return fail(Errc::timeout, "every worker {} was busy for {} ms", state_->job.name, timeout.count());
    }
    auto answer = state_->ask(*place, request, until);
    state_->release(*place);
    return answer;
}

Counts Workers::counts() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->counts;
}

Start start_self(const Job& job) {
    Start start;
    start.arguments = {"worker", job.name};
    return start;
}

Start start_fork(const Job& job, Prepare prepare) {
    Start start;
    start.body = [job, prepare = std::move(prepare)](int fd) { return serve(job, prepare, fd); };
    return start;
}

}  // namespace vigie::sandbox
