#include "coupon_chain.hpp"

#include "day.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::drill {
namespace {

using model::Json;

struct Region {
    const char* name;
    std::array<const char*, 5> cities;
};

constexpr std::array<Region, 9> regions{{
    {"Bretagne", {"Rennes", "Brest", "Quimper", "Vannes", "Lorient"}},
    {"Occitanie", {"Toulouse", "Montpellier", "Nîmes", "Albi", "Perpignan"}},
    {"Hauts-de-France", {"Lille", "Amiens", "Arras", "Dunkerque", "Valenciennes"}},
    {"Auvergne-Rhône-Alpes", {"Lyon", "Grenoble", "Annecy", "Saint-Étienne", "Valence"}},
    {"Provence", {"Nice", "Toulon", "Avignon", "Aix-en-Provence", "Marseille"}},
    {"Lorraine", {"Metz", "Nancy", "Épinal", "Thionville", "Verdun"}},
    {"Nouvelle-Aquitaine", {"Bordeaux", "Limoges", "Pau", "La Rochelle", "Bayonne"}},
    {"Normandie", {"Rouen", "Caen", "Dieppe", "Cherbourg", "Évreux"}},
    {"Pays de la Loire", {"Nantes", "Angers", "Cholet", "Laval", "Saint-Nazaire"}},
}};

constexpr std::array sectors{"garden", "sport", "home", "toys", "beauty", "grocery"};

// "Valadorne", "Mirelouze": sounds French, is nobody's.
std::string invent_core(ports::Rng& rng) {
    constexpr std::array first{"Lor", "Val", "Mir", "Tis", "Cas", "Fer", "Gal", "Per",
                               "Bro", "Sal", "Dor", "Ver", "Mon", "Tré", "Cha", "Qui"};
    constexpr std::array middle{"i", "a", "e", "o", "an", "el", "ou", "éo"};
    constexpr std::array last{"mel",   "dorne", "louze", "deau",  "ndre", "vianne", "rac",
                              "belle", "ssac",  "line",  "tière", "gnol", "voise",  "thune"};
    std::string out = first[pick(rng, first.size())];
    out += middle[pick(rng, middle.size())];
    out += last[pick(rng, last.size())];
    return out;
}

std::string camel(std::string_view text) {
    std::string out;
    bool upper = true;
    for (const char c : slug(text)) {
        if (c == '-') {
            upper = true;
            continue;
        }
        out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        upper = false;
    }
    return out;
}

}  // namespace

std::string of_place(std::string_view place) {
    if (place.starts_with("Hauts-") || place.starts_with("Pays ")) return "des " + std::string(place);
    const auto folded = slug(place);
    const bool vowel = !folded.empty() && std::string_view("aeiou").find(folded[0]) != std::string_view::npos;
    return (vowel ? "d’" : "de ") + std::string(place);
}

std::vector<const Shop*> Chain::in_region(bool inside) const {
    std::vector<const Shop*> out;
    for (const auto& s : shops) {
        if ((s.region == region) == inside) out.push_back(&s);
    }
    return out;
}

Chain invent_chain(const Words& words, ports::Rng& rng) {
    Chain c;
    c.core = invent_core(rng);
    constexpr std::array forms{"{}", "Maison {}", "{} & Fils", "Comptoir {}", "Villa {}", "{}"};
    c.name = fmt::format(fmt::runtime(forms[pick(rng, forms.size())]), c.core);
    c.slug = slug(c.name);
    c.sector = sectors[pick(rng, sectors.size())];
    c.domain = c.slug + ".example";
    c.tag = camel(c.name);
    c.hotline = fmt::format("01 99 00 {:02} {:02}", pick(rng, 100), pick(rng, 100));
    c.code = fmt::format("{}{}", words.draw("code_word", rng), 10 + 5 * pick(rng, 4));
    c.head_id = "did:plc:chainheadoffice000000001";
    c.partner_id = "did:plc:chainpartner000000000001";
    std::array<std::size_t, regions.size()> order{};
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[pick(rng, i)]);
    // Four shops in the region of the plot, the ten others two by two.
    for (std::size_t r = 0; c.shops.size() < shop_count; ++r) {
        const auto& region = regions[order[r]];
        const std::size_t here = r == 0 ? 4 : 2;
        auto city = pick(rng, region.cities.size());
        for (std::size_t i = 0; i < here; ++i, ++city) {
            Shop s;
            s.city = region.cities[city % region.cities.size()];
            s.region = region.name;
            s.name = c.name + " " + s.city;
            s.tag = c.tag + camel(s.city);
            s.handle = slug(s.city) + "." + c.domain;
            s.account_id = fmt::format("did:plc:chainshop{:015}", c.shops.size() + 1);
            s.bio = words.say(
                "shop_bio_fr", rng,
                {{"brand", c.name}, {"city", s.city}, {"of_city", of_place(s.city)}, {"site", c.domain}});
            s.avatar = fmt::format("/drill/coupon/shop-{:02}.svg", c.shops.size() + 1);
            c.shops.push_back(std::move(s));
        }
        if (r == 0) c.region = region.name;
    }
    return c;
}

