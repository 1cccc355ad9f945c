#include <vigie/engine/catalogue.hpp>
#include <vigie/plugins/impersonation.hpp>
#include <vigie/plugins/leak_confidential.hpp>
#include <vigie/plugins/leak_document.hpp>
#include <vigie/plugins/leak_health.hpp>
#include <vigie/plugins/leak_personal.hpp>
#include <vigie/plugins/leak_secret.hpp>
#include <vigie/plugins/lookalike_domain.hpp>
#include <vigie/plugins/phishing_link.hpp>
#include <vigie/plugins/phishing_page.hpp>
#include <vigie/plugins/picture_reuse.hpp>
#include <vigie/plugins/scam.hpp>
#include <vigie/plugins/suspicious_contact.hpp>
#include <vigie/plugins/takeover.hpp>

namespace vigie::engine {

const std::vector<DetectorEntry>& detectors() {
    static const std::vector<DetectorEntry> table{
        // First: of several findings on one item the first gives the case its kind, and a post of our own
        // that
        // leads to a phishing page is a takeover before all.
        {&plugins::takeover_info, &plugins::make_takeover},
        {&plugins::impersonation_info, &plugins::make_impersonation},
        {&plugins::lookalike_domain_info, &plugins::make_lookalike_domain},
        {&plugins::phishing_link_info, &plugins::make_phishing_link},
        {&plugins::phishing_page_info, &plugins::make_phishing_page},
        {&plugins::suspicious_contact_info, &plugins::make_suspicious_contact},
        {&plugins::scam_info, &plugins::make_scam},
        {&plugins::leak_secret_info, &plugins::make_leak_secret},
        {&plugins::leak_health_info, &plugins::make_leak_health},
        {&plugins::leak_personal_info, &plugins::make_leak_personal},
        {&plugins::leak_document_info, &plugins::make_leak_document},
        {&plugins::leak_confidential_info, &plugins::make_leak_confidential},
        {&plugins::picture_reuse_info, &plugins::make_picture_reuse},
    };
    return table;
}

}  // namespace vigie::engine
