#include "reading_answer.hpp"

#include "common.hpp"

#include <vigie/drivers/fasttext.hpp>

#include <cmath>
#include <fstream>
#include <sstream>

namespace vigie::cli {
namespace {

using model::Json;

Result<std::string> content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Errc::not_found, "{} cannot be read", path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Result<judge::PostReader> reader_of(const std::string& folder) {
    if (folder.empty()) return judge::PostReader::built_in();
    VIGIE_TRY_ASSIGN(const auto model, content_of(folder + "/reading.model"));
    VIGIE_TRY_ASSIGN(const auto polarity, content_of(folder + "/polarity.tsv"));
    return judge::PostReader::of(model, polarity);
}

// A score as people read it: four digits.
double rounded(float score) {
    constexpr double steps = 10'000;
    return std::round(static_cast<double>(score) * steps) / steps;
}

}  // namespace

Result<ReadingAnswer> ReadingAnswer::with(const std::string& folder) {
    VIGIE_TRY_ASSIGN(auto reader, reader_of(folder));
    auto language = drivers::make_fasttext_language_id();
    return ReadingAnswer(std::move(reader), language ? *std::move(language) : nullptr);
}

void ReadingAnswer::add_to(Json& line, const model::Item& item) const {
    auto lang = language_ != nullptr ? language_->of(item.text).lang : std::string();
    if (lang.empty()) lang = item.lang;
    const auto reading = reader_.read(item.text, lang);
    for (std::size_t a = 0; a < judge::aspects; ++a) {
        const auto aspect = static_cast<judge::Aspect>(a);
        line["scores"][std::string(judge::name(aspect))] = rounded(reading.of(aspect));
    }
    if (!lang.empty()) line["lang"] = lang;
    auto said = Json::object();
    if (!reading.emotion.empty()) said["emotion"] = reading.emotion;
    if (!reading.reason.empty()) said["reason"] = std::string(reading.reason);
    if (!reading.flight_reason.empty()) said["flight_reason"] = reading.flight_reason;
    auto words = Json::array();
    for (const auto& w : reader_.explain(item.text, lang, reading))
        words.push_back({{"for", std::string(judge::name(w.aspect))},
                         {"start", w.start},
                         {"end", w.end},
                         {"text", item.text.substr(w.start, w.end - w.start)},
                         {"weight", rounded(w.weight)}});
    if (!words.empty()) said["words"] = std::move(words);
    if (!said.empty()) line["reading"] = std::move(said);
}

}  // namespace vigie::cli
