// The kinds of value that vigie.yaml has and YAML has not: paths, addresses, origins, secrets. Private to
// engine/config.
#pragma once

#include <vigie/engine/config.hpp>
#include <vigie/kit/yaml.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::engine {

class Values {
public:
    Values(std::string_view config_path, const SecretLookup& secrets);

    [[nodiscard]] std::string beside(const std::string& path) const;
    // Beside the config file, dots removed; "-" stays when it is allowed.
    [[nodiscard]] std::optional<std::string> path(const kit::YamlNode& node, bool dash_allowed = false) const;
    [[nodiscard]] std::vector<std::string> paths(const kit::YamlNode& node) const;
    [[nodiscard]] std::optional<Secret> secret(const kit::YamlNode& node) const;

private:
    std::string folder_;
    const SecretLookup& secrets_;
};

// A text that is not empty.
[[nodiscard]] std::optional<std::string> word(const kit::YamlNode& node);
// scheme://host[:port] and perhaps a path, with one of `schemes`; no '/' at the end.
[[nodiscard]] std::optional<std::string> origin(const kit::YamlNode& node,
                                                const std::vector<std::string>& schemes);
// "a@b" or "Name <a@b>".
[[nodiscard]] std::optional<std::string> mailbox(const kit::YamlNode& node);
// Letters, digits, '-', '_', '.': what metrics, logs and policies call a source, channel or desk.
[[nodiscard]] bool good_name(const kit::YamlNode& node, const std::string& name);
// True for names of this machine and for private networks, as far as a name tells.
[[nodiscard]] bool local_host(std::string_view url);

}  // namespace vigie::engine
