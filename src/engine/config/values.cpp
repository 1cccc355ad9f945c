#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace vigie::engine {

using kit::YamlNode;

Values::Values(std::string_view config_path, const SecretLookup& secrets)
    : folder_(std::filesystem::path(config_path).parent_path().string()), secrets_(secrets) {}

std::optional<std::string> Values::path(const YamlNode& node, bool dash_allowed) const {
    const auto text = word(node);
    if (!text) return std::nullopt;
    if (*text == "-") {
        if (dash_allowed) return text;
        node.error("bad-value", "'-' (standard input) cannot stand here", "write the path of a file");
        return std::nullopt;
    }
    if (text->find("://") != std::string::npos) {
        node.error("bad-value", fmt::format("'{}' is a URL, not a path", *text),
                   "write the path of a file, seen from this one");
        return std::nullopt;
    }
    return beside(*text);
}

std::string Values::beside(const std::string& path) const {
    return (std::filesystem::path(folder_) / path).lexically_normal().string();
}

std::vector<std::string> Values::paths(const YamlNode& node) const {
    std::vector<std::string> out;
    constexpr std::size_t most = 1000;
    for (const auto& item : node.items()) {
        if (out.size() == most) {
            item.error("too-large", fmt::format("more than {} files", most), "put them into fewer files");
            break;
        }
        auto one = path(item);
        if (!one) continue;
        if (std::ranges::find(out, *one) != out.end()) {
            item.error("duplicate", fmt::format("'{}' is listed twice", *one), "remove one of the two");
        } else {
            out.push_back(std::move(*one));
        }
    }
    return out;
}

std::optional<Secret> Values::secret(const YamlNode& node) const {
    if (node.type() == YamlNode::Type::scalar) {
        auto text = word(node);
        return text ? std::optional(Secret(std::move(*text))) : std::nullopt;
    }
    if (node.type() == YamlNode::Type::absent || node.type() == YamlNode::Type::null) return std::nullopt;
    constexpr std::string_view help = "write the secret itself, {file: path} or {env: NAME}";
    if (node.type() != YamlNode::Type::map ||
        static_cast<bool>(node.get("file")) == static_cast<bool>(node.get("env"))) {
        node.error("wrong-type", "this is not a secret", std::string(help));
        return std::nullopt;
    }
    node.known({"file", "env"});
    const bool in_file = static_cast<bool>(node.get("file"));
    const auto name = in_file ? path(node.get("file")) : word(node.get("env"));
    if (!name) return std::nullopt;
    const SecretPlace place{.kind = in_file ? SecretPlace::Kind::file : SecretPlace::Kind::env,
                            .name = *name};
    auto value = secrets_ ? secrets_(place)
                          : Result<std::string>(fail(Errc::not_found, "secrets cannot be read here"));
    if (!value) {
        node.error(
            "secret",
            fmt::format("the secret in {} '{}' cannot be read: {}", in_file ? "file" : "variable", *name,
                        value.error().message),
            in_file ? "create the file, readable by Vigie only" : "set the variable where Vigie is started");
        return std::nullopt;
    }
    value->erase(value->find_last_not_of(" \t\r\n") + 1);
    if (value->empty()) {
        node.error("secret",
                   fmt::format("the secret in {} '{}' is empty", in_file ? "file" : "variable", *name));
        return std::nullopt;
    }
    return Secret(*std::move(value));
}

std::optional<std::string> word(const YamlNode& node) {
    auto text = node.text();
    if (!text) return std::nullopt;
    text->erase(text->find_last_not_of(" \t\r\n") + 1);
    if (text->empty()) {
        node.error("empty-value", "this text is empty", "write a value, or remove the field");
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> origin(const YamlNode& node, const std::vector<std::string>& schemes) {
    auto text = word(node);
    if (!text) return std::nullopt;
    const auto scheme = text->substr(0, std::min(text->find("://"), text->size()));
    const auto rest =
        text->size() > scheme.size() ? std::string_view(*text).substr(scheme.size() + 3) : std::string_view();
    const auto host = rest.substr(0, rest.find_first_of("/?#"));
    const bool good = std::ranges::find(schemes, scheme) != schemes.end() && !host.empty() &&
                      host.front() != ':' && text->find_first_of(" \t\n\"<>") == std::string::npos;
    if (!good) {
        node.error("bad-value",
                   fmt::format("an address here begins with {}://", fmt::join(schemes, ":// or ")),
                   fmt::format("write it as {}://host or {}://host:port", schemes.front(), schemes.front()));
        return std::nullopt;
    }
    if (host.find('@') != std::string_view::npos) {
        node.error("bad-value", "a user name or password cannot stand in an address",
                   "give them in their own fields");
        return std::nullopt;
    }
    while (text->ends_with('/')) text->pop_back();
    return text;
}

std::optional<std::string> mailbox(const YamlNode& node) {
    auto text = word(node);
    if (!text) return std::nullopt;
    std::string_view address = *text;
    if (const auto open = address.find('<'); open != std::string_view::npos && address.ends_with('>')) {
        address = address.substr(open + 1, address.size() - open - 2);
    }
    const auto at = address.find('@');
    const bool good = at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
                      address.find('@', at + 1) == std::string_view::npos &&
                      address.find_first_of(" \t\n,;<>") == std::string_view::npos &&
                      text->find('\n') == std::string::npos;
    if (good) return text;
    node.error("bad-value", fmt::format("'{}' is not an e-mail address", *text),
               "write vigie@exemple.fr, or \"Vigie <vigie@exemple.fr>\"");
    return std::nullopt;
}

bool good_name(const YamlNode& node, const std::string& name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    };
    constexpr std::size_t longest = 64;
    if (!name.empty() && name.size() <= longest && std::ranges::all_of(name, allowed)) return true;
    node.error("bad-value", fmt::format("'{}' is not a name", name.substr(0, longest)),
               "use at most 64 letters a-z, digits, '-', '_' and '.'");
    return false;
}

bool local_host(std::string_view url) {
    auto host = url.substr(url.find("://") == std::string_view::npos ? 0 : url.find("://") + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (host.starts_with("[::1]")) return true;
    host = host.substr(0, host.find(':'));
    return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.");
}

}  // namespace vigie::engine
