// The pictures and files of a draft: {"images": [path…], "files": [path…]}, or objects {"path"} and
// {"base64", "name"}.
#pragma once

#include "inspect_files.hpp"

#include <vigie/engage/screen.hpp>

namespace vigie::cli {

// Reads every file that `draft` names, adds the reasons to `screening`, and to `line` what was read of each
// ("files"). With a folder `mend`, clean copies of its pictures are written there: without metadata, found
// identifiers painted over. At most 20 files a draft.
[[nodiscard]] Result<> screen_files(const model::Json& draft, const engine::Judgement& judgement,
                                    FileReader& reader, const std::string& mend, engage::Screening& screening,
                                    model::Json& line);

}  // namespace vigie::cli
