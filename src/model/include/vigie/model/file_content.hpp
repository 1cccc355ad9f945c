// What was read from a file that somebody publishes or is about to: a picture, a document, a table. Text of
// every kind of file is one UTF-8 string, so that each detector of texts looks at it, and parts say where it
// came from.
#pragma once

#include <vigie/model/item.hpp>
#include <vigie/model/picture.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigie::model {

// Bytes [start, end) of the text. `kind`: body | recognised (read from pixels) | metadata | hidden | comment
// | deleted | attachment.
struct TextPart {
    std::string kind;
    std::string name;  // of a sheet, page or attachment
    std::size_t start = 0;
    std::size_t end = 0;
    friend bool operator==(const TextPart&, const TextPart&) = default;
};

// In pixels of the upright picture.
struct PixelBox {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

// A word that was recognised in pixels: bytes [start, end) of the text.
struct SeenWord {
    std::size_t start = 0;
    std::size_t end = 0;
    PixelBox box;
    friend bool operator==(const SeenWord&, const SeenWord&) = default;
};

// The small picture that cameras and programs keep inside the file.
struct Thumbnail {
    int width = 0;
    int height = 0;
    int distance = 0;      // PDQ bits between it and the picture
    bool differs = false;  // it shows something else: the picture was cropped or painted over afterwards
    friend bool operator==(const Thumbnail&, const Thumbnail&) = default;
};

struct FileContent {
    std::string type;    // by its bytes: jpeg, png, webp, gif, bmp, heic, tiff, pdf, docx, xlsx, pptx, dicom,
                         // csv, text, code
    std::string claims;  // what its name says when that is another type; else empty
    std::string text;
    std::vector<TextPart> parts;
    std::vector<SeenWord> words;
    double text_confidence = 0;                     // 0 to 1, of the recognised words; 0 when there are none
    std::map<std::string, std::string> properties;  // author, last_author, company, title, software, patient…
    std::optional<Coordinates> coordinates;
    std::string device;  // maker and model
    std::string serial;  // of the camera, phone or lens
    std::string owner;
    std::string taken;  // as the device wrote it, ISO 8601 without a zone unless it has one
    std::optional<Thumbnail> thumbnail;
    std::optional<PictureFacts> picture;
    int pages = 0;
    int pictures = 0;  // inside a document
    std::vector<std::string> attachments;
    std::vector<std::string> remarks;  // stable codes: hidden_sheet, tracked_changes, comments, macros,
                                       // script, encrypted, text_cut, pages_left_out, pixels_unread…
    friend bool operator==(const FileContent&, const FileContent&) = default;
};

}  // namespace vigie::model
