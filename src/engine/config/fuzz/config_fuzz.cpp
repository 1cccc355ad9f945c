// Seeds: ../tests/cases and content/examples/vigie.yaml, which the tests read too.
#include <vigie/base/assert.hpp>
#include <vigie/engine/config.hpp>

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string content(reinterpret_cast<const char*>(data), size);
    const auto result = vigie::engine::read_config(
        "f.yaml", content, [](const auto& place) { return vigie::Result<std::string>(place.name); });
    VIGIE_ASSERT(result.config.has_value() != vigie::has_errors(result.diagnostics));
    const auto hidden = vigie::engine::hide_secrets(content);
    VIGIE_ASSERT(std::ranges::count(hidden, '\n') == std::ranges::count(content, '\n'));
    return 0;
}
