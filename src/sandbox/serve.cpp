#include "frame.hpp"
#include "lock.hpp"

#include <vigie/sandbox/sandbox.hpp>

#include <ctime>
#include <exception>
#include <new>

namespace vigie::sandbox {
namespace {

constexpr auto forever = Clock::time_point::max();

Result<> answer(int fd, const Result<std::string>& result, std::uint32_t extra) {
    if (result) return send(fd, extra, *result, forever);
    return send(fd, (1U + static_cast<std::uint32_t>(result.error().code)) | extra, result.error().message,
                forever);
}

Result<std::string> guarded(const Handler& handler, std::string_view request) {
    try {
        return handler(request);
    } catch (const std::bad_alloc&) {
        return fail(Errc::unavailable, "needs more memory than the worker may have");
    } catch (const std::exception& e) {
        return fail(Errc::unavailable, "the worker stumbled: {}", e.what());
    }
}

Result<Handler> made_ready(const Job& job, const Prepare& prepare) {
    try {
        VIGIE_TRY_ASSIGN(auto handler, prepare());
        VIGIE_TRY(lock(job));
        return handler;
    } catch (const std::exception& e) {
        return fail(Errc::unavailable, "{}", e.what());
    }
}

// Half of the allowance: the next request may need a lot of it.
bool tired(const Job& job) {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return used.tv_sec * 2 >= job.cpu.count();
}

}  // namespace

int serve(const Job& job, const Prepare& prepare, int fd) {
    const auto handler = made_ready(job, prepare);
    if (!handler) {
        (void)answer(fd, fail(handler.error().code, "{}", handler.error().message), 0);
        return 1;
    }
    if (!answer(fd, std::string{}, ready)) return 1;
    for (;;) {
        const auto request = receive(fd, job.request_bytes, forever);
        if (!request) return 0;  // the caller is gone
        const auto result = guarded(*handler, request->bytes);
        const bool last = tired(job);
        if (!answer(fd, result, last ? retiring : 0) || last) return 0;
    }
}

}  // namespace vigie::sandbox
