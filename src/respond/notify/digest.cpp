#include "incident/words.hpp"
#include "notify/texts.hpp"

#include <vigie/respond/digest.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::respond {
namespace {

constexpr std::size_t most_lines = 20;

std::string minute(Time t) {  // "2026-03-09 09:01 UTC"
    auto text = format_time(t).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

std::string body_in(bool fr, const Digest& digest, std::string_view console_url) {
    const auto n = digest.lines.size();
    std::string out =
        fr ? fmt::format(
                 "Du {} au {}, les budgets du jour ont retenu {} fautif(s) probable(s). Aucun n’a de "
                 "dossier.\n\n",
                 minute(digest.from), minute(digest.to), n)
           : fmt::format(
                 "From {} to {}, the daily budgets held back {} likely culprit(s). None has a case.\n\n",
                 minute(digest.from), minute(digest.to), n);
    for (std::size_t i = 0; i < std::min(n, most_lines); ++i) {
        const auto& line = digest.lines[i];
        const auto title = defang(words::one_line(line.title.in(fr ? "fr" : "en")));
        constexpr double percent = 100;
        const auto sure = std::lround(line.score * percent);
        out += fr ? fmt::format("- {} ({}, sûr à {}\u00a0%, {} constat(s))\n", title, line.detector, sure,
                                line.findings)
                  : fmt::format("- {} ({}, {}% sure, {} finding(s))\n", title, line.detector, sure,
                                line.findings);
    }
    if (n > most_lines) {
        out += fr ? fmt::format("- et {} autre(s)\n", n - most_lines)
                  : fmt::format("- and {} more\n", n - most_lines);
    }
    if (!console_url.empty()) {
        out += fr ? fmt::format("\nOuvrir un dossier ou autoriser\u00a0: {}/detectors\n", console_url)
                  : fmt::format("\nOpen a case or allow: {}/detectors\n", console_url);
    }
    return out;
}

}  // namespace

std::string digest_subject(const Digest& digest) {
    return fmt::format("[Vigie] {}\u00a0: {} retenu(s) / {} held back", digest.day, digest.lines.size(),
                       digest.lines.size());
}

std::string digest_body(const Digest& digest, std::string_view console_url) {
    while (console_url.ends_with('/')) console_url.remove_suffix(1);
    return body_in(true, digest, console_url) + "\n---------- English ----------\n\n" +
           body_in(false, digest, console_url);
}

}  // namespace vigie::respond
