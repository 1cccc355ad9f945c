// What the commands share: exit codes, reading files people wrote, a progress line.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/base/result.hpp>
#include <vigie/engine/judgement.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::cli {

enum Exit : int { exit_ok = 0, exit_no = 1, exit_usage = 2, exit_input = 3 };

[[nodiscard]] Result<std::string> read_file(const std::string& path);

// Prints "vigie: message" on stderr and answers `code`.
int complain(std::string_view message, int code = exit_usage);

// All diagnostics with their snippets, on stderr. `sources`: (path, content).
void print(const Diagnostics& diagnostics, const std::vector<std::pair<std::string, std::string>>& sources);

// All diagnostics, as JSON lines on stdout or with their snippets on stderr, and how many errors there are;
// answers exit_no when there is one.
int report(const Diagnostics& diagnostics, const std::vector<std::pair<std::string, std::string>>& sources,
           bool as_json);

// The register in these files, ready to judge; an empty list gives an empty register. `vault` is a folder, or
// empty. Prints what is wrong
// itself.
[[nodiscard]] Result<std::shared_ptr<const engine::Judgement>> judgement_of(
    const std::vector<std::string>& asset_files, const std::string& vault = {});

[[nodiscard]] std::string version();
[[nodiscard]] std::string language();  // "fr" or "en", from LC_ALL, LC_MESSAGES, LANG

// One line on stderr that is redrawn at most ten times a second; silent when stderr is no terminal.
class Progress {
public:
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(double share, std::string_view detail);  // share 0 to 1, negative = unknown

private:
    std::string what_;
    bool visible_;
    std::chrono::steady_clock::time_point last_{};
};

// Writes a line to stdout; false when nobody reads any more (a closed pipe).
bool out(std::string_view line);

}  // namespace vigie::cli
