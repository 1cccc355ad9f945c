// vigie report: what was said of us in a period, and what it was worth.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace vigie::cli {

struct ReportOptions {
    std::string config;
    std::string data;
    std::string month;  // "2026-10"; empty: the last `days`
    int days = 30;
    std::string lang;
    std::string output;  // .html, .pdf or .json; empty: JSON on stdout
};
int report_period(const ReportOptions& options);
int report_customers(const ReportOptions& options, std::int64_t count);

void add_report(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
