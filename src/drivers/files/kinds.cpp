#include "kinds.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::drivers {
namespace {

using std::string_view_literals::operator""sv;
using Pair = std::pair<std::string_view, std::string_view>;

// Where a byte of zero or of control stands, there is no text.
bool looks_like_text(std::string_view bytes) {
    const auto head = bytes.substr(0, 4096);
    if (head.empty()) return false;
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
    const auto strange = std::ranges::count_if(head, [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u == 0 || u < 9 || (u > 13 && u < 32 && u != 27) || u == 127;
    });
    return strange == 0;
}

}  // namespace

std::string_view kind_of_bytes(std::string_view bytes) {
    static constexpr std::array heads{
        Pair{"\xFF\xD8\xFF"sv, "jpeg"},
        Pair{"\x89PNG\r\n\x1A\n"sv, "png"},
        Pair{"GIF87a"sv, "gif"},
        Pair{"GIF89a"sv, "gif"},
        Pair{"BM"sv, "bmp"},
        Pair{"II*\0"sv, "tiff"},
        Pair{"MM\0*"sv, "tiff"},
        Pair{"PK\3\4"sv, "zip"},
        Pair{"PK\5\6"sv, "zip"},
        Pair{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "ole"},
        Pair{"{\\rtf"sv, "rtf"},
        Pair{"MZ"sv, "program"},
        Pair{"\x7F"
             "ELF"sv,
             "program"},
        Pair{"\xCA\xFE\xBA\xBE"sv, "program"},
        Pair{"\xCF\xFA\xED\xFE"sv, "program"},
        Pair{"Rar!\x1A\7"sv, "archive"},
        Pair{"7z\xBC\xAF\x27\x1C"sv, "archive"},
        Pair{"\x1F\x8B"sv, "archive"},
        Pair{"BZh"sv, "archive"},
        Pair{"\xFD"
             "7zXZ\0"sv,
             "archive"},
        Pair{"\x28\xB5\x2F\xFD"sv, "archive"},
    };
    for (const auto& [head, kind] : heads) {
        if (!bytes.starts_with(head)) continue;
        // Two letters begin many a text.
        if (head.size() == 2 && kind != "archive" && looks_like_text(bytes)) continue;
        return kind;
    }
    if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return "webp";
    if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") {
        const auto brand = bytes.substr(8, 4);
        constexpr std::array brands{"heic"sv, "heix"sv, "mif1"sv, "heim"sv, "avif"sv, "hevc"sv};
        if (std::ranges::find(brands, brand) != brands.end()) return "heic";
        return "video";
    }
    if (bytes.size() > 132 && bytes.substr(128, 4) == "DICM") return "dicom";
    // Readers look for the header of a PDF in the first kilobyte.
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return "pdf";
    return looks_like_text(bytes) ? "text" : std::string_view{};
}

std::string_view kind_of_name(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos) return {};
    std::string ending;
    for (const char c : name.substr(dot + 1, 8)) ending += kit::ascii::lower(c);
    static constexpr std::array endings{
        Pair{"jpg", "jpeg"},    Pair{"jpeg", "jpeg"},   Pair{"jpe", "jpeg"},   Pair{"jfif", "jpeg"},
        Pair{"png", "png"},     Pair{"gif", "gif"},     Pair{"webp", "webp"},  Pair{"bmp", "bmp"},
        Pair{"tif", "tiff"},    Pair{"tiff", "tiff"},   Pair{"heic", "heic"},  Pair{"heif", "heic"},
        Pair{"avif", "heic"},   Pair{"pdf", "pdf"},     Pair{"docx", "docx"},  Pair{"docm", "docx"},
        Pair{"xlsx", "xlsx"},   Pair{"xlsm", "xlsx"},   Pair{"pptx", "pptx"},  Pair{"pptm", "pptx"},
        Pair{"doc", "ole"},     Pair{"xls", "ole"},     Pair{"ppt", "ole"},    Pair{"dcm", "dicom"},
        Pair{"dicom", "dicom"}, Pair{"csv", "csv"},     Pair{"tsv", "csv"},    Pair{"txt", "text"},
        Pair{"md", "text"},     Pair{"log", "text"},    Pair{"json", "text"},  Pair{"xml", "text"},
        Pair{"html", "text"},   Pair{"htm", "text"},    Pair{"yaml", "text"},  Pair{"yml", "text"},
        Pair{"eml", "text"},    Pair{"ini", "text"},    Pair{"env", "text"},   Pair{"conf", "text"},
        Pair{"py", "code"},     Pair{"js", "code"},     Pair{"mjs", "code"},   Pair{"ts", "code"},
        Pair{"java", "code"},   Pair{"c", "code"},      Pair{"h", "code"},     Pair{"cpp", "code"},
        Pair{"hpp", "code"},    Pair{"cs", "code"},     Pair{"go", "code"},    Pair{"rs", "code"},
        Pair{"rb", "code"},     Pair{"php", "code"},    Pair{"sh", "code"},    Pair{"sql", "code"},
        Pair{"ps1", "code"},    Pair{"kt", "code"},     Pair{"swift", "code"}, Pair{"tf", "code"},
        Pair{"exe", "program"}, Pair{"dll", "program"}, Pair{"zip", "zip"},    Pair{"rtf", "rtf"},
        Pair{"7z", "archive"},  Pair{"rar", "archive"}, Pair{"gz", "archive"}, Pair{"mp4", "video"},
        Pair{"mov", "video"},
    };
    for (const auto& [end, kind] : endings)
        if (ending == end) return kind;
    return {};
}

bool deceives(std::string_view is, std::string_view says) {
    if (says.empty() || is == says) return false;
    // All of these are text to whoever opens them.
    const auto written = [](std::string_view kind) {
        return kind == "text" || kind == "csv" || kind == "code";
    };
    if (written(is) && written(says)) return false;
    // The parts of a broken Office file cannot tell which of them it is.
    return !(is == "zip" && (says == "docx" || says == "xlsx" || says == "pptx"));
}

bool is_picture(std::string_view kind) {
    constexpr std::array kinds{"jpeg"sv, "png"sv, "webp"sv, "gif"sv, "bmp"sv, "tiff"sv, "heic"sv};
    return std::ranges::find(kinds, kind) != kinds.end();
}

}  // namespace vigie::drivers
