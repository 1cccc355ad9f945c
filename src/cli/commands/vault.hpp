// vigie vault …: register confidential files and tables, without keeping them.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace vigie::cli {

struct VaultOptions {
    std::string folder = "vault";
    std::vector<std::string> files;
    std::string name;
    std::string owner;
    std::string canary;  // whose copy the file is
    bool background = false;
    std::string table;
    std::vector<std::string> key_columns;
    std::uint32_t cells = 2;
    std::string entry;  // remove
    std::string input = "-";
    std::vector<std::string> recipients;
    std::string out;
    bool json = false;
};
int vault_add(const VaultOptions& options);
int vault_list(const VaultOptions& options);
int vault_remove(const VaultOptions& options);
int vault_test(const VaultOptions& options);
int vault_canary(const VaultOptions& options);

// The text of a file: plain text, source code, CSV and Markdown as they are, HTML without its tags. Here
// other formats are plugged in. Errc::invalid_argument for what is no text.
[[nodiscard]] Result<std::string> text_of_file(const std::string& path);

void add_vault(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
