#include <vigie/engine/catalogue.hpp>
#include <vigie/plugins/impersonation.hpp>
#include <vigie/plugins/phishing_link.hpp>

namespace vigie::engine {

const std::vector<DetectorEntry>& detectors() {
    static const std::vector<DetectorEntry> table{
        {&plugins::impersonation_info, &plugins::make_impersonation},
        {&plugins::phishing_link_info, &plugins::make_phishing_link},
    };
    return table;
}

}  // namespace vigie::engine
