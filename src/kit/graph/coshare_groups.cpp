#include <vigie/kit/coshares.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace vigie::kit {
namespace {

constexpr std::size_t table_rows = 50;
constexpr double background = 0.1;  // neighbours that a share is granted by accident, at least
constexpr std::size_t least_movable =
    5;  // meetings that a shuffle could part; with fewer it says nothing, and …
constexpr double without_shuffle = 2;               // … the surprise must be that much higher
constexpr std::uint32_t weak_ties = 3;              // to members of one group make a member, too
constexpr std::size_t shuffled_shares = 5'000'000;  // over all draws of a group

// One object that two accounts shared within the window of each other.
struct Meeting {
    std::uint64_t pair = 0;  // the smaller account in the upper half
    std::uint32_t object = 0;
    std::int64_t time = 0;
};

struct Tie {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    double surprise = 0;
};

constexpr std::uint64_t key(std::uint32_t a, std::uint32_t b) noexcept {
    return a < b ? std::uint64_t{a} << 32U | b : std::uint64_t{b} << 32U | a;
}

class Sets {
public:
    explicit Sets(std::size_t n) : up_(n) { std::iota(up_.begin(), up_.end(), 0U); }
    std::uint32_t find(std::uint32_t a) noexcept {
        while (up_[a] != a) a = up_[a] = up_[up_[a]];
        return a;
    }
    void join(std::uint32_t a, std::uint32_t b) noexcept {
        a = find(a);
        b = find(b);
        up_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> up_;
};

// −log10 P(X ≥ k) of a Poisson variable with this mean, by its first term (an upper bound of the tail for k
// over the mean is that term over 1 − mean/(k+1)).
double surprise_of(double k, double mean) noexcept {
    if (k <= mean) return 0;
    const double log_term = k * std::log(mean) - mean - std::lgamma(k + 1);
    return std::max(0.0, -(log_term - std::log1p(-mean / (k + 1))) / 2.302585092994046);
}

// The shares of a group's members, as they are shuffled.
class Shuffle {
public:
    Shuffle(std::vector<Share> shares, std::int64_t window) : shares_(std::move(shares)), window_(window) {
        // By account and day: the runs within which times change places.
        std::sort(shares_.begin(), shares_.end(), [](const Share& a, const Share& b) {
            return std::tuple(a.account, day(a.time), a.object) <
                   std::tuple(b.account, day(b.time), b.object);
        });
        moves_.resize(shares_.size());
        for (std::size_t i = 1; i < shares_.size(); ++i)
            if (same_run(i) && shares_[i].time != shares_[i - 1].time) moves_[i] = moves_[i - 1] = true;
        by_object_.resize(shares_.size());
        std::iota(by_object_.begin(), by_object_.end(), 0U);
        std::stable_sort(by_object_.begin(), by_object_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return shares_[a].object < shares_[b].object;
        });
    }
    // Meetings that a shuffle can part, as meetings() counts them before the first draw.
    [[nodiscard]] std::size_t movable() {
        std::size_t n = 0;
        for (std::size_t begin = 0; begin < by_object_.size();) {
            std::size_t end = begin;
            std::vector<std::uint32_t> shares;
            for (; end < by_object_.size() &&
                   shares_[by_object_[end]].object == shares_[by_object_[begin]].object;
                 ++end)
                shares.push_back(by_object_[end]);
            std::sort(shares.begin(), shares.end(), [&](std::uint32_t a, std::uint32_t b) {
                return std::tie(shares_[a].time, shares_[a].account) <
                       std::tie(shares_[b].time, shares_[b].account);
            });
            for (std::size_t i = 1; i < shares.size(); ++i) {
                const auto& a = shares_[shares[i - 1]];
                const auto& b = shares_[shares[i]];
                const bool moves = moves_[shares[i - 1]] || moves_[shares[i]];
                n += moves && a.account != b.account && b.time - a.time <= window_ ? 1U : 0U;
            }
            begin = end;
        }
        return n;
    }
    // Meetings of neighbours in time: as many for one object as accounts, not as pairs, so that no object
    // outweighs all.
    [[nodiscard]] std::size_t meetings() {
        std::size_t n = 0;
        for (std::size_t begin = 0; begin < by_object_.size();) {
            std::size_t end = begin;
            times_.clear();
            for (; end < by_object_.size() &&
                   shares_[by_object_[end]].object == shares_[by_object_[begin]].object;
                 ++end)
                times_.emplace_back(shares_[by_object_[end]].time, shares_[by_object_[end]].account);
            std::sort(times_.begin(), times_.end());
            for (std::size_t i = 1; i < times_.size(); ++i)
                n += times_[i].second != times_[i - 1].second &&
                             times_[i].first - times_[i - 1].first <= window_
                         ? 1U
                         : 0U;
            begin = end;
        }
        return n;
    }
    void draw() noexcept {
        for (std::size_t begin = 0; begin < shares_.size();) {
            std::size_t end = begin + 1;
            while (end < shares_.size() && same_run(end)) ++end;
            for (std::size_t i = end - 1; i > begin; --i)
                std::swap(shares_[i].time, shares_[begin + below(i - begin + 1)].time);
            begin = end;
        }
    }

private:
    static std::int64_t day(std::int64_t time) noexcept { return (time - (time < 0 ? 86399 : 0)) / 86400; }
    [[nodiscard]] bool same_run(std::size_t i) const noexcept {
        return shares_[i].account == shares_[i - 1].account &&
               day(shares_[i].time) == day(shares_[i - 1].time);
    }
    std::size_t below(std::size_t n) noexcept {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return (state_ >> 33U) % n;
    }

