#include <vigie/judge/read_all.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace vigie::judge {
namespace {

constexpr std::size_t most_descriptions = 16;
constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::string_view between = "\n\n";

// Where a field begins in the text that the detector reads.
struct Field {
    std::size_t start = 0;
    std::string name;
};

class ReadAll final : public Detector {
public:
    explicit ReadAll(std::unique_ptr<Detector> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] const DetectorInfo& info() const override { return inner_->info(); }

    [[nodiscard]] Opinion examine(const model::Item& item) const override {
        if (std::ranges::all_of(item.media, [](const auto& m) { return m.alt.empty(); }))
            return inner_->examine(item);
        std::vector<Field> fields{{0, "text"}};
        auto whole = item;
        for (std::size_t i = 0; i < std::min(item.media.size(), most_descriptions); ++i) {
            const auto room = most_bytes - std::min(whole.text.size(), most_bytes);
            const auto alt = kit::prefix_utf8(item.media[i].alt, room);
            if (alt.empty()) continue;
            whole.text += between;
            fields.push_back({whole.text.size(), "media." + std::to_string(i) + ".alt"});
            whole.text += alt;
        }
        auto opinion = inner_->examine(whole);
        for (auto& finding : opinion.findings)
            for (auto& evidence : finding.evidence) put_back(evidence.spans, fields);
        return opinion;
    }

    [[nodiscard]] Result<Opinion> examine_with(Memory&, const model::Item& item) const override {
        return examine(item);
    }

private:
    static void put_back(std::vector<model::Span>& spans, const std::vector<Field>& fields) {
        for (auto& span : spans) {
            if (span.field != "text") continue;
            auto field = std::ranges::upper_bound(fields, span.start, {}, &Field::start);
            --field;
            span.field = field->name;
            span.start -= field->start;
            span.end -= field->start;
        }
    }

    std::unique_ptr<Detector> inner_;
};

}  // namespace

std::unique_ptr<Detector> read_all(std::unique_ptr<Detector> inner) {
    return std::make_unique<ReadAll>(std::move(inner));
}

}  // namespace vigie::judge
