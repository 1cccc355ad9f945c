#include "page_reader.hpp"
#include "urls.hpp"

#include <vigie/drivers/investigator.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <future>
#include <mutex>
#include <string_view>
#include <utility>

namespace vigie::drivers {
namespace {

using Clock = std::chrono::steady_clock;
using model::PageVisit;

constexpr std::string_view desktop_browser =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
    "Safari/537.36";
constexpr std::string_view mobile_browser =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 "
    "Mobile/15E148 Safari/604.1";

struct Visitor {
    std::string_view name;
    std::string_view browser;
    std::string_view languages;
    std::string_view referrer;
};
// Scam pages show themselves to whom they are meant for: a phone, a French speaker, somebody who comes from a
// network.
constexpr std::array visitors{
    Visitor{"desktop", desktop_browser, "en-US,en;q=0.8", ""},
    Visitor{"mobile", mobile_browser, "fr-FR,fr;q=0.9", ""},
    Visitor{"french", desktop_browser, "fr-FR,fr;q=0.9", ""},
    Visitor{"referred", mobile_browser, "fr-FR,fr;q=0.9", "https://www.facebook.com/"},
};

std::string code_of(const Error& error) {
    switch (error.code) {
        case Errc::unauthorised: return "address.private";
        case Errc::timeout: return "too.slow";
        case Errc::parse: return "answer.malformed";
        case Errc::invalid_argument: return "url.refused";
        default: return "unreachable";
    }
}

bool usual_port(const std::string& url) {
    const auto parsed = kit::parse_url(url);
    if (!parsed) return false;
    const auto port = parsed->port;
    return port == 0 || port == 80 || port == 443 || port == 8080 || port == 8443;
}

bool is_html(std::string_view type) {
    const auto folded = kit::fold(type);
    return folded.empty() || folded.find("html") != std::string::npos ||
           folded.find("xml") != std::string::npos || folded.find("text/plain") != std::string::npos;
}

class HttpInvestigator final : public ports::Investigator {
public:
    HttpInvestigator(ports::Http& http, InvestigatorOptions options)
        : http_(http), options_(std::move(options)) {}

    Result<std::vector<PageVisit>> visit(const std::string& url) override {
        const auto start = resolve({}, url.find("://") == std::string::npos ? "https://" + url : url);
        if (start.empty()) return fail(Errc::invalid_argument, "not an http or https URL");
        std::vector<std::future<PageVisit>> going;
        for (const auto& visitor : visitors) {
            going.push_back(
                std::async(std::launch::async, [this, &visitor, &start] { return go(visitor, start); }));
        }
        std::vector<PageVisit> out;
        for (auto& g : going) out.push_back(g.get());
        for (auto& v : out) v.url = url;
        return out;
    }

    Result<std::string> fetch(const std::string& url, std::size_t limit) override {
        const auto* known = std::ranges::find(visitors, options_.fetch_as, &Visitor::name);
        auto request = request_for(known == visitors.end() ? visitors[0] : *known, url,
                                   Clock::now() + options_.visit_time);
        request.max_response = limit;
        request.cut = false;
        request.max_redirects = options_.hops;
        VIGIE_TRY_ASSIGN(auto response, http_.send(request));
        if (!response.ok()) return fail(Errc::unavailable, "the server answered {}", response.status);
        return std::move(response.body);
    }

private:
    [[nodiscard]] ports::HttpRequest request_for(const Visitor& visitor, const std::string& url,
                                                 Clock::time_point deadline) const {
        ports::HttpRequest request;
        request.url = url;
        request.headers = {{"User-Agent", std::string(visitor.browser)},
                           {"Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"},
                           {"Accept-Language", std::string(visitor.languages)}};
        if (!visitor.referrer.empty()) request.headers.emplace_back("Referer", std::string(visitor.referrer));
        request.timeout =
            std::max(std::chrono::milliseconds(1),
                     std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()));
        request.max_response = options_.page_bytes;
        request.cut = true;
        request.public_only = true;
        return request;
    }

    PageVisit go(const Visitor& visitor, const std::string& start) const {
        PageVisit visit;
        visit.visitor = visitor.name;
        std::string next = start;
        std::string how = "asked";
        const auto deadline = Clock::now() + options_.visit_time;
        while (!next.empty()) {
            const bool again = std::ranges::any_of(
                visit.hops, [&](const auto& hop) { return hop.url == next && how != "asked"; });
            if (again || static_cast<int>(visit.hops.size()) > options_.hops) {
                visit.error = again ? "redirect.loop" : "redirect.endless";
                break;
            }
            visit.hops.push_back({next, how, 0});
            visit.final_url = next;
            if (!options_.any_port && !usual_port(next)) {
                visit.error = "port.refused";
                break;
            }
            const auto response = http_.send(request_for(visitor, next, deadline));
            if (!response) {
                visit.error = code_of(response.error());
                break;
            }
            visit.hops.back().status = response->status;
            visit.status = response->status;
            next = lead_on(*response, visit, how);
        }
        return visit;
    }

    // Reads the answer; where it leads, and how.
    std::string lead_on(const ports::HttpResponse& response, PageVisit& visit, std::string& how) const {
        if (response.status >= 300 && response.status < 400) {
            how = "http";
            const auto location = response.header("location");
            if (location.empty()) return {};
            auto target = resolve(visit.final_url, location);
            if (target.empty()) visit.error = "redirect.refused";
            return target;
        }
        visit.bytes = static_cast<std::int64_t>(response.body.size());
        if (const auto refresh = response.header("refresh"); !refresh.empty()) {
            const auto equals = refresh.find('=');
            if (equals != std::string_view::npos) {
                how = "refresh";
                return resolve(visit.final_url, refresh.substr(equals + 1));
            }
        }
        if (!is_html(response.header("content-type"))) return {};
        PageVisit page = visit;
        PageReading reading;
        {
            // One page at a time: a tree of hostile HTML is a hundred times as big as its text.
            const std::scoped_lock lock(reading_);
            reading = read_page(response.body, page);
        }
        how = !reading.refresh.empty() ? "meta" : !reading.script.empty() ? "script" : "frame";
        auto target = how == "meta" ? reading.refresh : how == "script" ? reading.script : reading.frame;
        if (target.empty()) {
            visit = std::move(page);
            return {};
        }
        if (how == "frame") visit.title = page.title;  // a browser goes on showing it
        if (target == visit.final_url) {               // a page that reloads itself has arrived
            visit = std::move(page);
            return {};
        }
        return target;
    }

    ports::Http& http_;
    InvestigatorOptions options_;
    mutable std::mutex reading_;
};

}  // namespace

std::unique_ptr<ports::Investigator> make_investigator(ports::Http& http, InvestigatorOptions options) {
    return std::make_unique<HttpInvestigator>(http, std::move(options));
}

}  // namespace vigie::drivers
