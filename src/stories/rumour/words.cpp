#include "words.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigie::stories {
namespace {

// One line a group, in the order of WordGroup; phrases of at most three words, parted by commas.
constexpr std::array<std::string_view, word_groups> lists{
    "breaking,breaking news,update,updated,just in,developing,latest,live,alert,urgent,watch "
    "live,now,exclusive,more,"
    "flash,derniere minute,en direct,alerte,info,exclusif,maintenant",
    "according to,source,sources,report,reports,reported,reporting,police say,police said,police "
    "confirm,says,said,"
    "officials,official,witness,witnesses,spokesman,spokesperson,media,confirm,confirms,confirmed,tells,told,"
    "via,"
    "claims,claim,police,authorities,mayor,minister,ministry,statement,cites,citing,hearing,"
    "selon,d apres,affirme,annonce,temoin,temoins,porte parole,confirme,autorites,maire,ministre,ministere,"
    "communique,prefecture",
    "reportedly,allegedly,alleged,apparently,unconfirmed,i heard,they say,it seems,seems,supposedly,not "
    "confirmed,"
    "may,might,could,possible,possibly,perhaps,believed,suspected,suspect,suspects,rumor,rumors,rumour,"
    "rumours,"
    "rumored,rumoured,likely,appears,"
    "il parait,parait que,aurait,auraient,apparemment,serait,seraient,non confirme,peut "
    "etre,possible,suspecte,"
    "probablement,rumeur,rumeurs,on dit que,il semble,semblerait",
    "hoax,fake,false,debunked,untrue,not true,denies,denied,deny,no evidence,misinformation,"
    "canular,intox,infox,dementi,dement,dementent,faux,c est faux,mensonge",
    "shot,shots,shooting,shooter,gunman,gunmen,killed,kill,dead,death,died,dies,injured,wounded,victim,"
    "victims,"
    "hostage,hostages,attack,attacked,attacks,bomb,explosion,fired,gunfire,arrested,custody,armed,missing,"
    "sick,ill,poisoned,poisoning,hospital,hospitalised,hospitalized,contaminated,recall,recalled,"
    "mort,morts,morte,tue,tues,blesse,blesses,victime,victimes,otage,otages,fusillade,tireur,attaque,"
    "attentat,bombe,"
    "tirs,arrete,arretes,disparu,disparus,malade,malades,intoxication,empoisonne,hopital,hospitalise,"
    "hospitalises,"
    "contamine,contamines,rappel",
    "i,me,my,we,our,us,i m,je,moi,mon,ma,mes,nous,notre,nos",
    "you,your,u,vous,votre,vos,tu,ton",
    "should,must,need,needs,why,how,what,if,never,always,people,think,love,hate,please,stop,remember,thank,"
    "thanks,"
    "thoughts,pray,prayers,rip,sad,sorry,hope,heart,world,great,best,good,proud,right,like,want,let,being,"
    "because,"
    "pourquoi,comment,jamais,toujours,faut,il "
    "faut,pense,aime,deteste,merci,pensees,triste,desole,espere,coeur,monde,"
    "super,meilleur,fier,fiere,droit,veux,parce que,quand,si",
    "photo,photos,video,picture,pictures,pic,image,images,footage,look,see,here,read,watch,listen,tonight,"
    "today,story,"
    "stories,interview,column,how to,via,lire,regardez,voir,ici,ecoutez,ce soir,videos",
    "he,she,his,her,they,their,il,elle,ils,elles,leur,leurs",
    "was,were,had,has been,have been,has,been,etait,etaient,ete,a ete,avait,avaient",
    "will,going to,is to,to be,plans,plan,tomorrow,expected,soon,set to,va,vont,demain,bientot,prevu"};

using Groups = std::uint16_t;  // one bit a group

const std::unordered_map<std::string_view, Groups>& phrases() {
    static const auto table = [] {
        std::unordered_map<std::string_view, Groups> out;
        for (std::size_t g = 0; g < lists.size(); ++g)
            for (auto rest = lists[g]; !rest.empty();) {
                const auto n = std::min(rest.find(','), rest.size());
                out[rest.substr(0, n)] |= static_cast<Groups>(1U << g);
                rest.remove_prefix(std::min(n + 1, rest.size()));
            }
        return out;
    }();
    return table;
}

}  // namespace

Words count_words(std::string_view canonical) {
    Words out;
    std::array<std::size_t, 3> starts{};  // of the last three words
    for (std::size_t at = 0; at < canonical.size();) {
        const auto end = std::min(canonical.find(' ', at), canonical.size());
        starts = {starts[1], starts[2], at};
        ++out.words;
        out.letters += static_cast<unsigned>(end - at);
        for (std::size_t n = 1; n <= std::min<std::size_t>(3, out.words); ++n) {
            const auto start = starts[3 - n];
            const auto found = phrases().find(canonical.substr(start, end - start));
            if (found == phrases().end()) continue;
            for (std::size_t g = 0; g < word_groups; ++g) out.count[g] += (found->second >> g) & 1U;
            if (start == 0 && (found->second & 1U) != 0) out.begins_breaking = true;
        }
        at = end + 1;
    }
    return out;
}

}  // namespace vigie::stories
