#include "lock.hpp"

#include "landlock.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <initializer_list>

namespace vigie::sandbox {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool shadow_memory = true;  // the sanitizer reserves terabytes of address space
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool shadow_memory = true;
#else
constexpr bool shadow_memory = false;
#endif
#else
constexpr bool shadow_memory = false;
#endif

Result<> limit(int what, rlim_t most, const char* name) {
    const rlimit value{most, most};
    if (::setrlimit(what, &value) != 0) {
        return fail(Errc::unavailable, "cannot limit {}: {}", name, std::strerror(errno));
    }
    return {};
}

Result<> set_limits(const Job& job) {
    if (!shadow_memory) {
        VIGIE_TRY(limit(RLIMIT_AS, job.memory_bytes, "memory"));
    }
    VIGIE_TRY(limit(RLIMIT_CPU, static_cast<rlim_t>(job.cpu.count()), "processor time"));
    VIGIE_TRY(limit(RLIMIT_CORE, 0, "core dumps"));
    return limit(RLIMIT_FSIZE, 0, "file sizes");
}

// A filter under construction; the first failure is kept.
class Filter {
public:
    Filter() : context_(seccomp_init(SCMP_ACT_KILL_PROCESS)) {}
    ~Filter() {
        if (context_ != nullptr) seccomp_release(context_);
    }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

    void allow(std::initializer_list<int> calls) {
        for (const int call : calls) add(SCMP_ACT_ALLOW, call);
    }
    // Answered as "not allowed" instead of death: what libraries try and can do without.
    void refuse(unsigned error, std::initializer_list<int> calls) {
        for (const int call : calls) add(SCMP_ACT_ERRNO(error), call);
    }
    void allow_if(int call, scmp_arg_cmp test) { add(SCMP_ACT_ALLOW, call, &test); }
    void refuse_if(unsigned error, int call, scmp_arg_cmp test) { add(SCMP_ACT_ERRNO(error), call, &test); }
    // Any call whose argument has one of these bits is refused, any other allowed.
    void allow_without(int call, unsigned argument, scmp_datum_t bits) {
        allow_if(call, {argument, SCMP_CMP_MASKED_EQ, bits, 0});
        for (scmp_datum_t bit = 1; bit != 0 && bit <= bits; bit <<= 1U) {
            if ((bits & bit) == 0) continue;
            scmp_arg_cmp test{argument, SCMP_CMP_MASKED_EQ, bit, bit};
            add(SCMP_ACT_ERRNO(EACCES), call, &test);
        }
    }
    Result<> load() {
        if (context_ == nullptr) return fail(Errc::unavailable, "no memory for the filter of system calls");
        if (error_ == 0) error_ = seccomp_load(context_);
        if (error_ == 0) return {};
        return fail(Errc::unavailable, "the kernel does not filter system calls: {}", std::strerror(-error_));
    }

private:
    void add(std::uint32_t action, int call, const scmp_arg_cmp* test = nullptr) {
        if (context_ == nullptr || error_ != 0) return;
        // __NR_SCMP_ERROR and calls that this machine does not have are negative.
        if (call < 0) return;
        error_ = seccomp_rule_add_array(context_, action, call, test == nullptr ? 0U : 1U, test);
    }

