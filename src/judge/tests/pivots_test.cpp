#include <vigie/judge/pivots.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

using namespace vigie;
using judge::PivotKind;

namespace {

struct Expected {
    const char* text;
    const char* kind;
    const char* value;  // "" when nothing is to be found
};

std::string values(const std::vector<judge::Pivot>& pivots) {
    std::string out;
    for (const auto& p : pivots) out += std::string(judge::indicator_kind(p.kind)) + " " + p.value + "; ";
    return out;
}

void check(const Expected& e) {
    const auto pivots = judge::find_pivots(e.text);
    const auto found = std::ranges::any_of(pivots, [&](const judge::Pivot& p) {
        return judge::indicator_kind(p.kind) == e.kind && p.value == e.value;
    });
    if (*e.value == 0) {
        const auto any = std::ranges::any_of(
            pivots, [&](const judge::Pivot& p) { return judge::indicator_kind(p.kind) == e.kind; });
        CHECK_MESSAGE(!any, std::string(e.text) << " gives " << values(pivots));
    } else {
        CHECK_MESSAGE(found, std::string(e.text) << " gives " << values(pivots));
    }
    for (const auto& p : pivots) CHECK(std::string(e.text).substr(p.start, p.end - p.start) == p.words);
}

}  // namespace

TEST_CASE("Telephone numbers are found however they are grouped or disguised") {
    for (const auto& e : std::initializer_list<Expected>{
             {"Appelez le 08 99 70 00 00 vite", "phone", "+33899700000"},
             {"Appelez le 0899 70 00 00", "phone", "+33899700000"},
             {"au 0 8 9 9 7 0 0 0 0 0 !", "phone", "+33899700000"},
             {"0-8-9-9-7-0-0-0-0-0", "phone", "+33899700000"},
             {"compose zéro huit quatre-vingt-dix-neuf soixante-dix zéro zéro zéro zéro", "phone",
              "+33899700000"},
             {"ZÉRO HUIT 99 70 00 00", "phone", "+33899700000"},
             {"zero huit neuf neuf 70 00 00", "phone", "+33899700000"},
             {"O8 99 70 OO OO", "phone", "+33899700000"},
             {"0️⃣8️⃣9️⃣9️⃣7️⃣0️⃣0️⃣0️⃣0️⃣0️⃣", "phone",
              "+33899700000"},
             {"０８９９７０００００", "phone", "+33899700000"},
             {"08*99*70*00*00", "phone", "+33899700000"},
             {"06.12.34.56.78", "phone", "+33612345678"},
             {"tel 06/12/34/56/78", "phone", "+33612345678"},
             {"+33 (0)6 12 34 56 78", "phone", "+33612345678"},
             {"+33 6 12 34 56 78 ou mail", "phone", "+33612345678"},
             {"0033612345678", "phone", "+33612345678"},
             {"call 08712460324 now", "phone", "+448712460324"},
             {"Call us at 1-888-555-0129... or (202) 456-1111", "phone", "+12024561111"},
             {"+1 303 419 5364", "phone", "+13034195364"},
             {"appelez le 118 218", "phone", "FR:118218"},
             {"composez le 3615 ce soir", "phone", "FR:3615"},
             {"appelle le 36 15", "phone", "FR:3615"},
             {"Envoie AMOUR au 81015 par SMS", "phone", ""},
             {"Envoie un SMS au 81015", "phone", "FR:81015"},
         })
        check(e);
}

TEST_CASE("Dates, prices, scores and order numbers are no telephone numbers") {
    for (const auto* text :
         {"Le 01/02/2026 10h30", "commande 4111 1111 1111", "3615 visiteurs", "en 3000 ans",
          "10 000 000 000 €", "118 218 habitants", "score 12-10 14-12", "de 2019 2020 2021 2022",
          "ISBN 978-2-07-036822-8", "zéro faute, huit heures", "1 2 3 4 5 6 7 8 9 10", "n° 20240101123456",
          "SIRET 552 100 554 00013", "1,234,567,890", "3 fois 20 € ou 4 fois 15 €",
          "12h00-14h00 / 18h00-20h00", "le 12.03.2024 au 14.03.2024"})
        check({text, "phone", ""});
}

