// A file or standard input as blocks of whole lines, for workers to share: gzip and zstd are inflated on the
// way, a pipe gives what has come so far. Memory: the block that is filled, and one line or one inflated
// piece.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/kit/compress.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::cli {

struct Block {
    std::size_t number = 0;      // in the order of the input, from 0 on
    std::size_t first_line = 1;  // of the whole input
    bool overlong = false;       // the text is the beginning of one line that is over the limit
    std::vector<char> room;      // kept from block to block
    std::size_t size = 0;

    [[nodiscard]] std::string_view text() const noexcept { return {room.data(), size}; }
};

class LineBlocks {
public:
    // "-" is standard input. `longest`: bytes of a line that are read at most.
    [[nodiscard]] static Result<LineBlocks> open(const std::string& path, std::size_t longest);

    // The next block; false at the end. Errc::parse when compressed data is corrupt or cut: what was good
    // came before.
    [[nodiscard]] Result<bool> next(Block& block);
    [[nodiscard]] double progress() const noexcept;  // 0 to 1; negative when unknown

private:
    struct Descriptor {
        explicit Descriptor(int n) noexcept : number(n) {}
        ~Descriptor();
        Descriptor(const Descriptor&) = delete;
        Descriptor& operator=(const Descriptor&) = delete;
        int number;
    };

    LineBlocks(std::string path, std::unique_ptr<Descriptor> file, std::uint64_t size, std::size_t longest);
    Result<std::size_t> read_raw(char* to, std::size_t most);
    Result<> detect();
    Result<bool> fill(Block& block);
    Result<bool> inflate();
    void take_rest(Block& block);
    void end_block(Block& block, std::size_t size);

    std::string path_;
    std::unique_ptr<Descriptor> file_;
    std::uint64_t file_size_ = 0;
    std::uint64_t read_ = 0;
    std::size_t longest_;
    std::string carry_;  // of the last block: the beginning of a line
    std::string rest_;   // read already, not yet given, from rest_at_ on
    std::size_t rest_at_ = 0;
    bool detected_ = false;
    bool skipping_ = false;  // inside a line over the limit
    bool ended_ = false;
    std::unique_ptr<kit::Inflater> inflater_;  // when compressed
    std::size_t blocks_ = 0;
    std::size_t lines_ = 0;
};

}  // namespace vigie::cli
