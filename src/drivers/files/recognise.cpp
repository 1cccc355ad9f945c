#include "recognise.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

// GNU OpenMP, with which Debian builds Tesseract; <omp.h> belongs to one compiler only.
extern "C" void omp_set_max_active_levels(int levels);

namespace vigie::drivers {
namespace {

constexpr int deadline_ms = 8000;
constexpr double most_pixels = 6e6;  // that are worked on

// The picture as it is best read, and the way back from its pixels to those that were given.
struct Page {
    Pix pix;
    double scale = 1;  // working pixels to one of the picture
    double angle = 0;  // radians, clockwise
};

Pix scaled(PIX* grey, double factor) {
    if (std::abs(factor - 1) < 0.08) return Pix(pixClone(grey));
    const auto f = static_cast<float>(factor);
    // Linear between pixels to make it larger, means of areas to make it smaller.
    return Pix(factor > 1 ? pixScaleGrayLI(grey, f, f) : pixScaleAreaMap(grey, f, f));
}

double working_scale(PIX* grey, const Writing& writing) {
    constexpr double best_height = 26;  // of small and capital letters together
    const double pixels = static_cast<double>(pixGetWidth(grey)) * pixGetHeight(grey);
    double factor = writing.height > 0 ? best_height / writing.height : 1;
    factor = std::clamp(factor, 0.4, 3.0);
    return std::min(factor, std::sqrt(most_pixels / pixels));
}

// A photo of a page has shadows: every place is measured against the paper around it.
Pix evenly_lit(PIX* grey) {
    Pix even(pixBackgroundNorm(grey, nullptr, nullptr, 16, 24, 90, 60, 220, 2, 2));
    return even ? std::move(even) : Pix(pixClone(grey));
}

double skew_of(PIX* grey) {
    const Pix binary(pixThresholdToBinary(grey, 150));
    if (!binary) return 0;
    float angle = 0;
    float confidence = 0;
    constexpr float range = 12;
    if (pixFindSkewSweepAndSearch(binary.get(), &angle, &confidence, 4, 2, range, 1.0F, 0.05F) != 0) return 0;
    constexpr float sure = 2.5F;
    constexpr float worth_turning = 0.4F;
    if (confidence < sure || std::abs(angle) < worth_turning) return 0;
    return static_cast<double>(angle) * std::numbers::pi / 180;
}

Page prepared(PIX* grey, const Writing& writing) {
    Page page;
    page.scale = working_scale(grey, writing);
    page.pix = scaled(grey, page.scale);
    if (!page.pix) return page;
    if (writing.dark_page) page.pix.reset(pixInvert(nullptr, page.pix.get()));
    page.pix = evenly_lit(page.pix.get());
    page.angle = skew_of(page.pix.get());
    if (page.angle != 0) {
        Pix turned(pixRotate(page.pix.get(), static_cast<float>(page.angle), L_ROTATE_AREA_MAP,
                             L_BRING_IN_WHITE, 0, 0));
        if (turned)
            page.pix = std::move(turned);
        else
            page.angle = 0;
    }
    return page;
}

model::PixelBox place_in_picture(const Page& page, double scale, int left, int top, int right, int bottom) {
    const double c = std::cos(page.angle);
    const double s = std::sin(page.angle);
    const double mid_x = pixGetWidth(page.pix.get()) / 2.0;
    const double mid_y = pixGetHeight(page.pix.get()) / 2.0;
    double x0 = 1e9;
    double y0 = 1e9;
    double x1 = -1e9;
    double y1 = -1e9;
    for (const auto& [x, y] : {std::pair{left, top}, {right, top}, {left, bottom}, {right, bottom}}) {
        const double u = x - mid_x;
        const double v = y - mid_y;
        const double back_x = (c * u + s * v + mid_x) / page.scale * scale;
        const double back_y = (-s * u + c * v + mid_y) / page.scale * scale;
        x0 = std::min(x0, back_x);
        y0 = std::min(y0, back_y);
        x1 = std::max(x1, back_x);
        y1 = std::max(y1, back_y);
    }
    return {static_cast<int>(std::floor(x0)), static_cast<int>(std::floor(y0)),
            static_cast<int>(std::ceil(x1 - x0)), static_cast<int>(std::ceil(y1 - y0))};
}

struct Reading {
    std::string text;
    std::vector<model::SeenWord> words;
    double sure = 0;  // sum of confidences, weighed by characters
    std::size_t characters = 0;
    bool cut = false;

