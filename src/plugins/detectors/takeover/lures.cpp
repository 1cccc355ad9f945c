#include "lures.hpp"

#include <vigie/judge/cues.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace vigie::plugins::takeover {
namespace {

// Phrases of folded words.
constexpr std::array coins{std::string_view("bitcoin"),
                           std::string_view("btc"),
                           std::string_view("eth"),
                           std::string_view("ethereum"),
                           std::string_view("usdt"),
                           std::string_view("crypto"),
                           std::string_view("cryptos"),
                           std::string_view("cryptomonnaie"),
                           std::string_view("cryptomonnaies"),
                           std::string_view("cryptocurrency"),
                           std::string_view("airdrop"),
                           std::string_view("nft"),
                           std::string_view("nfts"),
                           std::string_view("solana"),
                           std::string_view("memecoin"),
                           std::string_view("token"),
                           std::string_view("presale"),
                           std::string_view("prevente"),
                           std::string_view("xrp"),
                           std::string_view("dogecoin")};
constexpr std::array calls{std::string_view("giveaway"),
                           std::string_view("double your"),
                           std::string_view("doublez"),
                           std::string_view("doubler"),
                           std::string_view("doubled"),
                           std::string_view("sent back"),
                           std::string_view("send back"),
                           std::string_view("claim"),
                           std::string_view("reclamez"),
                           std::string_view("recuperez"),
                           std::string_view("airdrop"),
                           std::string_view("mint"),
                           std::string_view("connect your wallet"),
                           std::string_view("connectez votre wallet"),
                           std::string_view("connectez votre portefeuille"),
                           std::string_view("seed phrase"),
                           std::string_view("send"),
                           std::string_view("envoyez"),
                           std::string_view("free"),
                           std::string_view("gratuit"),
                           std::string_view("presale"),
                           std::string_view("prevente"),
                           std::string_view("x10"),
                           std::string_view("x100"),
                           std::string_view("100x"),
                           std::string_view("to the moon"),
                           std::string_view("limited time"),
                           std::string_view("hurry"),
                           std::string_view("depechez vous"),
                           std::string_view("investissez"),
                           std::string_view("invest"),
                           std::string_view("profit"),
                           std::string_view("profits"),
                           std::string_view("gagnez"),
                           std::string_view("earn"),
                           std::string_view("buy"),
                           std::string_view("achetez"),
                           std::string_view("distribuons"),
                           std::string_view("offrons"),
                           std::string_view("give back"),
                           std::string_view("giving back"),
                           std::string_view("whitelist")};
constexpr std::array hacked{std::string_view("hacked by"),
                            std::string_view("pirate par"),
                            std::string_view("pwned by"),
                            std::string_view("owned by"),
                            std::string_view("this account has been hacked"),
                            std::string_view("ce compte a ete pirate"),
                            std::string_view("ce compte est pirate")};

struct Words {
    std::string_view text;
    std::vector<kit::Token> tokens;
    std::string flat = " ";
    std::vector<std::size_t> starts;  // of each token in `flat`

