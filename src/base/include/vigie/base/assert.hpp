// A broken promise of our own stops the process, in release builds too. Foreign input never reaches an
// assert.
#pragma once

namespace vigie {
[[noreturn]] void assert_failed(const char* condition, const char* file, int line) noexcept;
}

#define VIGIE_ASSERT(condition)                                                   \
    do {                                                                          \
        if (!(condition)) ::vigie::assert_failed(#condition, __FILE__, __LINE__); \
    } while (false)