std::string Chain::register_yaml(const Words& words, ports::Rng& rng) const {
    auto accounts = Json::array();
    accounts.push_back({{"network", "bluesky"},
                        {"id", head_id},
                        {"handle", domain},
                        {"name", name},
                        {"role", "head_office"},
                        {"bio", words.say("head_bio_fr", rng, {{"brand", name}, {"site", domain}})},
                        {"avatar", "/drill/coupon/logo.svg"}});
    accounts.push_back({{"network", "bluesky"},
                        {"id", partner_id},
                        {"handle", "cartes-cadeaux-partagees.example"},
                        {"name", "Cartes Cadeaux Partagées"},
                        {"role", "partner"}});
    auto places = Json::array();
    for (const auto& s : shops) {
        accounts.push_back({{"network", "bluesky"},
                            {"id", s.account_id},
                            {"handle", s.handle},
                            {"name", s.name},
                            {"role", "shop"},
                            {"place", s.city},
                            {"bio", s.bio},
                            {"avatar", s.avatar}});
        places.push_back({{"name", s.name}, {"city", s.city}});
    }
    auto hashtags = Json::array({tag});
    for (const auto& s : shops) hashtags.push_back(s.tag);
    const Json out{
        {"organisation", {{"id", slug}, {"name", name}, {"aliases", Json::array({core})}}},
        {"brands",
         Json::array({Json{{"id", "brand-" + slug}, {"name", name}, {"aliases", Json::array({core})}}})},
        {"domains", Json::array({domain})},
        {"hashtags", hashtags},
        {"phones", Json::array({"+33 " + hotline.substr(1)})},
        {"links", Json::array({"https://lnk.example/" + slug + "/"})},
        {"accounts", accounts},
        {"places", places}};
    return out.dump(1);
}

std::string written_number(const std::string& d, std::size_t form) {
    const auto pairs = [&](std::string_view between) {
        return fmt::format("{}{}{}{}{}{}{}{}{}", d.substr(0, 2), between, d.substr(2, 2), between,
                           d.substr(4, 2), between, d.substr(6, 2), between, d.substr(8, 2));
    };
    switch (form) {
        case 0: return pairs(" ");
        case 1: return fmt::format("0 {} {} {}", d.substr(1, 3), d.substr(4, 3), d.substr(7, 3));
        case 2: return d;
        case 3: return pairs(".");
        case 4: return fmt::format("+33 {} {} {}", d.substr(1, 3), d.substr(4, 3), d.substr(7, 3));
        case 5: return pairs("-");
        case 6: return "O" + pairs(" ").substr(1);  // a letter for the first digit
        default: {
            std::string out;
            for (const char c : d) {
                out += c;
                out += "\uFE0F\u20E3";  // keycaps
            }
            return out;
        }
    }
}

model::Account account_of(const Shop& shop, Time start) {
    model::Account a;
    a.network = "bluesky";
    a.id = shop.account_id;
    a.handle = shop.handle;
    a.name = shop.name;
    a.bio = shop.bio;
    a.avatar = shop.avatar;
    a.followers = 300 + static_cast<std::int64_t>(kit::fold(shop.handle).size()) * 53;
    a.following = 120;
    a.posts = 410;
    a.created_at = start - std::chrono::days(1100);
    return a;
}

model::Account account_of(const Chain& chain, Time start) {
    model::Account a;
    a.network = "bluesky";
    a.id = chain.head_id;
    a.handle = chain.domain;
    a.name = chain.name;
    a.avatar = "/drill/coupon/logo.svg";
    a.followers = 41'000;
    a.following = 180;
    a.posts = 5'200;
    a.created_at = start - std::chrono::days(2600);
    return a;
}

}  // namespace vigie::drill
