#include "weigh.hpp"

#include <vigie/judge/listed.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/phrase.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::plugins {

std::vector<model::Evidence> model_evidence(const judge::UrlModel& model, const Link& link,
                                            double probability, double most) {
    std::vector<model::Evidence> out;
    const double total = std::min(judge::log_odds(probability) - judge::link_prior, most);
    if (total <= 0.1) return out;
    auto reasons = model.reasons(link.url);
    std::erase_if(reasons, [](const judge::UrlReason& r) { return r.weight <= 0; });
    double sum = 0;
    for (const auto& r : reasons) sum += r.weight;
    for (auto& r : reasons) {
        const auto words = link.url.substr(r.start, r.end - r.start);
        out.push_back(judge::evidence(
            r.code, total * r.weight / sum,
            {fmt::format("{} ({})", r.says.fr.substr(0, r.says.fr.size() - 1), judge::quote_fr(words)) + ".",
             fmt::format("{} ({})", r.says.en.substr(0, r.says.en.size() - 1), judge::quote_en(words)) + "."},
            {{link.field, link.start + r.start, link.start + r.end, words, "url"}}));
    }
    return out;
}

model::Span span_of(const Link& link) {
    return {link.field, link.start, link.start + link.url.size(), link.url, "url"};
}

model::Evidence concern_evidence(const Concerns::Concern& concern) {
    constexpr double weight = 1.0;
    return judge::evidence(
        "text.names-us", weight,
        {fmt::format("La publication nous cite\u00a0: {}.", judge::quote_fr(concern.where.text)),
         fmt::format("The post names us: {}.", judge::quote_en(concern.where.text))},
        {concern.where});
}

std::vector<std::string> weigh_codes() {
    auto codes = judge::url_model_codes();
    codes.insert(codes.end(), judge::listed_codes().begin(), judge::listed_codes().end());
    codes.emplace_back("text.names-us");
    return codes;
}

}  // namespace vigie::plugins
