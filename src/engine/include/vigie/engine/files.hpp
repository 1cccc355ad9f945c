// A file in, what it gives away out: read by workers without rights, judged by the detectors of texts and by
// what the file itself tells. Nothing is kept.
#pragma once

#include <vigie/engine/judgement.hpp>
#include <vigie/model/file_content.hpp>
#include <vigie/model/json.hpp>
#include <vigie/ports/files.hpp>
#include <vigie/ports/pictures.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::engine {

// The content of a file, a picture's fingerprint and QR codes with it. Errors as of both ports.
[[nodiscard]] Result<model::FileContent> read_content(ports::Files& files, ports::Pictures& pictures,
                                                      std::string_view bytes, std::string_view name);

// (name, opinion) of the detectors on the file's text, then "leak_file". Spans of findings give the words as
// they stand there.
[[nodiscard]] Result<std::vector<std::pair<std::string, judge::Opinion>>> opinions_on(
    const Judgement& judgement, const model::FileContent& file, const model::Item& item);

// What is told of a file beside its text: gps, device, owner, taken, qr, pdq, thumbnail, pages, …
[[nodiscard]] model::Json facts_of(const model::FileContent& file);

// Places in the picture where the spans of the findings stand: what to paint over.

[[nodiscard]] std::vector<model::PixelBox> places_of(const model::FileContent& file,
                                                     const std::vector<model::Finding>& findings);

}  // namespace vigie::engine
