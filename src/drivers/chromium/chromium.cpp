#include "folder.hpp"

#include <vigie/drivers/chromium.hpp>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>
#include <vector>

namespace vigie::drivers {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t html_bytes = std::size_t{4} << 20U;
constexpr int no_namespace = 125;
constexpr int no_program = 127;

// Nothing is loaded or run, and nothing that comes later on the page can allow more.
constexpr std::string_view policy =
    "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'\">";

void write_file(const char* path, const char* text) {
    const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    (void)!::write(fd, text, std::strlen(text));
    ::close(fd);
}

// Prepared before the fork: the child must not allocate.
struct Command {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    std::string users;  // "1000 <uid> 1": in its namespace it is an ordinary person, whoever we are
    std::string groups;

    [[nodiscard]] static std::vector<char*> pointers(const std::vector<std::string>& texts) {
        std::vector<char*> out;
        for (const auto& text : texts) out.push_back(const_cast<char*>(text.c_str()));  // NOLINT: execve
        out.push_back(nullptr);
        return out;
    }
};

// What is made of page.html, and the argument that asks for it.
struct Product {
    const char* file;
    const char* argument;
};
constexpr Product picture{"page.png", "--screenshot="};
constexpr Product document{"page.pdf", "--print-to-pdf="};

Command command_for(const Folder& folder, const Product& product, const ChromiumOptions& o) {
    Command c;
    c.arguments = {o.program,
                   "--headless",
                   "--disable-gpu",
                   "--no-first-run",
                   "--disable-extensions",
                   "--disable-background-networking",
                   "--disable-dev-shm-usage",
                   "--hide-scrollbars",
                   "--host-resolver-rules=MAP * ~NOTFOUND",
                   "--virtual-time-budget=2000",
                   fmt::format("--window-size={},{}", o.width, o.height),
                   "--user-data-dir=" + folder.path("profile"),
                   product.argument + folder.path(product.file),
                   "--no-pdf-header-footer",
                   "file://" + folder.path("page.html")};
    c.environment = {"HOME=" + folder.path(""), "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"};
    c.users = fmt::format("1000 {} 1", ::getuid());
    c.groups = fmt::format("1000 {} 1", ::getgid());
    return c;
}

void limit(int what, rlim_t most) {
    const rlimit value{most, most};
    (void)::setrlimit(static_cast<__rlimit_resource>(what), &value);
}

// In the child: only calls that are safe after the fork of a program with threads.
[[noreturn]] void become(const Command& c, char** arguments, char** environment, pid_t parent) {
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (::getppid() != parent) ::_exit(no_namespace);
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) != 0) ::_exit(no_namespace);
    write_file("/proc/self/setgroups", "deny");
    write_file("/proc/self/uid_map", c.users.c_str());
    write_file("/proc/self/gid_map", c.groups.c_str());
    constexpr rlim_t cpu_seconds = 60;
    constexpr rlim_t file_bytes = rlim_t{64} << 20U;
    limit(RLIMIT_CPU, cpu_seconds);
    limit(RLIMIT_FSIZE, file_bytes);
    limit(RLIMIT_CORE, 0);
    const int null = ::open("/dev/null", O_RDWR);
    for (int standard = 0; standard < 3; ++standard) ::dup2(null, standard);
    ::close_range(3, ~0U, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execve(arguments[0], arguments, environment);
    ::_exit(no_program);
}

// Its exit code; kills it and all of its group when the time is over.
Result<int> wait_for(pid_t child, std::chrono::milliseconds time) {
    using namespace std::chrono_literals;
    const auto until = Clock::now() + time;
    int status = 0;
    bool late = false;
    for (;;) {
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) break;
        late = Clock::now() >= until;
        if (late) {
            ::kill(-child, SIGKILL);
            ::kill(child, SIGKILL);
            while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
            }
            break;
        }
        std::this_thread::sleep_for(20ms);
    }
    ::kill(-child, SIGKILL);  // what it left behind
    if (late) return fail(Errc::timeout, "chromium did not draw the page in {} ms", time.count());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Result<std::string> make(const Product& product, std::string_view html, const ChromiumOptions& options) {
    if (::access(options.program.c_str(), X_OK) != 0)
        return fail(Errc::not_found, "there is no {}: install the package chromium", options.program);
    VIGIE_TRY_ASSIGN(const auto folder, Folder::make());
    VIGIE_TRY(folder.write("page.html", std::string(policy) + std::string(html.substr(0, html_bytes))));
    const auto command = command_for(folder, product, options);
    auto arguments = Command::pointers(command.arguments);
    auto environment = Command::pointers(command.environment);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) return fail(Errc::unavailable, "fork: {}", std::strerror(errno));
    if (child == 0) become(command, arguments.data(), environment.data(), parent);
    VIGIE_TRY_ASSIGN(const int code, wait_for(child, options.time));
    if (code == no_namespace)
        return fail(Errc::unavailable, "the kernel gives no namespace without a network: no page is drawn");
    auto made = folder.read(product.file, options.picture_bytes);
    if (!made) return fail(Errc::unavailable, "chromium drew nothing (it ended with {})", code);
    return made;
}

}  // namespace

Result<std::string> draw_page(std::string_view html, const ChromiumOptions& options) {
    return make(picture, html, options);
}

Result<std::string> print_page(std::string_view html, const ChromiumOptions& options) {
    return make(document, html, options);
}

}  // namespace vigie::drivers
