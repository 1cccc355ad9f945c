#include <vigie/base/log.hpp>
#include <vigie/kit/compress.hpp>
#include <vigie/watch/file_stream.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <vector>

namespace vigie::watch {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

struct Closer {
    void operator()(std::FILE* f) const noexcept {
        if (f != stdin) (void)std::fclose(f);  // only ever read: nothing can be lost here
    }
};

class InflatingStream final : public FileStream {
public:
    InflatingStream(std::string path, std::unique_ptr<std::FILE, Closer> file, std::uintmax_t size)
        : path_(std::move(path)), file_(std::move(file)), size_(size), buffer_(piece_bytes) {}

    Result<bool> read(std::string& out) override {
        std::clearerr(file_.get());
        const auto n = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
        if (n == 0 && std::ferror(file_.get()) != 0) {
            return fail(Errc::io, "reading {}: {}", path_, std::generic_category().message(errno));
        }
        if (n == 0) {
            if (auto end = inflater_->finish(); !end) return tl::unexpected(end.error().in(path_));
            return false;
        }
        done_ += n;
        if (auto fed = inflater_->feed({buffer_.data(), n}, out); !fed)
            return tl::unexpected(fed.error().in(path_));
        return true;
    }

    double progress() const override {
        return size_ == 0 ? -1.0 : static_cast<double>(done_) / static_cast<double>(size_);
    }

private:
    std::string path_;
    std::unique_ptr<std::FILE, Closer> file_;
    std::uintmax_t size_;
    std::uintmax_t done_ = 0;
    std::vector<char> buffer_;
    std::unique_ptr<kit::Inflater> inflater_ = kit::make_inflater();
};

// Gives `head` before what the stream itself has.
class Continued final : public FileStream {
public:
    Continued(std::string head, std::unique_ptr<FileStream> rest)
        : head_(std::move(head)), rest_(std::move(rest)) {}

    Result<bool> read(std::string& out) override {
        if (head_.empty()) return rest_->read(out);
        out += head_;
        head_.clear();
        return true;
    }
    double progress() const override { return rest_->progress(); }

private:
    std::string head_;
    std::unique_ptr<FileStream> rest_;
};

}  // namespace

Result<Resumed> resume_file(const std::string& path, std::string_view cursor, std::string_view source) {
    std::uint64_t wanted = 0;
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), wanted);
    VIGIE_TRY_ASSIGN(auto stream, FileStream::open(path));
    std::uint64_t passed = 0;
    std::string piece;
    while (passed < wanted) {
        piece.clear();
        VIGIE_TRY_ASSIGN(const bool more, stream->read(piece));
        if (!more) {
            log::info(fmt::format("source {}", source), "{} was replaced: reading it from its beginning",
                      path);
            VIGIE_TRY_ASSIGN(auto anew, FileStream::open(path));
            return Resumed{.stream = std::move(anew), .position = 0};
        }
        const auto part = std::min<std::uint64_t>(piece.size(), wanted - passed);
        passed += part;
        piece.erase(0, static_cast<std::size_t>(part));
    }
    if (!piece.empty()) stream = std::make_unique<Continued>(std::move(piece), std::move(stream));
    return Resumed{.stream = std::move(stream), .position = wanted};
}

Result<std::unique_ptr<FileStream>> FileStream::open(const std::string& path) {
    if (path == "-") {
        return std::make_unique<InflatingStream>("standard input", std::unique_ptr<std::FILE, Closer>(stdin),
                                                 0);
    }
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        return fail(Errc::invalid_argument, "{} is a folder: name the files in it", path);
    }
    std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        const auto code = errno == ENOENT ? Errc::not_found : Errc::io;
        return fail(code, "cannot open {}: {}", path, std::generic_category().message(errno));
    }
    const auto size = std::filesystem::file_size(path, error);
    return std::make_unique<InflatingStream>(path, std::move(file), error ? 0 : size);
}

}  // namespace vigie::watch
