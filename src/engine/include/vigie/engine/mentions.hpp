// What a stored item is to us: the assets it touches, which account of ours wrote it, and how it sounds.
#pragma once

#include <vigie/engage/reputation.hpp>
#include <vigie/engine/judgement.hpp>

#include <memory>

namespace vigie::engine {

[[nodiscard]] engage::ReadMention mention_reader(std::shared_ptr<const Judgement> judgement);

}  // namespace vigie::engine
