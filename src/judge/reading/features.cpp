#include "reading/features.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>

namespace vigie::judge::reading {
namespace {

constexpr std::uint64_t prime = 0x100000001b3ULL;
constexpr std::uint64_t seed = 0xcbf29ce484222325ULL;
constexpr std::uint64_t spread = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t pair_seed = 0x51ed270b7a3c9d25ULL;
constexpr std::uint64_t negated_seed = 0x2545f4914f6cdd1dULL;
constexpr std::size_t reach_of_negation = 4;  // units
constexpr std::size_t longest_word = 24;      // bytes that character grams look at

constexpr std::uint64_t hash_of(std::string_view bytes) noexcept {
    std::uint64_t h = seed;
    for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * prime;
    return h * spread;
}

constexpr auto link = hash_of("<link>");
constexpr auto mention = hash_of("<mention>");
constexpr auto figure = hash_of("<number>");
constexpr auto capitals = hash_of("<capitals>");
constexpr auto stretched = hash_of("<stretched>");

// Folded; "don t" is two words by then.
constexpr auto negations = std::to_array<std::string_view>({
    "not",     "no",  "never", "t",      "cannot", "cant", "dont",  "wont",   "isnt", "doesnt", "didnt",
    "without", "nor", "pas",   "jamais", "ni",     "sans", "aucun", "aucune", "rien", "plus",
});

bool ascii_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool word_byte(char c) noexcept {
    return ascii_letter(c) || digit(c) || c == '_';
}

struct Emoticon {
    std::string_view written;
    std::string_view means;
};
constexpr auto emoticons = std::to_array<Emoticon>({
    {":)", "<smile>"},  {":-)", "<smile>"}, {"(:", "<smile>"}, {"=)", "<smile>"}, {":D", "<laugh>"},
    {":-D", "<laugh>"}, {"xD", "<laugh>"},  {"XD", "<laugh>"}, {";)", "<wink>"},  {";-)", "<wink>"},
    {":(", "<sad>"},    {":-(", "<sad>"},   {":'(", "<cry>"},  {":/", "<doubt>"}, {":-/", "<doubt>"},
    {":P", "<tongue>"}, {":p", "<tongue>"}, {"<3", "<heart>"}, {"^^", "<smile>"}, {":@", "<angry>"},
    {"-_-", "<angry>"},
});

class Scanner {
public:
    Scanner(std::string_view text, Units& out) : text_(text.substr(0, most_bytes)), out_(out) {
        out_.letters.assign(1, ' ');
        out_.units.clear();
        out_.addressed = text_.starts_with("@");
    }

    void run() {
        while (at_ < text_.size() && out_.units.size() < most_units) step();
        negate();
    }

private:
    void sign(std::uint64_t hash, std::size_t start) {
        const auto here = static_cast<std::uint32_t>(out_.letters.size());
        out_.units.push_back(
            {hash, here, here, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at_), false});
    }

    void step() {
        const char c = text_[at_];
        const auto rest = text_.substr(at_);
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            ++at_;
        } else if (rest.starts_with("http") &&
                   (rest.size() < 6 || !ascii_letter(rest[4]) || rest.starts_with("https"))) {
            skip_to_blank(link);
        } else if (rest.starts_with("www.")) {
            skip_to_blank(link);
        } else if (c == '@' && rest.size() > 1 && word_byte(rest[1])) {
            const auto start = at_++;
            while (at_ < text_.size() && word_byte(text_[at_])) ++at_;
            sign(mention, start);
        } else if (digit(c)) {
            const auto start = at_;
            while (at_ < text_.size() &&
                   (digit(text_[at_]) || text_[at_] == '.' || text_[at_] == ',' || text_[at_] == ':'))
                ++at_;
            sign(figure, start);
        } else if (const auto* e = emoticon(rest)) {
            const auto start = at_;
            at_ += e->written.size();
            sign(hash_of(e->means), start);
        } else if (c == '!' || c == '?') {
            marks();
        } else if (static_cast<unsigned char>(c) < 0x80 && !word_byte(c)) {
            stop_ = stop_ || c == '.' || c == ';' || c == ',';
            if (rest.starts_with("...")) {
                const auto start = at_;
                while (at_ < text_.size() && text_[at_] == '.') ++at_;
                sign(hash_of("..."), start);
            } else {
                if (c == '.' || c == ',' || c == ';' || c == ':') ends_.push_back(out_.units.size());
                ++at_;
            }
        } else {
            word();
        }
    }

