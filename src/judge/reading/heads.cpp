#include "heads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vigie::judge {
namespace {

constexpr unsigned fewest_bits = 8;
constexpr unsigned most_bits = 19;

std::string_view take(std::string_view& rest, char end) {
    const auto n = std::min(rest.find(end), rest.size());
    const auto piece = rest.substr(0, n);
    rest.remove_prefix(std::min(n + 1, rest.size()));
    return piece;
}

template <class T>
bool number(std::string_view text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Result<HeadTable> HeadTable::read(std::string_view bytes) {
    auto rest = bytes;
    if (take(rest, '\n') != "vigie-heads 1")
        return fail(Errc::parse, "not a table of reading heads of form 1");
    HeadTable out;
    unsigned bits = 0;
    for (auto line = take(rest, '\n'); !line.empty(); line = take(rest, '\n')) {
        const std::string whole(line.substr(0, 60));
        const auto key = take(line, ' ');
        bool good = false;
        if (key == "bits") {
            good = number(line, bits) && bits >= fewest_bits && bits <= most_bits;
        } else if (key == "head" && out.heads_.size() < head_lanes) {
            auto& head = out.heads_.emplace_back();
            head.name = std::string(take(line, ' '));
            good = number(take(line, ' '), head.scale) && number(take(line, ' '), head.bias.every) &&
                   number(line, head.bias.addressed) && std::isfinite(head.scale) &&
                   std::isfinite(head.bias.every) && std::isfinite(head.bias.addressed) && !head.name.empty();
        }
        if (!good) return fail(Errc::parse, "reading heads: '{}' is not understood", whole);
    }
    if (bits == 0 || rest.size() != (std::size_t{1} << bits) * head_lanes)
        return fail(Errc::parse, "reading heads: {} weights where 16 times 2^{} are announced", rest.size(),
                    bits);
    out.shift_ = 64U - bits;
    out.weights_.resize(rest.size());
    std::ranges::transform(rest, out.weights_.begin(), [](char c) { return static_cast<std::int8_t>(c); });
    return out;
}

HeadTable HeadTable::of(unsigned bits, const std::vector<std::vector<float>>& weights,
                        const std::vector<std::string>& names, const std::vector<Bias>& biases) {
    HeadTable out;
    const auto rows = std::size_t{1} << bits;
    out.shift_ = 64U - bits;
    out.weights_.resize(rows * head_lanes);
    for (std::size_t h = 0; h < std::min(weights.size(), head_lanes); ++h) {
        // A handful of weights far above all others would cost the rest their precision in one byte.
        std::vector<float> sizes;
        for (const auto w : weights[h])
            if (w != 0) sizes.push_back(std::abs(w));
        float most = 1;
        if (!sizes.empty()) {
            const auto top =
                sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * 0.9998);
            std::ranges::nth_element(sizes, top);
            most = *top;
        }
        const float scale = most / 127;
        for (std::size_t i = 0; i < rows; ++i) {
            const auto w = std::clamp(weights[h][i] / scale, -127.0F, 127.0F);
            out.weights_[i * head_lanes + h] = static_cast<std::int8_t>(std::lround(w));
        }
        out.heads_.push_back({names[h], scale, biases[h]});
    }
    return out;
}

std::string HeadTable::write() const {
    auto out = fmt::format("vigie-heads 1\nbits {}\n", 64U - shift_);
    for (const auto& h : heads_)
        out += fmt::format("head {} {} {} {}\n", h.name, h.scale, h.bias.every, h.bias.addressed);
    out += '\n';
    out.append(reinterpret_cast<const char*>(weights_.data()), weights_.size());
    return out;
}

std::size_t HeadTable::lane(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < heads_.size(); ++i)
        if (heads_[i].name == name) return i;
    return head_lanes;
}

Margins HeadTable::margins(const PostWords& post, const ReadingCues& cues, bool letters) const noexcept {
    std::array<std::array<std::int32_t, head_lanes>, gram_blocks> sums{};
    std::array<std::size_t, gram_blocks> grams{};
    each_reading_feature(post, cues, letters, [&](GramBlock block, std::uint64_t hash, std::size_t /*word*/) {
        const auto b = static_cast<std::size_t>(block);
        const auto* weights = row(hash);
        auto& sum = sums[b];
        for (std::size_t k = 0; k < head_lanes; ++k) sum[k] += weights[k];
        ++grams[b];
    });
    const auto norm = gram_norms(grams);
    const bool addressed = post.has(Sign::addressed);
    Margins out{};
    for (std::size_t h = 0; h < heads_.size(); ++h) {
        float sum = 0;
        for (std::size_t b = 0; b < gram_blocks; ++b) sum += static_cast<float>(sums[b][h]) * norm[b];
        out[h] = heads_[h].bias.every + (addressed ? heads_[h].bias.addressed : 0) + heads_[h].scale * sum;
    }
    return out;
}

std::vector<float> HeadTable::by_word(const PostWords& post, const ReadingCues& cues, bool letters,
                                      std::size_t lane) const {
    std::vector<float> out(post.words().size());
    if (lane >= heads_.size()) return out;
    std::array<std::size_t, gram_blocks> grams{};
    std::array<std::vector<float>, gram_blocks> parts;
    for (auto& p : parts) p.resize(out.size() + 1);
    each_reading_feature(post, cues, letters, [&](GramBlock block, std::uint64_t hash, std::size_t word) {
        const auto b = static_cast<std::size_t>(block);
        parts[b][word] += static_cast<float>(row(hash)[lane]);
        ++grams[b];
    });
    const auto norm = gram_norms(grams);
    for (std::size_t i = 0; i < out.size(); ++i)
        for (std::size_t b = 0; b < gram_blocks; ++b) out[i] += heads_[lane].scale * parts[b][i] * norm[b];
    return out;
}

}  // namespace vigie::judge
