// Seeds: ../tests/seeds, which the tests read too. Nothing but an export that was written is good, and what
// is bad is said.
#include <vigie/base/assert.hpp>
#include <vigie/kit/tar.hpp>
#include <vigie/respond/evidence.hpp>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto report = vigie::respond::verify_evidence(bytes);
    VIGIE_ASSERT(report.ok == report.problems.empty());
    const auto files = vigie::kit::read_tar(bytes);
    VIGIE_ASSERT(files || !report.ok);
    if (files) VIGIE_ASSERT(vigie::kit::write_tar(*files) == bytes);
    return 0;
}
