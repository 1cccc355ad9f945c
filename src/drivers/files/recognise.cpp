#include "recognise.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <ctime>
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

// Turned clockwise by quarters, and the way back.
struct Turned {
    Pix pix;
    int quarters = 0;

    [[nodiscard]] model::PixelBox back(const model::PixelBox& b, double scale) const {
        const int width = static_cast<int>(pixGetWidth(pix.get()) * scale);
        const int height = static_cast<int>(pixGetHeight(pix.get()) * scale);
        switch (quarters) {
            case 1: return {b.top, width - b.left - b.width, b.height, b.width};
            case 2: return {width - b.left - b.width, height - b.top - b.height, b.width, b.height};
            case 3: return {height - b.top - b.height, b.left, b.height, b.width};
            default: return b;
        }
    }
};
Turned turned(PIX* grey, int quarters) {
    return {quarters == 0 ? Pix(pixClone(grey)) : Pix(pixRotateOrth(grey, quarters)), quarters};
}

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

// Edges that a shaking hand or a messenger's compression made soft.
Pix sharpened(PIX* grey) {
    constexpr int half_width = 4;
    constexpr float strength = 2.0F;
    Pix sharp(pixUnsharpMaskingGray(grey, half_width, strength));
    return sharp ? std::move(sharp) : Pix(pixClone(grey));
}

Page prepared(PIX* grey, const Writing& writing, bool sharp) {
    Page page;
    page.scale = working_scale(grey, writing);
    page.pix = scaled(grey, page.scale);
    if (!page.pix) return page;
    if (writing.dark_page) page.pix.reset(pixInvert(nullptr, page.pix.get()));
    page.pix = evenly_lit(page.pix.get());
    if (sharp) page.pix = sharpened(page.pix.get());
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

struct RawWord {
    std::string text;
    model::PixelBox box;
    double sure = 0;
    bool begins_line = false;
};

// Wide signs make the recogniser see a space in an e-mail address: "marie. roux @exemple.test".
bool one_address(const RawWord& before, const RawWord& word) {
    constexpr std::string_view joints = ".@_-";
    const bool joint = joints.find(before.text.back()) != std::string_view::npos ||
                       joints.find(word.text.front()) != std::string_view::npos;
    if (!joint) return false;
    const auto first = word.text.find_first_not_of(joints);
    if (first == std::string::npos) return true;
    const char c = word.text[first];
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void assemble(const std::vector<RawWord>& words, Reading& out) {
    const auto at_sign = [&](std::size_t i) {
        return i < words.size() && words[i].text.find('@') != std::string::npos;
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (!out.text.empty()) {
            const bool near = at_sign(i) || at_sign(i + 1) || at_sign(i - 1) || (i >= 2 && at_sign(i - 2));
            if (word.begins_line)
                out.text += '\n';
            else if (!(near && one_address(words[i - 1], word)))
                out.text += ' ';
        }
        const auto start = out.text.size();
        out.text += word.text;
        out.words.push_back({start, out.text.size(), word.box});
        out.sure += word.sure * static_cast<double>(word.text.size());
        out.characters += word.text.size();
    }
}

bool better(const Reading& a, const Reading& b) {
    // What is read for sure counts, what is guessed costs.
    const auto worth = [](const Reading& r) { return r.sure - 0.5 * static_cast<double>(r.characters); };
    return worth(a) > worth(b);
}

}  // namespace

struct Recogniser::State {
    tesseract::TessBaseAPI api;

    Reading read(const Page& page, double scale, tesseract::PageSegMode mode);
    Reading read(const Turned& picture, const Writing& writing, double scale, bool sharp);
    Reading best(PIX* grey, double scale);
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
    std::vector<RawWord> words;
    std::size_t bytes = 0;
    bool first_of_line = true;
    do {
        if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) first_of_line = true;
        const std::unique_ptr<char[]> raw(at->GetUTF8Text(tesseract::RIL_WORD));
        const float sure = at->Confidence(tesseract::RIL_WORD);
        if (raw == nullptr || sure < readable) continue;
        RawWord word;
        word.text = plain(raw.get());
        if (word.text.empty() || word.text == " ") continue;
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;
        at->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom);
        word.box = place_in_picture(page, scale, left, top, right, bottom);
        word.sure = static_cast<double>(sure) / 100;
        word.begins_line = std::exchange(first_of_line, false);
        bytes += word.text.size();
        words.push_back(std::move(word));
    } while (bytes < file_text_bytes / 4 && at->Next(tesseract::RIL_WORD));
    assemble(words, out);
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

