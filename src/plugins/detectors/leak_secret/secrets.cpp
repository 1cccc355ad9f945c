#include "secrets.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace vigie::plugins {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;
using kit::ascii::letter;
using kit::ascii::lower;
using kit::ascii::upper;

constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::size_t most_secrets = 64;

// Keys with a known beginning, as their issuers document them: so many bytes of these follow.
enum class Bytes : std::uint8_t { alnum, capital, hex, word, dotted };
struct Prefix {
    std::string_view text;
    std::size_t least;
    std::size_t most;
    Bytes bytes;
    SecretKind kind;
    std::string_view service;
};
using enum SecretKind;
constexpr std::array prefixes{Prefix{"AKIA", 16, 16, Bytes::capital, api_key, "AWS"},
                              Prefix{"ASIA", 16, 16, Bytes::capital, api_key, "AWS"},
                              Prefix{"ABIA", 16, 16, Bytes::capital, api_key, "AWS"},
                              Prefix{"AIza", 35, 35, Bytes::word, api_key, "Google"},
                              Prefix{"GOCSPX-", 28, 28, Bytes::word, api_key, "Google"},
                              Prefix{"ya29.", 30, 400, Bytes::dotted, token, "Google"},
                              Prefix{"ghp_", 36, 36, Bytes::alnum, token, "GitHub"},
                              Prefix{"gho_", 36, 36, Bytes::alnum, token, "GitHub"},
                              Prefix{"ghu_", 36, 36, Bytes::alnum, token, "GitHub"},
                              Prefix{"ghs_", 36, 36, Bytes::alnum, token, "GitHub"},
                              Prefix{"ghr_", 36, 76, Bytes::alnum, token, "GitHub"},
                              Prefix{"github_pat_", 50, 90, Bytes::word, token, "GitHub"},
                              Prefix{"glpat-", 20, 64, Bytes::word, token, "GitLab"},
                              Prefix{"glrt-", 20, 64, Bytes::word, token, "GitLab"},
                              Prefix{"xoxb-", 20, 200, Bytes::word, token, "Slack"},
                              Prefix{"xoxp-", 20, 200, Bytes::word, token, "Slack"},
                              Prefix{"xoxa-", 20, 200, Bytes::word, token, "Slack"},
                              Prefix{"xoxs-", 20, 200, Bytes::word, token, "Slack"},
                              Prefix{"xapp-", 20, 200, Bytes::word, token, "Slack"},
                              Prefix{"sk_live_", 16, 128, Bytes::alnum, api_key, "Stripe"},
                              Prefix{"rk_live_", 16, 128, Bytes::alnum, api_key, "Stripe"},
                              Prefix{"sk_test_", 16, 128, Bytes::alnum, api_key, "Stripe"},
                              Prefix{"whsec_", 24, 64, Bytes::word, token, "Stripe"},
                              Prefix{"sk-proj-", 20, 200, Bytes::word, api_key, ""},
                              Prefix{"sk-", 32, 200, Bytes::word, api_key, ""},
                              Prefix{"SG.", 60, 70, Bytes::dotted, api_key, "SendGrid"},
                              Prefix{"key-", 32, 32, Bytes::hex, api_key, "Mailgun"},
                              Prefix{"npm_", 36, 36, Bytes::alnum, token, "npm"},
                              Prefix{"pypi-AgE", 50, 250, Bytes::word, token, "PyPI"},
                              Prefix{"dckr_pat_", 27, 27, Bytes::word, token, "Docker"},
                              Prefix{"hf_", 34, 34, Bytes::alnum, token, "Hugging Face"},
                              Prefix{"shpat_", 32, 32, Bytes::hex, token, "Shopify"},
                              Prefix{"shpss_", 32, 32, Bytes::hex, token, "Shopify"},
                              Prefix{"dop_v1_", 64, 64, Bytes::hex, token, "DigitalOcean"},
                              Prefix{"sq0atp-", 22, 22, Bytes::word, token, "Square"},
                              Prefix{"sq0csp-", 43, 43, Bytes::word, token, "Square"},
                              Prefix{"EAACEdEose0cBA", 20, 250, Bytes::alnum, token, "Facebook"},
                              Prefix{"rzp_live_", 14, 14, Bytes::alnum, api_key, "Razorpay"},
                              Prefix{"PMAK-", 59, 59, Bytes::word, api_key, "Postman"},
                              Prefix{"lin_api_", 40, 40, Bytes::alnum, api_key, "Linear"},
                              Prefix{"hvs.", 24, 200, Bytes::word, token, "Vault"},
                              Prefix{"AGE-SECRET-KEY-1", 58, 58, Bytes::capital, private_key, "age"},
                              Prefix{"sntrys_", 40, 200, Bytes::dotted, token, "Sentry"},
                              Prefix{"dapi", 32, 34, Bytes::hex, token, "Databricks"},
                              Prefix{"NRAK-", 27, 27, Bytes::capital, api_key, "New Relic"}};

