// A private folder for one test, removed at its end.
#pragma once

#include <vigie/drivers/sqlite.hpp>

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace vigie::drivers {

class Scratch {
public:
    Scratch() {
        std::string pattern = (std::filesystem::temp_directory_path() / "vigie-store-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~Scratch() {
        std::error_code ec;
        std::filesystem::remove_all(folder_, ec);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] std::string path(const std::string& name = "vigie.db") const {
        return (folder_ / name).string();
    }
    [[nodiscard]] std::filesystem::path folder() const { return folder_; }
    [[nodiscard]] std::unique_ptr<ports::Store> store(bool durable = true) const {
        auto opened = open_sqlite({.path = path(), .durable = durable});
        if (!opened) FAIL(opened.error().message);
        return *std::move(opened);
    }

private:
    std::filesystem::path folder_;
};

}  // namespace vigie::drivers
