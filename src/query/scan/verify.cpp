#include "scan/state.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/query/words.hpp>

#include <algorithm>

namespace vigie::query {

// The queries that the item's terms lead to and whose other terms may be there, ascending, in the form of
// Posting::query. What comes next is asked for early: with many queries the tables lie far from the core.
void Scanner::State::candidates() {
    auto& out = candidate_list;
    out.clear();
    for (const auto query : impl.always) out.push_back(query << 1U | 1U);
    posting_runs.clear();
    for (const auto& hit : hits.all()) {
        const auto begin = impl.posting_begins[hit.term];
        const auto end = impl.posting_begins[hit.term + 1];
        if (begin == end) continue;
        __builtin_prefetch(&impl.postings[begin]);
        posting_runs.emplace_back(begin, end);
    }
    for (const auto& [begin, end] : posting_runs) {
        for (auto p = begin; p < end; ++p) {
            const auto& posting = impl.postings[p];
            const auto& need = posting.need;
            if ((hits.bit(need[0]) | hits.bit(need[1])) & (hits.bit(need[2]) | hits.bit(need[3])) & 1U) {
                __builtin_prefetch(&impl.begins[posting.query >> 1U]);
                out.push_back(posting.query);
            }
        }
    }
    if (out.size() > 1) {
        std::sort(out.begin(), out.end());
        // Of one query the posting that decides stands first.
        out.erase(std::unique(out.begin(), out.end(), [](auto a, auto b) { return a >> 1U == b >> 1U; }),
                  out.end());
    }
    for (const auto query : out) __builtin_prefetch(&impl.steps[impl.begins[query >> 1U]]);
}

bool Scanner::State::verify(std::uint32_t candidate) {
    if ((candidate & 1U) == 0) return true;
    leased = 0;
    return holds(impl.begins[candidate >> 1U]);
}

bool Scanner::State::is_written(std::uint32_t at, std::string_view exact) const {
    if ((at & Hits::piece_bit) != 0) return false;
    const auto& token = reader.tokens()[at];
    return text_of(token.field).substr(token.start, token.end - token.start) == exact;
}

bool Scanner::State::exact_holds(const Step& step) {
    bool found_it = false;
    hits.each(step.a, [&](std::uint32_t at) { found_it = found_it || is_written(at, impl.texts[step.b]); });
    return found_it;
}

bool Scanner::State::holds(std::uint32_t at) {
    const auto& step = impl.steps[at];
    switch (step.code) {
        case Code::all:
            for (auto child = at + 1; child < step.end; child = impl.steps[child].end) {
                if (!holds(child)) return false;
            }
            return true;
        case Code::any:
            for (auto child = at + 1; child < step.end; child = impl.steps[child].end) {
                if (holds(child)) return true;
            }
            return false;
        case Code::none: return !holds(at + 1);
        case Code::word:
        case Code::named: return hits.has(step.a);
        case Code::exact: return hits.has(step.a) && exact_holds(step);
        case Code::pattern: return !found(step.a).empty();
        case Code::phrase:
        case Code::near:
        case Code::then:
        case Code::same: return stands_together(at);
        case Code::value: return facts.value(step.field, impl.texts[step.b], step.a != 0);
        case Code::number: {
            const auto& range = impl.ranges[step.a];
            const auto number = facts.number(step.field, range.name);
            return number && *number >= range.low && *number <= range.high;
        }
        case Code::flag: return facts.flag(step.flag);
        case Code::geo:
            return facts.within(impl.ranges[step.a].low, impl.ranges[step.a].high, impl.ranges[step.b].high);
        case Code::nothing: return false;
    }
    return false;
}

// Two plain words beside or near each other, the usual case, are held together hit by hit.
bool Scanner::State::stands_together(std::uint32_t at) {
    const auto& step = impl.steps[at];
    const auto& first = impl.steps[at + 1];
    const auto& second = impl.steps[at + 2];
    const bool plain = step.end == at + 3 && step.code != Code::same && first.code == Code::word &&
                       second.code == Code::word && step.distance < field_gap;
    if (plain && (!hits.has(first.a) || !hits.has(second.a))) return false;
    if (plain && hits.all().size() < 512) {
        bool together = false;
        hits.each(first.a, [&](std::uint32_t a) {
            hits.each(second.a, [&](std::uint32_t b) { together = together || near_by(step, a, b); });
        });
        return together;
    }
    const auto before = leased;
    auto& spans = lease();
    spans_of(at, spans);
    leased = before;
    return !spans.empty();
}

bool Scanner::State::near_by(const Step& step, std::uint32_t a, std::uint32_t b) const {
    Span x;
    Span y;
    if (!span_of(a, x) || !span_of(b, y)) return false;
    if (step.code == Code::phrase && step.distance == 0) return y.first == x.last + 1;
    if (y.first > x.last) return ordinals.apart(x.last, y.first) <= step.distance;
    if (step.code == Code::then || x.first <= y.last) return false;
    return ordinals.apart(y.last, x.first) <= step.distance;
}

bool Scanner::State::span_of(std::uint32_t at, Span& out) const {
    const auto& tokens = reader.tokens();
    if ((at & Hits::piece_bit) == 0) {
        out = {tokens[at].position, tokens[at].position};
        return true;
    }
    const auto& piece = hits.piece(at);
    if (piece.first == Piece::no_token) return false;  // stands in a list: it has no neighbours
    out = {tokens[piece.first].position, tokens[piece.first].position};
    for (auto t = piece.first; t <= piece.last; ++t) {
        out.first = std::min(out.first, tokens[t].position);
        out.last = std::max(out.last, tokens[t].position);
    }
    return true;
}

void Scanner::State::add_span(std::uint32_t at, Spans& out) const {
    if (Span span; span_of(at, span)) out.push_back(span);
}

void Scanner::State::spans_of_children(std::uint32_t at, Spans& out) {
    const auto& step = impl.steps[at];
    const auto base = list_stack.size();
    for (auto child = at + 1; child < step.end; child = impl.steps[child].end) {
        auto& spans = lease();
        spans_of(child, spans);
        if (spans.empty()) {  // all of them are needed
            list_stack.resize(base);
            return;
        }
        list_stack.push_back(&spans);
    }
    combine(step, std::span(list_stack).subspan(base), out);
    list_stack.resize(base);
}

void Scanner::State::combine(const Step& step, std::span<const Spans* const> lists, Spans& out) {
    if (lists.empty()) return;
    if (step.code == Code::phrase) {
        if (step.distance == 0) return chain(lists, out);
        // n words apart for two; one more for each further word.
        return windows(
            lists,
            step.distance + static_cast<std::uint32_t>(lists.size() - std::min<std::size_t>(2, lists.size())),
            ordinals, out);
    }
    if (step.code == Code::same && !sentences.is_read())
        sentences.read(reader, [this](std::uint8_t field) { return text_of(field); });
    auto& sum = lease();
    sum = *lists[0];
    for (std::size_t i = 1; i < lists.size(); ++i) {
        if (step.code == Code::same) {
            pair_same(sum, *lists[i], sentences, out);
        } else {
            pair_near(sum, *lists[i], step.distance, step.code == Code::then, ordinals, out);
        }
        sum.swap(out);
    }
    out.swap(sum);
}

void Scanner::State::spans_of(std::uint32_t at, Spans& out) {
    const auto& step = impl.steps[at];
    switch (step.code) {
        case Code::word: hits.each(step.a, [&](std::uint32_t hit) { add_span(hit, out); }); break;
        case Code::exact:
            hits.each(step.a, [&](std::uint32_t hit) {
                if (is_written(hit, impl.texts[step.b])) add_span(hit, out);
            });
            break;
        case Code::pattern:
            for (const auto& f : found(step.a)) {
                const auto& tokens = reader.tokens();
                if (f.token != Piece::no_token) {
                    out.push_back({tokens[f.token].position, tokens[f.token].position});
                } else if (f.piece.first != Piece::no_token) {
                    out.push_back({tokens[f.piece.first].position, tokens[f.piece.last].position});
                }
            }
            break;
        case Code::any: {
            auto& part = lease();
            for (auto child = at + 1; child < step.end; child = impl.steps[child].end) {
                part.clear();
                spans_of(child, part);
                out.insert(out.end(), part.begin(), part.end());
            }
            break;
        }
        case Code::phrase:
        case Code::near:
        case Code::then:
        case Code::same: spans_of_children(at, out); return;
        default: return;
    }
    tidy(out);
}

void Scanner::State::find_words(const Pattern& pattern, std::vector<Found>& out) {
    const auto& tokens = reader.tokens();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        const auto& token = tokens[i];
        if (scope_of(token.field) != pattern.scope || !fits(pattern, reader.folded(token))) continue;
        out.push_back({{token.field, 0, token.start, token.end, i, i}, i});
    }
}

