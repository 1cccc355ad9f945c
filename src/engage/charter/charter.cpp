#include "publish/work.hpp"

#include <vigie/engage/charter.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/ports/papers.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::engage {
namespace {

using model::Json;

constexpr auto charter_kind = "charter";
constexpr auto read_kind = "charter-read";
constexpr int most = 500;

// Ids sort as versions do.
std::string id_of(int version) {
    return fmt::format("v{:05}", version);
}

Result<Json> body_of(const ports::Paper& paper) {
    auto json = Json::parse(paper.body, nullptr, false);
    if (!json.is_object()) return fail(Errc::parse, "{} {} could not be read", paper.kind, paper.id);
    return json;
}

Result<Charter> charter_of(const ports::Paper& paper) {
    VIGIE_TRY_ASSIGN(const auto j, body_of(paper));
    return Charter{.number = j.value("version", 0),
                   .text = j.value("text", std::string()),
                   .digest = j.value("digest", std::string()),
                   .by = j.value("by", std::string()),
                   .at = parse_time(j.value("at", std::string())).value_or(Time{}),
                   .due = parse_time(j.value("due", std::string())).value_or(Time{})};
}

Result<Acknowledgement> acknowledgement_of(const ports::Paper& paper) {
    VIGIE_TRY_ASSIGN(const auto j, body_of(paper));
    return Acknowledgement{.version = j.value("version", 0),
                           .digest = j.value("digest", std::string()),
                           .user = j.value("user", std::string()),
                           .at = parse_time(j.value("at", std::string())).value_or(Time{})};
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

}  // namespace

Result<std::vector<Charter>> charters(ports::Session& s) {
    VIGIE_TRY_ASSIGN(const auto papers, ports::papers_of(s).papers(charter_kind, {}, most));
    std::vector<Charter> out;
    for (const auto& paper : papers) {
        VIGIE_TRY_ASSIGN(auto one, charter_of(paper));
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::optional<Charter>> charter(ports::Session& s) {
    VIGIE_TRY_ASSIGN(const auto papers, ports::papers_of(s).papers(charter_kind, {}, 1));
    if (papers.empty()) return std::optional<Charter>{};
    VIGIE_TRY_ASSIGN(auto one, charter_of(papers.front()));
    return std::optional(std::move(one));
}

Result<Charter> publish_charter(ports::Session& s, const std::string& text, Time due, const PublishBy& by) {
    constexpr std::size_t longest = 200'000;
    if (text.find_first_not_of(" \n\t\r") == std::string::npos || text.size() > longest)
        return fail(Errc::invalid_argument, "a charter has a text of at most {} bytes", longest);
    if (due <= by.at) return fail(Errc::invalid_argument, "the day by which it must be read is over");
    VIGIE_TRY_ASSIGN(const auto before, charter(s));
    Charter c{.number = before ? before->number + 1 : 1,
              .text = text,
              .digest = kit::sha256_hex(text),
              .by = by.actor,
              .at = by.at,
              .due = due};
    if (before && before->digest == c.digest) return fail(Errc::conflict, "this text is in force already");
    const Json body = c;
    VIGIE_TRY(ports::papers_of(s).put_paper({.kind = charter_kind,
                                             .id = id_of(c.number),
                                             .state = "published",
                                             .due_at = {},
                                             .body = model::dump(body),
                                             .version = 0}));
    VIGIE_TRY(
        write_down(s, by, "charter.published", id_of(c.number), {},
                   {fmt::format("Charte, version {}, à lire avant le {}.", c.number, format_time(due)),
                    fmt::format("Charter, version {}, to be read by {}.", c.number, format_time(due))}));
    return c;
}

Result<Acknowledgement> acknowledge_charter(ports::Session& s, int version, const PublishBy& by) {
    VIGIE_TRY_ASSIGN(const auto now, charter(s));
    if (!now) return fail(Errc::not_found, "there is no charter");
    if (now->number != version)
        return fail(Errc::conflict, "version {} of the charter is in force, not {}", now->number, version);
    auto& papers = ports::papers_of(s);
    const auto id = id_of(version) + "/" + by.actor;
    VIGIE_TRY_ASSIGN(const auto known, papers.paper(read_kind, id));
    if (known) return acknowledgement_of(*known);
    Acknowledgement a{.version = version, .digest = now->digest, .user = by.actor, .at = by.at};
    const Json body = a;
    VIGIE_TRY(papers.put_paper({.kind = read_kind,
                                .id = id,
                                .state = id_of(version),
                                .due_at = {},
                                .body = model::dump(body),
                                .version = 0}));
    VIGIE_TRY(write_down(
        s, by, "charter.acknowledged", id_of(version), {},
        {fmt::format("A lu la charte, version {} (empreinte {}).", version, now->digest.substr(0, 12)),
         fmt::format("Has read the charter, version {} (digest {}).", version, now->digest.substr(0, 12))}));
    return a;
}

Result<std::vector<Acknowledgement>> acknowledgements(ports::Session& s) {
    VIGIE_TRY_ASSIGN(const auto versions, charters(s));
    std::vector<Acknowledgement> out;
    for (const auto& version : versions) {
        VIGIE_TRY_ASSIGN(const auto papers,
                         ports::papers_of(s).papers(read_kind, {id_of(version.number)}, most));
        for (const auto& paper : papers) {
            VIGIE_TRY_ASSIGN(auto one, acknowledgement_of(paper));
            out.push_back(std::move(one));
        }
    }
    return out;
}

Result<std::vector<Standing>> standings(ports::Session& s, Time now) {
    VIGIE_TRY_ASSIGN(const auto users, s.users());
    VIGIE_TRY_ASSIGN(const auto in_force, charter(s));
    VIGIE_TRY_ASSIGN(const auto all, acknowledgements(s));
    std::vector<Standing> out;
    for (const auto& user : users) {
        if (user.disabled) continue;
        Standing standing{.user = user.name, .last = {}, .read = false, .late = false};
        const auto it = std::ranges::find(all, user.name, &Acknowledgement::user);
        if (it != all.end()) standing.last = *it;
        standing.read = in_force && standing.last && standing.last->version == in_force->number;
        standing.late = in_force && !standing.read && in_force->due < now;
        out.push_back(std::move(standing));
    }
    std::ranges::sort(out, {}, &Standing::user);
    return out;
}

std::vector<Article> articles_of(std::string_view text) {
    std::vector<Article> out;
    constexpr std::size_t most_articles = 200;
    while (!text.empty() && out.size() < most_articles) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto marks = std::min(line.find_first_not_of('#'), line.size());
        if (marks == 0 || marks > 6) continue;
        line = trimmed(line.substr(marks));
        const auto open = line.rfind('{');
        if (open == std::string_view::npos || !line.ends_with('}')) continue;
        Article article{.title = std::string(trimmed(line.substr(0, open))), .codes = {}};
        auto codes = line.substr(open + 1, line.size() - open - 2);
        while (!codes.empty()) {
            const auto comma = std::min(codes.find_first_of(", "), codes.size());
            if (comma > 0) article.codes.emplace_back(codes.substr(0, comma));
            codes.remove_prefix(std::min(comma + 1, codes.size()));
        }
        if (!article.title.empty() && !article.codes.empty()) out.push_back(std::move(article));
    }
    return out;
}

std::string article_for(const std::vector<Article>& articles, std::string_view code) {
    for (const auto& article : articles)
        if (std::ranges::find(article.codes, code) != article.codes.end()) return article.title;
    return {};
}

void to_json(Json& j, const Charter& v) {
    j = {{"version", v.number}, {"text", v.text},          {"digest", v.digest},
         {"by", v.by},          {"at", format_time(v.at)}, {"due", format_time(v.due)}};
}

void to_json(Json& j, const Acknowledgement& v) {
    j = {{"version", v.version}, {"digest", v.digest}, {"user", v.user}, {"at", format_time(v.at)}};
}

void to_json(Json& j, const Standing& v) {
    j = {{"user", v.user}, {"read", v.read}, {"late", v.late}};
    if (!v.last) return;
    j["version"] = v.last->version;
    j["at"] = format_time(v.last->at);
}

}  // namespace vigie::engage
