#include <vigie/kit/hash.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/model/allowance.hpp>

namespace vigie::model {
std::string allowance_id(const Allowance& of) {
    constexpr std::size_t digits = 12;
    std::string parts;
    for (const auto& part : {of.kind, of.network, of.value, of.detector, of.asset.value}) {
        parts += part;
        parts += '\0';
    }
    return "a" + kit::sha256_hex(parts).substr(0, digits);
}

Allowance allowance_of(const Culprit& culprit) {
    Allowance out;
    out.kind = culprit.kind;
    if (culprit.kind == "account" || culprit.kind == "post") out.network = culprit.network;
    out.value = culprit.id.empty() ? culprit.handle : culprit.id;
    out.display = culprit.display.empty() ? culprit.handle : culprit.display;
    out.id = allowance_id(out);
    return out;
}

bool allows(const Allowance& allowance, const Finding& finding) noexcept {
    if (!allowance.detector.empty() && allowance.detector != finding.detector) return false;
    if (!allowance.asset.empty() && allowance.asset != finding.asset) return false;
    const auto& c = finding.culprit;
    if (c.kind != allowance.kind) return false;
    const auto& value = c.id.empty() ? c.handle : c.id;
    if (c.kind == "domain") return kit::is_or_is_below(value, allowance.value);
    return value == allowance.value && (allowance.network.empty() || allowance.network == c.network);
}

}  // namespace vigie::model
