#include <vigie/judge/assess.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/plugins/leak_document.hpp>
#include <vigie/vault/vault.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins {
namespace {

using model::ItemKind;

constexpr double prior = -3;

class LeakDocument final : public judge::Detector {
public:
    explicit LeakDocument(const judge::Shared& shared) : assets_(shared.assets), vault_(shared.vault) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return leak_document_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion out;
        if (vault_ == nullptr || item.deleted || item.text.empty()) return out;
        const auto hits = vault_->find(item.text);
        if (hits.empty()) return out;
        std::vector<model::Evidence> evidence;
        std::string owner;
        for (const auto& hit : hits) {
            const auto& entry = vault_->entries()[hit.entry];
            if (owner.empty()) owner = entry.owner;
            evidence.push_back(of_hit(hit, entry, item.text));
            if (hit.holder.empty()) continue;
            evidence.push_back(judge::evidence(
                "document.holder", 0.5,
                {fmt::format("Les marques sont celles de l’exemplaire de {}.", judge::plain(hit.holder)),
                 fmt::format("The marks are those of the copy of {}.", judge::plain(hit.holder))}));
        }
        out.score = judge::score_of(prior, evidence);
        const auto spoken = judge::speaker_of(item, *assets_);
        auto f = judge::leak_finding(leak_document_info().name, item, spoken);
        if (f.asset.value.empty() && assets_->find(model::AssetId{owner}) != nullptr)
            f.asset = model::AssetId{owner};
        f.score = out.score;
        f.severity = judge::severity_of(out.score, judge::Harm::lure);
        f.title = {"Un document confidentiel est donné à lire",
                   "A confidential document is there for all to read"};
        std::ranges::stable_sort(evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.evidence = std::move(evidence);
        out.findings.push_back(std::move(f));
        return out;
    }

private:
    static model::Evidence of_hit(const vault::Hit& hit, const vault::Entry& entry, std::string_view text) {
        constexpr std::size_t most_spans = 16;
        const bool row = entry.kind == vault::EntryKind::table;
        std::vector<model::Span> spans;
        for (const auto& place : hit.places) {
            if (spans.size() == most_spans) break;
            // Nothing of the document is repeated: findings are read by more people than it is.
            spans.push_back({"text", place.start, place.end,
                             judge::masked_secret(text.substr(place.start, place.end - place.start)),
                             row ? "document_cell" : "document"});
        }
        const auto name_fr = judge::quote_fr(entry.name);
        const auto name_en = judge::quote_en(entry.name);
        if (row)
            return judge::evidence(
                "document.row", 4.5 + 0.5 * static_cast<double>(std::min<std::size_t>(hit.characters, 6)),
                {fmt::format("{} cellules d’une même ligne du tableau {} se suivent.", hit.characters,
                             name_fr),
                 fmt::format("{} cells of one row of the table {} stand together.", hit.characters, name_en)},
                std::move(spans));
        return judge::evidence(
            "document.excerpt", 5.5 + static_cast<double>(std::min<std::size_t>(hit.characters, 400)) / 200.0,
            {fmt::format("{} lettres et chiffres sont copiés du document {}.", hit.characters, name_fr),
             fmt::format("{} letters and digits are copied from the document {}.", hit.characters, name_en)},
            std::move(spans));
    }

    std::shared_ptr<const model::AssetRegister> assets_;
    std::shared_ptr<const vault::Vault> vault_;
};

}  // namespace

const judge::DetectorInfo& leak_document_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "leak_document";
        i.says = {
            "Repère ce qui est copié d’un document ou d’un tableau confidentiel du coffre, sans en garder le "
            "texte.",
            "Finds what is copied from a confidential document or table of the vault, without keeping its "
            "text."};
        i.looks_at = {ItemKind::post,   ItemKind::reply,   ItemKind::quote,
                      ItemKind::review, ItemKind::comment, ItemKind::article};
        i.evidence = {"document.excerpt", "document.row", "document.holder"};
        i.cost = "3 µs a post";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_leak_document(const judge::Shared& shared) {
    if (!shared.assets)
        return fail(Errc::invalid_argument,
                    "the detector leak_document needs an asset register; load one first");
    return std::make_unique<LeakDocument>(shared);
}

}  // namespace vigie::plugins
