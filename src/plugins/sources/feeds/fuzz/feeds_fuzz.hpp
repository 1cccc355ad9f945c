// What must hold for any bytes a list may send. Shared by the fuzzer and the test that replays its seeds.
#pragma once

#include <vigie/plugins/feeds.hpp>

#include <string_view>

namespace vigie::plugins {

// "" or the promise that these bytes break.
inline const char* broken_promise(std::string_view bytes) {
    for (const auto form : {FeedForm::text, FeedForm::urlhaus_csv, FeedForm::urlhaus_json, FeedForm::phishtank_json}) {
        const auto read = read_feed(form, bytes, std::size_t{1} << 20U);
        if (!read) continue;
        if (read->urls.size() + read->bad != read->lines) return "every entry is a URL or bad";
        if (read->bad * 10 > read->lines) return "nine in ten entries are URLs";
        KnownUrls known;
        known.replace("list", *read);
        for (const auto& url : read->urls) {
            const auto listing = known.of(url);
            if (!listing || !listing->exact) return "a listed URL is found";
        }
    }
    return "";
}

}  // namespace vigie::plugins
