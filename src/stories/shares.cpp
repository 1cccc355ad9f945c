#include "read.hpp"

#include <vigie/kit/coshares.hpp>
#include <vigie/stories/figures.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigie::stories {
namespace {

using model::Json;

constexpr std::size_t least_shares = 20;
constexpr std::size_t told_accounts = 1000;  // of one group
constexpr std::size_t told_groups = 1000;
constexpr std::int64_t widest_group_window = 3600;

// Numbers the names in the order in which they come; keeps how the first of each was written, for the answer.
// The views live as long as the line and the walk.
class Names {
public:
    bool read(kit::JsonWalk& walk, std::uint32_t& number) {
        std::string_view text;
        bool digits = false;
        if (walk.peek() == '"') {
            if (!walk.string(text)) return false;
        } else {
            digits = true;
            const auto place = walk.place();
            std::int64_t whole = 0;
            if (!walk.integer(whole)) return false;
            const auto after = walk.place();
            walk.go_to(place);
            // The digits as they are written: -0 and 0 are the same number.
            if (!walk.digits(text)) {
                walk.go_to(after);
                text = kept_.emplace_back(std::to_string(whole));
            }
        }
        const auto [at, fresh] = numbers_.try_emplace(text, static_cast<std::uint32_t>(names_.size()));
        if (fresh) names_.push_back({text, digits});
        number = at->second;
        return true;
    }
    void reserve(std::size_t n) { numbers_.reserve(n); }
    [[nodiscard]] Json name(std::uint32_t number) const {
        const auto& [text, digits] = names_[number];
        return digits ? Json::parse(text) : Json(std::string(text));
    }

private:
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::pair<std::string_view, bool>> names_;
    std::deque<std::string> kept_;  // what the views point to stays where it is
};

struct Line {
    Json id;
    Names accounts;
    Names objects;
    std::vector<kit::Share> shares;
    std::vector<std::int64_t> windows;
};

bool read_row(kit::JsonWalk& walk, Line& line) {
    auto& share = line.shares.emplace_back();
    std::size_t n = 0;
    const bool whole = walk.elements([&] {
        switch (n++) {
            case 0: return line.accounts.read(walk, share.account);
            case 1: return line.objects.read(walk, share.object);
            case 2: {
                double seconds = 0;
                if (!read_time(walk, seconds)) return false;
                share.time = static_cast<std::int64_t>(std::floor(seconds));
                return true;
            }
            default: return walk.skip();
        }
    });
    return whole && n >= 3;
}

Result<void> read(kit::JsonWalk& walk, std::string_view text, Line& line) {
    std::size_t bad = 0;
    bool seen = false;
    const bool fine = walk.open(text) && walk.members([&](std::string_view key) {
        if (kit::is(key, "id")) return read_id(walk, line.id);
        if (kit::is(key, "windows")) {
            line.windows.clear();
            return walk.elements([&] {
                double seconds = 0;
                if (!walk.number(seconds) || seconds < 0 || seconds > 31.0 * 86400 ||
                    line.windows.size() >= share_windows)
                    return false;
                line.windows.push_back(static_cast<std::int64_t>(seconds));
                return true;
            });
        }
        if (!kit::is(key, "rows") || seen) return walk.skip();
        seen = true;
        return walk.elements([&] {
            bad = line.shares.size() + 1;
            if (bad > share_rows || !read_row(walk, line)) return false;
            bad = 0;
            return true;
        });
    });
    if (bad > share_rows) return fail(Errc::parse, "more than {} shares", share_rows);
    if (bad > 0) return fail(Errc::parse, "row {}: write [account, object, time]", bad);
    if (!fine || !walk.at_end())
        return fail(Errc::parse, "not a JSON object of id, rows and windows (at most {}, up to 31 days)",
                    share_windows);
    if (!seen)
        return fail(
            Errc::parse,
            "no rows: write {{\"id\": …, \"rows\": [[account, object, time], …], \"windows\": [60]}}");
    return {};
}

Json table_of(const kit::CoshareGroup& group, const Line& line) {
    auto rows = Json::array();
    for (const auto& row : group.table) {
        auto accounts = Json::array();
        for (std::size_t i = 0; i < std::min(row.accounts.size(), told_accounts); ++i)
            accounts.push_back(line.accounts.name(row.accounts[i]));
        rows.push_back({{"object", line.objects.name(row.object)},
                        {"accounts", std::move(accounts)},
                        {"at", row.first},
                        {"seconds_apart", row.apart}});
    }
    return rows;
}

Json group_of(const kit::CoshareGroup& group, const Line& line) {
    auto accounts = Json::array();
    for (std::size_t i = 0; i < std::min(group.accounts.size(), told_accounts); ++i)
        accounts.push_back(line.accounts.name(group.accounts[i]));
    model::Text says;
    says.en = fmt::format(
        "{} accounts shared the same {} things within the window of each other, again and again, more often "
        "than their activity explains.",
        group.accounts.size(), group.objects);
    says.fr = fmt::format(
        "{} comptes ont partagé les {} mêmes choses dans la fenêtre de temps, encore et encore, plus souvent "
        "que leur activité ne "
        "l’explique.",
        group.accounts.size(), group.objects);
    Json out{{"accounts", std::move(accounts)},
             {"size", group.accounts.size()},
             {"objects", group.objects},
             {"surprise", group.surprise}};
    // The share of shuffles of their own times that come as close; unknown where they shared too little to
    // shuffle.
    out["chance"] = group.chance ? Json(*group.chance) : Json(nullptr);
    out["says"] = says;
    out["table"] = table_of(group, line);
    return out;
}

}  // namespace

Result<Json> shares(std::string_view text) {
    kit::JsonWalk walk;  // owns the names with escapes
    Line line;
    VIGIE_TRY(read(walk, text, line));
    const kit::Coshares coshares(std::move(line.shares));
    Json answer{{"id", std::move(line.id)},
                {"shares", coshares.size()},
                {"accounts", coshares.accounts()},
                {"objects", coshares.objects()}};
    const auto usual = coshares.usual_window();
    answer["usual_window"] = usual;
    if (line.windows.empty()) line.windows.push_back(std::min(usual, widest_group_window));
    auto repeated = Json::object();
    auto all = Json::object();
    for (const auto window : line.windows) {
        const auto pairs = coshares.pairs(window);
        repeated[std::to_string(window)] = pairs.repeated;
        all[std::to_string(window)] = pairs.all;
    }
    const bool insufficient = coshares.size() < least_shares || coshares.accounts() < 2;
    answer["pairs"] = std::move(repeated);
    answer["pairs_with_single"] = std::move(all);
    kit::CoshareSettings settings;
    settings.window =
        std::min(*std::max_element(line.windows.begin(), line.windows.end()), widest_group_window);
    answer["group_window"] = settings.window;
    auto groups = Json::array();
    bool cut = false;
    if (!insufficient) {
        const auto found = coshares.groups(settings);
        cut = found.cut || found.groups.size() > told_groups;
        for (std::size_t i = 0; i < std::min(found.groups.size(), told_groups); ++i)
            groups.push_back(group_of(found.groups[i], line));
    }
    answer["verdict"] = insufficient     ? "insufficient data"
                        : groups.empty() ? "no coordination found"
                                         : "coordinated groups";
    answer["groups"] = std::move(groups);
    if (cut) answer["cut"] = true;
    return answer;
}

}  // namespace vigie::stories
