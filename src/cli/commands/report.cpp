#include "report.hpp"

#include "common.hpp"
#include "loaded.hpp"
#include "open_store.hpp"

#include <vigie/drivers/chromium.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/engine/mentions.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <fstream>

namespace vigie::cli {
namespace {

struct Period {
    Time from{};
    Time to{};
};

// "2026-10" → its first instant and that of the month after, UTC.
Result<Period> month_period(const std::string& month) {
    const auto begin = parse_time(month + "-01T00:00:00Z");
    if (month.size() != 7 || !begin)
        return fail(Errc::invalid_argument, "'{}' is not a month: write 2026-10", month);
    for (const int days : {28, 29, 30, 31}) {
        const auto end = *begin + std::chrono::hours(24 * days);
        if (format_time(end).substr(0, 7) != month) return Period{*begin, end};
    }
    return fail(Errc::invalid_argument, "'{}' is not a month: write 2026-10", month);
}

Result<Period> period_of(const ReportOptions& options) {
    if (!options.month.empty()) return month_period(options.month);
    const auto now = drivers::make_system_clock()->now();
    return Period{now - std::chrono::hours(24) * options.days, now};
}

std::string organisation_of(const model::AssetRegister& assets) {
    for (const auto& asset : assets.all())
        if (asset.kind == model::AssetKind::organisation) return asset.name;
    return {};
}

Result<> write(const std::string& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.flush()) return fail(Errc::io, "cannot write {}", path);
    return {};
}

// In the form that the name of the file asks for.
Result<> write_report(const std::string& path, const engage::Reputation& found,
                      const model::AssetRegister& assets, const engage::ReportHead& head) {
    if (path.ends_with(".json")) return write(path, model::dump(engage::json_of(found, assets)) + "\n");
    const auto html = engage::report_html(found, assets, head);
    if (path.ends_with(".html")) return write(path, html);
    if (!path.ends_with(".pdf"))
        return fail(Errc::invalid_argument, "{}: the name ends with .html, .pdf or .json", path);
    VIGIE_TRY_ASSIGN(const auto pdf, drivers::print_page(html));
    return write(path, pdf);
}

}  // namespace

int report_period(const ReportOptions& options) {
    const auto period = period_of(options);
    if (!period) return complain(period.error().message);
    const auto loaded = load(options.config.empty() ? "vigie.yaml" : options.config);
    print(loaded.diagnostics, loaded.files);
    if (!loaded.ok()) return complain("the files have errors (above)");
    auto store =
        open_configured_store(options.config, options.data.empty() ? loaded.config->data : options.data);
    if (!store) return complain(store.error().message);
    const auto& assets = loaded.judgement->assets();
    engage::Reputation found;
    const auto read = (*store)->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto watches, session.watches());
        auto all = watches;
        for (const auto& entry : loaded.judgement->watches().all()) all.push_back(entry.watch);
        VIGIE_TRY_ASSIGN(found, engage::reputation(session, period->from, period->to,
                                                   engine::mention_reader(loaded.judgement), all));
        return {};
    });
    if (!read) return complain(read.error().message, exit_input);
    if (options.output.empty()) {
        out(model::dump(engage::json_of(found, assets)));
        return exit_ok;
    }
    const engage::ReportHead head{.organisation = organisation_of(assets),
                                  .lang = options.lang.empty() ? loaded.config->language : options.lang,
                                  .made_at = drivers::make_system_clock()->now()};
    if (const auto written = write_report(options.output, found, assets, head); !written)
        return complain(written.error().message, exit_input);
    fmt::print(stderr, "{}\n", options.output);
    return exit_ok;
}

int report_customers(const ReportOptions& options, std::int64_t count) {
    auto store = open_configured_store(options.config, options.data);
    if (!store) return complain(store.error().message);
    const auto told = (*store)->write([&](ports::Session& session) -> Result<> {
        return engage::tell_customers(session, options.month, count);
    });
    if (!told) return complain(told.error().message);
    fmt::print("{}: {}\n", options.month, count);
    return exit_ok;
}

void add_report(CLI::App& app, std::function<int()>& action) {
    static ReportOptions o;
    static std::int64_t count = 0;
    auto* sub =
        app.add_subcommand("report", "What was said of us in a period, how it sounds, and what it was worth");
    sub->footer(
        "Examples:\n"
        "  vigie report --month 2026-10 --output october.pdf --lang fr\n"
        "  vigie report --days 7 | jq .mentions\n"
        "  vigie report customers 2026-10 120\n"
        "Share of voice: tag the watches of competitors \"competitor\".");
    sub->add_option("-c,--config", o.config, "Configuration (vigie.yaml)");
    sub->add_option("-d,--data", o.data, "Folder of the store, instead of the configuration's");
    sub->add_option("--month", o.month, "A month, such as 2026-10");
    sub->add_option("--days", o.days, "The last days, when no month is given")->check(CLI::Range(1, 366));
    sub->add_option("--lang", o.lang, "Language of the page")->check(CLI::IsMember({"fr", "en"}));
    sub->add_option("-o,--output", o.output,
                    "File: .html, .pdf (needs chromium) or .json; none: JSON on stdout");
    auto* customers =
        sub->add_subcommand("customers", "How many new customers a month brought, as you counted them");
    customers->add_option("-c,--config", o.config, "Configuration (vigie.yaml)");
    customers->add_option("-d,--data", o.data, "Folder of the store, instead of the configuration's");
    customers->add_option("month", o.month, "Such as 2026-10")->required();
    customers->add_option("count", count, "New customers")->required();
    customers->callback([&action] { action = [] { return report_customers(o, count); }; });
    sub->callback([&action, customers] {
        if (!customers->parsed()) action = [] { return report_period(o); };
    });
}

}  // namespace vigie::cli
