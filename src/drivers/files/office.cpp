#include "office.hpp"

#include "archive.hpp"
#include "read.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>

namespace vigie::drivers {
namespace {

using std::string_view_literals::operator""sv;

// "ppt/slides/slide12.xml" before "ppt/slides/slide100.xml".
std::vector<std::string> numbered(const Archive& archive, std::string_view before) {
    std::vector<std::string> out;
    for (const auto& name : archive.names()) {
        if (!name.starts_with(before) || !name.ends_with(".xml")) continue;
        const auto middle = std::string_view(name).substr(before.size());
        if (middle.size() > 4 && std::ranges::all_of(middle.substr(0, middle.size() - 4), kit::ascii::digit))
            out.push_back(name);
    }
    std::ranges::sort(out, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    return out;
}

Result<> read_word(Archive& archive, Content& content) {
    std::vector<std::string> parts{"word/document.xml"};
    for (const auto* more : {"word/header", "word/footer"}) {
        const auto names = numbered(archive, more);
        parts.insert(parts.end(), names.begin(), names.end());
    }
    for (const auto* more : {"word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"})
        if (archive.has(more)) parts.emplace_back(more);
    for (const auto& name : parts) {
        VIGIE_TRY_ASSIGN(const auto xml, archive.part(name));
        VIGIE_TRY_ASSIGN(const auto text, word_text(xml));
        const bool comment = name == "word/comments.xml";
        if (comment && text.body.find_first_not_of(" \n\t") != std::string::npos) content.remark("comments");
        content.add(comment ? "comment" : "body", name, text.body);
        if (text.tracked) content.remark("tracked_changes");
        content.add("deleted", name, text.deleted);
        if (!text.hidden.empty()) content.remark("hidden_text");
        content.add("hidden", name, text.hidden);
    }
    return {};
}

Result<> read_workbook(Archive& archive, Content& content) {
    VIGIE_TRY_ASSIGN(const auto workbook, archive.part("xl/workbook.xml"));
    VIGIE_TRY_ASSIGN(const auto sheets, sheets_of_workbook(workbook));
    std::vector<std::string> strings;
    if (archive.has("xl/sharedStrings.xml")) {
        VIGIE_TRY_ASSIGN(const auto xml, archive.part("xl/sharedStrings.xml"));
        VIGIE_TRY_ASSIGN(strings, shared_strings(xml));
    }
    std::vector<std::pair<std::string, std::string>> relations;
    if (archive.has("xl/_rels/workbook.xml.rels")) {
        VIGIE_TRY_ASSIGN(const auto xml, archive.part("xl/_rels/workbook.xml.rels"));
        VIGIE_TRY_ASSIGN(relations, relations_of(xml));
    }
    int pages = 0;
    for (const auto& sheet : sheets) {
        if (content.full()) break;
        const auto relation =
            std::ranges::find(relations, sheet.relation, &std::pair<std::string, std::string>::first);
        if (relation == relations.end()) continue;
        const auto& target = relation->second;
        const auto path = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        if (!archive.has(path)) continue;
        VIGIE_TRY_ASSIGN(const auto xml, archive.part(path));
        VIGIE_TRY_ASSIGN(const auto text, sheet_text(xml, strings));
        ++pages;
        if (sheet.hidden && !text.empty()) content.remark("hidden_sheet");
        content.add(sheet.hidden ? "hidden" : "body", sheet.name, text);
    }
    content.file().pages = pages;
    for (const auto* folder : {"xl/comments", "xl/threadedComments/threadedComment"}) {
        for (const auto& name : numbered(archive, folder)) {
            VIGIE_TRY_ASSIGN(const auto xml, archive.part(name));
            VIGIE_TRY_ASSIGN(const auto text, slide_text(xml));
            if (!text.body.empty()) content.remark("comments");
            content.add("comment", name, text.body);
        }
    }
    return {};
}

Result<> read_slides(Archive& archive, Content& content) {
    const auto slides = numbered(archive, "ppt/slides/slide");
    content.file().pages = static_cast<int>(slides.size());
    for (const auto& name : slides) {
        VIGIE_TRY_ASSIGN(const auto xml, archive.part(name));
        VIGIE_TRY_ASSIGN(const auto text, slide_text(xml));
        if (text.hidden) content.remark("hidden_slide");
        content.add(text.hidden ? "hidden" : "body", name, text.body);
    }
    for (const auto* folder : {"ppt/notesSlides/notesSlide", "ppt/comments/comment"}) {
        for (const auto& name : numbered(archive, folder)) {
            VIGIE_TRY_ASSIGN(const auto xml, archive.part(name));
            VIGIE_TRY_ASSIGN(const auto text, slide_text(xml));
            if (!text.body.empty()) content.remark(folder == "ppt/comments/comment"sv ? "comments" : "notes");
            content.add("comment", name, text.body);
        }
    }
    return {};
}

// Pictures of a document may carry a place of their own, and text.
Result<> read_media(Archive& archive, Recogniser* recogniser, Content& content) {
    constexpr int most_read = 3;
    constexpr std::size_t largest = std::size_t{8} << 20U;
    int read = 0;
    for (const auto& name : archive.names()) {
        if (name.find("/media/") == std::string::npos) continue;
        ++content.file().pictures;
        if (read >= most_read || recogniser == nullptr) continue;
        const auto bytes = archive.part(name);
        if (!bytes || bytes->size() > largest) continue;
        ++read;
        const auto words = content.file().words.size();
        if (read_embedded_picture(*bytes, name, *recogniser, content)) content.file().words.resize(words);
    }
    return {};
}

}  // namespace

Result<> read_office(std::string_view bytes, Recogniser* recogniser, Content& content) {
    VIGIE_TRY_ASSIGN(auto archive, Archive::open(bytes));
    auto& file = content.file();
    for (const auto& [part, type] :
         {std::pair{"word/document.xml", "docx"}, std::pair{"xl/workbook.xml", "xlsx"},
          std::pair{"ppt/presentation.xml", "pptx"}})
        if (archive.has(part)) file.type = type;
    if (file.type == "zip") {
        constexpr std::size_t most = 100;
        for (const auto& name : archive.names())
            if (file.attachments.size() < most) file.attachments.push_back(kit::sanitize_utf8(name, 200));
        content.remark("unread");
        return {};
    }
    for (const auto& name : archive.names()) {
        if (name.ends_with("vbaProject.bin")) content.remark("macros");
        if (name.find("/embeddings/") != std::string::npos && file.attachments.size() < 100)
            file.attachments.push_back(kit::sanitize_utf8(name, 200));
    }
    for (const auto* part : {"docProps/core.xml", "docProps/app.xml"}) {
        if (!archive.has(part)) continue;
        VIGIE_TRY_ASSIGN(const auto xml, archive.part(part));
        VIGIE_TRY(read_office_properties(xml, content));
    }
    if (const auto author = file.properties.find("author"); author != file.properties.end())
        file.owner = author->second;
    if (file.type == "docx") {
        VIGIE_TRY(read_word(archive, content));
    } else if (file.type == "xlsx") {
        VIGIE_TRY(read_workbook(archive, content));
    } else {
        VIGIE_TRY(read_slides(archive, content));
    }
    return read_media(archive, recogniser, content);
}

}  // namespace vigie::drivers
