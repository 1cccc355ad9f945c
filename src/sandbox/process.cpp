#include "process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace vigie::sandbox {
namespace {

constexpr int worker_fd = 3;

// In the child, between fork and exec: only calls that are safe after a fork of a program with threads.
bool make_child(int fd, pid_t parent) {
    if (::dup2(fd, worker_fd) < 0) return false;  // clears close-on-exec unless it is 3 already
    if (fd == worker_fd) ::fcntl(worker_fd, F_SETFD, 0);
    const int null = ::open("/dev/null", O_RDWR);
    for (int standard = 0; standard < worker_fd; ++standard) ::dup2(null, standard);
    if (::close_range(worker_fd + 1, ~0U, 0) != 0) return false;
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);  // the parent decides
    ::signal(SIGPIPE, SIG_DFL);
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return false;
    return ::getppid() == parent;  // it may have died before the line above
}

std::string how(int status) {
    if (WIFEXITED(status)) return fmt::format("ended with code {}", WEXITSTATUS(status));
    if (!WIFSIGNALED(status)) return "ended";
    switch (WTERMSIG(status)) {
        case SIGSYS: return "killed by the kernel for a system call that it may not make";
        case SIGXCPU: return "killed by the kernel: no processor time left";
        case SIGKILL: return "killed";
        default: return fmt::format("killed by signal {}", WTERMSIG(status));
    }
}

}  // namespace

Result<std::unique_ptr<Process>> Process::begin(const Start& start) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail(Errc::unavailable, "socketpair: {}", std::strerror(errno));
    }
    // Everything the child needs is laid out before the fork: it must not allocate.
    std::vector<char*> arguments{const_cast<char*>(start.program.c_str())};  // NOLINT: execve takes char**
    for (const auto& text : start.arguments) arguments.push_back(const_cast<char*>(text.c_str()));  // NOLINT
    arguments.push_back(nullptr);
    char locale[] = "LC_ALL=C.UTF-8";  // nothing else: the environment may hold secrets
    char* environment[] = {locale, nullptr};
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0) {
        const int error = errno;
        ::close(ends[0]);
        ::close(ends[1]);
        return fail(Errc::unavailable, "fork: {}", std::strerror(error));
    }
    if (pid == 0) {
        if (!make_child(ends[1], parent)) ::_exit(126);
        if (start.body) ::_exit(start.body(worker_fd));
        ::execve(arguments[0], arguments.data(), environment);
        ::_exit(127);
    }
    ::close(ends[1]);
    return std::unique_ptr<Process>(new Process(pid, ends[0]));  // NOLINT: private constructor
}

Process::~Process() {
    end();
    ::close(fd_);
}

bool Process::gone() const noexcept {
    pollfd state{fd_, 0, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & POLLHUP) != 0;
}

std::string Process::end() {
    if (ended_) return "ended";
    ended_ = true;
    int status = 0;
    // A process that closed its socket is about to end by itself: its own reason tells more than our signal.
    if (gone()) {
        for (int i = 0; i < 50; ++i) {
            const pid_t pid = ::waitpid(pid_, &status, WNOHANG);
            if (pid == pid_) return how(status);
            ::usleep(2000);
        }
    }
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    return how(status);
}

}  // namespace vigie::sandbox
