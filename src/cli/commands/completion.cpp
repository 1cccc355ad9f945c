// vigie completion SHELL: commands and their options, from one table.
#include "commands.hpp"
#include "common.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace vigie::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> words{{
    {"run", "--config --drill --seed --listen --data --until-finished"},
    {"replay", "--assets --format --map --json"},
    {"inspect", "post account domain url --assets --input --list --json"},
    {"check", "--json"},
    {"drill", "list run --seed --keep --json"},
    {"init", "--organisation --brand --domain --account --tell --lang --yes --force"},
    {"explain", "--config --data --lang --json"},
    {"audit", "verify --config --data --json"},
    {"user", "add password --role --config --data"},
    {"completion", "bash zsh fish"},
    {"--help", ""},
}};

std::string commands() {
    std::string out;
    for (const auto& [command, options] : words) out += (out.empty() ? "" : " ") + std::string(command);
    return out;
}

void bash(std::string_view program) {
    fmt::print(
        "_{0}() {{\n  local cur=${{COMP_WORDS[COMP_CWORD]}}\n  if [ \"$COMP_CWORD\" = 1 ]; then\n    "
        "COMPREPLY=($(compgen -W \"{1}\" -- \"$cur\"))\n    return\n  fi\n  case ${{COMP_WORDS[1]}} in\n",
        program, commands());
    for (const auto& [command, options] : words) {
        if (!options.empty())
            fmt::print("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$cur\") $(compgen -f -- \"$cur\")) ;;\n",
                       command, options);
    }
    fmt::print("  esac\n}}\ncomplete -o filenames -F _{0} {0}\n", program);
}

void fish(std::string_view program) {
    fmt::print("complete -c {} -n __fish_use_subcommand -f -a '{}'\n", program, commands());
    for (const auto& [command, options] : words) {
        if (!options.empty())
            fmt::print("complete -c {} -n '__fish_seen_subcommand_from {}' -a '{}'\n", program, command,
                       options);
    }
}

}  // namespace

int completion(const std::string& shell, const std::string& program) {
    if (shell == "fish") {
        fish(program);
        return exit_ok;
    }
    if (shell == "zsh") fmt::print("autoload -U +X bashcompinit && bashcompinit\n");
    bash(program);
    return exit_ok;
}

}  // namespace vigie::cli
