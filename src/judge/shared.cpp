#include <vigie/judge/shared.hpp>

#include <utility>

namespace vigie::judge {

Shared::Shared(std::shared_ptr<const model::AssetRegister> of, std::shared_ptr<const ports::Reputation> asked)
    : assets(std::move(of)),
      lookalikes(assets ? std::make_shared<const Lookalikes>(assets) : nullptr),
      lists(std::move(asked)) {}

}  // namespace vigie::judge
