// "Does this concern something of ours?" The first sieve: firehose in, a trickle out. Immutable once built,
// so threads share it and a reload swaps it. Cost per item does not depend on the number of assets. Names are
// whole words: "Martin" is not Claire Martin, a pineapple is no apple. Hashtags and handles are read as words
// too, cut at separators, case changes and digits. A name marked common_word counts only with a second sign
// in the same item. Authors and domains are compared as they look, a few letters more, less or other
// included: candidates, for detectors to judge.
#pragma once

#include <vigie/model/asset.hpp>
#include <vigie/model/item_view.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::watch {

struct Hit {
    model::AssetId asset;
    // Stable code, strongest first: author.official | mention.official (also a reply to or a quote of an
    // official account) | link.domain | text.domain | link.approved | text.phone | text.term | author.handle
    // | author.name | link.lookalike | text.handle | text.hashtag | text.name | link.name (in the path of a
    // link)
    std::string why;
};

class Matcher {
public:
    virtual ~Matcher() = default;
    // All assets that the item touches, each once (its strongest reason), in register order.
    [[nodiscard]] virtual std::vector<Hit> match(const model::ItemView& item) const = 0;
    // The same question, yes or no, without the list: the fast path. Allocates nothing for an item without
    // links that concerns nobody.
    [[nodiscard]] virtual bool concerns(const model::ItemView& item) const = 0;

    [[nodiscard]] std::vector<Hit> match(const model::Item& item) const;
    [[nodiscard]] bool concerns(const model::Item& item) const;
};

[[nodiscard]] std::unique_ptr<Matcher> make_matcher(std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::watch