Reading Recogniser::State::read(const Turned& picture, const Writing& writing, double scale, bool sharp) {
    if (!picture.pix) return {};
    const auto page = prepared(picture.pix.get(), writing, sharp);
    if (!page.pix) return {};
    auto reading = read(page, scale, tesseract::PSM_AUTO);
    for (auto& word : reading.words) word.box = picture.back(word.box, scale);
    return reading;
}

// Marks of a page stand in rows one way and not the other; those of leaves and walls stand in both.
struct Direction {
    Writing upright;
    Writing on_side;
    [[nodiscard]] bool any() const { return upright.present() || on_side.present(); }
    [[nodiscard]] bool lies() const { return on_side.characters * 5 > upright.characters * 9; }
    [[nodiscard]] bool stands() const { return upright.characters * 5 > on_side.characters * 9; }
};

// On a copy of at most three megapixels: enough to see where writing is.
Direction direction_of(PIX* grey) {
    constexpr double enough = 3e6;
    const double pixels = static_cast<double>(pixGetWidth(grey)) * pixGetHeight(grey);
    const double factor = pixels > enough ? std::sqrt(enough / pixels) : 1;
    Direction out;
    for (const bool sharp : {false, true}) {
        auto small = scaled(grey, factor);
        if (small && sharp) small = sharpened(small.get());
        if (!small) return out;
        out.upright = writing_in(small.get());
        const auto side = turned(small.get(), 1);
        if (side.pix) out.on_side = writing_in(side.pix.get());
        out.upright.height /= factor;
        out.on_side.height /= factor;
        if (out.any()) return out;
    }
    return out;
}

// As it seems to stand first. While what was read is doubtful and there is time: the other way up, in the
// other colour, sharper. What shows no direction is a photo, and is tried once.
Reading Recogniser::State::best(PIX* grey, double scale) {
    constexpr double good = 0.80;
    constexpr double hopeless = 0.60;
    constexpr double noise = 0.50;
    constexpr std::clock_t enough_time = 5 * CLOCKS_PER_SEC;
    const auto begin = std::clock();
    const auto direction = direction_of(grey);
    if (!direction.any()) return {};
    int quarters = direction.lies() ? 1 : 0;
    auto writing = direction.lies() ? direction.on_side : direction.upright;
    auto reading = read(turned(grey, quarters), writing, scale, false);
    const auto attempt = [&](int turn, const Writing& as, bool sharp) {
        if (std::clock() - begin > enough_time) return;
        auto again = read(turned(grey, turn), as, scale, sharp);
        if (!better(again, reading)) return;
        reading = std::move(again);
        quarters = turn;
        writing = as;
    };
    if (direction.lies() || direction.stands()) {
        // Upside down, some words are read with confidence, and wrong.
        if (reading.confidence() < good) attempt((quarters + 2) % 4, writing, false);
        if (reading.confidence() < hopeless) {
            auto other = writing;  // noise looks like writing of the other colour
            other.dark_page = !writing.dark_page;
            attempt(quarters, other, false);
        }
        if (reading.confidence() < good) attempt(quarters, writing, true);
    }
    return reading.confidence() < noise ? Reading{} : reading;
}

void Recogniser::read(PIX* grey, double scale, std::string_view name, Content& content) {
    const auto reading = state_->best(grey, scale);
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
