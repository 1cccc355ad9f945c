#include "advisors.hpp"

#include <vigie/drill/scenario.hpp>

namespace vigie::embedded {
std::vector<EmbeddedFile> drill_files();
}

namespace vigie::drill {

const std::vector<ScenarioInfo>& scenarios() {
    static const std::vector<ScenarioInfo> table{
        {"advisors",
         {"Les faux conseillers", "The fake advisers"},
         {"Une maison de gestion a douze conseillers sur le réseau ; cinq faux comptes portent la photo de "
          "l’un d’eux et "
          "envoient ses clients vers une page qui vole leurs codes.",
          "A wealth manager has twelve advisers on the network; five fake accounts carry one adviser's "
          "picture and send "
          "his clients to a page that steals their codes."},
         &make_advisors},
    };
    return table;
}

const ScenarioInfo* find_scenario(std::string_view name) {
    for (const auto& s : scenarios()) {
        if (s.name == name) return &s;
    }
    return nullptr;
}

std::vector<EmbeddedFile> drill_files() {
    return embedded::drill_files();
}

}  // namespace vigie::drill
