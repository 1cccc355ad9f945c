// How much does a URL look like phishing, by its own letters alone? A linear model over hashed character
// n-grams of host and path and over plain facts of the host (digits, hyphens, hosting, ending…), made a
// probability on a later year. Knows nothing of our assets and never touches the network. Immutable,
// thread-safe. Data, figures and limits: content/models/phishing_link/MODEL.md.
#pragma once

#include <vigie/kit/learn.hpp>
#include <vigie/model/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

// One feature of a URL: `value` times the weight in the model's slot of `hash` is its share of the margin.
struct UrlFeature {
    std::uint64_t hash = 0;
    float value = 0;
};

// Why a URL scores as it does: the share of one group of features in the margin, in log-odds.
struct UrlReason {
    std::string code;  // "url-model.host-letters", "url-model.ending"… (url_model_codes)
    double weight = 0;
    model::Text says;
    std::size_t start = 0;  // where in the URL as given
    std::size_t end = 0;
};

class UrlModel {
public:
    explicit UrlModel(kit::LinearModel model);
    // The one in content/models/phishing_link. Errc::parse when it is not understood.
    [[nodiscard]] static Result<UrlModel> shipped();

    // Probability that the URL is phishing when 2 in 100 are (link_prior); 0 for what is no http(s) URL or
    // bare host. O(bytes), no allocation for ASCII hosts; looks at 253 bytes of host and 256 of the rest.
    [[nodiscard]] double probability(std::string_view url) const;
    [[nodiscard]] double margin(std::string_view url) const;  // uncalibrated log-odds; 0 for no URL
    // The groups that move the margin by 0.2 or more, strongest first; at most `most`.
    [[nodiscard]] std::vector<UrlReason> reasons(std::string_view url, std::size_t most = 4) const;

private:
    kit::LinearModel model_;
};

// All features of a URL, as `margin` adds them: for training. Empty for what is no URL.
[[nodiscard]] std::vector<UrlFeature> url_features(std::string_view url);
[[nodiscard]] const std::vector<std::string>& url_model_codes();

}  // namespace vigie::judge
