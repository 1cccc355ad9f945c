#include "assets/values.hpp"

#include <vigie/base/diagnostic.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/pdq.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace vigie::watch {
namespace {

const std::vector<std::string>& known_networks() {
    static const std::vector<std::string> names{"bluesky",  "mastodon", "x",        "facebook",  "instagram",
                                                "threads",  "linkedin", "tiktok",   "youtube",   "reddit",
                                                "telegram", "whatsapp", "discord",  "pinterest", "snapchat",
                                                "twitch",   "signal",   "messenger"};
    return names;
}

Normal wrong(std::string problem, std::string help) {
    return {.value = {}, .problem = std::move(problem), .help = std::move(help)};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

void erase_all(std::string& text, std::string_view what) {
    for (auto pos = text.find(what); pos != std::string::npos; pos = text.find(what, pos))
        text.erase(pos, what.size());
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Normal normal_phone(std::string_view text) {
    std::string digits(trimmed(text));
    if (digits.starts_with("tel:")) digits.erase(0, 4);
    erase_all(digits, "(0)");  // +33 (0)6 12 34 56 78
    for (const auto* space : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x91", " ", ".", "-", "/", "(", ")"})
        erase_all(digits, space);
    if (digits.starts_with("00")) digits.replace(0, 2, "+");
    const bool international = digits.starts_with('+');
    if (international) digits.erase(0, 1);
    if (digits.empty() || !std::ranges::all_of(digits, is_digit)) {
        return wrong(fmt::format("'{}' is not a phone number", text), "write it as +33 6 12 34 56 78");
    }
    if (!international) {
        if (digits.size() == 10 && digits[0] == '0' && digits[1] != '0')
            return {"+33" + digits.substr(1), {}, {}};
        if (digits.size() <= 6) {
            return wrong(
                fmt::format("'{}' is a short number, which exists in one country only", text),
                "list the long number behind it, or put it in confidential_terms to see it mentioned");
        }
        return wrong(fmt::format("'{}' lacks its country code", text), "write it as +33 6 12 34 56 78");
    }
    if (digits[0] == '0' || digits.size() < 8 || digits.size() > 15) {
        return wrong(fmt::format("'{}' is not an international phone number", text),
                     "a country code and the number, 8 to 15 digits: +33 6 12 34 56 78");
    }
    if (digits.starts_with("33")) {
        if (digits.size() == 12 && digits[2] == '0')
            digits.erase(2, 1);  // +33 06…: the 0 of the national form
        if (digits.size() != 11 || digits[2] == '0') {
            return wrong(fmt::format("'{}' is not a French phone number: it has 9 digits after +33", text),
                         "write it as +33 6 12 34 56 78");
        }
    }
    return {"+" + digits, {}, {}};
}

Normal normal_domain(std::string_view text) {
    const auto word = trimmed(text);
    if (const auto scheme = word.find("://"); scheme != std::string_view::npos) {
        const auto host = word.substr(scheme + 3);
        return wrong(fmt::format("'{}' is a URL, not a domain", word),
                     fmt::format("write '{}'; a single page goes to 'links'",
                                 host.substr(0, host.find_first_of("/?#:"))));
    }
    if (word.find('@') != std::string_view::npos) {
        return wrong(fmt::format("'{}' is an e-mail address, not a domain", word),
                     fmt::format("write '{}'", word.substr(word.find('@') + 1)));
    }
    if (word.starts_with("*.")) {
        return wrong("'*.' is not needed: everything below a domain belongs to it",
                     fmt::format("write '{}'", word.substr(2)));
    }
    if (const auto end = word.find_first_of("/?#:"); end != std::string_view::npos) {
        return wrong(fmt::format("'{}' holds more than a domain", word),
                     fmt::format("write '{}'; a single page goes to 'links'", word.substr(0, end)));
    }
    auto host = kit::host_to_ascii(lower(word.ends_with('.') ? word.substr(0, word.size() - 1) : word));
    if (host.empty() || kit::is_ip_address(host)) {
        return wrong(fmt::format("'{}' is not a domain name", word), "write it as 'exemple.fr'");
    }
    if (host.starts_with("www.") && !kit::registrable_domain(host.substr(4)).empty()) host.erase(0, 4);
    if (kit::registrable_domain(host).empty()) {
        return wrong(fmt::format("'{}' is a public suffix: anybody can register names below it", word),
                     "write the domain that you own below it, as 'exemple.fr'");
    }
    return {std::move(host), {}, {}};
}

Normal normal_network(std::string_view text) {
    auto word = lower(trimmed(text));
    if (word == "twitter") word = "x";
    if (word == "bsky") word = "bluesky";
    const auto allowed = [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
    };
    if (word.empty() || !std::ranges::all_of(word, allowed)) {
        return wrong(fmt::format("'{}' is not the name of a network", text),
                     "write bluesky, x, instagram, mastodon…");
    }
    return {std::move(word), {}, {}};
}

Normal normal_handle(std::string_view network, std::string_view text) {
    const auto word = trimmed(text);
    if (word.starts_with('@')) {
        return wrong("a handle is written without its first '@'", fmt::format("write '{}'", word.substr(1)));
    }
    if (word.find("://") != std::string_view::npos || word.find('/') != std::string_view::npos) {
        return wrong(fmt::format("'{}' is an address, not a handle", word),
                     "write only the account's name on its network");
    }
    if (word.empty() || word.find_first_of(" \t\n") != std::string_view::npos) {
        return wrong(fmt::format("'{}' is not a handle: it holds a space or nothing", word),
                     "the display name goes to 'name'");
    }
    if (word.find('@') != std::string_view::npos && network != "mastodon") {
        return wrong(fmt::format("'{}' holds an '@'", word), "only Mastodon handles do: name@instance");
    }
    return {std::string(word), {}, {}};
}

Normal normal_hashtag(std::string_view text) {
    auto word = trimmed(text);
    while (word.starts_with('#')) word.remove_prefix(1);
    if (word.empty() || word.find_first_of(" \t\n#") != std::string_view::npos) {
        return wrong(fmt::format("'{}' is not a hashtag: it holds a space or nothing", text),
                     "write one word, without '#'");
    }
    return {std::string(word), {}, {}};
}

Normal normal_picture(std::string_view text) {
    if (const auto hash = kit::pdq_of_hex(trimmed(text))) return {hash->hex(), {}, {}};
    return wrong("this is no PDQ hash: those have 64 hexadecimal digits",
                 "take it from 'vigie picture hash FILE', or give the file itself and no hash");
}

Normal normal_link(std::string_view text) {
    std::string word(trimmed(text));
    const auto url = kit::parse_url(word);
    if (!url || (url->scheme != "http" && url->scheme != "https")) {
        return wrong(fmt::format("'{}' is not a web address", word), "write it as https://exemple.fr/page");
    }
    if (word.find("://") == std::string::npos) word.insert(0, "https://");
    return {std::move(word), {}, {}};
}

std::string slug(std::string_view name) {
    std::string out;
    for (const char c : kit::fold(name)) {
        const bool kept = is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        if (kept) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (out.ends_with('-')) out.pop_back();
    return out.empty() ? fmt::format("{:016x}", kit::hash64(name)) : out;
}

std::string likely_network(const std::string& word) {
    const auto& names = known_networks();
    if (word.size() < 4 || std::ranges::find(names, word) != names.end()) return {};
    const auto best = nearest(word, names);
    return best.size() < 4 ? std::string() : best;
}

std::string beside(std::string_view file, std::string_view path) {
    const auto slash = file.rfind('/');
    if (path.empty() || path.starts_with('/') || path.find("://") != std::string_view::npos ||
        slash == std::string_view::npos) {
        return std::string(path);
    }
    return fmt::format("{}/{}", file.substr(0, slash), path);
}

}  // namespace vigie::watch
