#include "scan/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace vigie::query {
namespace {

constexpr std::size_t most_highlights = 1000;  // of one item and query

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

// Overlapping and touching ones become one; in and out sorted.
Spans merged(const Spans& spans) {
    Spans out;
    for (const auto& span : spans) {
        if (!out.empty() && span.first <= out.back().last + 1) {
            out.back().last = std::max(out.back().last, span.last);
        } else {
            out.push_back(span);
        }
    }
    return out;
}

bool covers(const Spans& disjoint, std::uint32_t position) {
    const auto after = std::upper_bound(disjoint.begin(), disjoint.end(), position,
                                        [](std::uint32_t p, const Span& span) { return p < span.first; });
    return after != disjoint.begin() && position <= std::prev(after)->last;
}

}  // namespace

void Scanner::State::highlight(std::uint32_t at, std::vector<Mark>& out) {
    const auto& step = impl.steps[at];
    const auto add = [&](std::uint32_t hit) {
        if ((hit & Hits::piece_bit) != 0) return out.push_back({hits.piece(hit), step.place});
        const auto& t = reader.tokens()[hit];
        out.push_back({{t.field, 0, t.start, t.end, hit, hit}, step.place});
    };
    switch (step.code) {
        case Code::all:
        case Code::any:
            for (auto child = at + 1; child < step.end; child = impl.steps[child].end) {
                if (holds(child)) highlight(child, out);
            }
            break;
        case Code::word:
        case Code::named: hits.each(step.a, add); break;
        case Code::exact:
            hits.each(step.a, [&](std::uint32_t hit) {
                if (is_written(hit, impl.texts[step.b])) add(hit);
            });
            break;
        case Code::pattern:
            for (const auto& f : found(step.a)) out.push_back({f.piece, step.place});
            break;
        case Code::phrase: step.distance == 0 ? highlight_phrase(at, out) : highlight_near(at, out); break;
        case Code::near:
        case Code::then:
        case Code::same: highlight_near(at, out); break;
        case Code::value: highlight_links(step, out); break;
        default: break;
    }
}

// The whole of it, from its first letter to its last.
void Scanner::State::highlight_phrase(std::uint32_t at, std::vector<Mark>& out) {
    const auto before = leased;
    auto& spans = lease();
    spans_of(at, spans);
    const auto runs = merged(spans);
    std::vector<Piece> pieces(runs.size(), Piece{.field = field_none});
    for (const auto& token : reader.tokens()) {
        if (!covers(runs, token.position)) continue;
        const auto run = std::upper_bound(runs.begin(), runs.end(), token.position,
                                          [](std::uint32_t p, const Span& span) { return p < span.first; });
        auto& piece = pieces[static_cast<std::size_t>(run - runs.begin()) - 1];
        if (piece.field == field_none) piece = {token.field, 0, token.start, token.end};
        piece.start = std::min(piece.start, token.start);
        piece.end = std::max(piece.end, token.end);
    }
    for (const auto& piece : pieces) out.push_back({piece, impl.steps[at].place});
    leased = before;
}

// Of what its parts hit, only what stands in one of the neighbourhoods.
void Scanner::State::highlight_near(std::uint32_t at, std::vector<Mark>& out) {
    const auto before = leased;
    auto& spans = lease();
    spans_of(at, spans);
    const auto runs = merged(spans);
    std::vector<Mark> inside;
    const auto& step = impl.steps[at];
    for (auto child = at + 1; child < step.end; child = impl.steps[child].end) highlight(child, inside);
    const auto& tokens = reader.tokens();
    for (auto& mark : inside) {
        auto first = mark.piece.first;
        if (first == Piece::no_token) {  // a phrase: by its first letter
            const auto it = std::find_if(tokens.begin(), tokens.end(), [&](const Word& t) {
                return t.field == mark.piece.field && t.start >= mark.piece.start;
            });
            if (it == tokens.end()) continue;
            first = static_cast<std::uint32_t>(it - tokens.begin());
        }
        if (covers(runs, tokens[first].position)) out.push_back(mark);
        if (out.size() > most_highlights) break;
    }
    leased = before;
}

void Scanner::State::highlight_links(const Step& step, std::vector<Mark>& out) {
    if (step.field != Field::url && step.field != Field::domain) return;
    const auto& wanted = impl.texts[step.b];
    for (const auto& link : facts.links()) {
        const auto text = step.field == Field::url ? Facts::plain(link.url) : Facts::host_of(link.url);
        if (step.a != 0 ? !glob_fits(wanted, text) : text.find(wanted) == std::string::npos) continue;
        out.push_back({piece_of(link), step.place});
    }
}

std::vector<Highlight> Scanner::highlights(std::uint32_t query) {
    std::vector<Highlight> out;
    if (state_->item == nullptr || query >= state_->impl.names.size()) return out;
    const auto begin = state_->impl.begins[query];
    state_->leased = 0;
    if (!state_->holds(begin)) return out;
    std::vector<Mark> marks;
    state_->highlight(begin, marks);
    const auto order = [](const Mark& m) {
        return std::tie(m.piece.field, m.piece.index, m.piece.start, m.piece.end, m.clause.begin,
                        m.clause.end);
    };
    std::sort(marks.begin(), marks.end(), [&](const Mark& a, const Mark& b) { return order(a) < order(b); });
    marks.erase(std::unique(marks.begin(), marks.end(),
                            [&](const Mark& a, const Mark& b) { return order(a) == order(b); }),
                marks.end());
    for (const auto& mark : marks) {
        if (out.size() == most_highlights) break;
        if (auto name = path_of(mark.piece); !name.empty() && mark.piece.end > mark.piece.start)
            out.push_back({std::move(name), mark.piece.start, mark.piece.end, mark.clause});
    }
    return out;
}

}  // namespace vigie::query
