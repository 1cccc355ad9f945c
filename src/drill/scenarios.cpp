#include "advisors.hpp"
#include "coupon.hpp"
#include "health_centre.hpp"
#include "rumour.hpp"

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
        {"coupon",
         {"Le faux coupon", "The fake coupon"},
         {"Une enseigne de quatorze magasins fait de vraies promotions ; un faux compte détourne ses "
          "mots-dièse "
          "dans une région avec un bon de 50 % et un numéro surtaxé.",
          "A chain of fourteen shops runs real promotions; a fake account hijacks its hashtags in one region "
          "with a 50 % coupon and a premium-rate number."},
         &make_coupon},
        {"health-centre",
         {"Le dossier en photo", "The photographed file"},
         {"Une maison de santé dont les soignants publient ; un médecin croit son compte privé et y montre "
          "des "
          "dossiers, un gestionnaire donne des chiffres sur un forum.",
          "A group practice whose staff post; one doctor believes an account private and shows files on it, "
          "a "
          "manager gives figures on a forum."},
         &make_health_centre},
        {"rumour",
         {"La rumeur", "The rumour"},
         {"Une rumeur sans fondement sur la sécurité d’un aliment part d’une ville ; quarante comptes la "
          "poussent ensemble dès la deuxième heure, et l’enseigne répond trop tard.",
          "An unfounded rumour about the safety of a food starts in one town; forty accounts push it "
          "together from the second hour on, and the chain answers too late."},
         &make_rumour},
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
