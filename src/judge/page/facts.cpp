#include "page/facts.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace vigie::judge {

using model::PageVisit;

House house_of(const std::string& url) {
    const auto parsed = kit::parse_url(url);
    if (!parsed) return {};
    auto domain = kit::registrable_domain(parsed->host);
    return {parsed->host, domain.empty() ? parsed->host : domain};
}

int shown_to(const PageVisit& v) {
    if (!v.error.empty() || v.status >= 400) return 0;
    return 1 + (v.asks_password ? 4 : 0) + (v.asks_card ? 4 : 0) + (v.asks_code ? 3 : 0) +
           (v.text.empty() ? 0 : 1);
}

std::string asked(const PageVisit& v, bool french) {
    std::vector<std::string> out;
    if (v.asks_password) out.emplace_back(french ? "un mot de passe" : "a password");
    if (v.asks_card) out.emplace_back(french ? "une carte bancaire" : "a bank card");
    if (v.asks_code) out.emplace_back(french ? "un code à usage unique" : "a one-time code");
    return fmt::format("{}", fmt::join(out, french ? " et " : " and "));
}

bool asks(const PageVisit& v) {
    return v.asks_password || v.asks_card || v.asks_code;
}

bool asks_identity(const PageVisit& v) {
    std::size_t personal = 0;
    for (const auto& form : v.forms) {
        for (const auto& field : form.fields) {
            const auto name = std::string_view(field).substr(std::min(field.find(':') + 1, field.size()));
            const bool hit = std::ranges::any_of(
                std::array<std::string_view, 15>{"tel", "phone", "nom", "name", "adresse", "address",
                                                 "naissance", "birth", "email", "mail", "postal", "secu",
                                                 "iban", "nss", "dob"},
                [&](auto w) { return name.find(w) != std::string_view::npos; });
            personal += hit ? 1 : 0;
        }
    }
    return personal >= 3;
}

bool is_refusal(int status) noexcept {
    return status >= 400 && status < 500 && status != 429;
}

bool alike(const PageVisit& a, const PageVisit& b) {
    constexpr std::size_t enough = 800;
    constexpr double same = 0.25;
    const auto words = [](const PageVisit& v) { return v.title + ' ' + v.text.substr(0, enough); };
    return house_of(a.final_url).domain == house_of(b.final_url).domain &&
           kit::text_similarity(words(a), words(b)) >= same;
}

std::string for_sale(const PageVisit& page) {
    constexpr std::size_t enough = 1000;
    static constexpr std::array<std::string_view, 13> offers{
        "domain is for sale",   "domain name is for sale",
        "buy this domain",      "domain is parked",
        "domain parking",       "make an offer for",
        "domaine est a vendre", "domaine a vendre",
        "acheter ce domaine",   "domaine est reserve",
        "parked free",          "nom de domaine est a vendre",
        "page parking"};
    const auto text = kit::fold(page.title + " | " + page.text.substr(0, enough));
    const auto* it = std::ranges::find_if(offers, [&](auto o) { return text.find(o) != std::string::npos; });
    return it == offers.end() ? std::string() : std::string(*it);
}

}  // namespace vigie::judge
