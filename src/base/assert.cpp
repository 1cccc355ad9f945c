#include <vigie/base/assert.hpp>

#include <cstdio>
#include <cstdlib>

namespace vigie {

void assert_failed(const char* condition, const char* file, int line) noexcept {
    // NOLINTNEXTLINE(cert-err33-c): nothing to do when stderr is gone
    std::fprintf(stderr, "vigie: broken promise: %s (%s:%d). Please report this.\n", condition, file, line);
    std::abort();
}

}  // namespace vigie
