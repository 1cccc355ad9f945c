#include "phrases.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <unordered_map>

namespace vigie::plugins {

FoldedWords::FoldedWords(std::string_view text) {
    constexpr std::size_t most_bytes = 64 * 1024;
    text = kit::prefix_utf8(text, most_bytes);
    words.reserve(text.size() + 2);
    at.reserve(text.size() + 2);
    std::size_t pos = 0;
    while (pos < text.size()) {
        const auto from = pos;
        const auto code_point = kit::next_code_point(text, pos);
        if (code_point < 0x80) {
            const char c = text[from];
            const bool capital = c >= 'A' && c <= 'Z';
            if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                words += capital ? static_cast<char>(c - 'A' + 'a') : c;
                at.push_back(from);
                continue;
            }
        } else if (kit::is_word_code_point(code_point)) {
            const auto folded = kit::fold(text.substr(from, pos - from));
            words += folded;
            at.insert(at.end(), folded.size(), from);
            continue;
        }
        if (words.back() == ' ') continue;
        words += ' ';
        at.push_back(from);
    }
    words += ' ';
    at.push_back(text.size());
}

namespace {

const std::vector<MarkerPhrase>& all_phrases() {
    using enum Marker;
    static const std::vector<MarkerPhrase> all{{"strictement confidentiel", label, 3.4},
                                               {"confidentiel", label, 2.2},
                                               {"confidentielle", label, 1.8},
                                               {"confidentielles", label, 1.8},
                                               {"confidentiels", label, 1.8},
                                               {"ne pas diffuser", label, 3.2},
                                               {"ne pas partager", label, 2.2},
                                               {"diffusion interne", label, 3},
                                               {"diffusion restreinte", label, 3.2},
                                               {"usage interne", label, 2.6},
                                               {"interne uniquement", label, 2.8},
                                               {"note interne", label, 1.8},
                                               {"document interne", label, 2.4},
                                               {"secret des affaires", label, 1.4},
                                               {"ca reste entre nous", label, 2.4},
                                               {"entre nous", label, 0.6},
                                               {"gardez le pour vous", label, 2.2},
                                               {"ne le repetez pas", label, 2.2},
                                               {"je ne devrais pas", label, 1.4},
                                               {"strictly confidential", label, 3.4},
                                               {"company confidential", label, 3.2},
                                               {"confidential", label, 2},
                                               {"internal use only", label, 3.2},
                                               {"internal only", label, 2.6},
                                               {"do not distribute", label, 3.2},
                                               {"do not share", label, 2.2},
                                               {"not for distribution", label, 3.2},
                                               {"not for publication", label, 3},
                                               {"internal memo", label, 2},
                                               {"under nda", label, 2.6},
                                               {"sous nda", label, 2.6},
                                               {"accord de confidentialite", label, 1},
                                               {"off the record", label, 1.8},
                                               {"between us", label, 0.6},
                                               {"shouldn t say", label, 1.4},
                                               {"not supposed to", label, 1},
                                               {"keep it to yourself", label, 2.2},
                                               {"sous embargo", embargo, 3.4},
                                               {"embargo jusqu", embargo, 3.4},
                                               {"under embargo", embargo, 3.4},
                                               {"embargoed", embargo, 3},
                                               {"embargo until", embargo, 3.4},
                                               {"embargo", embargo, 1},
                                               {"pas encore annonce", early, 2.6},
                                               {"pas encore annoncee", early, 2.6},
                                               {"pas encore annonces", early, 2.6},
                                               {"pas encore public", early, 2.8},
                                               {"pas encore publie", early, 2.6},
                                               {"pas encore publies", early, 2.8},
                                               {"pas encore sorti", early, 1.6},
                                               {"avant l annonce", early, 2},
                                               {"avant la publication", early, 1.6},
                                               {"avant publication", early, 1.8},
                                               {"avant sa sortie", early, 1.4},
                                               {"en avant premiere", early, 0.6},
                                               {"nom de code", early, 1.6},
                                               {"personne ne le sait encore", early, 2.2},
                                               {"sera annonce", early, 1.2},
                                               {"va etre annonce", early, 1.6},
                                               {"on va annoncer", early, 2},
                                               {"nous allons annoncer", early, 1.6},
                                               {"non publie", early, 2},
                                               {"non publies", early, 2},
                                               {"not yet announced", early, 2.8},
                                               {"not announced yet", early, 2.8},
                                               {"not public yet", early, 3},
                                               {"not yet public", early, 3},
                                               {"unannounced", early, 2},
                                               {"unreleased", early, 1.6},
                                               {"unpublished", early, 1.6},
                                               {"before the announcement", early, 2},
                                               {"before we announce", early, 2.4},
                                               {"we will announce", early, 1.4},
                                               {"we re about to announce", early, 2},
                                               {"codename", early, 1.6},
                                               {"code name", early, 1.6},
                                               {"nobody knows yet", early, 2},
                                               {"chiffre d affaires", figure, 0.8},
                                               {"resultat net", figure, 0.8},
                                               {"ebitda", figure, 0.8},
                                               {"marge", figure, 0.6},
                                               {"previsions", figure, 0.6},
                                               {"trimestre", figure, 0.6},
                                               {"budget", figure, 0.4},
                                               {"nos ventes", figure, 0.8},
                                               {"carnet de commandes", figure, 0.8},
                                               {"revenue", figure, 0.8},
                                               {"net income", figure, 0.8},
                                               {"earnings", figure, 0.6},
                                               {"guidance", figure, 0.6},
                                               {"forecast", figure, 0.4},
                                               {"our sales", figure, 0.8},
                                               {"order book", figure, 0.8},
                                               {"quarter", figure, 0.6},
                                               {"acquisition", figure, 0.6},
                                               {"rachat", figure, 0.6},
                                               {"fusion", figure, 0.4},
                                               {"merger", figure, 0.6},
                                               {"plan social", social, 1},
                                               {"pse", social, 0.8},
                                               {"suppression de postes", social, 1},
                                               {"suppressions de postes", social, 1},
                                               {"licenciements", social, 1},
                                               {"licencier", social, 0.6},
                                               {"fermeture du site", social, 1},
                                               {"layoffs", social, 1},
                                               {"lay off", social, 0.8},
                                               {"job cuts", social, 1},
                                               {"site closure", social, 1},
                                               {"politique de confidentialite", open, -2},
                                               {"privacy policy", open, -2},
                                               {"n est pas confidentiel", open, -4},
                                               {"rien de confidentiel", open, -4},
                                               {"not confidential", open, -4},
                                               {"n est plus sous embargo", open, -4},
                                               {"embargo leve", open, -3},
                                               {"embargo lifted", open, -3},
                                               {"communique de presse", open, -1.5},
                                               {"press release", open, -1.5},
                                               {"embargo commercial", open, -2},
                                               {"embargo petrolier", open, -3},
                                               {"oil embargo", open, -3},
                                               {"trade embargo", open, -3},
                                               {"arms embargo", open, -3},
                                               {"embargo sur les armes", open, -3},
                                               {"vote confidentiel", open, -2}};
    return all;
}

}  // namespace

const std::vector<MarkerPhrase>& marker_phrases(std::string_view first_word) {
    using Table = std::unordered_map<std::string_view, std::vector<MarkerPhrase>>;
    static const Table table = [] {
        Table out;
        for (const auto& phrase : all_phrases())
            out[phrase.words.substr(0, phrase.words.find(' '))].push_back(phrase);
        return out;
    }();
    static const std::vector<MarkerPhrase> none;
    const auto it = table.find(first_word);
    return it == table.end() ? none : it->second;
}

}  // namespace vigie::plugins
