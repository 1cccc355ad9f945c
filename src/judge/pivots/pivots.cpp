#include "pivots/scan.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/kit/shapes.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge {
namespace pivots {

bool stands_at(std::string_view text, std::size_t pos, std::string_view word) noexcept {
    if (text.size() - pos < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (lower(text[pos + i]) != word[i]) return false;
    return true;
}

void find_links(std::string_view text, Pivots& out) {
    if (!kit::may_hold_url(text)) return;
    for (const auto& found : kit::find_urls(text)) {
        if (out.size() >= most_pivots) return;
        auto pivot = pivot_of_url(found.url);
        if (!pivot) continue;
        pivot->start = found.start;
        pivot->end = found.end;
        pivot->words = text.substr(found.start, found.end - found.start);
        out.push_back(std::move(*pivot));
    }
}

namespace {

void find_ibans(std::string_view text, Pivots& out) {
    for (const auto& span : kit::find_ibans(text)) {
        if (out.size() >= most_pivots) return;
        Pivot p{PivotKind::iban,
                {},
                span.start,
                span.end,
                std::string(text.substr(span.start, span.end - span.start))};
        for (const char c : p.words)
            if (alnum(c)) p.value += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        out.push_back(std::move(p));
    }
}

bool overlaps(const Pivot& a, const Pivot& b) noexcept {
    return a.start < b.end && b.start < a.end;
}

// A digit, a long run, or a word that may announce a pivot: what none of them has holds no pivot.
bool may_hold_pivot(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (digit(c) || c == '\xef') return true;  // U+FF10…: full-width digits
        if (i > 0 && alnum(text[i - 1])) continue;
        switch (lower(c)) {
            case 'w':
                if (stands_at(text, i, "wha") || stands_at(text, i, "wsp") || stands_at(text, i, "wat"))
                    return true;
                break;
            case 't':
                if (stands_at(text, i, "tele") || stands_at(text, i, "t.me")) return true;
                break;
            case 's':
                if (stands_at(text, i, "signal") || stands_at(text, i, "snap")) return true;
                break;
            case 'c':
                if (stands_at(text, i, "code") || stands_at(text, i, "coupon")) return true;
                break;
            case 'p':
                if (stands_at(text, i, "promo")) return true;
                break;
            case 'v':
                if (stands_at(text, i, "voucher")) return true;
                break;
            case 'z':
                if (stands_at(text, i, "zero") || stands_at(text, i, "z\xc3\xa9ro")) return true;
                break;
            case 'd':
                if (stands_at(text, i, "discord")) return true;
                break;
            case 'h':
                if (stands_at(text, i, "http")) return true;
                break;
            default: break;
        }
    }
    return false;
}

}  // namespace
}  // namespace pivots

std::vector<Pivot> find_pivots(std::string_view text) {
    constexpr std::size_t most_text = std::size_t{16} << 10;
    text = kit::prefix_utf8(text, most_text);
    std::vector<Pivot> out;
    if (!pivots::may_hold_pivot(text) && !kit::may_hold_url(text)) return out;
    pivots::find_links(text, out);
    pivots::find_wallets(text, out);
    pivots::find_ibans(text, out);
    const auto certain = out.size();
    std::vector<Pivot> more;
    pivots::find_numbers(text, more);
    pivots::find_named(text, more);
    for (auto& p : more) {
        const bool inside = std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(certain),
                                        [&](const Pivot& known) { return pivots::overlaps(p, known); });
        if (!inside && out.size() < most_pivots) out.push_back(std::move(p));
    }
    std::ranges::stable_sort(out, {}, &Pivot::start);
    return out;
}

std::string_view indicator_kind(PivotKind kind) noexcept {
    switch (kind) {
        case PivotKind::phone: return "phone";
        case PivotKind::messenger: return "messenger";
        case PivotKind::iban: return "iban";
        case PivotKind::wallet: return "wallet";
        case PivotKind::coupon: return "coupon";
        case PivotKind::short_link: return "url";
    }
    return "text";
}

model::Indicator indicator_of(const Pivot& pivot) {
    return {std::string(indicator_kind(pivot.kind)), pivot.value};
}

}  // namespace vigie::judge
