// Follows links as several visitors would, over HTTP alone: no script runs, no cookie is kept, nothing is
// sent but GET. What a page asks of people is read from its HTML (gumbo).
#pragma once

#include <vigie/model/text.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/investigator.hpp>
#include <vigie/ports/metrics.hpp>
#include <vigie/sandbox/sandbox.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigie::drivers {

struct InvestigatorOptions {
    std::size_t page_bytes = std::size_t{2} << 20U;  // of a body, decompressed; what is beyond is not read
    int hops = 10;                                   // at most, whatever leads from one to the next
    std::chrono::milliseconds visit_time{10'000};    // for one visitor, all hops together
    bool any_port = false;                           // else 80, 443, 8080 and 8443
    std::string fetch_as{};                 // visitor that fetch() goes as; empty: the first, desktop
    std::vector<std::string> also_allow{};  // private IPv4 networks that visits may reach all the same
};

// Visits from this process: for the worker and for tests. `http` must judge the address that it really
// connects to (make_curl_http does, for `public_only`). It outlives the investigator.
[[nodiscard]] std::unique_ptr<ports::Investigator> make_investigator(ports::Http& http,
                                                                     InvestigatorOptions options = {});

// The worker, `vigie worker links`: it may open IP sockets, resolve names and read the roots of TLS, nothing
// else. `http` makes the client that visits go through.
using MakeHttp = std::function<std::unique_ptr<ports::Http>(const std::vector<std::string>& also_allow)>;
[[nodiscard]] sandbox::Job investigator_job();
[[nodiscard]] sandbox::Prepare investigator_worker(MakeHttp http);

// Visits from a worker that is begun when needed. One that dies, hangs or runs out of memory costs its visit,
// which ends as an Error that says so, and is replaced. Counted in `metrics` (may be null; outlives it).
[[nodiscard]] std::unique_ptr<ports::Investigator> make_sandboxed_investigator(
    sandbox::Start start, InvestigatorOptions options = {}, ports::Metrics* metrics = nullptr);

// A visit that did not take place, with its reason as code: "worker.died", "worker.hung", "url.refused"…
[[nodiscard]] model::PageVisit failed_visit(const std::string& url, const Error& why);

// What the codes in PageVisit::error mean, for people.
[[nodiscard]] model::Text explain_visit_error(std::string_view code);

}  // namespace vigie::drivers
