#include "match/line_blocks.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace vigie::cli {
namespace {

constexpr std::size_t block_bytes = std::size_t{512} << 10;
constexpr std::size_t compressed_bytes = std::size_t{4} << 10;  // a few bytes may inflate to many
constexpr std::size_t quoted_bytes = 80;                        // of a line that is over the limit

bool compressed(std::string_view head) {
    return head.starts_with("\x1f\x8b") || head.starts_with("\x28\xb5\x2f\xfd");
}

std::string_view without_last_line(std::string_view text) {
    return text.substr(0, text.rfind('\n') + 1);  // npos + 1 = 0
}

}  // namespace

LineBlocks::Descriptor::~Descriptor() {
    if (number > STDIN_FILENO) ::close(number);
}

Result<LineBlocks> LineBlocks::open(const std::string& path, std::size_t longest) {
    if (path == "-")
        return LineBlocks("standard input", std::make_unique<Descriptor>(STDIN_FILENO), 0, longest);
    auto file = std::make_unique<Descriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file->number < 0) {
        const auto code = errno == ENOENT ? Errc::not_found : Errc::io;
        return fail(code, "cannot open {}: {}", path, std::generic_category().message(errno));
    }
    struct stat facts {};
    if (::fstat(file->number, &facts) == 0 && S_ISDIR(facts.st_mode))
        return fail(Errc::invalid_argument, "{} is a folder: name a file in it", path);
    const auto size = S_ISREG(facts.st_mode) ? static_cast<std::uint64_t>(facts.st_size) : 0;
    return LineBlocks(path, std::move(file), size, longest);
}

LineBlocks::LineBlocks(std::string path, std::unique_ptr<Descriptor> file, std::uint64_t size,
                       std::size_t longest)
    : path_(std::move(path)), file_(std::move(file)), file_size_(size), longest_(longest) {}

double LineBlocks::progress() const noexcept {
    return file_size_ == 0 ? -1 : std::min(1.0, static_cast<double>(read_) / static_cast<double>(file_size_));
}

Result<std::size_t> LineBlocks::read_raw(char* to, std::size_t most) {
    for (;;) {
        const auto n = ::read(file_->number, to, most);
        if (n >= 0) {
            read_ += static_cast<std::uint64_t>(n);
            return static_cast<std::size_t>(n);
        }
        if (errno != EINTR)
            return fail(Errc::io, "reading {}: {}", path_, std::generic_category().message(errno));
    }
}

// Looks at the first bytes: what they are stands in `rest_`, or was given to the inflater.
Result<> LineBlocks::detect() {
    constexpr std::size_t magic = 4;
    detected_ = true;
    while (rest_.size() < magic) {
        const auto before = rest_.size();
        rest_.resize(compressed_bytes);
        auto n = read_raw(rest_.data() + before, compressed_bytes - before);
        rest_.resize(before + (n ? *n : 0));
        if (!n) return tl::unexpected(std::move(n).error());
        if (*n == 0) break;
    }
    if (!compressed(rest_)) return {};
    inflater_ = kit::make_inflater();
    const auto head = std::exchange(rest_, {});
    if (auto fed = inflater_->feed(head, rest_); !fed) return tl::unexpected(fed.error().in(path_));
    return {};
}

// Inflated bytes into `rest_`, which is empty; false at the end.
Result<bool> LineBlocks::inflate() {
    std::string piece(compressed_bytes, '\0');
    while (rest_.empty()) {
        VIGIE_TRY_ASSIGN(const auto n, read_raw(piece.data(), piece.size()));
        auto fed = n == 0 ? inflater_->finish() : inflater_->feed({piece.data(), n}, rest_);
        if (!fed) return tl::unexpected(fed.error().in(path_));
        if (n == 0) return false;
    }
    return true;
}

// What was read already goes into the block, as far as there is room.
void LineBlocks::take_rest(Block& block) {
    const auto n = std::min(rest_.size() - rest_at_, block.room.size() - block.size);
    std::memcpy(block.room.data() + block.size, rest_.data() + rest_at_, n);
    block.size += n;
    rest_at_ += n;
    if (rest_at_ < rest_.size()) return;
    rest_.clear();
    rest_at_ = 0;
}

// More bytes into the block, at least one; false at the end of the input.
Result<bool> LineBlocks::fill(Block& block) {
    if (block.size == block.room.size()) block.room.resize(block.room.size() * 2);
    if (rest_.empty() && inflater_) {
        VIGIE_TRY_ASSIGN(const bool more, inflate());
        if (!more) return false;
    }
    if (!rest_.empty()) {
        take_rest(block);
        return true;
    }
    VIGIE_TRY_ASSIGN(const auto n, read_raw(block.room.data() + block.size, block.room.size() - block.size));
    block.size += n;
    return n > 0;
}

// The block keeps its first `size` bytes; what follows comes before all else in the next.
void LineBlocks::end_block(Block& block, std::size_t size) {
    carry_.assign(block.room.data() + size, block.size - size);
    block.size = size;
    block.number = blocks_++;
    block.first_line = lines_ + 1;
    const auto text = block.text();
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++lines_;
}

Result<bool> LineBlocks::next(Block& block) {
    if (!detected_) VIGIE_TRY(detect());
    block.size = 0;
    block.overlong = false;
    if (block.room.size() < block_bytes + carry_.size()) block.room.resize(block_bytes + carry_.size());
    while (!ended_) {
        auto looked_at = block.size;
        if (!carry_.empty()) {
            std::memcpy(block.room.data(), carry_.data(), carry_.size());
            block.size = carry_.size();
            carry_.clear();
            looked_at = 0;
        }
        VIGIE_TRY_ASSIGN(const bool more, fill(block));
        ended_ = !more;
        if (skipping_) {
            const auto end = block.text().find('\n');
            if (end == std::string_view::npos) {
                block.size = 0;
                continue;
            }
            skipping_ = false;
            ++lines_;
            carry_.assign(block.room.data() + end + 1, block.size - end - 1);
            block.size = 0;
            continue;
        }
        const auto lines = looked_at + without_last_line(block.text().substr(looked_at)).size();
        if (lines > looked_at) {
            end_block(block, lines);
            return true;
        }
        if (block.size > longest_) {  // no end in sight
            block.overlong = skipping_ = true;
            block.size = std::min(block.size, quoted_bytes);
            end_block(block, block.size);
            return true;
        }
    }
    if (block.size == 0) return false;
    end_block(block, block.size);  // the last line has no end
    return true;
}

}  // namespace vigie::cli
