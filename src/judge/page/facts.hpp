// What visits show, before it is weighed.
#pragma once

#include <vigie/model/page.hpp>

#include <string>

namespace vigie::judge {

struct House {
    std::string host;
    std::string domain;  // registrable, or the host where there is none
};
[[nodiscard]] House house_of(const std::string& url);

// How much a visitor was shown: what is asked weighs more than what is said. 0: nothing.
[[nodiscard]] int shown_to(const model::PageVisit& visit);

[[nodiscard]] bool asks(const model::PageVisit& visit);  // for a password, a card or a code
[[nodiscard]] std::string asked(const model::PageVisit& visit, bool french);
// Three or more fields that a person's data goes into: name, address, phone, birth date, e-mail.
[[nodiscard]] bool asks_identity(const model::PageVisit& visit);

// Not found, gone, forbidden: how kits turn away whom they do not want. Busy servers say something else.
[[nodiscard]] bool is_refusal(int status) noexcept;

// Two visitors were shown the same in other clothes, in one house.
[[nodiscard]] bool alike(const model::PageVisit& a, const model::PageVisit& b);

// The words by which a domain without a site offers itself; empty when there are none.
[[nodiscard]] std::string for_sale(const model::PageVisit& visit);

}  // namespace vigie::judge
