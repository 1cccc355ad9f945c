#include "match/line_blocks.hpp"

#include "match/in_order.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

namespace vigie::cli {
namespace {

class File {
public:
    explicit File(const std::string& content)
        : path_((std::filesystem::temp_directory_path() / fmt::format("vigie-blocks-{}", ::getpid()))
                    .string()) {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~File() { std::filesystem::remove(path_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct Read {
    std::string bytes;
    std::vector<std::size_t> overlong;  // lines
    std::size_t blocks = 0;
};

Read read(const std::string& content, std::size_t longest) {
    const File file(content);
    auto blocks = LineBlocks::open(file.path(), longest);
    REQUIRE(blocks);
    Read out;
    Block block;
    while (*blocks->next(block)) {
        REQUIRE(block.number == out.blocks++);
        if (block.overlong) {
            out.overlong.push_back(block.first_line);
            continue;
        }
        const auto before = static_cast<std::size_t>(std::count(out.bytes.begin(), out.bytes.end(), '\n'));
        CHECK(block.first_line == before + out.overlong.size() + 1);
        out.bytes += block.text();
    }
    CHECK_FALSE(*blocks->next(block));
    return out;
}

}  // namespace

TEST_CASE("blocks are whole lines, and together the whole input") {
    std::mt19937_64 random(3);
    for (int round = 0; round < 6; ++round) {
        std::string content;
        while (content.size() < 3'000'000) {
            content.append(random() % (round % 2 == 0 ? 90 : 90'000), 'x');
            content += random() % 9 == 0 ? "\r\n" : "\n";
        }
        if (round > 3) content += "the last line";
        const auto got = read(content, std::size_t{8} << 20);
        CHECK(got.bytes == content);
        CHECK(got.blocks > 3);
        CHECK(got.overlong.empty());
    }
    CHECK(read("", 100).blocks == 0);
    CHECK(read("one", 100).bytes == "one");
    CHECK(read("\n", 100).bytes == "\n");
}

TEST_CASE("a line over the limit is told with its number and passed over") {
    const std::string huge(3'000'000, 'y');
    const auto got = read("a\n" + huge + "\nb\nc\n" + huge + "\n" + huge + "\nd\n" + huge, 1'000'000);
    CHECK(got.bytes == "a\nb\nc\nd\n");
    CHECK(got.overlong == std::vector<std::size_t>{2, 5, 6, 8});
}

TEST_CASE("what is not there, or is a folder, is an error that names it") {
    CHECK(LineBlocks::open("/nowhere/x", 10).error().code == Errc::not_found);
    CHECK(LineBlocks::open("/tmp", 10).error().code == Errc::invalid_argument);
}

TEST_CASE("results are handed on in order, whoever is first; who is far ahead waits") {
    std::vector<std::size_t> got;
    InOrder<std::size_t> order(3, [&](std::size_t n) {
        got.push_back(n);
        return true;
    });
    std::atomic<std::size_t> next{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (auto n = next++; n < 2000; n = next++) CHECK(order.add(n, n));
            });
        }
    }
    REQUIRE(got.size() == 2000);
    CHECK(std::is_sorted(got.begin(), got.end()));
    InOrder<int> closed(2, [](int) { return false; });
    CHECK_FALSE(closed.add(0, 1));
    CHECK_FALSE(closed.add(9, 1));
}

}  // namespace vigie::cli
