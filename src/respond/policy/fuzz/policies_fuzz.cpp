// Seeds: ../tests/cases and content/policies, which the tests read too. A set that was read can be put to
// work.
#include <vigie/base/assert.hpp>
#include <vigie/respond/policy.hpp>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto result = vigie::respond::read_policies(
        {{"f.yaml", {reinterpret_cast<const char*>(data), size}}}, {"mail"}, {"bluesky"});
    VIGIE_ASSERT((result.policies == nullptr) == vigie::has_errors(result.diagnostics));
    if (!result.policies) return 0;
    for (const auto& policy : result.policies->policies) {
        VIGIE_ASSERT(vigie::respond::plan(policy, {}).size() == policy.steps.size());
    }
    return 0;
}