bool fits(char c, Bytes bytes) noexcept {
    switch (bytes) {
        case Bytes::alnum: return alnum(c);
        case Bytes::capital: return (c >= 'A' && c <= 'Z') || digit(c);
        case Bytes::hex: return digit(c) || (c >= 'a' && c <= 'f');
        case Bytes::word: return alnum(c) || c == '_' || c == '-';
        case Bytes::dotted: return alnum(c) || c == '_' || c == '-' || c == '.';
    }
    return false;
}

char at(std::string_view text, std::size_t pos) noexcept {
    return pos < text.size() ? text[pos] : ' ';
}
bool starts(std::string_view text, std::size_t pos, std::string_view what) noexcept {
    return text.substr(pos, what.size()) == what;
}

struct Scanner {
    std::string_view text;
    std::vector<Secret> found;
    std::size_t last = 0;  // nothing is found twice

    void add(Secret secret) {
        if (found.size() < most_secrets && secret.start >= last && secret.end > secret.start) {
            last = secret.end;
            found.push_back(secret);
        }
    }

    std::size_t prefix(std::size_t pos) {
        for (const auto& p : prefixes) {
            if (p.text[0] != text[pos] || !starts(text, pos, p.text)) continue;
            auto end = pos + p.text.size();
            while (end < text.size() && end - pos - p.text.size() <= p.most && fits(text[end], p.bytes))
                ++end;
            const auto size = end - pos - p.text.size();
            if (size < p.least || size > p.most) continue;
            const auto body = text.substr(pos + p.text.size(), size);
            constexpr double random = 2.9;
            if (is_placeholder(body) || entropy(body) < random) return end;
            add({p.kind, pos, end, 6, p.service});
            return end;
        }
        return pos;
    }

    // "eyJ….eyJ….…"
    std::size_t web_token(std::size_t pos) {
        if (!starts(text, pos, "eyJ")) return pos;
        auto end = pos;
        int dots = 0;
        bool second = false;
        while (end < text.size() && fits(text[end], Bytes::dotted)) {
            if (text[end] == '.') {
                if (++dots == 1) second = starts(text, end + 1, "eyJ");
                if (dots > 2) break;
            }
            ++end;
        }
        constexpr std::size_t shortest = 40;
        if (dots == 2 && second && end - pos >= shortest) add({token, pos, end, 4.5, "JWT"});
        return end;
    }

    std::size_t private_key_at(std::size_t pos) {
        constexpr std::string_view open = "-----BEGIN ";
        if (!starts(text, pos, open)) return pos;
        const auto line = text.substr(pos, 80);
        const auto close = line.find("-----", open.size());
        if (close == std::string_view::npos ||
            line.substr(0, close).find("PRIVATE KEY") == std::string_view::npos)
            return pos + 5;
        auto end = text.find("-----END", pos + close);
        end = end == std::string_view::npos
                  ? pos + close + 5
                  : std::min(text.size(), text.find("-----", end + 8) == std::string_view::npos
                                              ? text.size()
                                              : text.find("-----", end + 8) + 5);
        add({private_key, pos, end, 7, ""});
        return end;
    }

