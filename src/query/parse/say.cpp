#include <vigie/query/parse.hpp>

namespace vigie::query {

model::Text say(const Node& node) {
    return {to_text(node), to_text(node)};
}

}  // namespace vigie::query
