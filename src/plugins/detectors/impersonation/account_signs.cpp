// Age and figures of the account: what an impostor cannot copy. Numbers for the model; sentences only where a person
// would see a sign in them, too.
#include "signs.hpp"

#include <vigie/judge/phrase.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace vigie::plugins {
namespace {

using judge::quote_en;
using judge::quote_fr;

void age_sign(const Context& c, Verdict& v) {
    const auto& item = *c.profile.item;
    const auto& born = c.profile.account->created_at;
    const auto now = item.observed_at != Time{} ? item.observed_at : item.created_at.value_or(Time{});
    if (!born || now <= *born) return;
    const auto days = std::chrono::duration_cast<std::chrono::hours>(now - *born).count() / 24;
    constexpr std::int64_t young = 60;
    const auto code = days < young ? "account.new" : "account.old";
    sign(c, v, feature("account.age"), static_cast<double>(days), code, [&] {
        const auto date = format_time(*born).substr(0, 10);
        constexpr std::int64_t year = 365;
        if (days < 2 * year)
            return Told{{fmt::format("Le compte a été créé il y a {} jour{} ({}).", days, days > 1 ? "s" : "", date),
                         fmt::format("The account was created {} day{} ago ({}).", days, days == 1 ? "" : "s", date)},
                        {}};
        return Told{{fmt::format("Le compte existe depuis {} ans ({}).", days / year, date),
                     fmt::format("The account has existed for {} years ({}).", days / year, date)},
                    {}};
    });
}

double magnitude(std::int64_t n) {
    return std::log10(1 + static_cast<double>(std::max<std::int64_t>(n, 0)));
}

void figure_signs(const Context& c, Verdict& v) {
    const auto& a = *c.profile.account;
    if (a.posts)
        sign(c, v, feature("account.posts"), magnitude(*a.posts), "account.posts", [&] {
            return Told{{fmt::format("Messages publiés\u00a0: {}.", *a.posts), fmt::format("Posts published: {}.", *a.posts)}, {}};
        });
    if (a.followers)
        sign(c, v, feature("account.followers"), magnitude(*a.followers), "account.followers", [&] {
            return Told{{fmt::format("Abonnés\u00a0: {}.", *a.followers), fmt::format("Followers: {}.", *a.followers)}, {}};
        });
    if (a.followers && a.following)
        sign(c, v, feature("account.ratio"), magnitude(*a.following) - magnitude(*a.followers), "account.ratio", [&] {
            return Told{{fmt::format("Il suit {} comptes, {} le suivent.", *a.following, *a.followers),
                         fmt::format("It follows {} accounts, {} follow it.", *a.following, *a.followers)},
                        {}};
        });
}

}  // namespace

void account_signs(const Context& c, Verdict& v) {
    if (const auto* official = v.who->account_on(c.profile.network); official != nullptr) {
        sign(c, v, feature("account.not-registered"), [&] {
            const auto network = network_title(c.profile.network);
            const auto handle = "@" + official->asset->handle;
            return Told{{fmt::format("Sur {}, le compte officiel est {}\u00a0; celui-ci n’est pas au registre.",
                                     network, quote_fr(handle)),
                         fmt::format("On {}, the official account is {}; this one is not in the register.", network,
                                     quote_en(handle))},
                        {}};
        });
    }
    age_sign(c, v);
    figure_signs(c, v);
    if (c.profile.account->verified.value_or(false))
        sign(c, v, feature("account.verified"), [] {
            return Told{{"Le réseau a vérifié ce compte.", "The network has verified this account."}, {}};
        });
}

}  // namespace vigie::plugins
