#include "init/files.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace vigie::engine {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

// "https://www.Exemple.fr/contact" → "exemple.fr": what was meant by it.
std::string bare_domain(std::string_view text) {
    auto host = trimmed(text);
    if (const auto scheme = host.find("://"); scheme != std::string_view::npos)
        host.remove_prefix(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#:"));
    if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
    auto out = lower(host);
    if (out.starts_with("www.")) out.erase(0, 4);
    return out;
}

// Trimmed, without empty ones and repeats (by lower case), in order.
template <class Tidy>
std::vector<std::string> tidy_list(const std::vector<std::string>& given, const Tidy& tidy) {
    std::vector<std::string> out;
    std::set<std::string> seen;
    for (const auto& text : given) {
        auto value = tidy(text);
        if (!value.empty() && seen.insert(lower(value)).second) out.push_back(std::move(value));
    }
    return out;
}

InitAnswers tidy(const InitAnswers& given) {
    const auto trim = [](const std::string& text) { return std::string(trimmed(text)); };
    InitAnswers out;
    out.language = given.language == "fr" ? "fr" : "en";
    out.organisation = trim(given.organisation);
    if (out.organisation.empty())
        out.organisation = out.language == "fr" ? "Mon organisation" : "My organisation";
    out.brands = tidy_list(given.brands, trim);
    out.domains = tidy_list(given.domains, bare_domain);
    out.emails = tidy_list(given.emails, trim);
    std::set<std::string> seen;
    for (const auto& account : given.accounts) {
        InitAccount one{.network = lower(trimmed(account.network)), .handle = trim(account.handle)};
        if (one.network.empty()) one.network = "bluesky";
        while (one.handle.starts_with('@')) one.handle.erase(0, 1);
        if (!one.handle.empty() && seen.insert(one.network + "\n" + lower(one.handle)).second)
            out.accounts.push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::map<std::string, std::string> init_files(const InitAnswers& answers) {
    const auto tidied = tidy(answers);
    return {{"assets.yaml", init_assets(tidied)},
            {"policies.yaml", init_policies(tidied)},
            {"vigie.yaml", init_config(tidied)},
            {"watches.yaml", init_watches(tidied)}};
}

}  // namespace vigie::engine
