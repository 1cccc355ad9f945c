// Posts and queries to measure with. Posts: the texts of the sets below VIGIE_DATA (English tweets of SemEval
// 2017, French media tweets) when it is set, else made of the lexicon's words at their frequencies. Queries:
// of 3 to 6 terms in the shapes that people write, their words drawn from the posts.
#pragma once

#include <vigie/query/set.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

struct Corpus {
    std::string what;  // where the posts come from
    std::vector<std::string> posts;
    std::vector<std::string> words;  // those of the posts, folded, that occur in 3 posts or more, sorted
    std::size_t bytes = 0;
};

[[nodiscard]] const Corpus& corpus();

[[nodiscard]] std::vector<vigie::query::Source> queries(std::size_t count);

}  // namespace bench
