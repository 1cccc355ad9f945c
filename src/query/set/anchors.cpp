#include "set/anchors.hpp"

#include "text/lexicon.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace vigie::query {
namespace {

double word_share(std::string_view folded) {
    // Letters that are words of their own occur in many.
    if (!folded.empty() && folded.size() <= 4 && static_cast<unsigned char>(folded[0]) >= 0xE3) return 1e-3;
    return share_of(folded);
}

double share_of_term(const Node& node) {
    switch (node.form) {
        case Form::prefix:
            return std::min(0.5, word_share(node.text) * 4 +
                                     0.02 / static_cast<double>(node.text.size() * node.text.size()));
        case Form::glob: return 0.01;
        case Form::regex: return 0.01;
        case Form::obfuscated: return word_share(node.text) * 1.1;
        case Form::exact: return word_share(node.text) * 0.7;
        default: break;
    }
    switch (node.sigil) {
        case Sigil::tag: return word_share(node.text) * 0.05 + 1e-5;
        case Sigil::handle: return 1e-5;
        case Sigil::cash: return 1e-6;
        case Sigil::none: break;
    }
    return word_share(node.text) * (node.scope == Scope::text ? 1.0 : 0.2);
}

double share_of_value(const Node& node) {
    switch (node.field) {
        case Field::from: return 1e-6;
        case Field::to: return 1e-5;
        case Field::domain: return 1e-5;
        case Field::url: return 1e-4;
        case Field::lang: return node.text == "en" ? 0.4 : 0.05;
        case Field::network:
        case Field::kind: return 0.3;
        case Field::country: return 0.01;
        default: return 1e-4;
    }
}

double share_of_flag(Flag flag) {
    switch (flag) {
        case Flag::has_link: return 0.2;
        case Flag::has_image: return 0.3;
        case Flag::has_mention:
        case Flag::has_hashtag: return 0.15;
        case Flag::is_reply: return 0.4;
        case Flag::is_quote: return 0.1;
        case Flag::is_repost: return 0.2;
        default: return 0.01;
    }
}

// A star in it: many words, found by other means than a table.
bool open_ended(const Node& node) {
    return node.form == Form::glob || node.form == Form::regex || node.form == Form::prefix;
}

bool can_anchor(const Node& node) {
    if (node.op == Op::term) {
        if (node.form == Form::glob || node.form == Form::prefix) return !node.text.empty();
        return true;
    }
    if (node.op == Op::flag) return node.flag == Flag::has_link || node.flag == Flag::has_hashtag;
    if (node.op != Op::value) return false;
    switch (node.field) {
        case Field::url: return true;  // whatever has a link
        case Field::from:
        case Field::to:
        case Field::domain: return true;
        default: return false;
    }
}

// A term that must be there for the node to match, the rarest of them; null when there is no single one.
const Node* rarest(const Node& node) {
    switch (node.op) {
        case Op::all:
        case Op::phrase:
        case Op::near:
        case Op::then:
        case Op::same: {
            const Node* best = nullptr;
            for (const auto& child : node.children) {
                const auto* other = rarest(child);
                if (other != nullptr && (best == nullptr || share_of(*other) < share_of(*best))) best = other;
            }
            return best;
        }
        case Op::any: return node.children.size() == 1 ? rarest(node.children[0]) : nullptr;
        case Op::term: return open_ended(node) ? nullptr : &node;
        case Op::value: return is_named(node) ? &node : nullptr;
        default: return nullptr;
    }
}

void needs_of(const Node& node, std::vector<Need>& out) {
    switch (node.op) {
        case Op::all:
        case Op::phrase:
        case Op::near:
        case Op::then:
        case Op::same:
            for (const auto& child : node.children) needs_of(child, out);
            return;
        case Op::any:
            if (node.children.size() == 1) return needs_of(node.children[0], out);
            if (node.children.size() == 2) {
                const Need need{rarest(node.children[0]), rarest(node.children[1])};
                if (need.one != nullptr && need.other != nullptr) out.push_back(need);
            }
            return;
        case Op::term:
        case Op::value:
            if (const auto* term = rarest(node)) out.push_back({term, term});
            return;
        default: return;
    }
}

Anchors of_any(const Node& node) {
    Anchors out{true, 0, {}};
    for (const auto& child : node.children) {
        auto part = anchors_of(child);
        if (!part.found) return {};
        out.share += part.share;
        std::move(part.anchors.begin(), part.anchors.end(), std::back_inserter(out.anchors));
    }
    return out;
}

Anchors of_all(const Node& node) {
    Anchors best;
    const Node* chosen = nullptr;
    for (const auto& child : node.children) {
        auto part = anchors_of(child);
        if (!part.found || (best.found && part.share >= best.share)) continue;
        best = std::move(part);
        chosen = &child;
    }
    if (!best.found) return best;
    std::vector<Need> needs;
    for (const auto& child : node.children) {
        if (&child != chosen) needs_of(child, needs);
    }
    for (auto& anchor : best.anchors) {
        anchor.needs.insert(anchor.needs.end(), needs.begin(), needs.end());
        anchor.decides = anchor.decides && node.children.size() == 1;
    }
    return best;
}

}  // namespace

bool is_named(const Node& node) {
    if (node.op != Op::value || (node.form != Form::equal && node.form != Form::word)) return false;
    return node.field == Field::from || node.field == Field::to || node.field == Field::domain;
}

Anchors anchors_of(const Node& node) {
    switch (node.op) {
        case Op::any: return of_any(node);
        case Op::all:
        case Op::phrase:
        case Op::near:
        case Op::then:
        case Op::same: return of_all(node);
        case Op::nothing: return {true, 0, {}};
        case Op::term:
        case Op::value:
        case Op::flag: {
            if (!can_anchor(node)) return {};
            // What is found by scanning costs a little more than its share says.
            const double extra = node.op == Op::term && open_ended(node) ? 0.05 : 0;
            const bool wide = node.op == Op::value && (node.field == Field::url || node.form == Form::glob);
            Anchors out{true, (wide ? 0.2 : share_of(node)) + extra, {}};
            const bool plain = node.op == Op::term && node.form == Form::word;
            out.anchors.push_back({&node, {}, plain || is_named(node)});
            return out;
        }
        default: return {};
    }
}

double share_of(const Node& node) {
    switch (node.op) {
        case Op::all: {
            double share = 1;
            for (const auto& child : node.children) share *= share_of(child);
            return share;
        }
        case Op::any: {
            double share = 0;
            for (const auto& child : node.children) share += share_of(child);
            return std::min(1.0, share);
        }
        case Op::none: return 1 - share_of(node.children.at(0));
        case Op::term: return share_of_term(node);
        case Op::phrase:
        case Op::near:
        case Op::then:
        case Op::same: {
            // Words that stand together are no accident: between independence and the rarest one alone.
            double product = 1;
            double least = 1;
            for (const auto& child : node.children) {
                const auto share = share_of(child);
                product *= share;
                least = std::min(least, share);
            }
            return std::sqrt(product * least);
        }
        case Op::value: return share_of_value(node);
        case Op::number: return 0.3;
        case Op::flag: return share_of_flag(node.flag);
        case Op::geo: return 1e-4;
        default: return 0;
    }
}

}  // namespace vigie::query
