// What `vigie inspect post` says of a text beside the opinions of the detectors: how it reads, and its
// language.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/judge/reading.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>
#include <vigie/ports/language_id.hpp>

#include <memory>
#include <string>

namespace vigie::cli {

class ReadingAnswer {
public:
    // With models of this build, or of a folder (reading.model, polarity.tsv): for evaluation without the
    // rows it asks about.
    [[nodiscard]] static Result<ReadingAnswer> with(const std::string& folder);
    // Adds "scores", "lang" and "reading" (emotion, reason, the words that decided) to an answer.
    void add_to(model::Json& line, const model::Item& item) const;

private:
    ReadingAnswer(judge::PostReader reader, std::unique_ptr<ports::LanguageId> language)
        : reader_(std::move(reader)), language_(std::move(language)) {}
    judge::PostReader reader_;
    std::unique_ptr<ports::LanguageId> language_;  // none in a binary without its model
};

}  // namespace vigie::cli