void Scanner::State::find_marked(const Pattern& pattern, std::vector<Found>& out) {
    const bool tag = pattern.sigil == Sigil::tag;
    const char sign = tag ? '#' : pattern.sigil == Sigil::handle ? '@' : '$';
    for (const auto& mark : reader.marked()) {
        if (mark.sign != sign || mark.field != field_text) continue;
        const auto word = item->text.substr(mark.start, mark.end - mark.start);
        if (!fits(pattern, kit::fold(word))) continue;
        const bool is_word =
            mark.token < reader.tokens().size() && reader.tokens()[mark.token].end <= mark.end;
        const auto token = is_word ? mark.token : Piece::no_token;
        out.push_back({{mark.field, 0, mark.start - 1, mark.end, token, token}, Piece::no_token});
    }
    if (pattern.sigil == Sigil::cash) return;
    const auto list = tag ? item->hashtags : item->mentions;
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (!fits(pattern, kit::fold(list[i]))) continue;
        out.push_back({Piece::whole(tag ? field_tag : field_mention, list[i], i), Piece::no_token});
    }
}

void Scanner::State::find_regex(const Pattern& pattern, std::vector<Found>& out) {
    constexpr std::size_t most = 256;
    const auto search = [&](std::string_view text, std::uint8_t field) {
        re2::StringPiece rest(text.data(), text.size());
        std::size_t from = 0;
        re2::StringPiece match;
        while (from <= text.size() && out.size() < most &&
               pattern.regex->Match(rest, from, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
            const auto start = static_cast<std::size_t>(match.data() - text.data());
            const auto end = start + match.size();
            Piece piece{field,
                        0,
                        static_cast<std::uint32_t>(start),
                        static_cast<std::uint32_t>(end),
                        Piece::no_token,
                        Piece::no_token};
            const auto& tokens = reader.tokens();
            for (std::uint32_t i = 0; i < tokens.size(); ++i) {
                if (tokens[i].field != field || tokens[i].end <= start || tokens[i].start >= end) continue;
                if (piece.first == Piece::no_token) piece.first = i;
                piece.last = i;
            }
            out.push_back({piece, Piece::no_token});
            from = end > start ? end : end + 1;
        }
    };
    switch (pattern.scope) {
        case Scope::text: search(item->text, field_text); break;
        case Scope::name: search(item->author_name, field_name); break;
        case Scope::bio: search(item->author_bio, field_bio); break;
        case Scope::alt:
            for (std::size_t i = 0; i < std::min<std::size_t>(item->alts.size(), last_alt - field_alt); ++i)
                search(item->alts[i], static_cast<std::uint8_t>(field_alt + i));
            break;
    }
}

const std::vector<Found>& Scanner::State::found(std::uint32_t number) {
    auto& out = pattern_found[number];
    if (pattern_epoch[number] == epoch) return out;
    pattern_epoch[number] = epoch;
    out.clear();
    const auto& pattern = impl.patterns[number];
    if (pattern.form == Form::regex) {
        find_regex(pattern, out);
    } else if (pattern.sigil != Sigil::none) {
        find_marked(pattern, out);
    } else {
        find_words(pattern, out);
    }
    return out;
}

}  // namespace vigie::query
