#include <vigie/drivers/investigator.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace vigie::drivers {

model::PageVisit failed_visit(const std::string& url, const Error& why) {
    model::PageVisit visit;
    visit.visitor = "none";
    visit.url = url;
    switch (why.code) {
        case Errc::invalid_argument: visit.error = "url.refused"; break;
        case Errc::timeout: visit.error = "worker.hung"; break;
        case Errc::io: visit.error = "worker.nonsense"; break;
        default: visit.error = "worker.died"; break;
    }
    return visit;
}

model::Text explain_visit_error(std::string_view code) {
    struct Meaning {
        std::string_view code;
        std::string_view fr;
        std::string_view en;
    };
    constexpr std::array meanings{
        Meaning{"address.private", "mène à une adresse privée ou réservée : refusé",
                "leads to a private or reserved address: refused"},
        Meaning{"too.slow", "n’a pas répondu à temps", "did not answer in time"},
        Meaning{"answer.malformed", "a envoyé une réponse malformée", "sent a malformed answer"},
        Meaning{"url.refused", "mène à une adresse qui n’est pas une page web",
                "leads to what is no web address"},
        Meaning{"port.refused", "mène à un port inhabituel : refusé", "leads to an unusual port: refused"},
        Meaning{"redirect.loop", "tourne en rond", "goes round in circles"},
        Meaning{"redirect.endless", "redirige sans fin", "redirects without end"},
        Meaning{"redirect.refused", "redirige vers autre chose que le web : refusé",
                "redirects to something that is not the web: refused"},
        Meaning{"worker.died",
                "a fait tomber le processus qui visite, ou ce processus ne démarre pas : il est remplacé",
                "brought down the process that visits, or that process does not start: it is replaced"},
        Meaning{"worker.hung", "a bloqué le processus qui visite : il a été arrêté et remplacé",
                "blocked the process that visits: it was ended and replaced"},
        Meaning{"worker.nonsense", "a dérangé le processus qui visite : sa réponse a été rejetée",
                "upset the process that visits: its answer was rejected"},
        Meaning{"unreachable", "ne répond pas (hôte, connexion ou certificat)",
                "does not answer (host, connection or certificate)"},
    };
    const auto it = std::ranges::find(meanings, code, &Meaning::code);
    if (it == meanings.end()) return {std::string(code), std::string(code)};
    return {std::string(it->fr), std::string(it->en)};
}

}  // namespace vigie::drivers