    explicit Words(std::string_view from) : text(from), tokens(kit::tokens(from)) {
        for (const auto& t : tokens) {
            starts.push_back(flat.size());
            (flat += t.text) += ' ';
        }
    }
    // The first phrase of the list that stands there, as the words written.
    template <std::size_t N>
    [[nodiscard]] std::optional<model::Span> first(const std::array<std::string_view, N>& phrases) const {
        for (const auto phrase : phrases) {
            const auto at = flat.find(fmt::format(" {} ", phrase));
            if (at == std::string::npos) continue;
            const auto begin = std::ranges::lower_bound(starts, at + 1) - starts.begin();
            const auto end = std::ranges::lower_bound(starts, at + 1 + phrase.size()) - starts.begin() - 1;
            const auto& a = tokens[static_cast<std::size_t>(begin)];
            const auto& b = tokens[static_cast<std::size_t>(end)];
            return model::Span{
                "text", a.start, b.end, std::string(text.substr(a.start, b.end - a.start)), {}};
        }
        return std::nullopt;
    }
};

// "0x" and 40 hexadecimal digits, or a Bitcoin address: bc1… or 1…/3… in base 58.
std::optional<model::Span> wallet(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdefABCDEF";
    constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    constexpr std::size_t hex_digits = 40;
    const auto all_of = [](std::string_view word, std::string_view set) {
        return word.find_first_not_of(set) == std::string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = text.find_first_not_of(" \n\r\t:;,.()!", at);
        if (begin == std::string_view::npos) break;
        const auto end = std::min(text.find_first_of(" \n\r\t:;,.()!", begin), text.size());
        const auto word = text.substr(begin, end - begin);
        const bool ether =
            word.size() == hex_digits + 2 && word.starts_with("0x") && all_of(word.substr(2), hex);
        const bool segwit = word.size() >= 42 && word.size() <= 62 && word.starts_with("bc1") &&
                            all_of(word, "0123456789abcdefghijklmnopqrstuvwxyz");
        const bool digit = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
        const bool upper = std::ranges::any_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
        const bool lower = std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
        const bool old = word.size() >= 26 && word.size() <= 35 && (word[0] == '1' || word[0] == '3') &&
                         digit && upper && lower && all_of(word, base58);
        if (ether || segwit || old) return model::Span{"text", begin, end, std::string(word), "wallet"};
        at = end;
    }
    return std::nullopt;
}

model::Evidence quoting(std::string code, double weight, std::string_view fr, std::string_view en,
                        model::Span span) {
    return judge::evidence(std::move(code), weight,
                           {fmt::format("{} {}.", fr, judge::quote_fr(span.text)),
                            fmt::format("{} {}.", en, judge::quote_en(span.text))},
                           {span});
}

}  // namespace

std::vector<model::Evidence> lures_of(std::string_view text) {
    std::vector<model::Evidence> out;
    const Words words(text);
    const auto cues = judge::find_cues(text);
    const auto span = [](const judge::Cue& c) { return model::Span{"text", c.start, c.end, c.words, {}}; };
    const auto coin = words.first(coins);
    const auto call = words.first(calls);
    const bool warns = judge::first_of(cues, judge::CueKind::warning) != nullptr;
    if (auto claim = words.first(hacked))
        out.push_back(quoting("text.hacked", 3.5, "Le message dit que le compte est piraté\u00a0:",
                              "The post says that the account is hacked:", *claim));
    if (auto address = wallet(text))
        out.push_back(quoting("text.wallet", 3.0,
                              "Une adresse de portefeuille pour recevoir de l’argent\u00a0:",
                              "A wallet address to send money to:", *address));
    if (coin && call) {
        out.push_back(quoting("text.crypto-lure", 3.2,
                              "Un appât aux cryptomonnaies\u00a0:", "A lure of crypto-currencies:", *coin));
        out.back().spans.push_back(*call);
    }
    if (const auto* c = judge::first_of(cues, judge::CueKind::credential))
        out.push_back(quoting("text.credential-lure", 1.6, "Le texte pousse à livrer un accès\u00a0:",
                              "The text asks for access:", span(*c)));
    if (const auto* c = judge::first_of(cues, judge::CueKind::gain))
        out.push_back(quoting("text.gain-lure", 1.2,
                              "Le texte promet un gain\u00a0:", "The text promises a gain:", span(*c)));
    if (const auto* c = judge::first_of(cues, judge::CueKind::contact); c != nullptr && !out.empty())
        out.push_back(quoting("text.contact", 1.0, "Le texte attire vers une autre messagerie\u00a0:",
                              "The text draws people to another messenger:", span(*c)));
    if (warns && !out.empty())
        out.push_back(quoting("text.warning", -2.5, "Le texte met en garde\u00a0:", "The text warns:",
                              span(*judge::first_of(cues, judge::CueKind::warning))));
    return out;
}

const std::vector<std::string>& lure_codes() {
    static const std::vector<std::string> codes{"text.hacked",          "text.wallet",    "text.crypto-lure",
                                                "text.credential-lure", "text.gain-lure", "text.contact",
                                                "text.warning"};
    return codes;
}

}  // namespace vigie::plugins::takeover
