#include "fields.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace vigie::drivers {
namespace {

using Words = std::initializer_list<std::string_view>;

// Anywhere: "cardnumber1".
const Words password_parts{"password",
                           "passwd",
                           "passwort",
                           "mot de passe",
                           "mot-de-passe",
                           "mot_de_passe",
                           "motdepasse",
                           "passcode",
                           "pass_word",
                           "passphrase",
                           "code secret",
                           "code d'acces",
                           "code personnel",
                           "code confidentiel",
                           "secret code",
                           "identifiant secret",
                           "recovery phrase",
                           "seed phrase",
                           "phrase de recuperation",
                           "mnemonic",
                           "private key",
                           "cle privee",
                           "memorable word"};
const Words card_parts{"cc-number",      "cc-csc",         "cardnumber",      "card-number",
                       "card_number",    "card number",    "numero de carte", "numero de la carte",
                       "n° de carte",    "no de carte",    "numcarte",        "num_carte",
                       "carte bancaire", "cryptogramme",   "ccnum",           "creditcard",
                       "credit card",    "numero carte",   "cardno",          "carte_numero",
                       "numero_carte",   "debit card",     "bank card",       "securitycode",
                       "card_cvv",       "carte de credit"};
const Words code_parts{"one-time-code",
                       "one-time",
                       "code sms",
                       "sms code",
                       "smscode",
                       "code_sms",
                       "sms_code",
                       "code recu",
                       "code_recu",
                       "verification code",
                       "code de validation",
                       "code de verification",
                       "code de confirmation",
                       "confirmation code",
                       "code pin",
                       "pin code",
                       "pincode",
                       "securecode",
                       "3dsecure",
                       "code de securite recu",
                       "code a usage unique",
                       "authenticator"};
// As a word of its own: "pan" is a card number, "company" is not.
const Words password_words{"mdp", "pwd", "pw", "pass", "passe", "passwrd", "seed"};
const Words card_words{"cvv", "cvv2", "cvc", "cvc2", "csc", "pan", "cb", "ccn"};
const Words code_words{"otp", "totp", "2fa", "mfa", "pin", "tan", "certicode"};

bool any_part(std::string_view names, const Words& parts) {
    return std::ranges::any_of(parts, [&](auto p) { return names.find(p) != std::string_view::npos; });
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool any_word(std::string_view names, const Words& words) {
    for (std::size_t i = 0; i < names.size();) {
        while (i < names.size() && !is_letter_or_digit(names[i])) ++i;
        const auto start = i;
        while (i < names.size() && is_letter_or_digit(names[i])) ++i;
        const auto word = names.substr(start, i - start);
        if (std::ranges::find(words, word) != words.end()) return true;
    }
    return false;
}

}  // namespace

void judge_field(std::string_view type, std::string_view names, model::PageVisit& visit) {
    for (const auto* silent :
         {"hidden", "submit", "button", "checkbox", "radio", "reset", "image", "file", "search"}) {
        if (type == silent) return;
    }
    const bool card = any_part(names, card_parts) || any_word(names, card_words);
    const bool code = any_part(names, code_parts) || any_word(names, code_words);
    // Kits hide the digits of cards and codes, too: such a field is what it is called.
    if ((type == "password" && !card && !code) || any_part(names, password_parts) ||
        any_word(names, password_words)) {
        visit.asks_password = true;
    }
    if (card) visit.asks_card = true;
    if (code) visit.asks_code = true;
}

}  // namespace vigie::drivers
