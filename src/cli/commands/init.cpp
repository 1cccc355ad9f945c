// vigie init: a few questions, four files, and a lookout that works.
#include "commands.hpp"
#include "common.hpp"

#include <vigie/engine/init.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace vigie::cli {
namespace {

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : line + ",") {
        if (c == ',' || c == ';') {
            const auto from = word.find_first_not_of(' ');
            if (from != std::string::npos)
                out.push_back(word.substr(from, word.find_last_not_of(' ') - from + 1));
            word.clear();
        } else {
            word += c;
        }
    }
    return out;
}

std::string ask(const std::string& question) {
    fmt::print(stderr, "{} ", question);
    std::string line;
    if (!std::getline(std::cin, line)) fmt::print(stderr, "\n");
    return line;
}

void ask_all(InitOptions& o, bool fr) {
    const auto list = [](std::vector<std::string>& out, const std::string& question) {
        if (out.empty()) out = split(ask(question));
    };
    if (o.organisation.empty())
        o.organisation = ask(fr ? "Nom de l’organisation :" : "Name of the organisation:");
    list(o.brands, fr ? "Marques, séparées par des virgules (vide : le nom de l’organisation) :"
                      : "Brands, separated by commas (empty: the organisation's name):");
    list(o.domains, fr ? "Vos noms de domaine :" : "Your domains:");
    list(o.accounts, fr ? "Vos comptes officiels, comme bluesky:exemple.fr :"
                        : "Your official accounts, like bluesky:example.com:");
    list(o.tell, fr ? "Adresses à prévenir :" : "E-mail addresses to tell:");
}

engine::InitAnswers answers(const InitOptions& o, const std::string& lang) {
    engine::InitAnswers out;
    out.organisation = o.organisation;
    out.brands = o.brands;
    out.domains = o.domains;
    for (const auto& account : o.accounts) {
        const auto colon = account.find(':');
        if (colon == std::string::npos)
            out.accounts.push_back({"bluesky", account});
        else
            out.accounts.push_back({account.substr(0, colon), account.substr(colon + 1)});
    }
    out.emails = o.tell;
    out.language = lang;
    return out;
}

}  // namespace

int init(const InitOptions& given) {
    auto o = given;
    const auto lang = o.lang.empty() ? language() : o.lang;
    const bool fr = lang == "fr";
    if (!o.yes) ask_all(o, fr);
    if (o.organisation.empty())
        return complain(fr ? "il faut le nom de l’organisation (--organisation)"
                           : "the organisation needs a name (--organisation)");
    const std::filesystem::path folder(o.folder);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return complain(fmt::format("cannot make {}: {}", o.folder, error.message()));
    const auto files = engine::init_files(answers(o, lang));
    for (const auto& [name, content] : files) {
        if (!o.force && std::filesystem::exists(folder / name, error)) {
            return complain(
                fmt::format(fmt::runtime(fr ? "{} existe déjà : rien n’est écrit (--force l’écrase)"
                                            : "{} exists: nothing was written (--force overwrites)"),
                            (folder / name).string()));
        }
    }
    for (const auto& [name, content] : files) {
        std::ofstream file(folder / name, std::ios::binary);
        file << content;
        if (!file.flush())
            return complain(fmt::format("cannot write {}: check the disk and your permissions",
                                        (folder / name).string()));
        fmt::print("{}\n", (folder / name).string());
    }
    CheckOptions written;
    written.files = {(folder / "vigie.yaml").string()};
    const int code = check(written);
    if (code == exit_ok) {
        const auto where = (folder / "vigie.yaml").string();
        fmt::print(fmt::runtime(fr ? "Prêt : vigie run --config {}\n" : "Ready: vigie run --config {}\n"),
                   where);
    }
    return code;
}

}  // namespace vigie::cli
