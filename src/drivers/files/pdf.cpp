// PDF by poppler: text of each page, metadata, names of attachments and their text, scripts; pages that are
// pictures are drawn and recognised.
#include "kinds.hpp"
#include "read.hpp"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <ctime>
#include <memory>

namespace vigie::drivers {
namespace {

constexpr int most_pages = 300;
constexpr int most_drawn = 3;               // pages that are recognised, each some 2 s
constexpr std::size_t a_written_page = 40;  // bytes of text; a scan has none, or a page number
constexpr std::clock_t time_for_text = 6 * CLOCKS_PER_SEC;

void be_silent(const std::string& /*message*/, void* /*closure*/) {}

std::string utf8(const poppler::ustring& text) {
    const auto bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

void read_properties(const poppler::document& pdf, Content& content) {
    content.property("title", utf8(pdf.get_title()));
    content.property("author", utf8(pdf.get_author()));
    content.property("subject", utf8(pdf.get_subject()));
    content.property("keywords", utf8(pdf.get_keywords()));
    content.property("software", utf8(pdf.get_creator()));
    content.property("producer", utf8(pdf.get_producer()));
    for (const auto& [key, name] : {std::pair{"CreationDate", "created"}, {"ModDate", "changed"}}) {
        const std::time_t when = pdf.info_date_t(key);
        std::tm parts{};
        char text[32];
        if (when > 0 && ::gmtime_r(&when, &parts) != nullptr &&
            std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0)
            content.property(name, text);
    }
    content.file().owner =
        content.file().properties.contains("author") ? content.file().properties["author"] : std::string{};
}

Pix grey_of_image(const poppler::image& image) {
    std::vector<std::uint8_t> grey;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = image.const_data() + std::ptrdiff_t{y} * image.bytes_per_row();
        grey.insert(grey.end(), row, row + image.width());
    }
    return pix_of(grey, image.width(), image.height());
}

// Draws a page of at most `most_side` pixels and reads what is in it.
void recognise_page(const poppler::page& page, const std::string& name, Recogniser& recogniser,
                    Content& content) {
    constexpr double most_side = 2400;
    constexpr double fine = 200;  // dots an inch
    const auto size = page.page_rect();
    const double longest = std::max(size.width(), size.height()) / 72;
    if (longest <= 0) return;
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
    const double dots = std::min(fine, most_side / longest);
    const auto image = renderer.render_page(&page, dots, dots);
    if (!image.is_valid() || image.width() <= 0) return;
    const auto grey = grey_of_image(image);
    if (!grey) return;
    const auto words = content.file().words.size();
    recogniser.read(grey.get(), 1, name, content);
    content.file().words.resize(words);  // their places are on a drawing that nobody has
}

void read_pages(const poppler::document& pdf, Recogniser* recogniser, Content& content) {
    const int pages = pdf.pages();
    content.file().pages = pages;
    const auto begin = std::clock();
    int drawn = 0;
    for (int i = 0; i < pages; ++i) {
        if (i >= most_pages || content.full() || std::clock() - begin > time_for_text) {
            content.remark("pages_left_out");
            break;
        }
        const std::unique_ptr<poppler::page> page(pdf.create_page(i));
        if (page == nullptr) continue;
        const auto name = fmt::format("page {}", i + 1);
        const auto text = utf8(page->text(poppler::rectf(), poppler::page::raw_order_layout));
        content.add("body", name, text);
        if (text.size() >= a_written_page || recogniser == nullptr) continue;
        if (drawn < most_drawn) {
            ++drawn;
            recognise_page(*page, name, *recogniser, content);
        } else {
            content.remark("pages_left_out");
        }
    }
}

void read_attachments(const poppler::document& pdf, Content& content) {
    constexpr std::size_t most = 20;
    constexpr int largest = 1 << 20;
    if (!pdf.has_embedded_files()) return;
    for (const auto* file : pdf.embedded_files()) {
        auto& names = content.file().attachments;
        if (names.size() >= most || file == nullptr) break;
        names.push_back(kit::sanitize_utf8(file->name(), 200));
        if (file->size() <= 0 || file->size() > largest) continue;
        const auto bytes = file->data();
        const std::string_view view(bytes.data(), bytes.size());
        if (kind_of_bytes(view) == "text") content.add("attachment", names.back(), view);
    }
}

std::size_t count_of(std::string_view bytes, std::string_view word) {
    std::size_t count = 0;
    for (auto at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) {
        const auto next = at + word.size();
        if (next >= bytes.size() || !(bytes[next] >= 'a' && bytes[next] <= 'z')) ++count;
    }
    return count;
}

}  // namespace

void prepare_pdf() {
    poppler::set_debug_error_function(be_silent, nullptr);
}

Result<> read_pdf(std::string_view bytes, Recogniser* recogniser, Content& content) {
    const std::unique_ptr<poppler::document> pdf(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (pdf == nullptr) return fail(Errc::invalid_argument, "this PDF is broken");
    if (pdf->is_locked()) {
        content.remark("encrypted");
        return {};
    }
    // What is compressed does not show here: a sign, no proof of absence.
    if (count_of(bytes, "/JavaScript") + count_of(bytes, "/JS") > 0) content.remark("script");
    if (count_of(bytes, "/Launch") > 0) content.remark("launches_program");
    content.file().pictures = static_cast<int>(std::min<std::size_t>(
        count_of(bytes, "/Subtype/Image") + count_of(bytes, "/Subtype /Image"), 100'000));
    read_properties(*pdf, content);
    read_pages(*pdf, recogniser, content);
    read_attachments(*pdf, content);
    return {};
}

}  // namespace vigie::drivers
