// Follows links as several visitors would, over HTTP alone: no script runs, no cookie is kept, nothing is
// sent but GET. What a page asks of people is read from its HTML (gumbo).
#pragma once

#include <vigie/model/text.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/investigator.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace vigie::drivers {

struct InvestigatorOptions {
    std::size_t page_bytes = std::size_t{2} << 20U;  // of a body, decompressed; what is beyond is not read
    int hops = 10;                                   // at most, whatever leads from one to the next
    std::chrono::milliseconds visit_time{10'000};    // for one visitor, all hops together
    bool any_port = false;                           // else 80, 443, 8080 and 8443
};

// `http` must judge the address that it really connects to (make_curl_http does, for `public_only`). It
// outlives the investigator.
[[nodiscard]] std::unique_ptr<ports::Investigator> make_investigator(ports::Http& http,
                                                                     InvestigatorOptions options = {});

// What the codes in PageVisit::error mean, for people.
[[nodiscard]] model::Text explain_visit_error(std::string_view code);

}  // namespace vigie::drivers
