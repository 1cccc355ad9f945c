#include "rice.hpp"

namespace vigie::plugins::safe_browsing {
namespace {

class Bits {
public:
    explicit Bits(const std::string& data) : data_(data) {}
    // False at the end.
    [[nodiscard]] bool next(unsigned& bit) {
        if (at_ >= data_.size() * 8) return false;
        bit = static_cast<unsigned char>(data_[at_ / 8]) >> (at_ % 8) & 1U;
        ++at_;
        return true;
    }

private:
    const std::string& data_;
    std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<std::uint32_t>> decode_rice(const RiceDeltas& deltas) {
    constexpr std::uint32_t most = 10'000'000;
    std::vector<std::uint32_t> out{deltas.first_value};
    if (deltas.count == 0) return out;
    if (deltas.parameter < 3 || deltas.parameter > 30)
        return fail(Errc::parse, "Rice parameter {} is not in 3 to 30", deltas.parameter);
    // A delta takes at least parameter + 1 bits: what cannot be there is not reserved for.
    if (deltas.count > most || deltas.count > deltas.data.size() * 8 / (deltas.parameter + 1))
        return fail(Errc::parse, "{} numbers do not fit in {} bytes", deltas.count, deltas.data.size());
    out.reserve(deltas.count + 1);
    Bits bits(deltas.data);
    std::uint64_t value = deltas.first_value;
    for (std::uint32_t i = 0; i < deltas.count; ++i) {
        std::uint64_t delta = 0;
        unsigned bit = 0;
        for (;;) {
            if (!bits.next(bit)) return fail(Errc::parse, "the bits end in number {}", i);
            if (bit == 0) break;
            delta += std::uint64_t{1} << deltas.parameter;
        }
        for (unsigned b = 0; b < deltas.parameter; ++b) {
            if (!bits.next(bit)) return fail(Errc::parse, "the bits end in number {}", i);
            delta |= std::uint64_t{bit} << b;
        }
        value += delta;
        if (value > 0xFFFFFFFFU) return fail(Errc::parse, "number {} is larger than 32 bits", i);
        out.push_back(static_cast<std::uint32_t>(value));
    }
    return out;
}

}  // namespace vigie::plugins::safe_browsing
