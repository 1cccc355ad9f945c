// Links that findings are about, on their way to the link investigator. What it meets comes back as items of
// kind `page` like from any source, is judged like any item, and joins the case by the link that they share.
// In memory: a lead that a crash takes along comes again with the next post that carries the link.
#pragma once

#include <vigie/base/queue.hpp>
#include <vigie/base/time.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/ports/investigator.hpp>
#include <vigie/watch/source.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace vigie::engine {

class Leads {
public:
    // Takes the link of a finding, when it has one and was not followed within the day. Never blocks: beyond
    // 1,000 waiting ones the newest is left out.
    void follow(const model::Finding& finding, Time now);
    [[nodiscard]] std::optional<std::string> next(std::chrono::milliseconds wait) {
        return waiting_.pop(wait);
    }
    // To be called once per lead taken, after what it met was handed on.
    void close_one() { --open_; }
    // Whether a lead waits or is being followed.
    [[nodiscard]] bool open() const { return open_ != 0; }

private:
    BoundedQueue<std::string> waiting_{1000};
    std::atomic<std::size_t> open_{0};
    std::mutex mutex_;
    std::map<std::string, Time> followed_;
    std::deque<std::map<std::string, Time>::iterator> order_;  // as they came: the first is forgotten first
};

// The link that a finding is about; empty when none.
[[nodiscard]] std::string link_of(const model::Finding& finding);

// Visits one lead after the other until it is stopped. `investigator` outlives it.
[[nodiscard]] std::unique_ptr<watch::Source> make_investigator_source(std::shared_ptr<Leads> leads,
                                                                      ports::Investigator& investigator);

}  // namespace vigie::engine