    // scheme://user:password@host, and addresses inside the house.
    std::size_t address(std::size_t colon) {
        auto start = colon;
        while (start > 0 && (letter(text[start - 1]) || text[start - 1] == '+') && colon - start < 14)
            --start;
        if (start == colon) return colon + 3;
        const auto body = colon + 3;
        auto end = body;
        constexpr std::string_view stops = " \t\r\n\"'<>`";
        while (end < text.size() && stops.find(text[end]) == std::string_view::npos && end - body < 400)
            ++end;
        const auto rest = text.substr(body, end - body);
        const auto authority = rest.substr(0, rest.find_first_of("/?#"));
        const auto sign = authority.rfind('@');
        if (sign != std::string_view::npos) {
            const auto user = authority.substr(0, sign);
            const auto password_at = user.find(':');
            if (password_at != std::string_view::npos && password_at + 1 < user.size()) {
                const auto value = user.substr(password_at + 1);
                if (!is_placeholder(value) && value != "password" && value != "pass")
                    add({connection, body + password_at + 1, body + sign, 4.5, ""});
                return end;
            }
        }
        const auto host_part = authority.substr(sign == std::string_view::npos ? 0 : sign + 1);
        if (inside(host_part.substr(0, host_part.find(':')))) add({internal_url, start, end, 2.9, ""});
        return end;
    }

    static bool inside(std::string_view host) noexcept {
        for (const std::string_view ending :
             {".local", ".internal", ".intranet", ".corp", ".lan", ".intra", ".priv"})
            if (host.size() > ending.size() && host.ends_with(ending)) return true;
        if (!host.starts_with("10.") && !host.starts_with("192.168.") && !host.starts_with("172."))
            return host == "intranet";
        if (!std::ranges::all_of(host, [](char c) { return digit(c) || c == '.'; }) ||
            std::ranges::count(host, '.') != 3)
            return false;
        if (host.starts_with("172.")) {
            const auto second = host.substr(4, host.find('.', 4) - 4);
            return second.size() == 2 && second >= "16" && second <= "31";
        }
        // What every home box answers to is nobody's secret.
        return host != "192.168.0.1" && host != "192.168.1.1" && host != "192.168.0.254" &&
               host != "192.168.1.254";
    }
};

struct Label {
    std::string_view words;  // small letters; '_', '-' and blank are the same
    SecretKind kind;
    double weight;
};
constexpr std::array labels{Label{"password", password, 1},
                            Label{"passwd", password, 1},
                            Label{"pwd", password, 1},
                            Label{"pass", password, 0.3},
                            Label{"mot de passe", password, 1},
                            Label{"mdp", password, 1},
                            Label{"passphrase", password, 1},
                            Label{"passcode", password, 1},
                            Label{"code wifi", password, 1},
                            Label{"cle wifi", password, 1},
                            Label{"wifi password", password, 1},
                            Label{"secret", token, 0.5},
                            Label{"client secret", token, 1},
                            Label{"api key", api_key, 1},
                            Label{"apikey", api_key, 1},
                            Label{"access key", api_key, 1},
                            Label{"secret key", api_key, 1},
                            Label{"secret access key", api_key, 1.5},
                            Label{"private key", api_key, 0.5},
                            Label{"token", token, 0.5},
                            Label{"access token", token, 1},
                            Label{"auth token", token, 1},
                            Label{"refresh token", token, 1},
                            Label{"bearer", token, 0.5},
                            Label{"account key", api_key, 1.5},
                            Label{"accountkey", api_key, 1.5},
                            Label{"sharedaccesskey", api_key, 1.5},
                            Label{"encryption key", api_key, 1},
                            Label{"cle api", api_key, 1},
                            Label{"cle d api", api_key, 1},
                            Label{"jeton", token, 0.5}};

// The label that ends at `end` (before '=' or ':'), or nullptr. Longest first by trying all.
const Label* label_before(std::string_view text, std::size_t end) noexcept {
    constexpr std::size_t longest = 24;
    std::array<char, longest> folded{};
    std::size_t n = folded.size();
    auto pos = end;
    while (pos > 0 && n > 0) {
        const auto c = static_cast<unsigned char>(text[pos - 1]);
        char out = 0;
        if (alnum(text[pos - 1]))
            out = lower(text[pos - 1]);
        else if (c == '_' || c == '-' || c == ' ' || c == '\'')
            out = ' ';
        else if (c == 0xA9 && pos > 1 && text[pos - 2] == '\xC3') {
            out = 'e';
            --pos;
        } else if ((c == '"' || c == 0xA0) && pos == end) {
            --pos;
            --end;
            continue;
        } else
            break;
        folded[--n] = out;
        --pos;
    }
    std::string_view name{folded.data() + n, folded.size() - n};
    while (name.ends_with(' ')) name.remove_suffix(1);
    const Label* best = nullptr;
    for (const auto& l : labels) {
        if (!name.ends_with(l.words)) continue;
        const bool begins = name.size() == l.words.size() || name[name.size() - l.words.size() - 1] == ' ';
        if (begins && (best == nullptr || l.words.size() > best->words.size())) best = &l;
    }
    return best;
}

