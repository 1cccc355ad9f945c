// The last posts that the sources saw, whether they concern somebody or not, so that a new watch can be tried
// on real ones. In memory only, never stored: bounded in bytes and in age, gone with the process, and able to
// be switched off. Thread-safe. offer() copies about 300 bytes; readers hold up nobody.
#pragma once

#include <vigie/base/time.hpp>
#include <vigie/model/item_view.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vigie::watch {

class Recent {
public:
    struct Limits {
        std::chrono::minutes age{60};  // 0: keeps nothing
        std::size_t bytes = std::size_t{16} << 20U;
    };
    explicit Recent(Limits limits);
    ~Recent();
    Recent(const Recent&) = delete;
    Recent& operator=(const Recent&) = delete;

    [[nodiscard]] bool on() const noexcept { return limits_.age.count() > 0; }
    void offer(const model::ItemView& item, Time at);

    // The posts held that are no older than the allowed age at `now`, the oldest first, until `visit` says
    // false. A view lives until it returns. Answers when the first of them was seen; nothing when none is
    // held.
    struct Span {
        std::int64_t posts = 0;
        Time since{};
        Time until{};
    };
    Span visit(Time now, const std::function<bool(const model::ItemView&)>& visit) const;

private:
    struct Segment;
    Limits limits_;
    mutable std::mutex mutex_;
    std::deque<std::shared_ptr<Segment>> segments_;  // the newest last; only that one is still written
    std::string scratch_;
};

// The item that a view shows, with copies of everything: to answer a preview with.
[[nodiscard]] model::Item item_of(const model::ItemView& view);

}  // namespace vigie::watch
