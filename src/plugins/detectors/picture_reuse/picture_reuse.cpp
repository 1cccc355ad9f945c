#include <vigie/judge/assess.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/pictures.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/plugins/picture_reuse.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using judge::PictureAlteration;
using judge::PictureMatch;
using judge::PictureSightings;

// Log-odds. A logo is shown by fans, shops and staff; a portrait of one of our people by hardly anybody else.
constexpr double prior = -3.5;
constexpr double found_from = 0.5;

class PictureReuse final : public judge::Detector {
public:
    explicit PictureReuse(std::shared_ptr<const model::AssetRegister> assets)
        : assets_(std::move(assets)), pictures_(*assets_) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return picture_reuse_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        return opinion_on(item, PictureSightings{});
    }
    [[nodiscard]] Result<judge::Opinion> examine_with(judge::Memory& memory,
                                                      const model::Item& item) const override {
        if (!concerns(item)) return judge::Opinion{};
        VIGIE_TRY_ASSIGN(const auto sightings,
                         judge::sight_picture(memory, *assets_, item.author, item.observed_at));
        return opinion_on(item, sightings);
    }

private:
    static bool concerns(const model::Item& item) {
        return item.kind == model::ItemKind::account && !item.deleted && item.author.picture.has_value();
    }

    [[nodiscard]] judge::Opinion opinion_on(const model::Item& item,
                                            const PictureSightings& sightings) const {
        judge::Opinion opinion;
        const auto& a = item.author;
        if (!concerns(item) || assets_->account(a.network, a.id, a.handle) != nullptr) return opinion;
        const auto match = pictures_.nearest(*a.picture);
        model::AssetId asset = match ? match->asset : model::AssetId{};
        std::vector<model::Evidence> evidence;
        if (match) evidence.push_back(of_asset(*match));
        const auto official = std::find_if(sightings.others.begin(), sightings.others.end(),
                                           [](const auto& seen) { return !seen.official.empty(); });
        if (!match && official != sightings.others.end()) {
            asset = official->official;
            evidence.push_back(of_official(*official));
        }
        if (asset.empty()) return opinion;
        if (shows_person(asset)) evidence.push_back(person());
        if (auto reused = of_others(sightings)) evidence.push_back(std::move(*reused));
        opinion.score = judge::score_of(prior, evidence);
        if (opinion.score >= found_from)
            opinion.findings.push_back(finding(item, asset, sightings, opinion.score, std::move(evidence)));
        return opinion;
    }

    [[nodiscard]] std::string name_of(const model::AssetId& id) const {
        const auto* asset = assets_->find(id);
        if (asset == nullptr) return id.value;
        if (!asset->name.empty()) return judge::plain(asset->name);
        return asset->handle.empty() ? id.value : "@" + judge::plain(asset->handle);
    }

    [[nodiscard]] bool shows_person(const model::AssetId& id) const {
        const auto* asset = assets_->find(id);
        if (asset == nullptr) return false;
        const auto* owner = assets_->find(asset->belongs_to);
        return asset->role == "ambassador" || (owner != nullptr && owner->kind == model::AssetKind::person);
    }

    [[nodiscard]] model::Evidence of_asset(const PictureMatch& match) const {
        const auto whose = name_of(match.asset);
        const auto how = [&]() -> model::Text {
            switch (match.alteration) {
                case PictureAlteration::view: return {", recadrée ou encadrée", ", cut or framed"};
                case PictureAlteration::turned: return {", tournée ou en miroir", ", turned or mirrored"};
                case PictureAlteration::negative: return {", en négatif", ", as a negative"};
                case PictureAlteration::none: break;
            }
            return {"", ""};
        }();
        return {fmt::format("picture.{}", match.alteration == PictureAlteration::none ? "same" : "altered"),
                {fmt::format("L’image du compte est celle de {}{} ({} bits sur 256 diffèrent).", whose,
                             how.fr, match.distance),
                 fmt::format("The account's picture is that of {}{} ({} of 256 bits differ).", whose, how.en,
                             match.distance)},
                match.distance <= 16 ? 3.0 : 2.4,
                {}};
    }
    [[nodiscard]] model::Evidence of_official(const PictureSightings::Seen& seen) const {
        return {"picture.official",
                {fmt::format("L’image du compte est celle que montre le compte officiel {}.",
                             name_of(seen.official)),
                 fmt::format("The account's picture is the one that the official account {} shows.",
                             name_of(seen.official))},
                3.0,
                {}};
    }
    static model::Evidence person() {
        return {"picture.person",
                {"C’est l’image d’une personne : d’autres n’ont pas de raison de la porter.",
                 "It is the picture of a person: others have no reason to bear it."},
                1.8,
                {}};
    }
    static std::optional<model::Evidence> of_others(const PictureSightings& sightings) {
        std::vector<std::string> names;
        for (const auto& seen : sightings.others) {
            if (seen.official.empty())
                names.push_back("@" + judge::plain(seen.handle.empty() ? seen.account : seen.handle));
        }
        if (names.empty()) return std::nullopt;
        const auto count = names.size();
        if (names.size() > 3) names.resize(3);
        const auto list = fmt::format("{}", fmt::join(names, ", "));
        return model::Evidence{
            "picture.reused",
            {fmt::format("{} a été vue sur {} : {}.", "La même image",
                         count == 1 ? "un autre compte" : fmt::format("{} autres comptes", count), list),
             fmt::format("The same picture was seen on {}: {}.",
                         count == 1 ? "another account" : fmt::format("{} other accounts", count), list)},
            std::min(0.7 * static_cast<double>(count), 2.1),
            {}};
    }

    [[nodiscard]] model::Finding finding(const model::Item& item, const model::AssetId& asset,
                                         const PictureSightings& sightings, double score,
                                         std::vector<model::Evidence> evidence) const {
        const auto& a = item.author;
        const auto network = a.network.empty() ? item.network : a.network;
        const auto id = a.id.empty() ? kit::fold(a.handle) : a.id;
        const auto name = a.handle.empty() ? id : "@" + judge::plain(a.handle);
        model::Finding f;
        f.detector = picture_reuse_info().name;
        f.kind = "impersonation";
        f.score = score;
        f.severity = judge::severity_of(score, judge::Harm::none);
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        f.asset = asset;
        f.culprit = {"account", network, id, a.handle, a.name.empty() ? a.handle : a.name};
        f.indicators = {{"account", network + ":" + id},
                        {"picture", sightings.group.empty() ? a.picture->pdq : sightings.group}};
        f.title = {fmt::format("L’image de {} sur un autre compte : {}", name_of(asset), name),
                   fmt::format("The picture of {} on another account: {}", name_of(asset), name)};
        f.id = model::finding_id(f.detector, f.item, f.asset, id);
        f.evidence = std::move(evidence);
        f.account = a;
        f.account.network = network;
        return f;
    }

    std::shared_ptr<const model::AssetRegister> assets_;
    judge::AssetPictures pictures_;
};

}  // namespace

const judge::DetectorInfo& picture_reuse_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "picture_reuse";
        i.says = {"Repère les comptes qui portent une de nos images, même retouchée, recadrée ou tournée.",
                  "Catches accounts that show a picture of ours, retouched, cut or turned, too."};
        i.looks_at = {model::ItemKind::account};
        i.evidence = {"picture.same", "picture.altered", "picture.official", "picture.person",
                      "picture.reused"};
        i.cost = "20 µs an account that has a picture, nothing otherwise";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_picture_reuse(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector picture_reuse needs an asset register; load one first");
    return std::make_unique<PictureReuse>(std::move(assets));
}

}  // namespace vigie::plugins