// `password = "…"`, `mdp : …`, `token: …`
void assignment(Scanner& scan, std::size_t sign) {
    const auto text = scan.text;
    auto key_end = sign;
    while (key_end > 0 && (text[key_end - 1] == ' ' || text[key_end - 1] == '"' || text[key_end - 1] == '\''))
        --key_end;
    while (key_end > 1 && text[key_end - 1] == '\xA0' && text[key_end - 2] == '\xC2') key_end -= 2;
    const auto* label = label_before(text, key_end);
    if (label == nullptr) return;
    auto start = sign + 1;
    if (at(text, start) == '=' || at(text, start) == '>') ++start;
    while (start < text.size() &&
           (text[start] == ' ' || text[start] == '"' || text[start] == '\'' || text[start] == '`'))
        ++start;
    if (starts(text, start, "Bearer ") || starts(text, start, "bearer ")) start += 7;
    auto end = start;
    constexpr std::string_view stops = " \t\r\n\"'`;,<)";
    while (end < text.size() && stops.find(text[end]) == std::string_view::npos && end - start < 300) ++end;
    while (end > start && (text[end - 1] == '.' || text[end - 1] == ']' || text[end - 1] == '}')) --end;
    if (end < text.size() && starts(text, end, "<")) return;
    const auto value = text.substr(start, end - start);
    constexpr std::size_t shortest = 6;
    if (value.size() < shortest || is_placeholder(value) || starts(value, 0, "http")) return;
    bool digits = false;
    bool letters = false;
    bool marks = false;
    bool capitals = false;
    for (const char c : value) {
        digits = digits || digit(c);
        letters = letters || letter(c);
        capitals = capitals || (c >= 'A' && c <= 'Z');
        marks = marks || (!alnum(c) && static_cast<unsigned char>(c) < 0x80);
    }
    if (value.find('(') != std::string_view::npos) return;  // a call in code
    const double bits = entropy(value);
    double weight = label->weight;
    if (label->kind == password) {
        if (!letters || (!digits && !marks)) return;  // "mot de passe : oublié"
        weight += value.size() >= 8 ? 2.6 : 2.1;
        if (digits && (marks || capitals)) weight += 0.6;
    } else {
        constexpr double random = 3.5;
        constexpr std::size_t key = 16;
        if (value.size() < key || bits < random || !digits || !letters) return;
        weight += 3;
    }
    scan.add({label->kind, start, end, weight, ""});
}

}  // namespace

std::string_view name(SecretKind kind) noexcept {
    constexpr std::array<std::string_view, 6> names{"api_key",           "token",    "private_key",
                                                    "connection_string", "password", "internal_url"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<Secret> find_secrets(std::string_view given) {
    Scanner scan{kit::prefix_utf8(given, most_bytes), {}, 0};
    const auto text = scan.text;
    for (std::size_t pos = 0; pos < text.size();) {
        const char c = text[pos];
        if (alnum(c)) {
            const bool word_begins = pos == 0 || (!alnum(text[pos - 1]) && text[pos - 1] != '_');
            if (word_begins) {
                auto end = scan.prefix(pos);
                if (end == pos) end = scan.web_token(pos);
                if (end > pos) {
                    pos = end;
                    continue;
                }
            }
            ++pos;
            while (pos < text.size() && alnum(text[pos])) ++pos;
            continue;
        }
        if (c == '-' && text[pos + 1 < text.size() ? pos + 1 : pos] == '-') {
            const auto end = scan.private_key_at(pos);
            pos = std::max(end, pos + 1);
        } else if (c == ':' && starts(text, pos, "://")) {
            // "password: http://…" is no password.
            const auto before = scan.found.size();
            const auto end = scan.address(pos);
            pos = scan.found.size() > before ? end : pos + 3;
        } else {
            if (c == '=' || c == ':') assignment(scan, pos);
            ++pos;
        }
    }
    return std::move(scan.found);
}

}  // namespace vigie::plugins
