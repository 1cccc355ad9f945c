#include "set/builder.hpp"

#include "text/unmask.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/query/words.hpp>

#include <algorithm>

namespace vigie::query {
namespace {

Code code_of(Op op) {
    switch (op) {
        case Op::all: return Code::all;
        case Op::any: return Code::any;
        case Op::none: return Code::none;
        case Op::phrase: return Code::phrase;
        case Op::near: return Code::near;
        case Op::then: return Code::then;
        case Op::same: return Code::same;
        case Op::number: return Code::number;
        case Op::flag: return Code::flag;
        case Op::geo: return Code::geo;
        default: return Code::nothing;
    }
}

bool is_pattern(const Node& node) {
    return node.form == Form::prefix || node.form == Form::glob || node.form == Form::regex;
}

Space space_of(Field field) {
    return field == Field::from ? Space::from : field == Field::to ? Space::to : Space::domain;
}

void cut_at_stars(Pattern& pattern) {
    std::string piece;
    const auto& text = pattern.text;
    pattern.open_begin = text.starts_with('*');
    pattern.open_end = text.ends_with('*');
    for (const char c : text) {
        if (c != '*') {
            piece += c;
        } else if (!piece.empty()) {
            pattern.pieces.push_back(std::move(piece));
            piece.clear();
        }
    }
    if (!piece.empty()) pattern.pieces.push_back(std::move(piece));
}

Pattern make_pattern(const Node& node) {
    Pattern out;
    out.form = node.form;
    out.scope = node.scope;
    out.sigil = node.sigil;
    out.text = node.text;
    if (node.form == Form::prefix && out.text.ends_with('*')) out.text.pop_back();
    if (node.form == Form::glob) cut_at_stars(out);
    if (node.form == Form::regex) {
        re2::RE2::Options options;
        options.set_case_sensitive(!node.caseless);
        options.set_log_errors(false);
        options.set_max_mem(1 << 20);
        out.regex = std::make_unique<re2::RE2>(node.text, options);
    }
    return out;
}

}  // namespace

Builder::Builder() : impl_(std::make_unique<Set::Impl>()) {}
Builder::~Builder() = default;

void Builder::add(std::string name, const Node& root) {
    const auto query = static_cast<std::uint32_t>(impl_->names.size());
    impl_->names.push_back(std::move(name));
    impl_->begins.push_back(static_cast<std::uint32_t>(impl_->steps.size()));
    lower(root);
    file(root, query);
}

std::uint32_t Builder::text(std::string_view text) {
    const auto [it, fresh] =
        text_numbers_.emplace(std::string(text), static_cast<std::uint32_t>(impl_->texts.size()));
    if (fresh) impl_->texts.emplace_back(text);
    return it->second;
}

void Builder::note_scope(Scope scope) {
    auto& uses = impl_->uses;
    uses.name = uses.name || scope == Scope::name;
    uses.bio = uses.bio || scope == Scope::bio;
    uses.alt = uses.alt || scope == Scope::alt;
}

TermId Builder::term_of(const Node& node) {
    auto& uses = impl_->uses;
    auto& terms = impl_->terms;
    if (node.op == Op::value) {
        uses.from = uses.from || node.field == Field::from;
        uses.to = uses.to || node.field == Field::to;
        uses.domains = uses.domains || node.field == Field::domain;
        return terms.add(key_of(space_of(node.field), hash_text(node.text)));
    }
    note_scope(node.scope);
    if (node.form == Form::obfuscated) {
        uses.unmasked = true;
        return terms.add(key_of(Space::unmasked, hash_text(unmask(node.text))));
    }
    switch (node.sigil) {
        case Sigil::tag: uses.tags = true; return terms.add(key_of(Space::tag, hash_text(node.text)));
        case Sigil::handle:
            uses.handles = true;
            return terms.add(key_of(Space::handle, hash_text(node.text)));
        case Sigil::cash: uses.cash = true; return terms.add(key_of(Space::cash, hash_text(node.text)));
        case Sigil::none: break;
    }
    if (node.form == Form::word && node.text.size() >= 3) impl_->words.add(kit::hash64(node.text));
    if (node.form != Form::exact) return terms.add(key_of(space_of(node.scope), hash_text(node.text)));
    std::string folded;
    for (const auto& word : words_of(node.text)) folded += word;
    return terms.add(key_of(space_of(node.scope), hash_text(folded)));
}

std::uint32_t Builder::pattern_of(const Node& node) {
    note_scope(node.scope);
    auto& uses = impl_->uses;
    uses.tags = uses.tags || node.sigil == Sigil::tag;
    uses.handles = uses.handles || node.sigil == Sigil::handle;
    std::string key{static_cast<char>(node.form), static_cast<char>(node.scope),
                    static_cast<char>(node.sigil), static_cast<char>(node.caseless)};
    key += node.text;
    const auto [it, fresh] =
        pattern_numbers_.emplace(key, static_cast<std::uint32_t>(impl_->patterns.size()));
    if (fresh) {
        impl_->patterns.push_back(make_pattern(node));
        pattern_terms_.push_back(no_term);
        pattern_refused_.push_back(false);
    }
    return it->second;
}

TermId Builder::filed_pattern(std::uint32_t number) {
    if (pattern_refused_[number]) return no_term;
    auto& term = pattern_terms_[number];
    if (term != no_term) return term;
    const auto& pattern = impl_->patterns[number];
    if (pattern.sigil == Sigil::tag || pattern.sigil == Sigil::handle) {
        auto& any = pattern.sigil == Sigil::tag ? impl_->uses.any_tag : impl_->uses.any_mention;
        any = true;
        return term = impl_->terms.add(key_of(pattern.sigil == Sigil::tag ? AnyOf::tag : AnyOf::mention));
    }
    const auto fresh = impl_->terms.add(key_of(Space::any, mix(number + 1, 0xC2B2AE3D27D4EB4FULL)));
    if (impl_->index.add(pattern, fresh)) return term = fresh;
    pattern_refused_[number] = true;
    return no_term;
}

TermId Builder::anchor_of(const Node& node) {
    if (node.op == Op::term) return is_pattern(node) ? filed_pattern(pattern_of(node)) : term_of(node);
    if (node.op == Op::flag) {
        const bool link = node.flag == Flag::has_link;
        (link ? impl_->uses.any_link : impl_->uses.any_tag) = true;
        return impl_->terms.add(key_of(link ? AnyOf::link : AnyOf::tag));
    }
    if (is_named(node)) return term_of(node);
    if (node.field == Field::url || node.field == Field::domain) {
        impl_->uses.any_link = true;
        return impl_->terms.add(key_of(AnyOf::link));
    }
    return no_term;
}

void Builder::file(const Node& root, std::uint32_t query) {
    const auto anchors = anchors_of(root);
    if (!anchors.found) {
        impl_->always.push_back(query);
        return;
    }
    std::vector<Filed> filed;
    for (const auto& anchor : anchors.anchors) {
        const auto term = anchor_of(*anchor.node);
        if (term == no_term) {
            impl_->always.push_back(query);
            return;
        }
        filed.push_back({term, posting_of(anchor, query)});
    }
    filed_.insert(filed_.end(), filed.begin(), filed.end());
}

// With the two rarest of what else it needs.
Posting Builder::posting_of(const Anchor& anchor, std::uint32_t query) {
    Posting out{query << 1U | (anchor.decides ? 0U : 1U), {always_set, always_set, always_set, always_set}};
    std::vector<std::pair<double, const Need*>> needs;
    for (const auto& need : anchor.needs)
        needs.emplace_back(share_of(*need.one) + (need.one == need.other ? 0 : share_of(*need.other)), &need);
    std::sort(needs.begin(), needs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < std::min<std::size_t>(2, needs.size()); ++i) {
        out.need[2 * i] = signature_bit(term_of(*needs[i].second->one));
        out.need[2 * i + 1] = signature_bit(term_of(*needs[i].second->other));
    }
    return out;
}

void Builder::lower_term(const Node& node, Step& step) {
    if (is_pattern(node)) {
        step.code = Code::pattern;
        step.a = pattern_of(node);
        return;
    }
    step.code = node.form == Form::exact ? Code::exact : Code::word;
    step.a = term_of(node);
    if (node.form == Form::exact) step.b = text(node.text);
}

void Builder::lower_value(const Node& node, Step& step) {
    if (is_named(node)) {
        step.code = Code::named;
        step.a = term_of(node);
        return;
    }
    step.code = Code::value;
    step.a = node.text.find('*') != std::string::npos ? 1 : 0;
    step.b = text(node.text);
    impl_->uses.language = impl_->uses.language || node.field == Field::lang;
}

void Builder::lower(const Node& node) {
    const auto at = impl_->steps.size();
    Step step;
    step.code = code_of(node.op);
    step.scope = node.scope;
    step.field = node.field;
    step.flag = node.flag;
    step.distance = node.distance;
    step.place = node.place;
    if (node.op == Op::term) lower_term(node, step);
    if (node.op == Op::value) lower_value(node, step);
    if (node.op == Op::number) {
        step.a = static_cast<std::uint32_t>(impl_->ranges.size());
        impl_->ranges.push_back({node.low, node.high, node.name});
    }
    if (node.op == Op::geo) {
        step.a = static_cast<std::uint32_t>(impl_->ranges.size());
        impl_->ranges.push_back({node.latitude, node.longitude, {}});
        step.b = static_cast<std::uint32_t>(impl_->ranges.size());
        impl_->ranges.push_back({0, node.high, {}});
    }
    impl_->steps.push_back(step);
    for (const auto& child : node.children) lower(child);
    impl_->steps[at].end = static_cast<std::uint32_t>(impl_->steps.size());
}

// Every query that only a refused pattern leads to joins those that are tried on every item.
void Builder::try_refused_on_all(const std::vector<TermId>& refused) {
    for (auto& f : filed_) {
        if (std::find(refused.begin(), refused.end(), f.term) == refused.end()) continue;
        impl_->always.push_back(f.posting.query >> 1U);
        f.term = no_term;
    }
    std::erase_if(filed_, [](const Filed& f) { return f.term == no_term; });
}

std::unique_ptr<Set::Impl> Builder::build() {
    auto& impl = *impl_;
    impl.begins.push_back(static_cast<std::uint32_t>(impl.steps.size()));
    if (const auto refused = impl.index.build(); !refused.empty()) try_refused_on_all(refused);
    std::sort(impl.always.begin(), impl.always.end());
    impl.always.erase(std::unique(impl.always.begin(), impl.always.end()), impl.always.end());
    impl.terms.build();
    impl.words.build();
    std::stable_sort(filed_.begin(), filed_.end(),
                     [](const Filed& a, const Filed& b) { return a.term < b.term; });
    impl.posting_begins.assign(impl.terms.size() + 1, 0);
    for (const auto& f : filed_) ++impl.posting_begins[f.term + 1];
    for (std::size_t i = 1; i < impl.posting_begins.size(); ++i)
        impl.posting_begins[i] += impl.posting_begins[i - 1];
    impl.postings.reserve(filed_.size());
    for (const auto& f : filed_) impl.postings.push_back(f.posting);
    impl.steps.shrink_to_fit();
    return std::move(impl_);
}

}  // namespace vigie::query
