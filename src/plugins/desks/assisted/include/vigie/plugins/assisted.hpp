// Platforms that take requests through a form only: Vigie writes the whole dossier (text, places, legal
// elements), a person submits it and writes the number back.
#pragma once

#include <vigie/respond/desk.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct AssistedConfig {
    std::string name;
    std::string platform;      // x | facebook | instagram | linkedin | tiktok | youtube
    std::string organisation;  // whom the request protects
    std::string signatory;
    std::string email;   // a role address: platforms show it to the reported party
    std::string postal;  // may be empty, like the next two
    std::string phone;
    std::string mark;
};

[[nodiscard]] Result<std::unique_ptr<respond::Desk>> make_assisted_desk(AssistedConfig config);

}  // namespace vigie::plugins
