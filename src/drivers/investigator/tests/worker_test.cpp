#include <vigie/drivers/curl.hpp>
#include <vigie/drivers/investigator.hpp>

#include <doctest/doctest.h>
#include <faults/tcp_server.hpp>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <thread>

using namespace vigie;
using namespace std::chrono_literals;
using faults::TestConnection;
using faults::TestServer;

namespace {

std::string page(std::string_view html) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: " +
           std::to_string(html.size()) + "\r\n\r\n" + std::string(html);
}

// Counts, nothing else.
class Tally final : public ports::Metrics {
public:
    ports::Counter& counter(const std::string& name, const ports::Labels& labels) override {
        CHECK(labels == ports::Labels{{"worker", "links"}});
        return counters_[name];
    }
    ports::Gauge& gauge(const std::string&, const ports::Labels&) override { std::abort(); }
    ports::Histogram& histogram(const std::string&, const ports::Labels&) override { std::abort(); }
    std::string text() const override { return {}; }
    double operator[](const std::string& what) { return counters_["vigie_worker_" + what + "_total"].value; }

private:
    struct Count final : ports::Counter {
        void add(double n) override { value += n; }
        double value = 0;
    };
    std::map<std::string, Count> counters_;
};

// Written by the worker, read by the test.
struct Shared {
    Shared()
        : pid(static_cast<pid_t*>(
              ::mmap(nullptr, sizeof(pid_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
    ~Shared() { ::munmap(pid, sizeof *pid); }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    pid_t* pid;
};

std::unique_ptr<ports::Http> curl(const std::vector<std::string>& also_allow) {
    return drivers::make_curl_http("Vigie/test", {.also_allow = also_allow});
}

struct Lookout {
    explicit Lookout(drivers::MakeHttp http = curl, std::vector<std::string> allow = {"127.0.0.0/8"},
                     std::chrono::milliseconds time = 3s) {
        auto prepare = [pid = shared.pid, inner = drivers::investigator_worker(std::move(http))] {
            *pid = ::getpid();
            return inner();
        };
        investigator = drivers::make_sandboxed_investigator(
            sandbox::start_fork(drivers::investigator_job(), prepare),
            {.visit_time = time, .any_port = true, .also_allow = std::move(allow)}, &tally);
    }
    Shared shared;
    Tally tally;
    std::unique_ptr<ports::Investigator> investigator;
};

// A client in the worker that does what a broken library might be made to do.
class Broken final : public ports::Http {
public:
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        if (request.url.find("memory") != std::string::npos) {
            std::vector<std::string> all;
            for (;;) all.emplace_back(std::size_t{16} << 20U, 'x');
        }
        if (request.url.find("crash") != std::string::npos) std::raise(SIGSEGV);
        if (request.url.find("program") != std::string::npos) ::execl("/bin/true", "true", nullptr);
        if (request.url.find("hang") != std::string::npos) {
            for (;;) ::usleep(100'000);
        }
        ports::HttpResponse response;
        response.status = 200;
        response.body = "<title>Fine</title>";
        return response;
    }
};
std::unique_ptr<ports::Http> broken(const std::vector<std::string>& /*also_allow*/) {
    return std::make_unique<Broken>();
}

}  // namespace

TEST_CASE("a worker without rights visits as this process does") {
    TestServer server([](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send(
            page("<title>Espace client</title><h1>Méridien</h1><form><input type=password name=p></form>"));
    });
    Lookout lookout;
    const auto visits = lookout.investigator->visit(server.url("http", "/a"));
    REQUIRE(visits);
    const auto http = curl({"127.0.0.0/8"});
    const auto here = drivers::make_investigator(*http, {.any_port = true})->visit(server.url("http", "/a"));
    CHECK(*visits == here.value());
    CHECK(visits->size() == 4);
    CHECK(visits->front().asks_password);
    CHECK(lookout.investigator->fetch(server.url("http", "/a"), 1000)->find("Espace") != std::string::npos);
    CHECK(lookout.tally["requests"] == 2);
    CHECK(lookout.tally["starts"] == 1);
}

TEST_CASE("a locked worker resolves names, reads the roots of TLS, and opens no private address") {
    faults::TestCertificate certificate("localhost");
    TestServer secret(
        [](TestConnection& c) {
            c.read_until("\r\n\r\n");
            c.send(page("x"));
        },
        &certificate);
    const auto address = "https://localhost:" + std::to_string(secret.port()) + "/";
    Lookout lookout;
    const auto untrusted = lookout.investigator->visit(address);
    REQUIRE(untrusted);
    for (const auto& v : *untrusted) CHECK(v.error == "unreachable");
    CHECK(secret.connections() > 0);  // the name was resolved, the certificate is not of a known authority
    const auto unknown = lookout.investigator->visit("https://méridien.invalid/");
    REQUIRE(unknown);
    for (const auto& v : *unknown) {
        CHECK((v.error == "unreachable" || v.error == "too.slow"));
        CHECK(v.final_url == "https://xn--mridien-bya.invalid/");
    }
    Lookout guarded(curl, {});
    const auto refused = guarded.investigator->visit(address);
    REQUIRE(refused);
    for (const auto& v : *refused) CHECK(v.error == "address.private");
    CHECK_FALSE(guarded.investigator->visit("file:///etc/passwd"));
    CHECK(lookout.tally["deaths"] == 0);
    CHECK(guarded.tally["deaths"] == 0);
}

TEST_CASE("a worker killed in the middle of a visit costs this visit, and the next one is visited") {
    Lookout lookout;
    std::atomic<bool> armed = true;
    TestServer server([&](TestConnection& c) {
        c.read_until("\r\n\r\n");
        if (armed.exchange(false)) {
            ::kill(*lookout.shared.pid, SIGKILL);
            return;
        }
        c.send(page("<title>Here</title>"));
    });
    const auto url = server.url("http");
    const auto lost = lookout.investigator->visit(url);
    REQUIRE_FALSE(lost);
    CHECK(lost.error().message == "the worker links died: killed");
    const auto said = drivers::failed_visit(url, lost.error());
    CHECK(said.error == "worker.died");
    CHECK(drivers::explain_visit_error(said.error).fr.find("remplacé") != std::string::npos);
    const auto next = lookout.investigator->visit(url);
    REQUIRE(next);
    CHECK(next->front().title == "Here");
    CHECK(lookout.tally["deaths"] == 1);
    CHECK(lookout.tally["starts"] == 2);
}

TEST_CASE("a crash, a forbidden call and a memory bomb in the worker stay there") {
    Lookout lookout(broken);
    for (const auto* path : {"crash", "program", "memory"}) {
        CAPTURE(path);
        const auto lost = lookout.investigator->visit(std::string("https://a.test/") + path);
        REQUIRE_FALSE(lost);
        CHECK(lost.error().code == Errc::unavailable);
        CHECK_FALSE(lost.error().message.empty());
        const auto next = lookout.investigator->visit("https://a.test/");
        REQUIRE(next);
        CHECK(next->front().title == "Fine");
    }
    CHECK(lookout.tally["deaths"] == 2);  // memory that is refused is an error of the request, not a death
}

TEST_CASE("a worker that hangs is ended after its time") {
    Lookout lookout(broken, {}, 100ms);
    const auto began = std::chrono::steady_clock::now();
    const auto hung = lookout.investigator->visit("https://a.test/hang");
    REQUIRE_FALSE(hung);
    CHECK(drivers::failed_visit("", hung.error()).error == "worker.hung");
    CHECK(std::chrono::steady_clock::now() - began < 15s);
    CHECK(lookout.tally["timeouts"] == 1);
    CHECK(lookout.investigator->visit("https://a.test/"));
}
