#include "screenshot.hpp"

#include <vigie/drivers/chromium.hpp>
#include <vigie/drivers/investigator.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace vigie::cli {
namespace {

constexpr std::size_t page_bytes = std::size_t{2} << 20U;

int asked(const model::PageVisit& v) {
    if (!v.error.empty() || v.status >= 400) return -1;
    return (v.asks_password ? 1 : 0) + (v.asks_card ? 1 : 0) + (v.asks_code ? 1 : 0);
}

}  // namespace

Result<> draw(const std::vector<model::PageVisit>& visits, const std::vector<std::string>& also_allow,
              const std::string& path) {
    const auto most = std::ranges::max_element(visits, {}, asked);
    if (most == visits.end() || asked(*most) < 0) return fail(Errc::not_found, "no visitor was shown a page");
    const auto investigator = drivers::make_sandboxed_investigator(
        sandbox::start_self(drivers::investigator_job()),
        {.any_port = !also_allow.empty(), .fetch_as = most->visitor, .also_allow = also_allow});
    VIGIE_TRY_ASSIGN(const auto html, investigator->fetch(most->final_url, page_bytes));
    VIGIE_TRY_ASSIGN(const auto picture, drivers::draw_page(html));
    std::ofstream file(path, std::ios::binary);
    file.write(picture.data(), static_cast<std::streamsize>(picture.size()));
    if (!file.flush()) return fail(Errc::io, "cannot write {}", path);
    return {};
}

std::string numbered(const std::string& path, int number) {
    if (number <= 1) return path;
    const std::filesystem::path whole(path);
    return (whole.parent_path() /
            fmt::format("{}-{}{}", whole.stem().string(), number, whole.extension().string()))
        .string();
}

}  // namespace vigie::cli
