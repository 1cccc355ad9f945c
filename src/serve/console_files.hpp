// The console's files, as embedded: compressed once, with an ETag; names that carry a hash are kept by
// browsers for a year.
#pragma once

#include "app.hpp"

#include <map>

namespace vigie::serve {

class ConsoleFiles {
public:
    ConsoleFiles(const std::vector<EmbeddedFile>& console, const std::vector<EmbeddedFile>& drill_files);
    // Any GET that is not the API's: a file, or index.html for a page of the console.
    [[nodiscard]] Response serve(const Request& request) const;

private:
    struct File {
        std::string_view content;
        std::string gzip;  // empty when it would not be smaller
        std::string type;
        std::string etag;
        bool immutable = false;
    };
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace vigie::serve
