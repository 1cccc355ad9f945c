#include "easy.hpp"

#include <algorithm>
#include <chrono>

namespace vigie::drivers {
namespace {

constexpr std::size_t idle_handles = 16;

void init_library() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

Easy EasyPool::take() {
    init_library();
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    return Easy(curl_easy_init());
}

void EasyPool::put(Easy handle) {
    curl_easy_reset(handle.get());  // forgets the caller's buffers, keeps connections
    const std::lock_guard lock(mutex_);
    if (idle_.size() < idle_handles) idle_.push_back(std::move(handle));
}

long left_ms(std::chrono::steady_clock::time_point deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return std::max<long>(1, left.count());
}

bool has_control(std::string_view text) noexcept {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

}  // namespace vigie::drivers
