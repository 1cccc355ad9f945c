#include <vigie/engine/mentions.hpp>
#include <vigie/judge/reading.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace vigie::engine {
namespace {

using model::Asset;
using model::AssetKind;

// Who a person would say is spoken of: not the handle or the domain but the one behind it.
const Asset& subject(const model::AssetRegister& assets, const Asset& asset) {
    const auto* owner = asset.belongs_to.empty() ? nullptr : assets.find(asset.belongs_to);
    return owner == nullptr || asset.kind == AssetKind::product || asset.kind == AssetKind::place ? asset
                                                                                                  : *owner;
}

// An organisation, its brand and its main account often bear one name: they are one subject, the first of
// them.
class Subjects {
public:
    explicit Subjects(const model::AssetRegister& assets) : assets_(assets) {
        for (const auto& asset : assets.all())
            if (!asset.name.empty()) first_.try_emplace(asset.name, &asset);
    }
    [[nodiscard]] model::AssetId of(const model::AssetId& id) const {
        const auto* asset = assets_.find(id);
        if (asset == nullptr) return id;
        const auto& behind = subject(assets_, *asset);
        const auto it = first_.find(behind.name);
        return it == first_.end() ? behind.id : it->second->id;
    }

private:
    const model::AssetRegister& assets_;
    std::unordered_map<std::string, const Asset*> first_;
};

// Nothing without a model of readings.
std::optional<engage::Tone> tone_of(const model::Item& item) {
    static const auto reader = judge::PostReader::built_in();
    if (!reader || item.text.empty()) return std::nullopt;
    const auto reading = reader->read(item.text, item.lang);
    constexpr std::array tones{engage::Tone::negative, engage::Tone::neutral, engage::Tone::positive};
    const auto first = reading.scores.begin();
    return tones[static_cast<std::size_t>(std::max_element(first, first + 3) - first)];
}

}  // namespace

engage::ReadMention mention_reader(std::shared_ptr<const Judgement> judgement) {
    auto subjects = std::make_shared<const Subjects>(judgement->assets());
    return [judgement = std::move(judgement),
            subjects = std::move(subjects)](const model::Item& item) -> std::optional<engage::Mention> {
        const auto& author = item.author;
        engage::Mention mention{
            .item = item,
            .assets = {},
            .ours = judgement->assets().account(item.network, author.id, author.handle),
            .tone = {},
        };
        for (const auto& hit : judgement->matcher().match(item)) {
            auto id = subjects->of(hit.asset);
            if (std::ranges::find(mention.assets, id) == mention.assets.end())
                mention.assets.push_back(std::move(id));
        }
        if (mention.assets.empty() && mention.ours == nullptr) return std::nullopt;
        if (mention.ours == nullptr) mention.tone = tone_of(item);
        return mention;
    };
}

}  // namespace vigie::engine
