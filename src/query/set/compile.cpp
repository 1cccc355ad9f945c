#include "set/builder.hpp"

#include <utility>

namespace vigie::query {

Set::Set(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Set::~Set() = default;

std::size_t Set::size() const noexcept {
    return impl_->names.size();
}

const std::string& Set::name(std::uint32_t query) const noexcept {
    return impl_->names[query];
}

bool Set::needs_language() const noexcept {
    return impl_->uses.language;
}

std::size_t Set::bytes() const noexcept {
    const auto& i = *impl_;
    std::size_t sum = i.terms.bytes() + i.index.bytes();
    sum += i.steps.capacity() * sizeof(Step) + i.postings.capacity() * sizeof(Posting);
    sum += (i.begins.capacity() + i.posting_begins.capacity() + i.always.capacity()) * sizeof(std::uint32_t);
    for (const auto& name : i.names) sum += sizeof(name) + name.capacity();
    for (const auto& text : i.texts) sum += sizeof(text) + text.capacity();
    constexpr std::size_t pattern_bytes = 2048;  // most of it RE2's program
    return sum + i.ranges.capacity() * sizeof(Range) + i.patterns.size() * pattern_bytes;
}

Compiled compile(std::span<const Source> sources, const CompileOptions& options) {
    Compiled out;
    Builder builder;
    bool failed = false;
    // watch:NAME may name any query of the set. The texts are copied only when somebody refers to them.
    Names names = options.names;
    bool named = false;
    const auto name_all = [&] {
        if (named) return;
        for (const auto& s : sources) names.queries.emplace(s.name, s.text);
        named = true;
    };
    for (std::size_t i = 0; i < sources.size(); ++i) {
        auto parsed = parse(sources[i].text, options.parse);
        if (parsed.root && refers(*parsed.root)) {
            name_all();
            auto problems = resolve(*parsed.root, names, options.parse);
            for (auto& p : problems) {
                if (p.level == Diagnostic::Level::error) parsed.root.reset();
                parsed.problems.push_back(std::move(p));
            }
        }
        for (auto& p : parsed.problems) out.problems.push_back({i, std::move(p)});
        if (!parsed.root) {
            failed = true;
        } else if (!failed) {
            builder.add(sources[i].name, *parsed.root);
        }
    }
    if (!failed) out.set = std::make_shared<const Set>(builder.build());
    return out;
}

}  // namespace vigie::query