    [[nodiscard]] double confidence() const {
        return characters == 0 ? 0 : sure / static_cast<double>(characters);
    }
};

// Signs that stand for what people type: later readers look for a hyphen and a plain quote.
std::string plain(std::string word) {
    constexpr std::pair<std::string_view, std::string_view> signs[]{{"—", "-"}, {"–", "-"},  {"‘", "'"},
                                                                    {"’", "'"}, {"“", "\""}, {"”", "\""}};
    for (const auto& [sign, typed] : signs)
        for (auto at = word.find(sign); at != std::string::npos; at = word.find(sign, at + typed.size()))
            word.replace(at, sign.size(), typed);
    return word;
}

}  // namespace

struct Recogniser::State {
    tesseract::TessBaseAPI api;

    Reading read(const Page& page, double scale, tesseract::PageSegMode mode);
};

Reading Recogniser::State::read(const Page& page, double scale, tesseract::PageSegMode mode) {
    constexpr float readable = 20;
    Reading out;
    api.SetPageSegMode(mode);
    api.SetImage(page.pix.get());
    api.SetSourceResolution(300);
    tesseract::ETEXT_DESC monitor;
    monitor.set_deadline_msecs(deadline_ms);
    if (api.Recognize(&monitor) != 0) out.cut = true;
    const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
    if (at == nullptr) return out;
    bool first_of_line = true;
    do {
        if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) first_of_line = true;
        const std::unique_ptr<char[]> raw(at->GetUTF8Text(tesseract::RIL_WORD));
        const float sure = at->Confidence(tesseract::RIL_WORD);
        if (raw == nullptr || sure < readable) continue;
        const auto word = plain(raw.get());
        if (word.empty() || word == " ") continue;
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;
        at->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom);
        if (!out.text.empty()) out.text += first_of_line ? '\n' : ' ';
        first_of_line = false;
        const auto start = out.text.size();
        out.text += word;
        out.words.push_back(
            {start, out.text.size(), place_in_picture(page, scale, left, top, right, bottom)});
        out.sure += static_cast<double>(sure) / 100 * static_cast<double>(word.size());
        out.characters += word.size();
        if (out.text.size() > file_text_bytes / 4) break;
    } while (at->Next(tesseract::RIL_WORD));
    api.Clear();
    return out;
}

Recogniser::Recogniser(std::unique_ptr<State> state) : state_(std::move(state)) {}
Recogniser::~Recogniser() = default;

Result<std::shared_ptr<Recogniser>> Recogniser::make() {
    omp_set_max_active_levels(0);  // no threads: a worker without rights may not start one
    setMsgSeverity(L_SEVERITY_NONE);
    auto state = std::make_unique<State>();
    if (state->api.Init(nullptr, "fra+eng", tesseract::OEM_LSTM_ONLY) != 0)
        return fail(
            Errc::unavailable,
            "no models of French and English writing: install tesseract-ocr-fra and tesseract-ocr-eng");
    state->api.SetVariable("debug_file", "/dev/null");
    return std::shared_ptr<Recogniser>(new Recogniser(std::move(state)));  // NOLINT: private constructor
}

void Recogniser::read(PIX* grey, double scale, std::string_view name, Content& content) {
    const auto writing = writing_in(grey);
    if (!writing.present()) return;
    const auto page = prepared(grey, writing);
    if (!page.pix) return;
    const auto reading = state_->read(page, scale, tesseract::PSM_AUTO);
    if (reading.cut) content.remark("text_cut");
    if (reading.text.empty()) return;
    auto& file = content.file();
    const auto known = file.words.size();
    const auto start = file.text.size();
    content.add("recognised", name, reading.text);
    for (auto word : reading.words) {
        word.start += start;
        word.end += start;
        if (word.end < file.text.size()) file.words.push_back(word);
    }
    const auto fresh = static_cast<double>(file.words.size() - known);
    if (file.words.empty()) return;
    file.text_confidence =
        (file.text_confidence * static_cast<double>(known) + reading.confidence() * fresh) /
        static_cast<double>(file.words.size());
}

}  // namespace vigie::drivers
