// Which files a process may still read, by the kernel's Landlock.
#pragma once

#include <vigie/base/result.hpp>

#include <string>
#include <vector>

namespace vigie::sandbox {

// Nothing can be opened any more but for reading, below `readable` (files or folders; absent ones are
// skipped). A kernel without Landlock changes nothing: the filter of system calls still stops all writing.
// Needs no_new_privs.
[[nodiscard]] Result<> restrict_files(const std::vector<std::string>& readable);

}  // namespace vigie::sandbox
