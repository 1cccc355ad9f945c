// Seeds: ../tests/cases and content/examples/assets.yaml, which the tests read too.
#include <vigie/base/assert.hpp>
#include <vigie/watch/register.hpp>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto result =
        vigie::watch::read_register({{"f.yaml", {reinterpret_cast<const char*>(data), size}}});
    VIGIE_ASSERT((result.assets == nullptr) == vigie::has_errors(result.diagnostics));
    return 0;
}