TEST_CASE("Premium and disguised numbers say so") {
    CHECK(judge::find_pivots("08 99 70 00 00").at(0).premium);
    CHECK_FALSE(judge::find_pivots("08 99 70 00 00").at(0).disguised);
    CHECK(judge::find_pivots("0 8 9 9 7 0 0 0 0 0").at(0).disguised);
    CHECK(judge::find_pivots("appelez le 118 218").at(0).premium);
    CHECK_FALSE(judge::find_pivots("appelez le 3919").at(0).premium);
    CHECK_FALSE(judge::find_pivots("06 12 34 56 78").at(0).premium);
}

TEST_CASE("Messengers are found by link, by handle and by number") {
    for (const auto& e : std::initializer_list<Expected>{
             {"wa.me/13034195364", "messenger", "whatsapp:+13034195364"},
             {"https://api.whatsapp.com/send?phone=33612345678&text=a", "messenger", "whatsapp:+33612345678"},
             {"https://chat.whatsapp.com/KfG3hGJ27sHJh2", "messenger", "whatsapp:KfG3hGJ27sHJh2"},
             {"écris-moi sur WhatsApp : +33 6 12 34 56 78", "messenger", "whatsapp:+33612345678"},
             {"WhatsApp au 06 12 34 56 78", "messenger", "whatsapp:+33612345678"},
             {"t.me/Gain_Rapide", "messenger", "telegram:@gain_rapide"},
             {"https://telegram.me/gainrapide", "messenger", "telegram:@gainrapide"},
             {"Telegram @mme_claire_fx", "messenger", "telegram:@mme_claire_fx"},
             {"sur telegram, écrivez à @claire.fx", "messenger", "telegram:@claire.fx"},
             {"https://signal.me/#p/+33612345678", "messenger", "signal:+33612345678"},
             {"Snap : julie_95", "messenger", "snapchat:@julie_95"},
             {"Telegram a annoncé une mise à jour", "messenger", ""},
             {"Je préfère Signal à WhatsApp", "messenger", ""},
         })
        check(e);
}

TEST_CASE("Bank accounts and wallets count only when their check is right") {
    for (const auto& e : std::initializer_list<Expected>{
             {"IBAN FR14 2004 1010 0505 0001 3M02 606 merci", "iban", "FR1420041010050500013M02606"},
             {"IBAN FR14 2004 1010 0505 0001 3M02 607 merci", "iban", ""},
             {"envoyez à 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "wallet",
              "btc:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"},
             {"envoyez à 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", "wallet", ""},
             {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "wallet",
              "btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
             {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "wallet", ""},
             {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "wallet",
              "btc:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"},
             {"0x52908400098527886E0F7030069857D2E4169EE7", "wallet",
              "eth:0x52908400098527886e0f7030069857d2e4169ee7"},
             {"USDT TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "wallet", "trx:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"},
             {"TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", "wallet", ""},
         })
        check(e);
}

TEST_CASE("Coupon codes and short links are found") {
    for (const auto& e : std::initializer_list<Expected>{
             {"avec le code promo : NOEL25 jusqu'à dimanche", "coupon", "NOEL25"},
             {"Promo code MUSK001", "coupon", "MUSK001"},
             {"avec le code « BIENVENUE »", "coupon", "BIENVENUE"},
             {"CODE PROMO OFFERT ICI", "coupon", ""},
             {"code postal 75011", "coupon", ""},
             {"le code de la route", "coupon", ""},
             {"voir https://bit.ly/3AbCd", "url", "https://bit.ly/3AbCd"},
             {"voir https://example.com/a", "url", ""},
         })
        check(e);
}

TEST_CASE("Reading pivots is linear on hostile texts") {
    const auto begin = std::chrono::steady_clock::now();
    for (const std::string piece : {"0", "0 ", "+", "zéro ", "code ", "telegram ", "1a", "bit.ly/", "FR14",
                                    "whatsapp : @", "o0", "06 12 34 "}) {
        std::string text;
        while (text.size() < 16384) text += piece;
        CHECK(judge::find_pivots(text).size() <= judge::most_pivots);
    }
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}
