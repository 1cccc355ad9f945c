#include "url_walk.hpp"

#include <vigie/base/embedded.hpp>
#include <vigie/judge/url_model.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigie::embedded {
std::vector<EmbeddedFile> url_model_files();
}  // namespace vigie::embedded

namespace vigie::judge {
namespace {

// n-grams of a part are worth `letters_scale` together in squares, however many there are (L2 norm): a long
// path must not outshout its host.
constexpr float letters_scale = 4;

float letter_value(std::size_t grams) {
    return grams == 0 ? 0 : letters_scale / std::sqrt(static_cast<float>(grams));
}

using Margins = std::array<double, url_groups>;

Margins margins_of(const kit::LinearModel& model, const UrlParts& parts) {
    Margins out{};
    const auto letters = [&](std::string_view text, UrlGroup group) {
        int sum = 0;
        std::size_t n = 0;
        each_gram(text, group, [&](std::uint64_t h) {
            sum += model.raw(h);
            ++n;
        });
        out[static_cast<std::size_t>(group)] += double{letter_value(n)} * sum * model.scale();
    };
    // The figures of an address are nobody's choice: no letters to read.
    if (!parts.is_address) letters(parts.marked_host(), UrlGroup::host_letters);
    letters(parts.rest(), UrlGroup::path_letters);
    UrlTokens tokens;
    add_tokens(parts, tokens);
    for (std::size_t i = 0; i < tokens.count; ++i) {
        const auto& t = tokens.tokens[i];
        out[static_cast<std::size_t>(t.group)] += model.weight(t.hash);
    }
    return out;
}

struct GroupText {
    std::string_view code;
    std::string_view more_fr;  // speaks for phishing
    std::string_view more_en;
    std::string_view less_fr;  // speaks against
    std::string_view less_en;
    bool of_host;
};

constexpr std::array<GroupText, url_groups> group_texts{{
    {"url-model.host-letters", "Les suites de lettres de l’hôte ressemblent à celles d’hameçonnages connus.",
     "The host is spelt like those of known phishing.", "Les suites de lettres de l’hôte sont celles de sites ordinaires.",
     "The host is spelt like those of ordinary sites.", true},
    {"url-model.ending", "L’extension de domaine, avec un nom de cette forme, sert souvent à l’hameçonnage.",
     "This domain ending, with a name of this form, often serves phishing.",
     "L’extension de domaine sert rarement à l’hameçonnage.", "This domain ending rarely serves phishing.", true},
    {"url-model.hosting", "Le domaine d’hébergement a déjà servi à l’hameçonnage.",
     "The hosting domain has served phishing before.", "Le domaine est connu pour des sites ordinaires.",
     "The domain is known for ordinary sites.", true},
    {"url-model.host-shape", "La forme de l’hôte (longueur, chiffres, tirets, hasard des lettres) est celle d’un nom fabriqué.",
     "The shape of the host (length, digits, hyphens, randomness) is that of a made-up name.",
     "La forme de l’hôte (longueur, chiffres, tirets) est ordinaire.",
     "The shape of the host (length, digits, hyphens) is ordinary.", true},
    {"url-model.address", "L’adresse est inhabituelle (IP nue, port, utilisateur ou punycode).",
     "The address is unusual (bare IP, port, user or punycode).", "L’adresse est d’une forme ordinaire.",
     "The address has an ordinary form.", true},
    {"url-model.path-letters", "Le chemin ressemble à ceux d’hameçonnages connus.", "The path is spelt like those of known phishing.",
     "Le chemin ressemble à ceux de sites ordinaires.", "The path is spelt like those of ordinary sites.", false},
    {"url-model.path-shape", "La forme du chemin (profondeur, longueur, extension, chiffres) est celle d’un hameçonnage.",
     "The shape of the path (depth, length, extension, digits) is that of phishing.",
     "La forme du chemin est ordinaire.", "The shape of the path is ordinary.", false},
}};

}  // namespace

UrlModel::UrlModel(kit::LinearModel model) : model_(std::move(model)) {}

Result<UrlModel> UrlModel::shipped() {
    for (const auto& file : embedded::url_model_files()) {
        if (file.path != "url.model") continue;
        VIGIE_TRY_ASSIGN(auto model, kit::LinearModel::read(file.content));
        return UrlModel(std::move(model));
    }
    return fail(Errc::not_found, "the URL model is not in this build");
}

double UrlModel::margin(std::string_view url) const {
    UrlParts parts;
    if (!parts.read(url)) return 0;
    double sum = model_.bias();
    for (const double m : margins_of(model_, parts)) sum += m;
    return sum;
}

double UrlModel::probability(std::string_view url) const {
    UrlParts parts;
    if (!parts.read(url)) return 0;
    double sum = model_.bias();
    for (const double m : margins_of(model_, parts)) sum += m;
    return model_.calibration()(sum);
}

std::vector<UrlReason> UrlModel::reasons(std::string_view url, std::size_t most) const {
    constexpr double least = 0.2;
    std::vector<UrlReason> out;
    UrlParts parts;
    if (!parts.read(url)) return out;
    const auto margins = margins_of(model_, parts);
    for (std::size_t g = 0; g < url_groups; ++g) {
        if (std::abs(margins[g]) < least) continue;
        const auto& t = group_texts[g];
        const bool more = margins[g] > 0;
        out.push_back({std::string(t.code), margins[g],
                       {std::string(more ? t.more_fr : t.less_fr), std::string(more ? t.more_en : t.less_en)},
                       t.of_host ? parts.host_start : parts.host_end, t.of_host ? parts.host_end : parts.rest_end});
    }
    std::ranges::sort(out, [](const UrlReason& a, const UrlReason& b) { return std::abs(a.weight) > std::abs(b.weight); });
    if (out.size() > most) out.resize(most);
    return out;
}

std::vector<UrlFeature> url_features(std::string_view url) {
    std::vector<UrlFeature> out;
    UrlParts parts;
    if (!parts.read(url)) return out;
    const auto letters = [&](std::string_view text, UrlGroup group) {
        const auto from = out.size();
        each_gram(text, group, [&](std::uint64_t h) { out.push_back({h, 0}); });
        const float value = letter_value(out.size() - from);
        for (auto i = from; i < out.size(); ++i) out[i].value = value;
    };
    if (!parts.is_address) letters(parts.marked_host(), UrlGroup::host_letters);
    letters(parts.rest(), UrlGroup::path_letters);
    UrlTokens tokens;
    add_tokens(parts, tokens);
    for (std::size_t i = 0; i < tokens.count; ++i) out.push_back({tokens.tokens[i].hash, 1});
    return out;
}

const std::vector<std::string>& url_model_codes() {
    static const auto codes = [] {
        std::vector<std::string> out;
        for (const auto& t : group_texts) out.emplace_back(t.code);
        return out;
    }();
    return codes;
}

}  // namespace vigie::judge
