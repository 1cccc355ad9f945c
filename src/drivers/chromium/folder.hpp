// A folder below /tmp for one page, readable by nobody else, removed with all that is in it.
#pragma once

#include <vigie/base/result.hpp>

#include <string>
#include <string_view>

namespace vigie::drivers {

class Folder {
public:
    [[nodiscard]] static Result<Folder> make();
    ~Folder();
    Folder(Folder&& other) noexcept;
    Folder& operator=(Folder&&) = delete;

    [[nodiscard]] std::string path(std::string_view name) const;
    [[nodiscard]] Result<> write(std::string_view name, std::string_view bytes) const;
    [[nodiscard]] Result<std::string> read(std::string_view name, std::size_t most) const;

private:
    explicit Folder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

}  // namespace vigie::drivers
