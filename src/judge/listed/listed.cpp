#include <vigie/judge/assess.hpp>
#include <vigie/judge/listed.hpp>
#include <vigie/judge/phrase.hpp>

#include <fmt/format.h>

#include <utility>

namespace vigie::judge {
namespace {

model::Text kind_of(ports::Threat threat) {
    switch (threat) {
        case ports::Threat::phishing: return {"hameçonnage", "phishing"};
        case ports::Threat::malware: return {"diffusion de logiciels malveillants", "spreading malware"};
        case ports::Threat::unwanted: break;
    }
    return {"diffusion de logiciels indésirables", "spreading unwanted software"};
}

}  // namespace

model::Evidence listed_evidence(const ports::Listing& listing, model::Span span, bool shared_host) {
    const auto what = kind_of(listing.threat);
    const auto list = plain(listing.list);
    if (listing.exact) {
        return evidence("list.url", listing.threat == ports::Threat::phishing ? 6.5 : 5.0,
                        {fmt::format("La liste {} signale cette adresse pour {}.", list, what.fr),
                         fmt::format("The list {} reports this address for {}.", list, what.en)},
                        {std::move(span)});
    }
    // Next door to a bad page: damning on a site of one owner, next to nothing on a host of many.
    return evidence("list.host", shared_host ? 0.3 : 3.0,
                    {fmt::format("La liste {} signale d’autres pages de cet hôte pour {}.", list, what.fr),
                     fmt::format("The list {} reports other pages of this host for {}.", list, what.en)},
                    {std::move(span)});
}

const std::vector<std::string>& listed_codes() {
    static const std::vector<std::string> codes{"list.url", "list.host"};
    return codes;
}

}  // namespace vigie::judge
