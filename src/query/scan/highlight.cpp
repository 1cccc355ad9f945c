#include "scan/state.hpp"

#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace vigie::query {
namespace {

std::string path_of(const Piece& piece) {
    switch (piece.field) {
        case field_text: return "text";
        case field_name: return "author.name";
        case field_bio: return "author.bio";
        case field_link: return fmt::format("links.{}", piece.index);
        case field_tag: return fmt::format("hashtags.{}", piece.index);
        case field_mention: return fmt::format("mentions.{}", piece.index);
        case field_handle: return "author.handle";
        case field_id: return "author.id";
        case field_reply: return "reply_to";
        default:
            return piece.field <= last_alt ? fmt::format("alts.{}", piece.field - field_alt) : std::string();
    }
}

}  // namespace

void Scanner::State::highlight(std::uint32_t at, std::vector<Highlight>& out) {
    const auto& step = impl.steps[at];
    const auto add = [&](const Piece& piece) {
        if (auto name = path_of(piece); !name.empty() && piece.end > piece.start)
            out.push_back({std::move(name), piece.start, piece.end, step.place});
    };
    const auto add_hit = [&](std::uint32_t hit) {
        if ((hit & Hits::piece_bit) != 0) return add(hits.piece(hit));
        const auto& t = reader.tokens()[hit];
        add({t.field, 0, t.start, t.end, hit, hit});
    };
    switch (step.code) {
        case Code::all:
        case Code::any:
            for (auto child = at + 1; child < step.end; child = impl.steps[child].end) {
                if (holds(child)) highlight(child, out);
            }
            break;
        case Code::word:
        case Code::named: hits.each(step.a, add_hit); break;
        case Code::exact:
            hits.each(step.a, [&](std::uint32_t hit) {
                if (is_written(hit, impl.texts[step.b])) add_hit(hit);
            });
            break;
        case Code::pattern:
            for (const auto& f : found(step.a)) add(f.piece);
            break;
        case Code::phrase:
        case Code::near:
        case Code::then:
        case Code::same: {
            const auto before = leased;
            auto& spans = lease();
            spans_of(at, spans);
            std::vector<Highlight> inside;
            for (auto child = at + 1; child < step.end; child = impl.steps[child].end)
                highlight(child, inside);
            // Of the words of a phrase or a neighbourhood only those that stand in one.
            for (auto& h : inside) {
                const bool in =
                    std::any_of(reader.tokens().begin(), reader.tokens().end(), [&](const Word& t) {
                        if (t.start < h.start || t.end > h.end || path_of({t.field}) != h.field) return false;
                        return std::any_of(spans.begin(), spans.end(), [&](const Span& s) {
                            return s.first <= t.position && t.position <= s.last;
                        });
                    });
                if (in) out.push_back(std::move(h));
            }
            leased = before;
            break;
        }
        case Code::value:
            if (step.field == Field::url || step.field == Field::domain) {
                for (const auto& link : facts.links()) {
                    const auto text =
                        step.field == Field::url ? Facts::plain(link.url) : Facts::host_of(link.url);
                    const auto& wanted = impl.texts[step.b];
                    if (step.a != 0 ? !glob_fits(wanted, text) : text.find(wanted) == std::string::npos)
                        continue;
                    add({link.in_text ? field_text : field_link, link.index, link.start,
                         link.in_text ? link.end : static_cast<std::uint32_t>(link.url.size())});
                }
            }
            break;
        default: break;
    }
}

std::vector<Highlight> Scanner::highlights(std::uint32_t query) {
    std::vector<Highlight> out;
    if (state_->item == nullptr || query >= state_->impl.names.size()) return out;
    const auto begin = state_->impl.begins[query];
    if (!state_->holds(begin)) return out;
    state_->leased = 0;
    state_->highlight(begin, out);
    const auto order = [](const Highlight& h) { return std::tie(h.field, h.start, h.end, h.clause.begin); };
    std::sort(out.begin(), out.end(),
              [&](const Highlight& a, const Highlight& b) { return order(a) < order(b); });
    out.erase(std::unique(out.begin(), out.end(),
                          [](const Highlight& a, const Highlight& b) {
                              return a.field == b.field && a.start == b.start && a.end == b.end &&
                                     a.clause == b.clause;
                          }),
              out.end());
    return out;
}

}  // namespace vigie::query
