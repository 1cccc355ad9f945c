// vigie inspect image|file, and the files of drafts: paths or base64 in, read by workers without rights.
#pragma once

#include "commands.hpp"

#include <vigie/engine/files.hpp>

#include <memory>
#include <string>

namespace vigie::cli {

[[nodiscard]] bool is_file_kind(const std::string& kind);
int inspect_files(const InspectOptions& options);

// Reads files through the two workers, begun when the first file comes.
class FileReader {
public:
    FileReader();
    ~FileReader();
    // A file on disk, of at most 32 MB.
    [[nodiscard]] Result<std::string> load(const std::string& path) const;
    [[nodiscard]] Result<model::FileContent> read(std::string_view bytes, std::string_view name);
    [[nodiscard]] ports::Files& files() { return *files_; }

private:
    std::unique_ptr<ports::Files> files_;
    std::unique_ptr<ports::Pictures> pictures_;
};

// A line that is a JSON object, looked at whole first: not deeper than a reader that recurses bears.
[[nodiscard]] Result<model::Json> object_of(std::string_view line);

// {"path"} or {"base64", "name"}.
struct GivenFile {
    std::string name;
    std::string bytes;
};
[[nodiscard]] Result<GivenFile> given_file(const model::Json& json, const FileReader& reader);

}  // namespace vigie::cli
