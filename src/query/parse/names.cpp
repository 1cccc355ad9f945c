#include "parse/names.hpp"

#include <vigie/base/diagnostic.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/model/item.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace vigie::query {
namespace {

using Kind = FieldKind;
constexpr std::array fields{
    FieldInfo{"from", Kind::value, Field::from, Scope::text},
    FieldInfo{"to", Kind::value, Field::to, Scope::text},
    FieldInfo{"lang", Kind::value, Field::lang, Scope::text},
    FieldInfo{"network", Kind::value, Field::network, Scope::text},
    FieldInfo{"kind", Kind::value, Field::kind, Scope::text},
    FieldInfo{"url", Kind::value, Field::url, Scope::text},
    FieldInfo{"domain", Kind::value, Field::domain, Scope::text},
    FieldInfo{"country", Kind::value, Field::country, Scope::text},
    FieldInfo{"asset", Kind::value, Field::asset, Scope::text},
    FieldInfo{"name", Kind::words, Field::from, Scope::name},
    FieldInfo{"bio", Kind::words, Field::from, Scope::bio},
    FieldInfo{"alt", Kind::words, Field::from, Scope::alt},
    FieldInfo{"watch", Kind::reference, Field::from, Scope::text},
    FieldInfo{"list", Kind::reference, Field::from, Scope::text},
    FieldInfo{"near", Kind::geo, Field::from, Scope::text},
    FieldInfo{"followers", Kind::number, Field::followers, Scope::text},
    FieldInfo{"following", Kind::number, Field::following, Scope::text},
    FieldInfo{"posts", Kind::number, Field::posts, Scope::text},
    FieldInfo{"likes", Kind::number, Field::likes, Scope::text},
    FieldInfo{"reposts", Kind::number, Field::reposts, Scope::text},
    FieldInfo{"replies", Kind::number, Field::replies, Scope::text},
    FieldInfo{"views", Kind::number, Field::views, Scope::text},
    FieldInfo{"rating", Kind::number, Field::rating, Scope::text},
    FieldInfo{"age", Kind::number, Field::age, Scope::text},
    FieldInfo{"hour", Kind::number, Field::hour, Scope::text},
    FieldInfo{"score", Kind::score, Field::score, Scope::text},
    FieldInfo{"has", Kind::flags, Field::from, Scope::text},
    FieldInfo{"is", Kind::flags, Field::from, Scope::text},
};

// What other tools and French speakers call them (folded).
const std::map<std::string, std::string, std::less<>>& other_names() {
    static const std::map<std::string, std::string, std::less<>> table{{"de", "from"},
                                                                       {"auteur", "from"},
                                                                       {"author", "from"},
                                                                       {"user", "from"},
                                                                       {"username", "from"},
                                                                       {"compte", "from"},
                                                                       {"a", "to"},
                                                                       {"vers", "to"},
                                                                       {"retweets_of", "to"},
                                                                       {"langue", "lang"},
                                                                       {"language", "lang"},
                                                                       {"reseau", "network"},
                                                                       {"source", "network"},
                                                                       {"platform", "network"},
                                                                       {"plateforme", "network"},
                                                                       {"type", "kind"},
                                                                       {"genre", "kind"},
                                                                       {"lien", "url"},
                                                                       {"link", "url"},
                                                                       {"inurl", "url"},
                                                                       {"domaine", "domain"},
                                                                       {"site", "domain"},
                                                                       {"host", "domain"},
                                                                       {"nom", "name"},
                                                                       {"biographie", "bio"},
                                                                       {"description", "bio"},
                                                                       {"bio_contains", "bio"},
                                                                       {"image", "alt"},
                                                                       {"pays", "country"},
                                                                       {"place_country", "country"},
                                                                       {"actif", "asset"},
                                                                       {"veille", "watch"},
                                                                       {"query", "watch"},
                                                                       {"liste", "list"},
                                                                       {"pres", "near"},
                                                                       {"geocode", "near"},
                                                                       {"point_radius", "near"},
                                                                       {"abonnes", "followers"},
                                                                       {"followers_count", "followers"},
                                                                       {"abonnements", "following"},
                                                                       {"friends_count", "following"},
                                                                       {"publications", "posts"},
                                                                       {"tweets_count", "posts"},
                                                                       {"statuses_count", "posts"},
                                                                       {"jaime", "likes"},
                                                                       {"min_faves", "likes"},
                                                                       {"favorites", "likes"},
                                                                       {"partages", "reposts"},
                                                                       {"retweets", "reposts"},
                                                                       {"min_retweets", "reposts"},
                                                                       {"shares", "reposts"},
                                                                       {"reponses", "replies"},
                                                                       {"min_replies", "replies"},
                                                                       {"comments", "replies"},
                                                                       {"vues", "views"},
                                                                       {"note", "rating"},
                                                                       {"stars", "rating"},
                                                                       {"etoiles", "rating"},
                                                                       {"anciennete", "age"},
                                                                       {"heure", "hour"},
                                                                       {"contient", "has"},
                                                                       {"avec", "has"},
                                                                       {"contains", "has"},
                                                                       {"filter", "has"},
                                                                       {"est", "is"},
                                                                       {"risque", "score"}};
    return table;
}

struct FlagRow {
    Flag flag;
    std::string_view field;
    std::string_view name;
};
constexpr std::array flags{
    FlagRow{Flag::has_link, "has", "link"},       FlagRow{Flag::has_image, "has", "image"},
    FlagRow{Flag::has_video, "has", "video"},     FlagRow{Flag::has_mention, "has", "mention"},
    FlagRow{Flag::has_hashtag, "has", "hashtag"}, FlagRow{Flag::has_phone, "has", "phone"},
    FlagRow{Flag::has_email, "has", "email"},     FlagRow{Flag::has_iban, "has", "iban"},
    FlagRow{Flag::has_card, "has", "card"},       FlagRow{Flag::has_geo, "has", "geo"},
    FlagRow{Flag::has_qr, "has", "qr"},           FlagRow{Flag::is_reply, "is", "reply"},
    FlagRow{Flag::is_repost, "is", "repost"},     FlagRow{Flag::is_quote, "is", "quote"},
    FlagRow{Flag::is_review, "is", "review"},     FlagRow{Flag::is_official, "is", "official"},
    FlagRow{Flag::is_verified, "is", "verified"}, FlagRow{Flag::is_deleted, "is", "deleted"}};

const std::map<std::string, Flag, std::less<>>& other_flags() {
    static const std::map<std::string, Flag, std::less<>> table{
        {"has:links", Flag::has_link},       {"has:url", Flag::has_link},
        {"has:lien", Flag::has_link},        {"has:liens", Flag::has_link},
        {"has:images", Flag::has_image},     {"has:photo", Flag::has_image},
        {"has:picture", Flag::has_image},    {"has:videos", Flag::has_video},
        {"has:mentions", Flag::has_mention}, {"has:hashtags", Flag::has_hashtag},
        {"has:tag", Flag::has_hashtag},      {"has:mot-diese", Flag::has_hashtag},
        {"has:telephone", Flag::has_phone},  {"has:tel", Flag::has_phone},
        {"has:mail", Flag::has_email},       {"has:courriel", Flag::has_email},
        {"has:e-mail", Flag::has_email},     {"has:carte", Flag::has_card},
        {"has:cb", Flag::has_card},          {"has:lieu", Flag::has_geo},
        {"has:position", Flag::has_geo},     {"has:coordonnees", Flag::has_geo},
        {"has:qrcode", Flag::has_qr},        {"has:qr-code", Flag::has_qr},
        {"is:reponse", Flag::is_reply},      {"is:retweet", Flag::is_repost},
        {"is:partage", Flag::is_repost},     {"is:republication", Flag::is_repost},
        {"is:citation", Flag::is_quote},     {"is:avis", Flag::is_review},
        {"is:officiel", Flag::is_official},  {"is:officielle", Flag::is_official},
        {"is:verifie", Flag::is_verified},   {"is:certifie", Flag::is_verified},
        {"is:supprime", Flag::is_deleted},   {"is:efface", Flag::is_deleted}};
    return table;
}

template <class Table>
std::string looked_up(const Table& table, std::string_view key) {
    const auto found = table.find(key);
    return found == table.end() ? std::string() : std::string(found->second);
}

}  // namespace

