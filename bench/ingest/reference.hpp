// What a user would take instead for the first half of the work: simdjson, On-Demand, fields by name.
#pragma once

#include <cstddef>
#include <string_view>

namespace vigie::bench {

// simdjson parses a padded line and gives its text, its language and its author; nothing else is read. The
// number of bytes of these.
class Reference {
public:
    Reference();
    ~Reference();
    // `capacity`: bytes that may be read from line.data() on.
    [[nodiscard]] std::size_t touch(std::string_view line, std::size_t capacity);
    [[nodiscard]] static const char* kernel();

private:
    struct State;
    State* state_;
};

}  // namespace vigie::bench
