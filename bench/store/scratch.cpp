#include "scratch.hpp"

#include <vigie/ports/clock.hpp>

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

namespace vigie::bench {
namespace {

std::string word(ports::SeededRng& rng) {
    // Zipf-like: the rank's logarithm is even.
    const auto chance = static_cast<double>(rng.next() >> 11U) / 9007199254740992.0;
    const auto rank = static_cast<std::uint64_t>(std::exp(chance * std::log(20'000.0)));
    ports::SeededRng letters(rank);
    std::string out;
    for (auto n = 2 + letters.next() % 7; n > 0; --n) {
        if (rank % 6 == 0 && letters.next() % 4 == 0) {
            out += "é";
        } else {
            out += static_cast<char>('a' + letters.next() % 26);
        }
    }
    return out;
}

}  // namespace

Scratch::Scratch() {
    auto pattern = (std::filesystem::temp_directory_path() / "vigie-bench-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
}

Scratch::~Scratch() {
    std::error_code ec;
    std::filesystem::remove_all(folder_, ec);
}

double Scratch::megabytes() const {
    double bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder_))
        bytes += static_cast<double>(file.file_size());
    return bytes / 1e6;
}

model::Item post(std::int64_t n) {
    ports::SeededRng rng(static_cast<std::uint64_t>(n));
    model::Item item;
    item.network = "bluesky";
    item.id = fmt::format("at://did:plc:{:024x}/app.bsky.feed.post/{:013x}", rng.next(), n);
    item.url = "https://bsky.app/profile/someone.example/post/" + std::to_string(n);
    item.created_at = from_us(1'760'000'000'000'000 + n * 1000);
    item.observed_at = from_us(1'760'000'000'123'456 + n * 1000);
    item.lang = "fr";
    for (auto words = 5 + rng.next() % 36; words > 0; --words)
        item.text += word(rng) + (words > 1 ? " " : "");
    item.author.network = item.network;
    item.author.id = fmt::format("did:plc:{:024x}", rng.next());
    item.author.handle = word(rng) + ".example";
    item.author.name = word(rng) + " " + word(rng);
    item.cid = fmt::format("bafyrei{:052x}", rng.next());
    return item;
}

double resident_megabytes() {
    std::ifstream in("/proc/self/statm");
    double total = 0;
    double resident = 0;
    in >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace vigie::bench
