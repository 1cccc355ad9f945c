#include "hashtag.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace vigie::plugins::scam {
namespace {

using namespace std::chrono_literals;

template <std::size_t N>
void set(std::array<std::uint8_t, N>& bits, std::string_view key) noexcept {
    const auto h = kit::hash64(key);
    for (const auto at : {h % (N * 8), (h >> 32U) % (N * 8)})
        bits[at / 8] = static_cast<std::uint8_t>(bits[at / 8] | (1U << (at % 8)));
}

template <std::size_t N>
bool test(const std::array<std::uint8_t, N>& bits, std::string_view key) noexcept {
    const auto h = kit::hash64(key);
    for (const auto at : {h % (N * 8), (h >> 32U) % (N * 8)})
        if (((bits[at / 8] >> (at % 8)) & 1U) == 0) return false;
    return true;
}

template <std::size_t N>
void append_hex(std::string& out, const std::array<std::uint8_t, N>& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const auto b : bytes) {
        out += digits[b >> 4U];
        out += digits[b & 15U];
    }
}

template <std::size_t N>
bool take_hex(std::string_view& row, std::array<std::uint8_t, N>& bytes) {
    if (row.size() < 2 * N) return false;
    for (std::size_t i = 0; i < N; ++i) {
        const auto* from = row.data() + 2 * i;
        const auto [end, error] = std::from_chars(from, from + 2, bytes[i], 16);
        if (error != std::errc{} || end != from + 2) return false;
    }
    row.remove_prefix(2 * N);
    return true;
}

bool take_number(std::string_view& row, std::uint32_t& out) {
    const auto [end, error] = std::from_chars(row.data(), row.data() + row.size(), out);
    if (error != std::errc{} || end == row.data() + row.size() || *end != ' ') return false;
    row.remove_prefix(static_cast<std::size_t>(end - row.data()) + 1);
    return true;
}

bool counts(const Word& w) noexcept {
    return w.unit == Unit::word && w.to - w.from > 3;
}

}  // namespace

std::string TagProfile::write() const {
    auto out = fmt::format("{} {} {} ", posts_, contacts_, words_);
    append_hex(out, counts_);
    append_hex(out, accounts_);
    append_hex(out, hosts_);
    return out;
}

std::optional<TagProfile> TagProfile::read(std::string_view row) {
    TagProfile p;
    const bool good = take_number(row, p.posts_) && take_number(row, p.contacts_) &&
                      take_number(row, p.words_) && take_hex(row, p.counts_) && take_hex(row, p.accounts_) &&
                      take_hex(row, p.hosts_);
    if (!good) return std::nullopt;
    return p;
}

Result<TagProfile> TagProfile::recall(judge::Memory& memory, std::string_view tag) {
    if (tag.size() > judge::most_key_bytes) return TagProfile();
    VIGIE_TRY_ASSIGN(const auto row, memory.recall("scam.tag", tag));
    return row ? read(*row).value_or(TagProfile()) : TagProfile();
}

Result<> TagProfile::keep(judge::Memory& memory, std::string_view tag, Time at) const {
    if (tag.size() > judge::most_key_bytes) return {};
    return memory.keep("scam.tag", tag, write(), at + 180 * 24h);
}

void TagProfile::learn(const TagPost& post) {
    ++posts_;
    contacts_ += post.contact ? 1 : 0;
    set(accounts_, post.account);
    for (const auto host : post.hosts) set(hosts_, host);
    for (const auto& w : post.reading->words) {
        if (!counts(w)) continue;
        auto& count = counts_[w.hash >> 56U];
        if (count == 255) {
            words_ = 0;
            for (auto& c : counts_) {
                c = static_cast<std::uint8_t>(c / 2);
                words_ += c;
            }
        }
        ++count;
        ++words_;
    }
    constexpr std::uint32_t memory_of = 5000;  // posts: beyond, half is forgotten
    if (posts_ >= memory_of) {
        posts_ /= 2;
        contacts_ /= 2;
    }
}

double TagProfile::contact_rate() const noexcept {
    return (contacts_ + 0.5) / (posts_ + 10.0);
}
bool TagProfile::knows_account(std::string_view account) const noexcept {
    return test(accounts_, account);
}
bool TagProfile::knows_host(std::string_view host) const noexcept {
    return test(hosts_, host);
}

double TagProfile::likeness(const Reading& reading) const noexcept {
    double sum = 0;
    std::size_t n = 0;
    constexpr double smooth = 0.5;
    for (const auto& w : reading.words) {
        if (!counts(w)) continue;
        const double p = (counts_[w.hash >> 56U] + smooth) / (words_ + smooth * 256);
        sum += std::log(p * 256);
        ++n;
    }
    return n == 0 ? 0 : sum / static_cast<double>(n);
}

}  // namespace vigie::plugins::scam
