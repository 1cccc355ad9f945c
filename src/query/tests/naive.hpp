// The language once more, as simply as it can be said: every clause looks at the whole item, every proximity
// tries every combination. Slow; shares nothing with the scanner but the folding of kit.
#pragma once

#include <vigie/kit/text.hpp>
#include <vigie/model/item.hpp>
#include <vigie/query/ast.hpp>

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vigie::query::naive {

struct Word {
    std::string folded;
    std::string written;
    long position = 0;
    int sentence = 0;
};

// Only for texts of letters, digits, blanks, '.' and '!' (plus '#', '@' and '$' before a word).
inline std::vector<Word> read(const std::string& text) {
    std::vector<Word> out;
    long position = 0;
    int sentence = 0;
    std::size_t last_end = 0;
    for (const auto& token : kit::tokens(text)) {
        const auto gap = text.substr(last_end, token.start - last_end);
        if (!out.empty() && (gap.find('!') != std::string::npos ||
                             (gap.find('.') != std::string::npos && out.back().folded.size() > 1)))
            ++sentence;
        out.push_back({token.text, text.substr(token.start, token.end - token.start), position++, sentence});
        last_end = token.end;
    }
    return out;
}

inline bool glob(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*')
        return glob(pattern.substr(1), text) || (!text.empty() && glob(pattern, text.substr(1)));
    return !text.empty() && pattern[0] == text[0] && glob(pattern.substr(1), text.substr(1));
}

using Place = std::pair<long, long>;  // first and last position

class Evaluator {
public:
    explicit Evaluator(const model::Item& item)
        : item_(item), text_(read(item.text)), name_(read(item.author.name)) {}

    bool holds(const Node& n) const {
        switch (n.op) {
            case Op::all:
                return std::all_of(n.children.begin(), n.children.end(),
                                   [&](const Node& c) { return holds(c); });
            case Op::any:
                return std::any_of(n.children.begin(), n.children.end(),
                                   [&](const Node& c) { return holds(c); });
            case Op::none: return !holds(n.children[0]);
            case Op::value: return value(n);
            case Op::number: {
                const auto& f = n.field == Field::likes ? item_.metrics.likes : item_.author.followers;
                return f && static_cast<double>(*f) >= n.low && static_cast<double>(*f) <= n.high;
            }
            case Op::flag:
                return n.flag == Flag::has_link ? !item_.links.empty()
                                                : item_.kind == model::ItemKind::review;
            case Op::nothing: return false;
            default: return !places(n).empty() || in_list(n);
        }
    }

private:
    bool in_list(const Node& n) const {
        return n.op == Op::term && n.sigil == Sigil::tag &&
               std::any_of(item_.hashtags.begin(), item_.hashtags.end(),
                           [&](const std::string& t) { return fits(n, kit::fold(t), t); });
    }

    bool value(const Node& n) const {
        const auto is = [&](const std::string& v) { return glob(n.text, kit::fold(v)); };
        if (n.field == Field::from) return is(item_.author.handle) || is(item_.author.id);
        if (n.field == Field::lang) return item_.lang == n.text;
        for (const auto& link : item_.links) {
            auto host = link.substr(link.find("://") + 3);
            host = host.substr(0, host.find('/'));
            if (host == n.text || (host.size() > n.text.size() && host.ends_with("." + n.text))) return true;
        }
        return false;
    }

    static bool fits(const Node& n, const std::string& folded, const std::string& written) {
        switch (n.form) {
            case Form::exact: return written == n.text;
            case Form::prefix: return folded.starts_with(n.text);
            case Form::glob: return glob(n.text, folded);
            default: return folded == n.text;
        }
    }

    std::set<Place> places(const Node& n) const {
        std::set<Place> out;
        if (n.op == Op::any) {
            for (const auto& c : n.children) out.merge(places(c));
            return out;
        }
        if (n.op == Op::term) {
            const auto& words = n.scope == Scope::name ? name_ : text_;
            const auto& source = n.scope == Scope::name ? item_.author.name : item_.text;
            if (n.sigil == Sigil::none) {
                for (const auto& w : words)
                    if (fits(n, w.folded, w.written)) out.insert({w.position, w.position});
                return out;
            }
            for (const auto& t : kit::tokens(source)) {
                if (t.start == 0 || source[t.start - 1] != (n.sigil == Sigil::tag ? '#' : '@')) continue;
                if (!fits(n, t.text, t.text)) continue;
                for (const auto& w : words)
                    if (&w - words.data() == &t - &t + index_of(source, t.start))
                        out.insert({w.position, w.position});
            }
            return out;
        }
        std::vector<std::set<Place>> parts;
        for (const auto& c : n.children) parts.push_back(places(c));
        if (n.op == Op::phrase) return phrase(n, parts);
        auto sum = parts[0];
        for (std::size_t i = 1; i < parts.size(); ++i) {
            std::set<Place> next;
            for (const auto& a : sum)
                for (const auto& b : parts[i]) {
                    if (n.op == Op::same) {
                        if (a != b && one_sentence(a, b))
                            next.insert({std::min(a.first, b.first), std::max(a.second, b.second)});
                        continue;
                    }
                    if (b.first > a.second && b.first - a.second <= n.distance)
                        next.insert({a.first, b.second});
                    if (n.op == Op::near && a.first > b.second && a.first - b.second <= n.distance)
                        next.insert({b.first, a.second});
                }
            sum = next;
        }
        return sum;
    }

    static long index_of(const std::string& source, std::size_t start) {
        long i = 0;
        for (const auto& t : kit::tokens(source)) {
            if (t.start == start) return i;
            ++i;
        }
        return -1;
    }

    int sentence_of(long position) const {
        for (const auto& w : text_)
            if (w.position == position) return w.sentence;
        return -1;
    }
    bool one_sentence(const Place& a, const Place& b) const {
        const auto s = sentence_of(a.first);
        return sentence_of(a.second) == s && sentence_of(b.first) == s && sentence_of(b.second) == s;
    }

    static std::set<Place> phrase(const Node& n, const std::vector<std::set<Place>>& parts) {
        std::set<Place> out;
        std::vector<Place> chosen;
        choose(n, parts, chosen, out);
        return out;
    }
    static void choose(const Node& n, const std::vector<std::set<Place>>& parts, std::vector<Place>& chosen,
                       std::set<Place>& out) {
        if (chosen.size() == parts.size()) {
            long first = chosen[0].first;
            long last = chosen[0].second;
            for (const auto& p : chosen) {
                first = std::min(first, p.first);
                last = std::max(last, p.second);
            }
            const auto extra = parts.size() > 2 ? static_cast<long>(parts.size()) - 2 : 0;
            if (n.distance == 0 || last - first <= n.distance + extra) out.insert({first, last});
            return;
        }
        for (const auto& p : parts[chosen.size()]) {
            if (n.distance == 0 && !chosen.empty() && p.first != chosen.back().second + 1) continue;
            if (std::find(chosen.begin(), chosen.end(), p) != chosen.end()) continue;
            chosen.push_back(p);
            choose(n, parts, chosen, out);
            chosen.pop_back();
        }
    }

    const model::Item& item_;
    std::vector<Word> text_;
    std::vector<Word> name_;
};

}  // namespace vigie::query::naive
