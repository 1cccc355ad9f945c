#include "weigh.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/read_all.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/leak_personal.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace vigie::plugins {
namespace {

using model::ItemKind;

class LeakPersonal final : public judge::Detector {
public:
    explicit LeakPersonal(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {
        for (const auto& a : assets_->all())
            if (a.kind == model::AssetKind::phone) own_phones_.push_back(a.value);
        for (const auto& a : assets_->all())
            if (a.kind == model::AssetKind::domain) own_domains_.push_back(a.value);
    }

    [[nodiscard]] const judge::DetectorInfo& info() const override { return leak_personal_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion out;
        if (item.deleted || item.text.empty()) return out;
        // A name alone is no alarm, so names are looked for beside something else only.
        auto all = judge::find_shapes(item.text);
        if (std::ranges::all_of(all, [](const auto& one) { return one.kind == judge::IdentifierKind::date; }))
            return out;
        all = judge::find_identifiers(item.text);
        const auto spoken = judge::speaker_of(item, *assets_);
        std::erase_if(all, [&](const auto& one) {
            if (one.kind == judge::IdentifierKind::phone) return is_ours(one.in(item.text));
            // A house gives its own mailboxes to write to.
            return one.kind == judge::IdentifierKind::email && spoken.by == judge::Speaker::house &&
                   is_our_mailbox(one.in(item.text));
        });
        auto signs = weigh_personal(item.text, all, spoken.by);
        out.score = judge::score_of(personal_prior, signs.evidence);
        // A draft's writer sees all that was recognised, also what does no harm; a post is a case only when
        // it does.
        constexpr double found_from = 0.5;
        if (out.score >= found_from || (spoken.by == judge::Speaker::draft && signs.anything))
            out.findings.push_back(finding(item, spoken, std::move(signs), out.score));
        return out;
    }

private:
    // A number of the register, however it is written: its last nine digits.
    [[nodiscard]] bool is_ours(std::string_view words) const {
        constexpr std::size_t telling = 9;
        std::string digits;
        for (const char c : words)
            if (c >= '0' && c <= '9') digits += c;
        if (digits.size() < telling) return false;
        const auto tail = digits.substr(digits.size() - telling);
        return std::ranges::any_of(own_phones_, [&](const std::string& own) { return own.ends_with(tail); });
    }

    [[nodiscard]] bool is_our_mailbox(std::string_view words) const {
        const auto host = kit::fold(words.substr(std::min(words.find('@'), words.size() - 1) + 1));
        return std::ranges::any_of(own_domains_,
                                   [&](const std::string& own) { return kit::is_or_is_below(host, own); });
    }

    static model::Finding finding(const model::Item& item, const judge::Spoken& spoken, PersonalSigns signs,
                                  double score) {
        auto f = judge::leak_finding(leak_personal_info().name, item, spoken);
        f.score = score;
        f.severity = judge::severity_of(
            score, signs.money || signs.identity ? judge::Harm::credential : judge::Harm::none);
        f.title = signs.money      ? model::Text{"Des coordonnées bancaires sont données à lire",
                                            "Bank details are there for all to read"}
                  : signs.identity ? model::Text{"Le numéro d’identité d’une personne est donné à lire",
                                                 "A person’s identity number is there for all to read"}
                                   : model::Text{"Des données personnelles sont données à lire",
                                                 "Personal data is there for all to read"};
        f.evidence = std::move(signs.evidence);
        std::ranges::stable_sort(f.evidence, std::ranges::greater{}, &model::Evidence::weight);
        return f;
    }

    std::shared_ptr<const model::AssetRegister> assets_;
    std::vector<std::string> own_phones_;  // E.164
    std::vector<std::string> own_domains_;
};

}  // namespace

const judge::DetectorInfo& leak_personal_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "leak_personal";
        i.says = {
            "Repère dans un texte les données qui désignent une personne\u00a0: numéro de sécurité sociale, "
            "carte, IBAN, téléphone, adresse…",
            "Finds in a text what points to a person: national number, card, IBAN, telephone, address…"};
        i.looks_at = {ItemKind::post,   ItemKind::reply,   ItemKind::quote,
                      ItemKind::review, ItemKind::comment, ItemKind::article};
        for (int k = 0; k <= static_cast<int>(judge::IdentifierKind::br_cpf); ++k)
            i.evidence.push_back("personal." +
                                 std::string(judge::name(static_cast<judge::IdentifierKind>(k))));
        i.evidence.insert(i.evidence.end(), {"personal.together", "personal.fictitious"});
        i.cost = "2 µs a post";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_leak_personal(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector leak_personal needs an asset register; load one first");
    return judge::read_all(std::make_unique<LeakPersonal>(std::move(assets)));
}

}  // namespace vigie::plugins