    void skip_to_blank(std::uint64_t hash) {
        const auto start = at_;
        while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '\n' && text_[at_] != '\t') ++at_;
        sign(hash, start);
    }

    static const Emoticon* emoticon(std::string_view rest) {
        const Emoticon* best = nullptr;
        for (const auto& e : emoticons)
            if (rest.starts_with(e.written) && (best == nullptr || e.written.size() > best->written.size()) &&
                !(ascii_letter(rest[0]) && rest.size() > e.written.size() &&
                  ascii_letter(rest[e.written.size()])))
                best = &e;
        return best;
    }

    // "!", "!!", "?", "??", "?!": longer runs are two.
    void marks() {
        const auto start = at_;
        std::size_t calls = 0;
        std::size_t questions = 0;
        for (; at_ < text_.size() && (text_[at_] == '!' || text_[at_] == '?'); ++at_)
            ++(text_[at_] == '!' ? calls : questions);
        const auto hash = calls > 0 && questions > 0 ? hash_of("?!")
                          : calls > 0                ? (calls > 1 ? hash_of("!!") : hash_of("!"))
                          : questions > 1            ? hash_of("??")
                                                     : hash_of("?");
        sign(hash, start);
        ends_.push_back(out_.units.size());
    }

    // A run of letters, digits, and marks of letters, folded; or a code point that is none (an emoji…).
    void word() {
        const auto start = at_;
        const auto from = out_.letters.size();
        std::size_t upper = 0;
        std::size_t letters = 0;
        bool long_run = false;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (static_cast<unsigned char>(c) < 0x80) {
                if (!word_byte(c)) break;
                upper += c >= 'A' && c <= 'Z' ? 1 : 0;
                ++letters;
                long_run =
                    !append(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c), from) || long_run;
                ++at_;
                continue;
            }
            auto next = at_;
            const auto folded = kit::fold_code_point(text_, next);
            const bool letter = !folded.empty() &&
                                (static_cast<unsigned char>(folded[0]) >= 0x80 || word_byte(folded[0])) &&
                                !pictograph(at_);
            if (!letter) {
                if (at_ > start) break;
                at_ = next;
                if (folded.empty()) return;  // invisible
                sign(hash_of(text_.substr(start, at_ - start)), start);
                return;
            }
            ++letters;
            for (const char f : folded) (void)append(f, from);
            at_ = next;
        }
        const auto to = out_.letters.size();
        if (to == from) {
            at_ = std::max(at_, start + 1);
            return;
        }
        out_.units.push_back({hash_of(std::string_view(out_.letters).substr(from)),
                              static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to),
                              static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at_), false});
        out_.letters += ' ';
        if (upper >= 2 && upper == letters) sign(capitals, at_);
        if (long_run) sign(stretched, at_);
    }

    // False when it would be the third of a row: "coooool" is "cool".
    bool append(char c, std::size_t from) {
        auto& l = out_.letters;
        if (l.size() >= from + 2 && l[l.size() - 1] == c && l[l.size() - 2] == c) return false;
        l += c;
        return true;
    }

    // Four bytes of UTF-8, or the dingbats and symbols below them.
    [[nodiscard]] bool pictograph(std::size_t at) const {
        const auto first = static_cast<unsigned char>(text_[at]);
        if (first >= 0xf0) return true;
        const auto second = at + 1 < text_.size() ? static_cast<unsigned char>(text_[at + 1]) : 0;
        return first == 0xe2 && second >= 0x80 && second <= 0xad;
    }

    void negate() {
        auto end = ends_.begin();
        std::size_t left = 0;
        for (std::size_t i = 0; i < out_.units.size(); ++i) {
            while (end != ends_.end() && *end <= i) {
                if (*end == i) left = 0;
                ++end;
            }
            auto& unit = out_.units[i];
            unit.negated = left > 0 && unit.to > unit.from;
            if (left > 0) --left;
            const auto w = std::string_view(out_.letters).substr(unit.from, unit.to - unit.from);
            if (std::ranges::find(negations, w) != negations.end()) left = reach_of_negation;
        }
    }

    std::string_view text_;
    Units& out_;
    std::size_t at_ = 0;
    bool stop_ = false;
    std::vector<std::size_t> ends_;  // units before which a clause ends
};

}  // namespace

void read_units(std::string_view text, Units& out) {
    Scanner(text, out).run();
}

void Grams::add(Block block, std::uint64_t hash, std::size_t unit) {
    const auto bucket = static_cast<std::uint32_t>(hash >> (64U - bucket_bits));
    const auto key = (bucket << 1U | static_cast<std::uint32_t>(block)) + 1;
    auto slot = (bucket * 0x9e3779b1U + static_cast<std::uint32_t>(block)) >> 19U;
    while (seen_[slot] != 0) {
        if (seen_[slot] == key) return;
        slot = (slot + 1) % slots;
    }
    if (held_ < slots / 2) {  // beyond, a gram may count twice
        seen_[slot] = key;
        ++held_;
    }
    grams_[static_cast<std::size_t>(block)].push_back({bucket, static_cast<std::uint32_t>(unit)});
}

void Grams::collect(const Units& units) {
    if (held_ > 0) seen_.fill(0);
    held_ = 0;
    for (auto& block : grams_) block.clear();
    const std::string_view letters = units.letters;
    std::uint64_t before = pair_seed;
    for (std::size_t i = 0; i < units.units.size(); ++i) {
        const auto& u = units.units[i];
        const auto hash = u.negated ? (u.hash ^ negated_seed) * spread : u.hash;
        add(Block::words, hash, i);
        add(Block::words, ((before ^ pair_seed) * prime ^ u.hash) * spread, i);
        before = u.hash;
        if (u.from == u.to) continue;
        const auto word = letters.substr(u.from - 1, std::min<std::size_t>(u.to - u.from, longest_word) + 2);
        for (std::size_t start = 0; start + 1 < word.size(); ++start) {
            std::uint64_t h = seed;
            for (std::size_t k = start; k < std::min(start + 5, word.size()); ++k) {
                h = (h ^ static_cast<unsigned char>(word[k])) * prime;
                if (k > start) add(Block::letters, h * spread, i);
            }
        }
    }
}

}  // namespace vigie::judge::reading
