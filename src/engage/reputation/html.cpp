#include <vigie/engage/reputation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::engage {
namespace {

constexpr std::string_view style = R"(<style>
@page{size:A4;margin:16mm}
:root{--ink:#18222d;--soft:#57626e;--line:#e4e0d5;--accent:#0a5f68;--bad:#a31621;--ok:#1f6338;--paper:#fffefb}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:860px;margin:32px auto;padding:0 20px}
h1{font:600 30px/1.2 Georgia,serif;margin:0}h2{font:600 19px/1.3 Georgia,serif;margin:34px 0 10px}
.lead{color:var(--soft);margin:6px 0 0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:14px 26px;margin:26px 0 0}
.figures b{display:block;font-size:26px;line-height:1.15}.figures span{color:var(--soft)}
.figures .was{font-size:13px}
table{border-collapse:collapse;width:100%}
th{font-weight:500;color:var(--soft);text-align:left;border-bottom:1px solid var(--line);padding:4px 10px 4px 0}
td{border-bottom:1px solid var(--line);padding:5px 10px 5px 0;vertical-align:middle}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
svg{display:block;width:100%;height:auto}
.tones{display:flex;height:10px;width:120px;border-radius:3px;overflow:hidden;background:var(--line)}
.tones i{display:block}.neg{background:var(--bad)}.pos{background:var(--ok)}.neu{background:#b9b5a8}
.note{color:var(--soft);font-size:13px}
section{break-inside:avoid}
</style>
)";

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

// What the page says, in its language.
class Words {
public:
    explicit Words(std::string_view lang) : french_(lang == "fr") {}
    [[nodiscard]] std::string_view operator()(std::string_view fr, std::string_view en) const {
        return french_ ? fr : en;
    }
    [[nodiscard]] bool french() const { return french_; }
    // "12 345" or "12,345".
    [[nodiscard]] std::string number(std::int64_t n) const {
        auto digits = std::to_string(std::abs(n));
        for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3)
            digits.insert(static_cast<std::size_t>(i), french_ ? "\u202f" : ",");
        return (n < 0 ? "\u2212" : "") + digits;
    }
    [[nodiscard]] std::string decimal(double x) const {
        auto text = fmt::format("{:.1f}", x);
        if (french_) std::ranges::replace(text, '.', ',');
        return text;
    }
    [[nodiscard]] std::string percent(double share) const {
        const auto n = std::lround(share * 100);
        return number(n) + (french_ ? "\u202f%" : "%");
    }
    // "+12 %", "new", "=".
    [[nodiscard]] std::string change(Compared c) const {
        if (c.before == 0) return c.now == 0 ? "=" : std::string((*this)("nouveau", "new"));
        if (c.now == c.before) return "=";
        const auto share = static_cast<double>(c.now - c.before) / static_cast<double>(c.before);
        return (share > 0 ? "+" : "") + percent(share);
    }
    [[nodiscard]] std::string gained(std::int64_t n) const { return (n > 0 ? "+" : "") + number(n); }
    [[nodiscard]] std::string span(double seconds) const {
        if (seconds < 90) return fmt::format("{} s", static_cast<int>(seconds));
        if (seconds < 5400) return fmt::format("{} min", static_cast<int>(std::lround(seconds / 60)));
        if (seconds < 172'800) return fmt::format("{} h", static_cast<int>(std::lround(seconds / 3600)));
        return fmt::format("{} {}", static_cast<int>(std::lround(seconds / 86'400)), (*this)("j", "days"));
    }
    // "9 octobre 2026".
    [[nodiscard]] std::string day(Time t) const {
        static constexpr std::array fr{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                       "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
        static constexpr std::array en{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
        const auto text = format_time(t);
        const auto month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '1'));
        const auto date = std::stoi(text.substr(8, 2));
        const auto ordinal = french_ && date == 1 ? "er" : "";
        return fmt::format("{}{} {} {}", date, ordinal, french_ ? fr.at(month) : en.at(month),
                           text.substr(0, 4));
    }

private:
    bool french_;
};

std::string figure(std::string_view what, const std::string& value, const std::string& was) {
    return fmt::format("<div><span>{}</span><b>{}</b><span class=was>{}</span></div>\n", what, value, was);
}

std::string tones_bar(const Tones& t, const Words& w) {
    if (t.read() == 0) return "—";
    const auto share = [&](Tone tone) {
        return 100.0 * static_cast<double>(t.of(tone)) / static_cast<double>(t.read());
    };
    return fmt::format(
        "<span class=tones role=img aria-label=\"{} {}, {} {}\"><i class=neg style=\"width:{:.1f}%\"></i>"
        "<i class=neu style=\"width:{:.1f}%\"></i><i class=pos style=\"width:{:.1f}%\"></i></span>",
        t.of(Tone::negative), w("négatives", "negative"), t.of(Tone::positive), w("positives", "positive"),
        share(Tone::negative), share(Tone::neutral), share(Tone::positive));
}

// Bars by day, the negative part at the foot of each.
std::string chart(const Reputation& r, const Words& w) {
    constexpr double width = 820;
    constexpr double height = 150;
    constexpr double foot = 20;
    const auto top = std::max<std::int64_t>(1, *std::ranges::max_element(r.per_day));
    const auto slot = width / static_cast<double>(r.per_day.size());
    const auto y = [&](std::int64_t n) {
        return static_cast<double>(n) / static_cast<double>(top) * (height - 12);
    };
    std::string out = fmt::format("<svg viewBox=\"0 0 {} {}\" role=img aria-label=\"{}\">", width,
                                  height + foot, w("Mentions par jour", "Mentions a day"));
    for (std::size_t i = 0; i < r.per_day.size(); ++i) {
        const auto x = static_cast<double>(i) * slot + slot * 0.12;
        const auto bar = [&](std::int64_t n, std::string_view colour) {
            if (n > 0)
                out += fmt::format(
                    "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>", x,
                    height - y(n), slot * 0.76, y(n), colour);
        };
        bar(r.per_day[i], "#7fb2b6");
        bar(r.negative_per_day[i], "#a31621");
    }
    out += fmt::format(
        "<path d=\"M0 {0}H{1}\" stroke=\"#8d8a7d\"/><text x=0 y=\"{2}\" font-size=12 "
        "fill=\"#57626e\">{3}</text>"
        "<text x=\"{1}\" y=\"{2}\" font-size=12 fill=\"#57626e\" text-anchor=end>{4}</text>"
        "<text x=0 y=11 font-size=12 fill=\"#57626e\">{5}</text></svg>",
        height, width, height + 15, w.day(r.from), w.day(r.to - Duration(1)), w.number(top));
    return out;
}

struct Column {
    std::string_view name;
    bool number = false;
};

std::string table(std::initializer_list<Column> columns, const std::vector<std::vector<std::string>>& rows) {
    std::string out = "<table><tr>";
    for (const auto& c : columns) out += fmt::format("<th{}>{}</th>", c.number ? " class=n" : "", c.name);
    out += "</tr>\n";
    for (const auto& row : rows) {
        out += "<tr>";
        auto column = columns.begin();
        for (const auto& cell : row)
            out += fmt::format("<td{}>{}</td>", (column++)->number ? " class=n" : "", cell);
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

std::string shares(const std::vector<Share>& list, std::string_view head, const Words& w,
                   const model::AssetRegister* assets) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& s : list) {
        const auto* asset = assets == nullptr ? nullptr : assets->find(model::AssetId(s.key));
        rows.push_back({escaped(asset == nullptr ? s.key : asset->name), w.number(s.mentions.now),
                        w.change(s.mentions), tones_bar(s.tones, w)});
    }
    return table(
        {{head}, {w("Mentions", "Mentions"), true}, {w("Évolution", "Change"), true}, {w("Ton", "Tone")}},
        rows);
}

std::string section(std::string_view title, const std::string& body) {
    return fmt::format("<section><h2>{}</h2>\n{}</section>\n", title, body);
}

std::string head_figures(const Reputation& r, const Words& w) {
    const auto against = [&](Compared c) {
        return fmt::format("{} · {} {}", w.change(c), w("avant", "before"), w.number(c.before));
    };
    std::string out = "<div class=figures>";
    out += figure(w("Mentions", "Mentions"), w.number(r.mentions.now), against(r.mentions));
    out += figure(w("Auteurs", "Authors"), w.number(r.authors.now), against(r.authors));
    out += figure(w("Portée (abonnés)", "Reach (followers)"), w.number(r.reach.now), against(r.reach));
    if (const auto balance = r.tones.balance()) {
        const auto before = r.tones_before.balance();
        out += figure(
            w("Solde des tons", "Balance of tones"), w.gained(std::lround(*balance * 100)),
            before ? fmt::format("{} {}", w("avant", "before"), w.gained(std::lround(*before * 100))) : "");
    }
    return out + "</div>\n";
}

// New followers, new interactions, new customers.
std::string three_figures(const Reputation& r, const Words& w) {
    std::int64_t followers = 0;
    Compared interactions;
    bool known = false;
    for (const auto& g : r.gains) {
        if (g.followers && g.followers_before) {
            followers += *g.followers - *g.followers_before;
            known = true;
        }
        interactions.now += g.interactions.now;
        interactions.before += g.interactions.before;
    }
    std::string out = "<div class=figures>";
    out += figure(w("Nouveaux abonnés", "New followers"), known ? w.gained(followers) : "—",
                  std::string(w("sur vos comptes", "on your accounts")));
    out += figure(w("Nouvelles interactions", "New interactions"), w.number(interactions.now),
                  w.change(interactions));
    out += figure(w("Nouveaux clients", "New customers"), r.customers ? w.number(*r.customers) : "—",
                  r.customers ? (r.customers_before ? w.change({*r.customers, *r.customers_before}) : "")
                              : std::string(w("à indiquer : vigie report customers",
                                              "to be told: vigie report customers")));
    return out + "</div>\n";
}

std::string cases(const Reputation& r, const Words& w) {
    std::string out = "<div class=figures>";
    out += figure(w("Incidents ouverts", "Incidents opened"), w.number(r.cases.opened.now),
                  w.change(r.cases.opened));
    const auto median = [&](std::string_view what, const std::optional<double>& seconds) {
        if (seconds) out += figure(what, w.span(*seconds), std::string(w("médiane", "median")));
    };
    median(w("Jusqu’à la détection", "Until detected"), r.cases.medians.detect_s_p50);
    median(w("Jusqu’à la première action", "Until the first act"), r.cases.medians.action_s_p50);
    median(w("Jusqu’à la disparition", "Until gone"), r.cases.medians.gone_s_p50);
    return out + "</div>\n";
}

}  // namespace

std::string report_html(const Reputation& r, const model::AssetRegister& assets, const ReportHead& head) {
    const Words w(head.lang);
    const auto title = fmt::format("{}{}{}", w("Réputation", "Reputation"),
                                   head.organisation.empty() ? "" : " · ", escaped(head.organisation));
    std::string out = fmt::format(
        "<!doctype html>\n<html lang={}><meta charset=utf-8><title>{}</title>"
        "<meta name=viewport content=\"width=device-width\">\n{}<h1>{}</h1>\n",
        w.french() ? "fr" : "en", title, style, title);
    out += fmt::format("<p class=lead>{} {} {} {}, {}</p>\n", w("Du", "From"), w.day(r.from), w("au", "to"),
                       w.day(r.to - Duration(1)),
                       w("comparé à la période précédente, de même durée.",
                         "against the period before, of the same length."));
    out += head_figures(r, w);
    out += section(w("Ce qui a été dit, jour par jour", "What was said, day by day"),
                   chart(r, w) + fmt::format("<p class=note>{}</p>",
                                             w("En rouge, la part négative.", "Red: the negative part.")));
    out += section(w("Ce que cela a rapporté", "What it was worth"), three_figures(r, w));
    if (!r.voices.empty()) {
        auto voices = r.voices;
        voices.front().key = head.organisation.empty() ? std::string(w("Nous", "Us")) : head.organisation;
        out += section(w("Part de voix", "Share of voice"), shares(voices, w("Qui", "Who"), w, nullptr));
    }
    if (!r.assets.empty())
        out += section(w("De quoi on parle", "What is spoken of"),
                       shares(r.assets, w("Actif", "Asset"), w, &assets));
    if (!r.themes.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& t : r.themes)
            rows.push_back({escaped(t.term), w.number(t.mentions.now), w.number(t.mentions.before),
                            tones_bar(t.tones, w)});
        out += section(w("Ce qui monte", "What is rising"), table({{w("Thème", "Theme")},
                                                                   {w("Mentions", "Mentions"), true},
                                                                   {w("Avant", "Before"), true},
                                                                   {w("Ton", "Tone")}},
                                                                  rows));
    }
    if (!r.networks.empty())
        out += section(w("Où", "Where"), shares(r.networks, w("Réseau", "Network"), w, nullptr));
    if (!r.places.empty())
        out += section(w("Lieux", "Places"), shares(r.places, w("Lieu", "Place"), w, nullptr));
    if (r.reviews.count > 0 || r.reviews.count_before > 0) {
        std::vector<std::vector<std::string>> rows;
        for (std::size_t i = 5; i-- > 0;)
            rows.push_back({std::string(i + 1, '*'), w.number(r.reviews.stars[i])});
        out += section(
            w("Avis", "Reviews"),
            fmt::format("<div class=figures>{}{}</div>",
                        figure(w("Avis", "Reviews"), w.number(r.reviews.count),
                               w.change({r.reviews.count, r.reviews.count_before})),
                        r.reviews.mean
                            ? figure(w("Moyenne", "Mean"), w.decimal(*r.reviews.mean) + " / 5",
                                     r.reviews.mean_before ? fmt::format("{} {}", w("avant", "before"),
                                                                         w.decimal(*r.reviews.mean_before))
                                                           : "")
                            : "") +
                table({{w("Étoiles", "Stars")}, {w("Avis", "Reviews"), true}}, rows));
    }
    if (!r.gains.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& g : r.gains) {
            const auto* asset = assets.find(g.account);
            rows.push_back(
                {escaped(asset == nullptr ? g.account.value : asset->name),
                 g.followers ? w.number(*g.followers) : "—",
                 g.followers && g.followers_before ? w.gained(*g.followers - *g.followers_before) : "—",
                 w.number(g.posts), w.number(g.interactions.now)});
        }
        out += section(w("Vos comptes", "Your accounts"), table({{w("Compte", "Account")},
                                                                 {w("Abonnés", "Followers"), true},
                                                                 {w("Gain", "Gain"), true},
                                                                 {w("Publications", "Posts"), true},
                                                                 {w("Interactions", "Interactions"), true}},
                                                                rows));
    }
    out += section(w("Incidents", "Incidents"), cases(r, w));
    out +=
        fmt::format("<p class=note>{} {}.{}{}</p></html>\n", w("Établi le", "Made on"), w.day(head.made_at),
                    r.truncated ? w(" Une limite a été atteinte : les chiffres sont des minimums.",
                                    " A limit was met: the figures are lower bounds.")
                                : "",
                    r.tones.read() < r.mentions.now ? w(" Le ton n’est donné que pour les textes lus.",
                                                        " Tones are given for texts that were read only.")
                                                    : "");
    return out;
}

}  // namespace vigie::engage
