#include "forms.hpp"

namespace vigie::plugins {

const std::vector<Platform>& platforms() {
    static const model::Text brand_needs{
        "coordonnées, marque avec numéro et office, classes, adresses, explication de la confusion, lien "
        "avec le "
        "titulaire, déclarations de bonne foi et d’exactitude, signature",
        "contact data, mark with number and office, classes, addresses, how it confuses, relation to the "
        "owner, "
        "good-faith and accuracy statements, signature"};
    static const Form eu{
        "illegal",
        {"formulaire de signalement de contenu illicite (UE, article 16 du DSA) du centre d’aide",
         "the help centre's form for illegal content (EU, DSA article 16)"}};
    static const std::vector<Platform> all{
        {"x",
         "X",
         {"x", "twitter"},
         {{"impersonation", {"https://help.x.com/forms", "https://help.x.com/forms"}},
          {"trademark", {"https://help.x.com/forms", "https://help.x.com/forms"}},
          eu},
         {"pièce d’identité ou preuve de mandat\u00a0; au moins deux éléments d’identité repris (nom, image, "
          "bio)\u00a0; les "
          "parodies sont traitées à part",
          "ID or proof of authority; at least two elements of identity taken (name, image, bio); parodies "
          "are "
          "treated apart"}},
        {"facebook",
         "Facebook",
         {"facebook"},
         {{"impersonation",
           {"centre d’aide de Facebook, formulaire d’usurpation d’identité\u00a0; ou Brand Rights Protection",
            "Facebook help centre, impersonation form; or Brand Rights Protection"}},
          {"trademark", {"centre d’aide, formulaire de marque", "help centre, trademark form"}},
          eu},
         brand_needs},
        {"instagram",
         "Instagram",
         {"instagram"},
         {{"impersonation",
           {"centre d’aide d’Instagram, formulaire d’usurpation d’identité\u00a0; ou Brand Rights Protection",
            "Instagram help centre, impersonation form; or Brand Rights Protection"}},
          {"trademark", {"centre d’aide, formulaire de marque", "help centre, trademark form"}},
          eu},
         brand_needs},
        {"linkedin",
         "LinkedIn",
         {"linkedin"},
         {{"impersonation",
           {"sur le profil\u00a0: «\u00a0Signaler ce profil\u00a0», et le formulaire de faux profil",
            "on the profile: “report this profile”, and the fake profile form"}},
          {"trademark",
           {"https://www.linkedin.com/help/linkedin/ask/TS-NTMI",
            "https://www.linkedin.com/help/linkedin/ask/TS-NTMI"}},
          eu},
         brand_needs},
        {"tiktok",
         "TikTok",
         {"tiktok"},
         {{"impersonation",
           {"https://www.tiktok.com/legal/report/feedback", "https://www.tiktok.com/legal/report/feedback"}},
          {"trademark",
           {"https://www.tiktok.com/legal/report/Trademark",
            "https://www.tiktok.com/legal/report/Trademark"}},
          {"illegal",
           {"dans l’application\u00a0: «\u00a0Signaler un contenu illicite\u00a0»",
            "in the app: “report illegal content”"}}},
         {"certificat d’enregistrement de la marque", "registration certificate of the mark"}},
        {"youtube",
         "YouTube",
         {"youtube"},
         {{"impersonation",
           {"sur la chaîne\u00a0: «\u00a0Signaler l’utilisateur\u00a0» puis usurpation d’identité",
            "on the channel: “report user”, then impersonation"}},
          {"trademark",
           {"https://support.google.com/youtube/answer/6154218",
            "https://support.google.com/youtube/answer/6154218"}},
          {"illegal", {"page d’aide juridique de Google", "Google's legal help page"}}},
         {"la plainte est transmise à l’auteur", "the complaint is forwarded to the uploader"}},
    };
    return all;
}

}  // namespace vigie::plugins
