// Gives up the rights of this process, for good.
#pragma once

#include <vigie/sandbox/sandbox.hpp>

namespace vigie::sandbox {

// Limits, no new privileges, files (Landlock, where the kernel has it), system calls (seccomp). After it the
// kernel kills the process at a call that no decoder or client needs. Errc::unavailable when the kernel
// refuses.
[[nodiscard]] Result<> lock(const Job& job);

}  // namespace vigie::sandbox
