#include "http/history.hpp"

#include <charconv>

namespace vigie::serve {
namespace {

constexpr const char* reset = "event: reset\ndata: {}\n\n";

}  // namespace

std::string EventHistory::id(std::uint64_t number) const {
    return "id: " + epoch_ + "-" + std::to_string(number) + "\n";
}

std::string EventHistory::add(const ports::BusEvent& event) {
    auto text = id(++last_) + "event: " + event.type + "\ndata: " + event.data + "\n\n";
    if (last_seq_ != 0 && event.seq != last_seq_ + 1) {
        frames_.clear();
        text.insert(0, reset);
    }
    last_seq_ = event.seq;
    frames_.push_back(text);
    if (frames_.size() > held) frames_.pop_front();
    return text;
}

std::string EventHistory::since(std::string_view last_id) const {
    const auto here = id(last_) + "\n";
    if (last_id.empty()) return here;
    const auto dash = last_id.rfind('-');
    std::uint64_t seen = 0;
    const auto digits = dash == std::string_view::npos ? std::string_view() : last_id.substr(dash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seen);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    const bool known =
        whole && last_id.substr(0, dash) == epoch_ && seen <= last_ && last_ - seen <= frames_.size();
    if (!known) return reset + here;
    std::string out;
    for (auto i = frames_.size() - (last_ - seen); i < frames_.size(); ++i) out += frames_[i];
    return out + here;
}

}  // namespace vigie::serve
