// A folder of the file system. Files are 0600, the folder 0700; what is put is synced with its directory.
#pragma once

#include <vigie/ports/folder.hpp>

#include <memory>
#include <string>

namespace vigie::drivers {

enum class FolderUse { read, write };

// `write` makes the folder and locks it: Errc::conflict when another process writes in it. `read` takes no
// lock; Errc::not_found when there is no such folder.
[[nodiscard]] Result<std::unique_ptr<ports::Folder>> open_folder(const std::string& path, FolderUse use);

}  // namespace vigie::drivers