    std::vector<Share> shares_;
    std::vector<std::uint32_t> by_object_;
    std::vector<std::pair<std::int64_t, std::uint32_t>> times_;
    std::int64_t window_;
    std::uint64_t state_ = 20201021;
    std::vector<bool> moves_;
};

std::optional<double> chance_of(const std::vector<Share>& shares, const CoshareSettings& settings) {
    Shuffle shuffle(shares, settings.window);
    if (settings.draws == 0 || shuffle.movable() < least_movable) return std::nullopt;
    const auto seen = shuffle.meetings();
    const auto draws = std::clamp<std::size_t>(shuffled_shares / std::max<std::size_t>(1, shares.size()), 20,
                                               settings.draws);
    std::size_t as_many = 1;
    for (std::size_t i = 0; i < draws; ++i) {
        shuffle.draw();
        as_many += shuffle.meetings() >= seen ? 1U : 0U;
    }
    return static_cast<double>(as_many) / static_cast<double>(draws + 1);
}

// What the members co-shared, from their shares by object and time.
void fill_table(CoshareGroup& group, const std::vector<Share>& shares, std::int64_t window) {
    for (std::size_t begin = 0; begin < shares.size();) {
        std::size_t end = begin + 1;
        while (end < shares.size() && shares[end].object == shares[begin].object &&
               shares[end].time - shares[end - 1].time <= window)
            ++end;
        Coshare row{shares[begin].object, {}, shares[begin].time, shares[end - 1].time - shares[begin].time};
        for (std::size_t i = begin; i < end; ++i)
            if (std::find(row.accounts.begin(), row.accounts.end(), shares[i].account) == row.accounts.end())
                row.accounts.push_back(shares[i].account);
        if (row.accounts.size() >= 2) {
            ++group.objects;
            group.table.push_back(std::move(row));
            if (group.table.size() >= 2 * table_rows) {
                std::stable_sort(
                    group.table.begin(), group.table.end(),
                    [](const Coshare& a, const Coshare& b) { return a.accounts.size() > b.accounts.size(); });
                group.table.resize(table_rows);
            }
        }
        begin = end;
    }
    std::stable_sort(group.table.begin(), group.table.end(), [](const Coshare& a, const Coshare& b) {
        return a.accounts.size() > b.accounts.size();
    });
    if (group.table.size() > table_rows) group.table.resize(table_rows);
}

}  // namespace

