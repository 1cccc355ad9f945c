#include <vigie/engine/config.hpp>

#include <algorithm>

namespace vigie::engine {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

// One star for each character, so that a caret below still points to the right column.
void star(std::string& line, std::size_t from, std::size_t to = std::string::npos) {
    to = std::min(to, line.size());
    std::string out = line.substr(0, from);
    for (const char c : line.substr(from, to - from)) {
        const bool first_byte = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (c == ' ' || c == '\r') {
            out += c;
        } else if (first_byte) {
            out += '*';
        }
    }
    line = out + line.substr(to);
}

// smtp://user:password@host
void star_user_info(std::string& line) {
    for (auto at = line.find("://"); at != std::string::npos; at = line.find("://", at + 3)) {
        const auto end = line.find_first_of("/ \"'", at + 3);
        const auto sign = line.rfind('@', end);
        if (sign != std::string::npos && sign > at) star(line, at + 3, sign);
    }
}

// Where the value of a field whose name ends with "key" begins, or npos: API keys of lists.
std::size_t key_start(const std::string& word) {
    for (auto at = word.find("key"); at != std::string::npos; at = word.find("key", at + 1)) {
        const auto colon = word.find_first_not_of("\"' ", at + 3);
        if (colon == std::string::npos || word[colon] != ':') continue;
        const auto value = word.find_first_not_of(" [", colon + 1);
        if (value == std::string::npos || word.compare(value, 5, "{file") == 0 ||
            word.compare(value, 4, "{env") == 0)
            continue;
        return colon + 1;
    }
    return std::string::npos;
}

// Where the secret of this line begins, or npos. Slips such as "pasword" count; a place to look at ({file:
// …}) is no secret.
std::size_t secret_start(const std::string& line, bool in_list) {
    const auto word = lower(line);
    for (const auto* mark : {"pass", "pasw", "secret", "token"}) {
        const auto key = word.find(mark);
        if (key == std::string::npos) continue;
        const auto colon = word.find(':', key);
        if (colon == std::string::npos) continue;
        const auto value = word.find_first_not_of(" [", colon + 1);
        if (value == std::string::npos) continue;
        if (word.compare(value, 5, "{file") == 0 || word.compare(value, 4, "{env") == 0) continue;
        return colon + 1;
    }
    if (const auto key = key_start(word); key != std::string::npos) return key;
    if (const auto key = word.find("whsec_"); key != std::string::npos) return key;
    const auto dash = word.find_first_not_of(' ');
    const bool plain_item = in_list && dash != std::string::npos && word[dash] == '-' &&
                            word.find("{file") == std::string::npos && word.find("{env") == std::string::npos;
    return plain_item ? dash + 1 : std::string::npos;
}

}  // namespace

std::string hide_secrets(std::string_view content) {
    std::string out;
    bool in_list = false;  // below 'secrets:', or in the block text of a password
    std::size_t indent = 0;
    while (!content.empty()) {
        const auto end = content.find('\n');
        std::string line(content.substr(0, end));
        const auto first = line.find_first_not_of(' ');
        if (in_list && first != std::string::npos && first <= indent && line[first] != '-') in_list = false;
        const auto word = lower(line);
        const auto key = key_start(word);
        const bool block_key = key != std::string::npos && word.find_first_of("|>", key) != std::string::npos;
        const bool opens =
            block_key || word.find("pass") != std::string::npos || word.find("secret") != std::string::npos;
        const bool continues = in_list && first != std::string::npos && line[first] != '-' &&
                               word.find("file:") == std::string::npos &&
                               word.find("env:") == std::string::npos;
        const auto start = continues ? first : secret_start(line, in_list);
        if (start != std::string::npos) star(line, start);
        star_user_info(line);
        if (opens && !in_list && first != std::string::npos) {
            in_list = true;
            indent = first;
        }
        out += line;
        if (end == std::string_view::npos) break;
        out += '\n';
        content.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace vigie::engine
