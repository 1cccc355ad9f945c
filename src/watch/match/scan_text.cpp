#include "match/scan.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>
#include <array>

namespace vigie::watch::match {
namespace {

constexpr std::size_t shortest_phone = 8;  // digits in a text before it is worth looking for a number
constexpr std::size_t longest_phone = 17;
constexpr std::size_t phone_bytes = 64;  // a number with all its separators

bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// '#' or '@' before `pos`, also in their wide forms; 0 when neither. A '@' inside an e-mail address is none.
char sigil_before(std::string_view text, std::size_t pos) noexcept {
    if (pos == 0) return 0;
    std::size_t at = pos - 1;
    char sigil = text[at];
    if (sigil == '\x83' && text.substr(0, pos).ends_with("\xEF\xBC\x83")) {
        sigil = '#';
        at = pos - 3;
    } else if (sigil == '\xA0' && text.substr(0, pos).ends_with("\xEF\xBC\xA0")) {
        sigil = '@';
        at = pos - 3;
    }
    if (sigil != '#' && sigil != '@') return 0;
    if (at == 0) return sigil;
    const auto before = static_cast<unsigned char>(text[at - 1]);
    const bool word = before < 0x80 && kit::is_word_code_point(before);
    return word || (sigil == '@' && (before == '.' || before == '-' || before == '_')) ||
                   (sigil == '#' && before == '&')
               ? '\0'
               : sigil;
}

// A URL may stand here: "exemple.fr", "https://…", "evil[.]test". Cheap, errs on the side of yes.
bool url_likely(std::string_view text, const Word& word) noexcept {
    if (!word.glued && !word.after_break) return false;
    if (word.start == 0) return false;
    const char before = text[word.start - 1];
    if (before == '.') return word.start > 1 && text[word.start - 2] != '.';
    if (before == ']' || before == ')' || before == '}') return word.start > 2 && text[word.start - 2] != ' ';
    return before == '/' && word.start > 2 && text[word.start - 2] == '/';
}

}  // namespace

void Scan::text(std::string_view text) {
    WordCursor cursor(text);
    Word before;
    Word word;
    bool first = true;
    bool urls = false;
    std::size_t digits = 0;
    while (cursor.next(word)) {
        name_at(text, word, Reason::text_name);
        if (!first) phrases_at(text, before, word, cursor, Reason::text_name);
        if (const char sigil = sigil_before(text, word.start); sigil != 0)
            tag_at(text, word.start, sigil == '@');
        urls = urls || url_likely(text, word);
        if (digit(text[word.start])) digits += word.size;
        before = word;
        first = false;
        if (out_.done()) return;
    }
    if (urls) urls_in(text);
    if (digits >= shortest_phone && index_.phones.keys() > 0 && !out_.done()) phones(text);
}

void Scan::names(std::string_view text, Reason reason) {
    WordCursor cursor(text);
    Word before;
    Word word;
    for (bool first = true; !out_.done() && cursor.next(word); first = false) {
        name_at(text, word, reason);
        if (!first) phrases_at(text, before, word, cursor, reason);
        before = word;
    }
}

void Scan::name_at(std::string_view text, const Word& word, Reason reason) {
    for (const auto row : index_.words.find(key_of(Space::word, word.hash))) {
        accept(row, text, word.start, word.end, false, reason);
    }
}

void Scan::phrases_at(std::string_view text, const Word& first, const Word& second, WordCursor rest,
                      Reason reason) {
    const auto head = join(first.hash, second.hash);
    const auto sizes = index_.pairs.find(key_of(Space::pair, head));
    if (sizes.empty()) return;
    // The hash of the first n words for every n that some name has: sizes come in ascending order.
    std::uint64_t hash = head;
    bool broken = second.after_break;
    std::size_t end = second.end;
    std::size_t read = 2;
    for (const auto size : sizes) {
        for (Word word; read < size; ++read) {
            if (!rest.next(word)) return;
            hash = join(hash, word.hash);
            broken = broken || word.after_break;
            end = word.end;
        }
        for (const auto row : index_.phrases.find(key_of(Space::word, hash)))
            accept(row, text, first.start, end, broken, reason);
    }
}

void Scan::accept(std::uint32_t row, std::string_view text, std::size_t start, std::size_t end, bool broken,
                  Reason reason) {
    const auto& name = index_.names[row];
    if (broken && !name.loose) return;
    if (!name.exact.empty() && kit::fold(text.substr(start, end - start)) != name.exact) return;
    if (name.reason == Reason::city) return out_.add_city(name.target);
    add(name.target, name.reason == Reason::text_term ? Reason::text_term : reason);
}

void Scan::tag_at(std::string_view text, std::size_t start, bool handle) {
    Shape shape;
    const auto end = read_tag(text, start, handle, shape);
    if (handle) {
        mention(text.substr(start, end - start));
    } else {
        tags_of(shape, false);
    }
}

void Scan::hashtag(std::string_view tag) {
    if (tag.starts_with('#')) tag.remove_prefix(1);
    Shape shape;
    read_tag(tag, 0, false, shape);
    tags_of(shape, false);
}

// A handle, with or without '@', or an account id.
void Scan::mention(std::string_view who) {
    if (who.starts_with('@')) who.remove_prefix(1);
    for (const auto asset : index_.accounts.find(account_key(item_.network, hash_of(who))))
        add(asset, Reason::mention_official);
    if (who.starts_with("did:")) return;
    std::uint64_t folded = 0;
    for (std::size_t i = 0; i < who.size();) folded = hash_of(kit::fold_code_point(who, i), folded);
    for (const auto asset : index_.accounts.find(account_key(item_.network, folded)))
        add(asset, Reason::mention_official);
    for (const auto asset : index_.handles.find(key_of(Space::handle, folded)))
        add(asset, Reason::text_handle);
    Shape shape;
    read_tag(who, 0, true, shape);
    tags_of(shape, true);
}

void Scan::tags_of(const Shape& shape, bool handle) {
    const auto probe = [&](std::uint64_t hash, bool whole) {
        for (const auto row : index_.tags.find(key_of(Space::tag, hash))) {
            const auto& tag = index_.tag_rows[row];
            if (tag.whole && (!whole || handle)) continue;
            add(tag.asset, handle && tag.reason == Reason::text_hashtag ? Reason::text_handle : tag.reason);
        }
        return !out_.done();
    };
    shape.runs([&](std::uint64_t hash, std::size_t from, std::size_t to) {
        return probe(hash, from == 0 && to == shape.word.size());
    });
    // More segments than a run may have: the whole of it is still one word.
    if (shape.segments > Shape::longest_run) probe(shape.word.part(0, shape.word.size()), true);
}

// Groups of digits a few separators apart; every run of groups is tried as a number. At most phone_bytes are
// read for each.
void Scan::phones(std::string_view text) {
    std::array<char, longest_phone> digits{};
    for (std::size_t i = 0; i < text.size() && !out_.done();) {
        if (!digit(text[i])) {
            ++i;
            continue;
        }
        const auto group = i;
        while (i < text.size() && digit(text[i])) ++i;
        std::size_t n = 0;
        std::size_t gap = 0;
        const auto stop = std::min(text.size(), group + phone_bytes);
        for (auto k = group; k < stop && gap <= 4; ++k) {
            if (digit(text[k])) {
                if (n == digits.size()) break;
                digits[n++] = text[k];
                gap = 0;
                // "+33 (0)6": the trunk prefix is not dialled from abroad.
                if (n > 1 && text[k] == '0' && text.substr(k - 1, 3) == "(0)") --n;
                if (k + 1 < text.size() && digit(text[k + 1])) continue;
                std::string_view number(digits.data(), n);
                if (number.starts_with("00")) number.remove_prefix(2);
                if (number.size() < shortest_phone) continue;
                for (const auto asset : index_.phones.find(key_of(Space::phone, hash_of(number))))
                    add(asset, Reason::text_phone);
            } else {
                const auto c = static_cast<unsigned char>(text[k]);
                const bool separator =
                    c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c >= 0x80;
                if (!separator) break;
                ++gap;
            }
        }
    }
}

}  // namespace vigie::watch::match