    scmp_filter_ctx context_;
    int error_ = 0;
};

// What any program needs once it runs: its own memory, its clock, its open sockets.
void allow_common(Filter& filter) {
    filter.allow({SCMP_SYS(read),
                  SCMP_SYS(readv),
                  SCMP_SYS(write),
                  SCMP_SYS(writev),
                  SCMP_SYS(recvfrom),
                  SCMP_SYS(recvmsg),
                  SCMP_SYS(sendto),
                  SCMP_SYS(sendmsg),
                  SCMP_SYS(poll),
                  SCMP_SYS(ppoll),
                  SCMP_SYS(close),
                  SCMP_SYS(fstat),
                  SCMP_SYS(lseek),
                  SCMP_SYS(munmap),
                  SCMP_SYS(mremap),
                  SCMP_SYS(brk),
                  SCMP_SYS(madvise),
                  SCMP_SYS(futex),
                  SCMP_SYS(rt_sigaction),
                  SCMP_SYS(rt_sigprocmask),
                  SCMP_SYS(rt_sigreturn),
                  SCMP_SYS(sigaltstack),
                  SCMP_SYS(restart_syscall),
                  SCMP_SYS(clock_gettime),
                  SCMP_SYS(clock_getres),
                  SCMP_SYS(clock_nanosleep),
                  SCMP_SYS(nanosleep),
                  SCMP_SYS(gettimeofday),
                  SCMP_SYS(time),
                  SCMP_SYS(getpid),
                  SCMP_SYS(gettid),
                  SCMP_SYS(exit),
                  SCMP_SYS(exit_group),
                  SCMP_SYS(getrandom),
                  SCMP_SYS(sched_yield),
                  SCMP_SYS(sched_getaffinity),
                  SCMP_SYS(rseq),
                  SCMP_SYS(set_robust_list),
                  SCMP_SYS(getrusage),
                  SCMP_SYS(sysinfo),
                  SCMP_SYS(uname),
                  SCMP_SYS(getcpu)});
    // A failed assertion ends itself; nobody else is in reach of a signal by thread group.
    filter.allow_if(SCMP_SYS(tgkill), {0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0});
    filter.allow_without(SCMP_SYS(mmap), 2, PROT_EXEC);
    filter.allow_without(SCMP_SYS(mprotect), 2, PROT_EXEC);
    for (const int what : {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC}) {
        filter.allow_if(SCMP_SYS(fcntl), {1, SCMP_CMP_EQ, static_cast<scmp_datum_t>(what), 0});
    }
    // Asking for one's limits is fine, changing them is not; the pointer to new ones is the third argument.
    filter.allow_if(SCMP_SYS(prlimit64), {2, SCMP_CMP_EQ, 0, 0});
    filter.refuse(EPERM, {SCMP_SYS(prctl), SCMP_SYS(ioctl), SCMP_SYS(sched_setaffinity)});
    filter.refuse(ENOSYS, {SCMP_SYS(clone3), SCMP_SYS(openat2), SCMP_SYS(faccessat2), SCMP_SYS(statx),
                           SCMP_SYS(membarrier)});
}

void allow_compute(Filter& filter) {
    filter.refuse(EACCES, {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat),
                           SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(readlink),
                           SCMP_SYS(readlinkat), SCMP_SYS(getcwd)});
}

void allow_network(Filter& filter) {
    filter.allow({SCMP_SYS(connect),     SCMP_SYS(bind),           SCMP_SYS(getsockname),
                  SCMP_SYS(getpeername), SCMP_SYS(getsockopt),     SCMP_SYS(setsockopt),
                  SCMP_SYS(shutdown),    SCMP_SYS(sendmmsg),       SCMP_SYS(recvmmsg),
                  SCMP_SYS(select),      SCMP_SYS(pselect6),       SCMP_SYS(epoll_create1),
                  SCMP_SYS(epoll_ctl),   SCMP_SYS(epoll_wait),     SCMP_SYS(epoll_pwait),
                  SCMP_SYS(eventfd2),    SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime),
                  SCMP_SYS(pipe),        SCMP_SYS(pipe2),          SCMP_SYS(socketpair),
                  SCMP_SYS(geteuid),     SCMP_SYS(getuid),         SCMP_SYS(getegid),
                  SCMP_SYS(getgid),      SCMP_SYS(getppid),        SCMP_SYS(set_tid_address),
                  SCMP_SYS(pread64),     SCMP_SYS(access),         SCMP_SYS(faccessat),
                  SCMP_SYS(stat),        SCMP_SYS(lstat),          SCMP_SYS(newfstatat),
                  SCMP_SYS(readlink),    SCMP_SYS(readlinkat),     SCMP_SYS(getdents64),
                  SCMP_SYS(getcwd)});
    // IP, and the kernel's list of addresses, which the resolver sorts by; not the sockets of local services.
    for (const int family : {AF_INET, AF_INET6, AF_NETLINK}) {
        filter.allow_if(SCMP_SYS(socket), {0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(family), 0});
    }
    filter.refuse(EACCES, {SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4)});
    scmp_arg_cmp local{0, SCMP_CMP_EQ, AF_UNIX, 0};
    filter.refuse_if(EACCES, SCMP_SYS(socket), local);
    constexpr auto writing = static_cast<scmp_datum_t>(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC |
                                                       O_APPEND);  // NOLINT(hicpp-signed-bitwise)
    filter.allow_without(SCMP_SYS(openat), 2, writing);
    filter.allow_without(SCMP_SYS(open), 1, writing);
    // A thread, never a process.
    filter.allow_if(SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, 0x00010000 /* CLONE_THREAD */, 0x00010000});
}

}  // namespace

Result<> lock(const Job& job) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return fail(Errc::unavailable, "no_new_privs: {}", std::strerror(errno));
    }
    VIGIE_TRY(set_limits(job));
    VIGIE_TRY(restrict_files(job.profile == Profile::network ? job.readable : std::vector<std::string>{}));
    Filter filter;
    allow_common(filter);
    if (job.profile == Profile::compute)
        allow_compute(filter);
    else
        allow_network(filter);
    return filter.load();
}

}  // namespace vigie::sandbox
