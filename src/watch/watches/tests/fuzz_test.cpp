#include "watches/fuzz/watches_fuzz.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <fstream>
#include <sstream>

namespace vigie::watch {
namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream in(VIGIE_SOURCE_DIR + path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    REQUIRE_FALSE(out.str().empty());
    return out.str();
}

}  // namespace

TEST_CASE("a file of watches that is cut or spoilt anywhere is read without harm") {
    for (const auto* path :
         {"/content/examples/watches.yaml", "/src/watch/watches/tests/cases/everything_wrong.yaml"}) {
        const auto bytes = bytes_of(path);
        for (std::size_t n = 0; n <= bytes.size(); n += 3) fuzz_watches(bytes.substr(0, n));
        for (std::size_t n = 0; n < bytes.size(); n += 7) {
            auto spoilt = bytes;
            spoilt[n] = static_cast<char>("\"'|>(*:\n\xFF"[n % 9]);
            fuzz_watches(spoilt);
        }
    }
}

TEST_CASE("hostile files of watches end in bounded time") {
    const auto start = std::clock();  // of this process: the machine may be busy
    fuzz_watches("- watch: deep\n  query: " + std::string(60'000, '(') + "\n");
    fuzz_watches("- watch: long\n  query: \"" + std::string(1'000'000, 'x') + "\"\n");
    std::string escapes = "- watch: esc\n  query: \"(";
    for (int i = 0; i < 10'000; ++i) escapes += "\\u00e9";
    fuzz_watches(escapes + "\"\n");
    std::string doubling = "- {watch: w0, query: a OR b}\n";
    for (int i = 1; i < 60; ++i)
        doubling += "- {watch: w" + std::to_string(i) + ", query: 'watch:w" + std::to_string(i - 1) +
                    " watch:w" + std::to_string(i - 1) + "'}\n";
    fuzz_watches(doubling);
    std::string many;
    for (int i = 0; i < 5000; ++i)
        many += "- {watch: n" + std::to_string(i) + ", query: mot" + std::to_string(i) + "}\n";
    fuzz_watches(many);
    CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 60);
}

}  // namespace vigie::watch