const FieldInfo* field_of(std::string_view name) {
    const auto folded = kit::fold(name);
    for (const auto& field : fields)
        if (field.name == folded) return &field;
    return nullptr;
}

std::string_view name(Field field) {
    for (const auto& info : fields) {
        const bool named = info.kind == Kind::value || info.kind == Kind::number || info.kind == Kind::score;
        if (named && info.field == field) return info.name;
    }
    return {};
}

std::string_view name(Scope scope) {
    constexpr std::array<std::string_view, 4> names{"", "name", "bio", "alt"};
    return names[static_cast<std::size_t>(scope)];
}

std::string meant_field(std::string_view name) {
    const auto folded = kit::fold(name);
    if (auto known = looked_up(other_names(), folded); !known.empty()) return known;
    std::vector<std::string> names;
    for (const auto& field : fields) names.emplace_back(field.name);
    return nearest(folded, names);
}

std::string name(Flag flag) {
    for (const auto& row : flags)
        if (row.flag == flag) return std::string(row.field) + ":" + std::string(row.name);
    return {};
}

std::optional<Flag> flag_of(std::string_view field, std::string_view value) {
    for (const auto& row : flags)
        if (row.field == field && row.name == value) return row.flag;
    const auto found = other_flags().find(std::string(field) + ":" + std::string(value));
    return found == other_flags().end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> flag_names(std::string_view field) {
    std::vector<std::string> out;
    for (const auto& row : flags)
        if (row.field == field) out.emplace_back(row.name);
    return out;
}

std::string kind_of(std::string_view value) {
    static const std::map<std::string, std::string, std::less<>> french{
        {"publication", "post"},     {"reponse", "reply"},  {"partage", "repost"},
        {"republication", "repost"}, {"citation", "quote"}, {"avis", "review"},
        {"commentaire", "comment"},  {"compte", "account"}, {"domaine", "domain"}};
    if (model::item_kind_of(value)) return std::string(value);
    return looked_up(french, value);
}

std::vector<std::string> kind_names() {
    std::vector<std::string> out;
    for (int i = 0; i <= static_cast<int>(model::ItemKind::page); ++i)
        out.emplace_back(model::name(static_cast<model::ItemKind>(i)));
    return out;
}

std::string language_code(std::string_view value) {
    static const std::map<std::string, std::string, std::less<>> table{
        {"francais", "fr"},    {"french", "fr"},  {"anglais", "en"},   {"english", "en"},
        {"allemand", "de"},    {"german", "de"},  {"espagnol", "es"},  {"spanish", "es"},
        {"italien", "it"},     {"italian", "it"}, {"portugais", "pt"}, {"portuguese", "pt"},
        {"neerlandais", "nl"}, {"dutch", "nl"},   {"arabe", "ar"},     {"arabic", "ar"},
        {"chinois", "zh"},     {"chinese", "zh"}, {"japonais", "ja"},  {"japanese", "ja"},
        {"russe", "ru"},       {"russian", "ru"}, {"polonais", "pl"},  {"polish", "pl"},
        {"turc", "tr"},        {"turkish", "tr"}, {"breton", "br"},    {"corse", "co"},
        {"catalan", "ca"},     {"basque", "eu"}};
    return looked_up(table, value);
}

std::string country_code(std::string_view value) {
    static const std::map<std::string, std::string, std::less<>> table{
        {"france", "fr"},      {"belgique", "be"},    {"belgium", "be"},   {"suisse", "ch"},
        {"switzerland", "ch"}, {"canada", "ca"},      {"allemagne", "de"}, {"germany", "de"},
        {"espagne", "es"},     {"spain", "es"},       {"italie", "it"},    {"italy", "it"},
        {"portugal", "pt"},    {"royaume-uni", "gb"}, {"uk", "gb"},        {"angleterre", "gb"},
        {"usa", "us"},         {"luxembourg", "lu"},  {"maroc", "ma"},     {"morocco", "ma"},
        {"algerie", "dz"},     {"tunisie", "tn"},     {"senegal", "sn"},   {"pays-bas", "nl"},
        {"netherlands", "nl"}, {"irlande", "ie"},     {"ireland", "ie"}};
    return looked_up(table, value);
}

}  // namespace vigie::query
