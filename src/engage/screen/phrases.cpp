#include "screen/phrases.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

namespace vigie::engage {
namespace {

struct Phrase {
    std::string_view words;  // folded, one blank between words
    Decision decision = Decision::warn;
};

constexpr std::array tone{Phrase{"connard", Decision::block},
                          Phrase{"connards", Decision::block},
                          Phrase{"connasse", Decision::block},
                          Phrase{"salope", Decision::block},
                          Phrase{"encule", Decision::block},
                          Phrase{"encules", Decision::block},
                          Phrase{"fils de pute", Decision::block},
                          Phrase{"pute", Decision::block},
                          Phrase{"abruti"},
                          Phrase{"abrutis"},
                          Phrase{"debile"},
                          Phrase{"debiles"},
                          Phrase{"cretin"},
                          Phrase{"cretins"},
                          Phrase{"imbecile"},
                          Phrase{"imbeciles"},
                          Phrase{"ta gueule", Decision::block},
                          Phrase{"ferme la"},
                          Phrase{"va te faire", Decision::block},
                          Phrase{"allez vous faire", Decision::block},
                          Phrase{"merde"},
                          Phrase{"putain"},
                          Phrase{"bande de nuls"},
                          Phrase{"clients de merde", Decision::block},
                          Phrase{"gros con", Decision::block},
                          Phrase{"sale con", Decision::block},
                          Phrase{"fuck"},
                          Phrase{"fuck you", Decision::block},
                          Phrase{"fucking"},
                          Phrase{"asshole", Decision::block},
                          Phrase{"bitch", Decision::block},
                          Phrase{"bastard", Decision::block},
                          Phrase{"moron"},
                          Phrase{"morons"},
                          Phrase{"idiot"},
                          Phrase{"idiots"},
                          Phrase{"stupid"},
                          Phrase{"shit"},
                          Phrase{"shut up"},
                          Phrase{"dumb"},
                          Phrase{"retard", Decision::warn},
                          Phrase{"loser"},
                          Phrase{"losers"}};

constexpr std::array legal{Phrase{"rendement garanti"},
                           Phrase{"rendements garantis"},
                           Phrase{"gain garanti"},
                           Phrase{"gains garantis"},
                           Phrase{"sans aucun risque"},
                           Phrase{"sans risque"},
                           Phrase{"capital garanti"},
                           Phrase{"resultat garanti"},
                           Phrase{"resultats garantis"},
                           Phrase{"guerison garantie"},
                           Phrase{"guerit le cancer", Decision::block},
                           Phrase{"soigne le cancer", Decision::block},
                           Phrase{"miracle"},
                           Phrase{"100 efficace"},
                           Phrase{"cliniquement prouve"},
                           Phrase{"numero 1 du marche"},
                           Phrase{"bien meilleur que nos concurrents"},
                           Phrase{"leurs produits sont dangereux"},
                           Phrase{"escrocs"},
                           Phrase{"ce sont des voleurs"},
                           Phrase{"est un voleur"},
                           Phrase{"est un escroc"},
                           Phrase{"guaranteed return"},
                           Phrase{"guaranteed returns"},
                           Phrase{"guaranteed profit"},
                           Phrase{"guaranteed profits"},
                           Phrase{"risk free"},
                           Phrase{"no risk"},
                           Phrase{"cures cancer", Decision::block},
                           Phrase{"guaranteed results"},
                           Phrase{"clinically proven"},
                           Phrase{"miracle cure", Decision::block},
                           Phrase{"are crooks"},
                           Phrase{"is a crook"},
                           Phrase{"is a thief"},
                           Phrase{"are thieves"},
                           Phrase{"is a fraud"},
                           Phrase{"pas d etrangers", Decision::block},
                           Phrase{"no foreigners", Decision::block},
                           Phrase{"jeunes uniquement"},
                           Phrase{"hommes uniquement"},
                           Phrase{"femmes s abstenir", Decision::block},
                           Phrase{"cv pour homme"},
                           Phrase{"jeu sans obligation d achat"},
                           Phrase{"tirage au sort"},
                           Phrase{"partagez pour gagner"},
                           Phrase{"share to win"},
                           Phrase{"like and share to win"},
                           Phrase{"giveaway"}};

constexpr std::array rights{Phrase{"photo trouvee sur google"},
                            Phrase{"image trouvee sur google"},
                            Phrase{"trouve sur internet"},
                            Phrase{"trouvee sur internet"},
                            Phrase{"photo prise sur internet"},
                            Phrase{"google images"},
                            Phrase{"getty images"},
                            Phrase{"shutterstock"},
                            Phrase{"istock"},
                            Phrase{"credit photo inconnu"},
                            Phrase{"photo afp"},
                            Phrase{"c afp"},
                            Phrase{"tous droits reserves"},
                            Phrase{"droits reserves"},
                            Phrase{"all rights reserved"},
                            Phrase{"photo not mine"},
                            Phrase{"not my photo"},
                            Phrase{"found on google"},
                            Phrase{"found this photo online"},
                            Phrase{"found on the internet"},
                            Phrase{"no copyright infringement intended"},
                            Phrase{"paroles completes"},
                            Phrase{"full lyrics"},
                            Phrase{"article complet copie"},
                            Phrase{"copie colle de l article"},
                            Phrase{"sans son accord"},
                            Phrase{"sans leur accord"},
                            Phrase{"without his consent"},
                            Phrase{"without her consent"},
                            Phrase{"without their consent"},
                            Phrase{"photo volee"},
                            Phrase{"le scan complet"},
                            Phrase{"pdf complet du livre"},
                            Phrase{"film complet"},
                            Phrase{"full movie"},
                            Phrase{"watermark"}};

constexpr std::array place{Phrase{"je suis seul au bureau"},
                           Phrase{"je suis seule au bureau"},
                           Phrase{"code de la porte"},
                           Phrase{"code d acces"},
                           Phrase{"digicode"},
                           Phrase{"door code"},
                           Phrase{"gate code"},
                           Phrase{"position actuelle"},
                           Phrase{"current location"},
                           Phrase{"live location"},
                           Phrase{"ma position"},
                           Phrase{"my location"},
                           Phrase{"vous pouvez le trouver au"},
                           Phrase{"elle habite au"},
                           Phrase{"il habite au"},
                           Phrase{"she lives at"},
                           Phrase{"he lives at"},
                           Phrase{"maison vide"},
                           Phrase{"house is empty"}};

struct List {
    std::string_view code;
    const Phrase* begin;
    const Phrase* end;
    model::Text says;
    model::Text mend;
};

const std::array<List, 4>& lists() {
    static const std::array<List, 4> all{
        List{"brand_tone",
             tone.data(),
             tone.data() + tone.size(),
             {"Le ton n’est pas celui de la maison.", "This is not how the house speaks."},
             {"Dites la même chose sans l’injure.", "Say the same without the insult."}},
        List{"legal_risk",
             legal.data(),
             legal.data() + legal.size(),
             {"Une promesse, une accusation ou une règle de jeu que la loi encadre.",
              "A promise, an accusation or a prize draw that the law regulates."},
             {"Faites relire par le service juridique, ou retirez ces mots.",
              "Ask legal to read it, or take these words out."}},
        List{"third_party_rights",
             rights.data(),
             rights.data() + rights.size(),
             {"L’image, le texte ou la personne n’est peut-être pas à nous de montrer.",
              "The picture, text or person may not be ours to show."},
             {"Utilisez un contenu dont nous avons les droits, ou demandez l’accord.",
              "Use content that we hold the rights of, or ask for consent."}},
        List{"geolocation",
             place.data(),
             place.data() + place.size(),
             {"Le texte dit où se trouve quelqu’un, ou comment entrer.",
              "The text tells where somebody is, or how to get in."},
             {"Retirez le lieu, ou publiez après coup.", "Take the place out, or post later."}}};
    return all;
}

// The text as folded words with one blank between, and where each of its bytes stands in the text.
struct Words {
    std::string folded = " ";
    std::vector<std::size_t> at{0};
};

Words words_of(std::string_view text) {
    Words out;
    std::size_t pos = 0;
    while (pos < text.size()) {
        const auto from = pos;
        const auto code_point = kit::next_code_point(text, pos);
        if (code_point < 0x80 && kit::ascii::alnum(text[from])) {
            out.folded += kit::ascii::lower(text[from]);
            out.at.push_back(from);
        } else if (code_point >= 0x80 && kit::is_word_code_point(code_point)) {
            const auto folded = kit::fold(text.substr(from, pos - from));
            out.folded += folded;
            out.at.insert(out.at.end(), folded.size(), from);
        } else if (out.folded.back() != ' ') {
            out.folded += ' ';
            out.at.push_back(from);
        }
    }
    out.folded += ' ';
    out.at.push_back(text.size());
    return out;
}

struct Entry {
    std::size_t list = 0;
    const Phrase* phrase = nullptr;
};

// All phrases by their first word.
const std::unordered_map<std::string_view, std::vector<Entry>>& by_first_word() {
    static const auto table = [] {
        std::unordered_map<std::string_view, std::vector<Entry>> out;
        for (std::size_t i = 0; i < lists().size(); ++i)
            for (const auto* p = lists()[i].begin; p != lists()[i].end; ++p)
                out[p->words.substr(0, p->words.find(' '))].push_back({i, p});
        return out;
    }();
    return table;
}

// Three words or more, and all in capitals: shouting.
bool shouts(std::string_view text) {
    std::size_t capitals = 0;
    std::size_t small = 0;
    for (const char c : text) {
        capitals += c >= 'A' && c <= 'Z' ? 1U : 0U;
        small += c >= 'a' && c <= 'z' ? 1U : 0U;
    }
    constexpr std::size_t sentence = 24;
    return capitals >= sentence && small * 8 < capitals;
}

}  // namespace

std::vector<Reason> phrase_reasons(std::string_view text) {
    constexpr std::size_t most_spans = 16;
    const auto words = words_of(text);
    const std::string_view all = words.folded;
    const auto& table = by_first_word();
    std::array<std::optional<Reason>, 4> found;
    const auto reason_of = [&](std::size_t list) -> Reason& {
        const auto& l = lists()[list];
        if (!found[list]) found[list] = Reason{std::string(l.code), Decision::warn, l.says, l.mend, {}};
        return *found[list];
    };
    for (std::size_t pos = 1; pos < all.size();) {
        const auto end = all.find(' ', pos);
        if (end == std::string_view::npos) break;
        const auto it = table.find(all.substr(pos, end - pos));
        if (it != table.end())
            for (const auto& [list, phrase] : it->second) {
                const auto size = phrase->words.size();
                if (all.substr(pos, size) != phrase->words || all[pos + size] != ' ') continue;
                auto& reason = reason_of(list);
                reason.decision = std::max(reason.decision, phrase->decision);
                const auto start = words.at[pos];
                const auto stop = words.at[pos + size];
                if (reason.spans.size() < most_spans)
                    reason.spans.push_back(
                        {"text", start, stop, std::string(text.substr(start, stop - start)), reason.code});
            }
        pos = end + 1;
    }
    if (!found[0] && shouts(text))
        reason_of(0).spans.push_back({"text", 0, text.size(), std::string(text), "brand_tone"});
    std::vector<Reason> out;
    for (auto& reason : found)
        if (reason) out.push_back(std::move(*reason));
    return out;
}

}  // namespace vigie::engage