CoshareGroups Coshares::groups(const CoshareSettings& settings) const {
    CoshareGroups out;
    // A story of a million copies is one object: no two accounts can have enough in common.
    std::vector<std::uint32_t> different(activity_.size());
    for (std::size_t o = 0; o + 1 < object_begin_.size(); ++o) {
        std::vector<std::uint32_t> sharers;
        for (auto i = object_begin_[o]; i < object_begin_[o + 1]; ++i) sharers.push_back(shares_[i].account);
        std::ranges::sort(sharers);
        sharers.erase(std::unique(sharers.begin(), sharers.end()), sharers.end());
        for (const auto a : sharers) ++different[a];
    }
    if (std::ranges::count_if(different, [&](std::uint32_t n) { return n >= settings.objects; }) < 2)
        return out;
    // Rare objects first, so that a limit takes the popular ones.
    std::vector<std::uint32_t> order;
    for (std::size_t o = 0; o + 1 < object_begin_.size(); ++o)
        if (object_begin_[o + 1] - object_begin_[o] >= 2) order.push_back(static_cast<std::uint32_t>(o));
    const auto size_of = [&](std::uint32_t o) { return object_begin_[o + 1] - object_begin_[o]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return size_of(a) < size_of(b); });
    std::vector<Meeting> meetings;
    for (const auto o : order) {
        if (meetings.size() >= settings.pairs) {
            out.cut = true;
            break;
        }
        for (std::size_t i = object_begin_[o]; i < object_begin_[o + 1]; ++i) {
            if (activity_[shares_[i].account] < settings.objects) continue;
            const auto last = std::min(object_begin_[o + 1], i + 1 + settings.neighbours);
            for (std::size_t j = i + 1; j < last && shares_[j].time - shares_[i].time <= settings.window; ++j)
                if (shares_[i].account != shares_[j].account &&
                    activity_[shares_[j].account] >= settings.objects)
                    meetings.push_back({key(shares_[i].account, shares_[j].account), o, shares_[i].time});
        }
    }
    std::sort(meetings.begin(), meetings.end(), [](const Meeting& a, const Meeting& b) {
        return std::tie(a.pair, a.object, a.time) < std::tie(b.pair, b.object, b.time);
    });

    // Pairs that met over enough objects, not all at once.
    struct Candidate {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::uint32_t objects = 0;
    };
    std::vector<Candidate> candidates;
    for (std::size_t begin = 0; begin < meetings.size();) {
        std::size_t end = begin;
        std::uint32_t objects = 0;
        auto first = meetings[begin].time;
        auto last = first;
        for (; end < meetings.size() && meetings[end].pair == meetings[begin].pair; ++end) {
            objects += end == begin || meetings[end].object != meetings[end - 1].object ? 1U : 0U;
            first = std::min(first, meetings[end].time);
            last = std::max(last, meetings[end].time);
        }
        if (objects >= settings.objects && last - first > settings.apart)
            candidates.push_back({begin, end, objects});
        begin = end;
    }

    // How many others an account meets by accident: meetings with those it does not meet again.
    std::vector<double> strangers(activity_.size());
    {
        std::size_t next = 0;
        for (std::size_t i = 0; i < meetings.size(); ++i) {
            while (next < candidates.size() && i >= candidates[next].end) ++next;
            if (next < candidates.size() && i >= candidates[next].begin) continue;
            strangers[meetings[i].pair >> 32U] += 1;
            strangers[meetings[i].pair & 0xffffffffU] += 1;
        }
    }
    const auto total = static_cast<double>(shares_.size());
    std::vector<Tie> ties;
    Sets sets(activity_.size());
    for (const auto& c : candidates) {
        const auto a = static_cast<std::uint32_t>(meetings[c.begin].pair >> 32U);
        const auto b = static_cast<std::uint32_t>(meetings[c.begin].pair & 0xffffffffU);
        // Expected objects in common: what each meets, times the part of all shares that is the other's.
        const auto met = [&](std::uint32_t x, std::uint32_t y) {
            return (strangers[x] + background * static_cast<double>(activity_[x])) *
                   static_cast<double>(activity_[y]) / total;
        };
        const double surprise = surprise_of(c.objects, std::max(met(a, b), met(b, a)));
        ties.push_back({a, b, surprise});
        if (surprise >= settings.surprise) sets.join(a, b);
    }

    // Members, and the strongest tie of each.
    std::vector<double> strongest(activity_.size());
    std::vector<std::uint32_t> members;
    for (const auto& t : ties) {
        if (t.surprise < settings.surprise) continue;
        for (const auto x : {t.a, t.b}) {
            if (strongest[x] == 0) members.push_back(x);
            strongest[x] = std::max(strongest[x], t.surprise);
        }
    }
    // Several weak ties to one group are as good as a strong one.
    {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> weak;  // who, and the group
        for (const auto& t : ties) {
            if (t.surprise >= settings.surprise || t.surprise < settings.surprise / 2) continue;
            if (strongest[t.a] == 0 && strongest[t.b] > 0) weak.emplace_back(t.a, sets.find(t.b));
            if (strongest[t.b] == 0 && strongest[t.a] > 0) weak.emplace_back(t.b, sets.find(t.a));
        }
        std::sort(weak.begin(), weak.end());
        for (std::size_t begin = 0; begin < weak.size();) {
            std::size_t end = begin;
            while (end < weak.size() && weak[end] == weak[begin]) ++end;
            const auto who = weak[begin].first;
            if (end - begin >= weak_ties && strongest[who] == 0) {
                sets.join(who, weak[begin].second);
                strongest[who] = settings.surprise;
                members.push_back(who);
            }
            begin = end;
        }
    }
    std::vector<std::int32_t> group_of(activity_.size(), -1);
    std::sort(members.begin(), members.end());
    std::vector<std::vector<Share>> shares;
    std::vector<double> highest;
    for (const auto m : members) {
        const auto root = sets.find(m);
        if (group_of[root] < 0) {
            group_of[root] = static_cast<std::int32_t>(out.groups.size());
            out.groups.emplace_back();
            out.groups.back().surprise = strongest[m];
            highest.push_back(0);
        }
        group_of[m] = group_of[root];
        auto& group = out.groups[static_cast<std::size_t>(group_of[m])];
        group.accounts.push_back(m);
        group.surprise = std::min(group.surprise, strongest[m]);
        auto& top = highest[static_cast<std::size_t>(group_of[m])];
        top = std::max(top, strongest[m]);
    }
    shares.resize(out.groups.size());
    for (const auto& s : shares_)
        if (group_of[s.account] >= 0) shares[static_cast<std::size_t>(group_of[s.account])].push_back(s);
    std::size_t kept = 0;
    for (std::size_t g = 0; g < out.groups.size(); ++g) {
        auto& group = out.groups[g];
        group.chance = chance_of(shares[g], settings);
        if (group.chance ? *group.chance > settings.chance : highest[g] < settings.surprise + without_shuffle)
            continue;
        fill_table(group, shares[g], settings.window);
        if (kept != g) out.groups[kept] = std::move(group);
        ++kept;
    }
    out.groups.resize(kept);
    std::stable_sort(out.groups.begin(), out.groups.end(), [](const CoshareGroup& a, const CoshareGroup& b) {
        return a.accounts.size() > b.accounts.size();
    });
    return out;
}

}  // namespace vigie::kit
