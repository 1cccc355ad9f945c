// What the HTTP and the SMTP side share: owned libcurl objects and the pool of idle handles.
#pragma once

#include <vigie/base/result.hpp>

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::drivers {

struct EasyDeleter {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

// A libcurl string list. append() is false when memory is short.
class StringList {
public:
    StringList() = default;
    ~StringList() { curl_slist_free_all(list_); }
    StringList(const StringList&) = delete;
    StringList& operator=(const StringList&) = delete;
    bool append(const std::string& text) {
        auto* longer = curl_slist_append(list_, text.c_str());
        if (longer != nullptr) list_ = longer;
        return longer != nullptr;
    }
    [[nodiscard]] curl_slist* get() const noexcept { return list_; }

private:
    curl_slist* list_ = nullptr;
};

// Idle handles keep their connections. take() gives one without options; put() keeps a bounded number.
class EasyPool {
public:
    [[nodiscard]] Easy take();
    void put(Easy handle);

private:
    std::mutex mutex_;
    std::vector<Easy> idle_;
};

// What is left of a deadline, at least 1 ms: libcurl reads 0 as "forever".
[[nodiscard]] long left_ms(std::chrono::steady_clock::time_point deadline);

[[nodiscard]] bool has_control(std::string_view text) noexcept;  // bytes below 0x20 and 0x7f

}  // namespace vigie::drivers
