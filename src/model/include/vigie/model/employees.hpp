// Whether posts of declared ambassadors may be read for leaks. In France nobody's posts are collected without
// notice (Labour Code L1222-4), and the works council is heard first (L2312-38): until all of it is recorded
// the module stays off.
#pragma once

#include <vigie/base/time.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::model {

struct EmployeeTerms {
    std::string purpose;                // why, in one sentence
    std::string notice;                 // the text that people were given
    std::optional<Time> notice_date;    // when
    std::optional<Time> works_council;  // when it was consulted

    // What is not recorded yet, by name: purpose, notice, notice_date, works_council.
    [[nodiscard]] std::vector<std::string_view> missing() const {
        std::vector<std::string_view> out;
        if (purpose.empty()) out.emplace_back("purpose");
        if (notice.empty()) out.emplace_back("notice");
        if (!notice_date) out.emplace_back("notice_date");
        if (!works_council) out.emplace_back("works_council");
        return out;
    }
    [[nodiscard]] bool on() const { return missing().empty(); }
    friend bool operator==(const EmployeeTerms&, const EmployeeTerms&) = default;
};

}  // namespace vigie::model
