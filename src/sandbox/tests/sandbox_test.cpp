#include <vigie/sandbox/sandbox.hpp>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

using namespace std::chrono_literals;
using vigie::Errc;
using vigie::Result;
namespace sandbox = vigie::sandbox;

namespace {

Result<std::string> opened(const char* path, int flags) {
    const int fd = ::open(path, flags, 0600);
    if (fd >= 0) return std::string("opened");
    return std::string(std::strerror(errno));
}

// Does what the request says: each word is one thing a broken decoder might be made to do.
Result<std::string> obey(std::string_view request) {
    if (request == "pid") return std::to_string(::getpid());
    if (request == "die") ::raise(SIGKILL);
    if (request == "hang") {
        for (;;) ::usleep(100'000);
    }
    if (request == "long") return std::string(3U << 20U, 'x');
    if (request == "throw") throw std::runtime_error("oh");
    if (request == "memory") return std::string(std::size_t{2} << 30U, 'x');
    if (request == "refuse") return vigie::fail(Errc::parse, "not mine");
    if (request == "read") return opened("/etc/passwd", O_RDONLY);
    if (request == "hosts") return opened("/etc/hosts", O_RDONLY);
    if (request == "write") return opened("/tmp/vigie-sandbox-test", O_WRONLY | O_CREAT);
    if (request == "fork") {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(0);
        return std::string("forked");
    }
    if (request == "exec") {
        char program[] = "/bin/true";
        char* arguments[] = {program, nullptr};
        ::execv(program, arguments);
        return std::string("no");
    }
    if (request == "ptrace") return std::to_string(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
    if (request == "socket") return std::to_string(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (request == "local") return std::to_string(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (request == "thread") {
        int sum = 0;
        std::thread([&] { sum = 7; }).join();
        return std::to_string(sum);
    }
    if (request == "rights") {
        rlimit core{};
        ::getrlimit(RLIMIT_CORE, &core);
        return std::to_string(core.rlim_max) + " " + (::getenv("HOME") == nullptr ? "bare" : "dressed");
    }
    return "echo " + std::string(request);
}

sandbox::Job job_of(sandbox::Profile profile) {
    sandbox::Job job;
    job.name = "test";
    job.profile = profile;
    job.request_bytes = std::size_t{4} << 20U;
    job.reply_bytes = std::size_t{2} << 20U;
    job.readable = {"/etc/hosts", "/not/there"};
    return job;
}

std::unique_ptr<sandbox::Workers> workers(sandbox::Profile profile = sandbox::Profile::compute,
                                          unsigned processes = 1) {
    const auto job = job_of(profile);
    return std::make_unique<sandbox::Workers>(
        job, sandbox::start_fork(job, [] { return Result<sandbox::Handler>(obey); }), processes);
}

std::string said(sandbox::Workers& w, std::string_view request) {
    const auto answer = w.ask(request, 10s);
    return answer ? *answer : "error: " + answer.error().message;
}

constexpr const char* forbidden =
    "error: the worker test died: killed by the kernel for a system call that it may not make";

}  // namespace

TEST_CASE("a worker answers one request after the other, long ones too") {
    const auto w = workers();
    CHECK(said(*w, "pid") == said(*w, "pid"));
    CHECK(said(*w, "") == "echo ");
    const std::string text(1'500'000, 'y');
    CHECK(said(*w, text) == "echo " + text);
    CHECK(w->counts().starts == 1);
    CHECK(w->counts().requests == 4);
}

TEST_CASE("the handler's own error comes back, and an exception costs nothing but its request") {
    const auto w = workers();
    const auto refused = w->ask("refuse", 10s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::parse);
    CHECK(refused.error().message == "not mine");
    CHECK(said(*w, "throw") == "error: the worker stumbled: oh");
    CHECK(said(*w, "memory") == "error: needs more memory than the worker may have");
    CHECK(w->counts().deaths == 0);
}

TEST_CASE("a worker that dies is reported, counted and replaced") {
    const auto w = workers();
    const auto first = said(*w, "pid");
    const auto dead = w->ask("die", 10s);
    REQUIRE_FALSE(dead);
    CHECK(dead.error().code == Errc::unavailable);
    CHECK(dead.error().message == "the worker test died: killed");
    CHECK(said(*w, "pid") != first);
    CHECK(w->counts().deaths == 1);
    CHECK(w->counts().starts == 2);
}

TEST_CASE("a worker killed between two requests is counted and replaced, and costs no request") {
    const auto w = workers();
    ::kill(std::stoi(said(*w, "pid")), SIGKILL);
    ::usleep(50'000);
    CHECK(said(*w, "x") == "echo x");
    CHECK(w->counts().deaths == 1);
    CHECK(w->counts().starts == 2);
}

TEST_CASE("a worker that hangs is killed when its time is over") {
    const auto w = workers();
    said(*w, "pid");
    const auto hung = w->ask("hang", 200ms);
    REQUIRE_FALSE(hung);
    CHECK(hung.error().code == Errc::timeout);
    CHECK(w->counts().timeouts == 1);
    CHECK(said(*w, "x") == "echo x");
}

TEST_CASE("what is too long is refused, on both ways") {
    const auto w = workers();
    CHECK(w->ask(std::string(5U << 20U, 'x'), 10s).error().code == Errc::invalid_argument);
    CHECK(w->ask("long", 10s).error().code == Errc::io);
    CHECK(said(*w, "x") == "echo x");
}

TEST_CASE("a forbidden system call kills the worker and is named") {
    for (const auto profile : {sandbox::Profile::compute, sandbox::Profile::network}) {
        const auto w = workers(profile);
        for (const char* act : {"fork", "exec", "ptrace"}) {
            CAPTURE(act);
            CHECK(said(*w, act) == forbidden);
        }
        CHECK(w->counts().deaths == 3);
        CHECK(said(*w, "write") == std::strerror(EACCES));
        CHECK(said(*w, "rights") == "0 dressed");  // a fork keeps its environment, a started program does not
    }
}

TEST_CASE("to compute means no file, no network, no thread") {
    const auto w = workers();
    CHECK(said(*w, "read") == std::strerror(EACCES));
    CHECK(said(*w, "socket") == forbidden);
    CHECK(said(*w, "thread") == forbidden);
}

TEST_CASE("the network profile opens IP sockets and threads, and reads what the job lists") {
    const auto w = workers(sandbox::Profile::network);
    CHECK(said(*w, "socket").find("error") == std::string::npos);
    CHECK(said(*w, "local") == "-1");
    CHECK(said(*w, "thread") == "7");
    CHECK(said(*w, "hosts") == "opened");
    const auto secret = said(*w, "read");  // needs Landlock, Linux 5.13
    WARN(secret == std::strerror(EACCES));
}

TEST_CASE("a worker that cannot start says why, and is not begun in a circle") {
    const auto job = job_of(sandbox::Profile::compute);
    sandbox::Workers refused(job, sandbox::start_fork(job, []() -> Result<sandbox::Handler> {
                                 return vigie::fail(Errc::not_found, "no model");
                             }));
    CHECK(said(refused, "x") == "error: the worker test does not start: no model");
    CHECK(said(refused, "x") == "error: the worker test does not start: no model");
    CHECK(refused.counts().starts == 1);

    sandbox::Workers absent(job, {"/not/a/program", {}, {}});
    CHECK(said(absent, "x").find("ended with code 127") != std::string::npos);
    sandbox::Workers other(job, {"/bin/true", {}, {}});
    CHECK(said(other, "x").find("ended with code 0") != std::string::npos);
}

TEST_CASE("many threads share few workers; threads that end take no worker with them") {
    const auto w = workers(sandbox::Profile::compute, 2);
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                const auto text = std::to_string(t * 1000 + i);
                if (said(*w, text) == "echo " + text) ++right;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(right == 400);
    CHECK(w->counts().starts <= 2);
    CHECK(w->counts().deaths == 0);
}

TEST_CASE("workers end with their client") {
    pid_t pid = 0;
    {
        const auto w = workers();
        pid = std::stoi(said(*w, "pid"));
    }
    CHECK(::kill(pid, 0) != 0);
}
