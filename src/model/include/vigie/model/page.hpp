// What one visitor met behind a link: the way there, and what the page asks of people. Strings are valid
// UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::model {

struct PageHop {
    std::string url;
    std::string how;  // asked | http | meta | script | refresh | frame
    int status = 0;   // HTTP status; 0 when there was no answer
    friend bool operator==(const PageHop&, const PageHop&) = default;
};

struct PageForm {
    std::string action;               // absolute URL it posts to
    std::string method;               // get | post
    std::vector<std::string> fields;  // "type:name", lower case, at most 64
    friend bool operator==(const PageForm&, const PageForm&) = default;
};

struct PageVisit {
    std::string visitor;  // desktop | mobile | french | referred…: differences between them are cloaking
    std::string url;      // the link that was asked for
    std::vector<PageHop> hops;
    std::string final_url;
    int status = 0;
    std::string title;
    std::string lang;   // of <html lang>
    std::string text;   // visible words, one space between them, cut at 8 KB
    std::string voice;  // who speaks: headings, header and footer, texts of pictures, buttons, " | " between
    bool article = false;  // marked up as one: <article>, og:type
    std::vector<PageForm> forms;
    bool asks_password = false;
    bool asks_card = false;
    bool asks_code = false;          // a one-time code, a PIN
    std::string favicon;             // absolute URL; empty when none
    std::vector<std::string> hosts;  // other hosts whose pictures, styles and scripts it loads, sorted
    std::int64_t bytes = 0;          // of the body that was read
    std::string
        error;  // stable code when it ended early ("address.private", "too.large"); empty when all is well
    friend bool operator==(const PageVisit&, const PageVisit&) = default;
};

}  // namespace vigie::model
