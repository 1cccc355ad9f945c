// "Does this concern something of ours?" The first sieve: firehose in, a trickle out. Immutable once built, so threads
// share it and a reload swaps it. Cost per item does not depend on the number of assets.
#pragma once

#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::watch {

struct Hit {
    model::AssetId asset;
    std::string why;  // stable code: text.name | text.handle | text.domain | text.hashtag | text.phone | link.domain |
                      // link.lookalike | author.name | author.handle | author.official | mention.official
};

class Matcher {
public:
    virtual ~Matcher() = default;
    // All assets that the item touches, each once (its strongest reason), in register order.
    [[nodiscard]] virtual std::vector<Hit> match(const model::Item& item) const = 0;
    // The same question, yes or no, without the list: the fast path.
    [[nodiscard]] virtual bool concerns(const model::Item& item) const = 0;
};

[[nodiscard]] std::unique_ptr<Matcher> make_matcher(std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::watch
