#include "reading/cues.hpp"

#include <doctest/doctest.h>

namespace vigie::judge {

TEST_CASE("questions, denials and urgency are read by their words") {
    CHECK(cues_of("À quelle heure ouvrez-vous demain ?").question > 0.7);
    CHECK(cues_of("What time do you open tomorrow").question > 0.5);
    CHECK(cues_of("Nous ouvrons demain.").question < 0.2);
    CHECK(cues_of("Voir https://example.test/page?id=4").question < 0.2);
    CHECK(cues_of("C'est faux, arrêtez de relayer cette rumeur").denial > 0.5);
    CHECK(cues_of("This is a hoax, please stop spreading it").denial > 0.5);
    CHECK(cues_of("Is this true? Can anyone confirm?").disputed_claim > 0.5);
    CHECK(cues_of("Mon fils est à l'hôpital après avoir mangé ça, c'est urgent").urgency > 0.5);
    CHECK(cues_of("Nice weather today").urgency < 0.2);
    CHECK(cues_of("").disputed_claim < 0.2);
}

}  // namespace vigie::judge
