#include <vigie/kit/near_copies.hpp>
#include <vigie/kit/phrase_set.hpp>
#include <vigie/stories/story.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigie::stories {
namespace {

// Folded words; a blank at both ends makes them whole words.
constexpr std::array<std::string_view, 37> enquiries{" is this true ",
                                                     " is it true ",
                                                     " is that true ",
                                                     " true or false ",
                                                     " is this real ",
                                                     " is it real ",
                                                     " is this legit ",
                                                     " can anyone confirm ",
                                                     " can someone confirm ",
                                                     " anyone confirm ",
                                                     " has this been confirmed ",
                                                     " any source ",
                                                     " got a source ",
                                                     " what is the source ",
                                                     " source please ",
                                                     " fact check ",
                                                     " seen any proof ",
                                                     " any proof ",
                                                     " any evidence ",
                                                     " est ce vrai ",
                                                     " vrai ou faux ",
                                                     " info ou intox ",
                                                     " intox ou info ",
                                                     " quelqu un peut confirmer ",
                                                     " quelqu un confirme ",
                                                     " vous confirmez ",
                                                     " a verifier ",
                                                     " vos sources ",
                                                     " votre source ",
                                                     " ta source ",
                                                     " des sources ",
                                                     " une source ",
                                                     " une preuve ",
                                                     " des preuves ",
                                                     " quelle source ",
                                                     " c est confirme ",
                                                     " est ce confirme "};
// Only with a question mark.
constexpr std::array<std::string_view, 9> askings{" really ",   " true ",      " source ",
                                                 " sources ",  " confirmed ", " vrai ",
                                                 " vraiment ", " serieux ",   " fake "};
constexpr std::array<std::string_view, 38> denials{" hoax ",
                                                   " fake ",
                                                   " fake news ",
                                                   " debunked ",
                                                   " debunk ",
                                                   " not true ",
                                                   " untrue ",
                                                   " isn t true ",
                                                   " is false ",
                                                   " false rumor ",
                                                   " false rumour ",
                                                   " rumor ",
                                                   " rumors ",
                                                   " rumour ",
                                                   " rumours ",
                                                   " misinformation ",
                                                   " disinformation ",
                                                   " denies ",
                                                   " denied ",
                                                   " stop spreading ",
                                                   " no evidence ",
                                                   " intox ",
                                                   " infox ",
                                                   " c est faux ",
                                                   " totalement faux ",
                                                   " completement faux ",
                                                   " fausse information ",
                                                   " fausse info ",
                                                   " fausse rumeur ",
                                                   " rumeur ",
                                                   " rumeurs ",
                                                   " dementi ",
                                                   " dement ",
                                                   " dementons ",
                                                   " mensonge ",
                                                   " desinformation ",
                                                   " canular ",
                                                   " arretez de relayer "};
constexpr std::array<std::string_view, 18> hedges{
    " reportedly ", " allegedly ",    " apparently ",    " unconfirmed ", " i heard ",      " they say ",
    " it seems ",   " supposedly ",   " not confirmed ", " il parait ",   " parait que ",   " apparemment ",
    " on dit que ", " j ai entendu ", " aurait ",        " auraient ",    " non confirme ", " a priori "};
constexpr std::array<std::string_view, 48> complaints{
    " refund ",          " customer service ", " still waiting ",  " no answer ",     " no reply ",
    " no response ",     " not working ",      " doesn t work ",   " does not work ", " isn t working ",
    " stopped working ", " broken ",           " worst ",          " never again ",   " disappointed ",
    " disappointing ",   " complaint ",        " unacceptable ",   " overcharged ",   " on hold ",
    " lost my ",         " cancelled my ",     " days late ",      " outage ",        " remboursement ",
    " rembourser ",      " rembourse ",        " service client ", " sav ",           " toujours pas ",
    " toujours rien ",   " aucune reponse ",   " pas de reponse ", " sans reponse ",  " en panne ",
    " ne marche pas ",   " ne marche plus ",   " marche plus ",    " ne fonctionne ", " fonctionne plus ",
    " inadmissible ",    " honteux ",          " decu ",           " decue ",         " plus jamais ",
    " jamais recu ",     " pas recu ",         " reclamation "};

enum class List : std::uint8_t { enquiry, asking, denial, hedge, complaint };
constexpr std::size_t lists = 5;

// All of the lists in one set, and which list each of its phrases is of.
struct Phrases {
    std::vector<std::string_view> words;
    std::vector<List> list;
    std::optional<kit::PhraseSet> set;

    Phrases() {
        const auto add = [this](std::span<const std::string_view> phrases, List of) {
            words.insert(words.end(), phrases.begin(), phrases.end());
            list.insert(list.end(), phrases.size(), of);
        };
        add(enquiries, List::enquiry);
        add(askings, List::asking);
        add(denials, List::denial);
        add(hedges, List::hedge);
        add(complaints, List::complaint);
        set.emplace(words);
    }
};

// Of which lists a phrase stands in the text.
std::array<bool, lists> found_in(std::string_view words) {
    static const Phrases phrases;
    std::array<bool, lists> out{};
    phrases.set->each(words, [&](std::size_t i) { out[static_cast<std::size_t>(phrases.list[i])] = true; });
    return out;
}

}  // namespace

std::string_view name(StoryKind kind) noexcept {
    switch (kind) {
        case StoryKind::harmless: return "harmless";
        case StoryKind::organic_buzz: return "organic buzz";
        case StoryKind::customer_incident: return "customer incident";
        case StoryKind::coordinated_campaign: return "coordinated campaign";
        case StoryKind::disputed_rumour: return "disputed rumour";
    }
    return "harmless";
}

Cues cues(std::string_view text) {
    const auto words = " " + kit::canonical_text(text) + " ";
    const bool question = text.find('?') != std::string_view::npos;
    const auto found = found_in(words);
    const auto has = [&](List list) { return found[static_cast<std::size_t>(list)]; };
    Cues out;
    out.enquiry = has(List::enquiry) || (question && has(List::asking));
    // "Fake?" asks, "fake" says.
    out.denial = !(question && out.enquiry) && has(List::denial);
    out.hedge = has(List::hedge);
    out.complaint = has(List::complaint);
    return out;
}

}  // namespace vigie::stories
