#include "match/scan.hpp"

#include <vigie/watch/match.hpp>

#include <algorithm>
#include <ranges>

namespace vigie::watch {
namespace {

using match::Collector;
using match::Index;
using match::Reason;
using match::Sign;

// What was read off one part of the item: the same word there is one sign, however many ways it was read.
bool from_author(Reason reason) {
    return reason == Reason::author_name || reason == Reason::author_handle;
}

// The hits that the signs make, by asset, strongest reason first.
std::vector<Sign> resolve(const Index& index, Collector& out) {
    auto& signs = out.signs();
    std::ranges::sort(signs);
    std::vector<Sign> hits;
    for (std::size_t i = 0; i < signs.size();) {
        auto end = i;
        bool strong = false;
        bool author = false;
        bool content = false;
        for (; end < signs.size() && signs[end].asset == signs[i].asset; ++end) {
            strong = strong || !signs[end].weak;
            author = author || from_author(signs[end].reason);
            content = content || !from_author(signs[end].reason);
        }
        const auto city = index.city_of(signs[i].asset);
        const bool in_town = city != 0 && std::ranges::find(out.cities(), city) != out.cities().end();
        if (strong || out.strong() || (author && content) || in_town) hits.push_back(signs[i]);
        i = end;
    }
    return hits;
}

class AssetMatcher final : public Matcher {
public:
    explicit AssetMatcher(std::shared_ptr<const model::AssetRegister> assets) : index_(std::move(assets)) {}

    std::vector<Hit> match(const model::ItemView& item) const override {
        Collector out(false);
        match::Scan(index_, item, out).run();
        std::vector<Hit> hits;
        for (const auto& sign : resolve(index_, out)) {
            hits.push_back({index_.assets()[sign.asset].id,
                            std::string(match::reason_codes[static_cast<std::size_t>(sign.reason)])});
        }
        return hits;
    }

    bool concerns(const model::ItemView& item) const override {
        Collector out(true);
        match::Scan(index_, item, out).run();
        return out.strong() || (!out.signs().empty() && !resolve(index_, out).empty());
    }

private:
    Index index_;
};

}  // namespace

std::vector<Hit> Matcher::match(const model::Item& item) const {
    model::ItemViewer viewer;
    return match(viewer.of(item));
}

bool Matcher::concerns(const model::Item& item) const {
    model::ItemViewer viewer;
    return concerns(viewer.of(item));
}

std::unique_ptr<Matcher> make_matcher(std::shared_ptr<const model::AssetRegister> assets) {
    return std::make_unique<AssetMatcher>(std::move(assets));
}

}  // namespace vigie::watch
