// JSON form of what was read from a file. Offsets beyond the text are left out when it is read back.
#pragma once

#include <vigie/model/file_content.hpp>
#include <vigie/model/json.hpp>

namespace vigie::model {

void to_json(Json& j, const FileContent& v);
void from_json(const Json& j, FileContent& v);

}  // namespace vigie::model
