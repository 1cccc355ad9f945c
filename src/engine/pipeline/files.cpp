#include <vigie/engine/files.hpp>
#include <vigie/judge/files.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/memory.hpp>
#include <vigie/model/json_file.hpp>

#include <algorithm>
#include <array>

namespace vigie::engine {
namespace {

bool has_pixels(std::string_view type) {
    constexpr std::array<std::string_view, 5> types{"jpeg", "png", "webp", "gif", "bmp"};
    return std::ranges::find(types, type) != types.end();
}

}  // namespace

Result<model::FileContent> read_content(ports::Files& files, ports::Pictures& pictures,
                                        std::string_view bytes, std::string_view name) {
    VIGIE_TRY_ASSIGN(auto file, files.read(bytes, name));
    if (!has_pixels(file.type)) return file;
    if (auto facts = pictures.read(bytes))
        file.picture = *std::move(facts);
    else
        file.remarks.emplace_back("fingerprint_missing");
    return file;
}

Result<std::vector<std::pair<std::string, judge::Opinion>>> opinions_on(const Judgement& judgement,
                                                                        const model::FileContent& file,
                                                                        const model::Item& item) {
    const auto memory = judge::make_memory();
    VIGIE_TRY_ASSIGN(auto opinions, judgement.opinions(item, *memory, false));
    opinions.emplace_back(std::string(judge::leak_file), judge::examine_file(file, item));
    for (auto& [name, opinion] : opinions)
        for (auto& finding : opinion.findings) judge::unmask(finding, item);
    return opinions;
}

model::Json facts_of(const model::FileContent& file) {
    model::Json out = file;
    out.erase("words");
    out.erase("picture");
    if (file.picture) {
        out["pdq"] = file.picture->pdq;
        out["quality"] = file.picture->quality;
        out["width"] = file.picture->width;
        out["height"] = file.picture->height;
        if (!file.picture->codes.empty()) out["qr"] = file.picture->codes;
    }
    return out;
}

std::vector<model::PixelBox> places_of(const model::FileContent& file,
                                       const std::vector<model::Finding>& findings) {
    std::vector<model::PixelBox> out;
    const auto found = [&](const model::SeenWord& word) {
        for (const auto& f : findings) {
            // Words of a screen stand all over it: they are no identifiers.
            if (f.kind == "screen_medical" || f.kind == "screen_internal") continue;
            for (const auto& e : f.evidence)
                for (const auto& s : e.spans)
                    if (e.weight > 0 && s.field == "text" && s.start < word.end && word.start < s.end)
                        return true;
        }
        return false;
    };
    for (const auto& word : file.words)
        if (found(word)) out.push_back(word.box);
    return out;
}

}  // namespace vigie::engine
