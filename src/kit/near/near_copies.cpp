#include <vigie/kit/hash.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <bit>

namespace vigie::kit {
namespace {

constexpr std::size_t run = 5;
constexpr std::size_t longest = 4096;  // bytes of the canonical form that are looked at
constexpr double alike = 0.45;         // Jaccard from which one is a copy, …
constexpr double contained = 0.75;     // … or this share of the shorter one, when …
constexpr double hardly = 0.3;         // … Jaccard is at least that

constexpr std::uint64_t mix(std::uint64_t h) noexcept {
    h ^= h >> 31U;
    h *= 0x9e3779b97f4a7c15ULL;
    h ^= h >> 29U;
    h *= 0xbf58476d1ce4e5b9ULL;
    return h ^ (h >> 32U);
}

bool starts(std::string_view text, std::string_view with) noexcept {
    return text.substr(0, with.size()) == with;
}

// Greek and Cyrillic letters that look like a Latin one become it; for words that mix alphabets.
std::string latin(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const bool candidate = lead >= 0xCDU && lead <= 0xD3U && i + 1 < text.size();
        if (candidate) {
            const auto like = skeleton(text.substr(i, 2));
            out += like.size() == 1 ? std::string_view(like) : text.substr(i, 2);
            i += 2;
        } else {
            out += text[i++];
        }
    }
    return out;
}

// The words of tokens(), with single blanks between them, digits as 0, without "rt" at the beginning.
std::string folded_words(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool open = false;
    const auto close = [&] {
        if (open && out == "rt") out.clear();
        open = false;
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto piece = fold_code_point(text, i);
        for (std::size_t k = 0; k < piece.size();) {
            const auto from = k;
            if (!is_word_code_point(next_code_point(piece, k))) {
                close();
                continue;
            }
            if (!open && !out.empty()) out += ' ';
            open = true;
            if (k - from == 1 && piece[from] >= '0' && piece[from] <= '9') {
                out += '0';
            } else {
                out.append(piece, from, k - from);
            }
        }
    }
    close();
    return out;
}

}  // namespace

std::string canonical_text(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    // Links and mentions go before letters are folded.
    for (std::size_t i = 0; i < text.size();) {
        const bool at_word = i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n' || text[i - 1] == '(';
        const auto rest = text.substr(i);
        if (at_word &&
            (text[i] == '@' || starts(rest, "http://") || starts(rest, "https://") || starts(rest, "www."))) {
            while (i < text.size() && text[i] != ' ' && text[i] != '\n' && text[i] != '\t') ++i;
            continue;
        }
        plain += text[i++];
    }
    if (plain.size() > longest) {
        // Not in the middle of a letter.
        auto end = longest;
        while (end > 0 && (static_cast<unsigned char>(plain[end]) & 0xC0U) == 0x80U) --end;
        plain.resize(end);
    }
    if (mixes_scripts(plain)) plain = latin(plain);
    return folded_words(plain);
}

NearCopies::NearCopies(std::size_t capacity) : capacity_(std::clamp<std::size_t>(capacity, 1, 50'000'000)) {
    mask_ = std::bit_ceil(capacity_) - 1;
    table_.assign(bands * (mask_ + 1), 0);
}

NearCopies::Sketch NearCopies::sketch(std::string_view canonical) {
    Sketch s;
    s.least.fill(UINT32_MAX);
    std::uint64_t window = 0;
    constexpr std::uint64_t five = (std::uint64_t{1} << (8 * run)) - 1;
    for (std::size_t i = 0; i < canonical.size(); ++i) {
        window = (window << 8U | static_cast<unsigned char>(canonical[i])) & five;
        if (i + 1 < run) continue;
        const auto h = mix(window + 1);
        auto& least = s.least[h >> 57U];
        least = std::min(least, static_cast<std::uint32_t>(h & 0x7fffffffU));
    }
    s.runs = static_cast<std::uint32_t>(canonical.size() >= run ? canonical.size() - run + 1 : 0);
    // An empty bin borrows from the next full one, told apart by the distance.
    for (std::size_t i = 0; i < rows; ++i) {
        if (s.least[i] != UINT32_MAX) continue;
        for (std::size_t d = 1; d < rows; ++d) {
            const auto other = s.least[(i + d) % rows];
            if (other >= 0x80000000U) continue;
            s.least[i] =
                0x80000000U | (static_cast<std::uint32_t>(mix(other + d * 0x100000001ULL)) & 0x7ffffffeU);
            break;
        }
    }
    return s;
}

std::size_t NearCopies::slot(std::size_t band, const Sketch& s) const noexcept {
    std::uint64_t h = band;
    for (std::size_t i = 0; i < rows / bands; ++i) h = mix(h + s.least[band * (rows / bands) + i]);
    return band * (mask_ + 1) + (h & mask_);
}

NearCopies::Placed NearCopies::place(std::string_view text) {
    const auto number = seen_++;
    const auto canonical = canonical_text(text);
    if (canonical.empty()) return {number, true, 1};
    const auto exact = hash64(canonical);
    if (const auto known = exact_.find(exact); known != exact_.end())
        return {originals_[known->second].number, false, 1};
    Sketch s;
    const bool sketched = canonical.size() >= least_bytes;
    if (sketched) {
        s = sketch(canonical);
        double best = 0;
        const Original* found = nullptr;
        for (std::size_t band = 0; band < bands; ++band) {
            const auto at = table_[slot(band, s)];
            if (at == 0 || &originals_[at - 1] == found) continue;
            const auto& other = originals_[at - 1];
            std::size_t same = 0;
            for (std::size_t i = 0; i < rows; ++i)
                same += other.signature[i] == static_cast<std::uint8_t>(s.least[i]) ? 1U : 0U;
            // Of the rows that differ one in 256 looks the same.
            const double likeness =
                std::max(0.0, (static_cast<double>(same) / rows - 1.0 / 256) / (1 - 1.0 / 256));
            const double sum = static_cast<double>(other.runs) + static_cast<double>(s.runs);
            const double shared = likeness * sum / (1 + likeness) /
                                  static_cast<double>(std::max(1U, std::min(other.runs, s.runs)));
            if (likeness > best && (likeness >= alike || (likeness >= hardly && shared >= contained))) {
                best = likeness;
                found = &other;
            }
        }
        if (found != nullptr) return {found->number, false, best};
    }
    // An original: it takes the place of the oldest.
    std::uint32_t at = 0;
    if (originals_.size() < capacity_) {
        at = static_cast<std::uint32_t>(originals_.size());
        originals_.emplace_back();
    } else {
        at = static_cast<std::uint32_t>(next_);
        exact_.erase(originals_[at].exact);
        next_ = (next_ + 1) % capacity_;
    }
    auto& original = originals_[at];
    original = {number, exact, s.runs, {}};
    exact_[exact] = at;
    if (sketched) {
        for (std::size_t i = 0; i < rows; ++i) original.signature[i] = static_cast<std::uint8_t>(s.least[i]);
        for (std::size_t band = 0; band < bands; ++band) table_[slot(band, s)] = at + 1;
    }
    return {number, true, 1};
}

}  // namespace vigie::kit
