#include <vigie/kit/compress.hpp>

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace vigie::kit {
namespace {

constexpr std::string_view gzip_magic = "\x1f\x8b";
constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd";
// A frame may ask for a window of gigabytes. 2^27 is what `zstd -d` accepts without being told to.
constexpr int window_log = 27;
constexpr std::size_t piece_bytes = std::size_t{64} << 10;

class GzipStream {
public:
    GzipStream() { inflateInit2(&stream_, 16 + MAX_WBITS); }
    ~GzipStream() { inflateEnd(&stream_); }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    Result<> feed(std::string_view piece, std::string& out) {
        std::array<char, piece_bytes> buffer;
        while (!piece.empty()) {
            const auto taken = std::min(piece.size(), piece_bytes);
            // zlib's input is not const for historical reasons only.
            stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
            stream_.avail_in = static_cast<uInt>(taken);
            do {
                if (between_members_) {
                    // Some writers pad with zeros (tar, old tapes); gzip itself ignores what follows the last
                    // member.
                    while (stream_.avail_in > 0 && *stream_.next_in == 0) {
                        ++stream_.next_in;
                        --stream_.avail_in;
                    }
                    if (stream_.avail_in == 0) break;
                    inflateReset(&stream_);
                    between_members_ = false;
                }
                stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
                stream_.avail_out = piece_bytes;
                const int code = inflate(&stream_, Z_NO_FLUSH);
                out.append(buffer.data(), piece_bytes - stream_.avail_out);
                if (code == Z_STREAM_END) {
                    between_members_ = true;
                } else if (code != Z_OK && code != Z_BUF_ERROR) {
                    return fail(Errc::parse, "corrupt gzip data: {}",
                                stream_.msg != nullptr ? stream_.msg : "unreadable");
                }
            } while (stream_.avail_in > 0 || stream_.avail_out == 0);
            piece.remove_prefix(taken);
        }
        return {};
    }
    [[nodiscard]] bool complete() const noexcept { return between_members_; }

private:
    z_stream stream_{};
    bool between_members_ = false;
};

class ZstdStream {
public:
    ZstdStream() : stream_(ZSTD_createDStream()) {
        ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, window_log);
    }

    Result<> feed(std::string_view piece, std::string& out) {
        std::array<char, piece_bytes> buffer;
        ZSTD_inBuffer in{piece.data(), piece.size(), 0};
        bool more = true;
        while (in.pos < in.size || more) {
            ZSTD_outBuffer produced{buffer.data(), buffer.size(), 0};
            const auto left = ZSTD_decompressStream(stream_.get(), &produced, &in);
            if (ZSTD_isError(left) != 0)
                return fail(Errc::parse, "corrupt zstd data: {}", ZSTD_getErrorName(left));
            out.append(buffer.data(), produced.pos);
            if (in.pos > 0 || produced.pos > 0) complete_ = left == 0;
            more = produced.pos == produced.size;
        }
        return {};
    }
    [[nodiscard]] bool complete() const noexcept { return complete_; }

private:
    struct Deleter {
        void operator()(ZSTD_DStream* s) const noexcept { ZSTD_freeDStream(s); }
    };
    std::unique_ptr<ZSTD_DStream, Deleter> stream_;
    bool complete_ = true;
};

class AnyInflater final : public Inflater {
public:
    Result<> feed(std::string_view piece, std::string& out) override {
        if (form_ != Form::unknown) return pass(piece, out);
        head_ += piece;
        if (head_.starts_with(gzip_magic)) {
            form_ = Form::gzip;
            gzip_ = std::make_unique<GzipStream>();
        } else if (head_.starts_with(zstd_magic)) {
            form_ = Form::zstd;
            zstd_ = std::make_unique<ZstdStream>();
        } else if (gzip_magic.starts_with(head_) || zstd_magic.starts_with(head_)) {
            return {};  // too few bytes to tell
        } else {
            form_ = Form::plain;
        }
        const auto head = std::exchange(head_, {});
        return pass(head, out);
    }

    // Bytes that only began like a compressed stream were a short plain one; they are too few to matter (less
    // than 4).
    Result<> finish() override {
        if (form_ == Form::gzip && !gzip_->complete())
            return fail(Errc::parse, "the gzip data ends in the middle");
        if (form_ == Form::zstd && !zstd_->complete())
            return fail(Errc::parse, "the zstd data ends in the middle");
        if (!head_.empty()) return fail(Errc::parse, "the data ends inside its first four bytes");
        return {};
    }

private:
    enum class Form : std::uint8_t { unknown, plain, gzip, zstd };

    Result<> pass(std::string_view piece, std::string& out) {
        if (form_ == Form::gzip) return gzip_->feed(piece, out);
        if (form_ == Form::zstd) return zstd_->feed(piece, out);
        out += piece;
        return {};
    }

    Form form_ = Form::unknown;
    std::string head_;
    std::unique_ptr<GzipStream> gzip_;
    std::unique_ptr<ZstdStream> zstd_;
};

}  // namespace

std::unique_ptr<Inflater> make_inflater() {
    return std::make_unique<AnyInflater>();
}

struct ZstdFrames::State {
    struct Deleter {
        void operator()(ZSTD_DCtx* c) const noexcept { ZSTD_freeDCtx(c); }
        void operator()(ZSTD_DDict* d) const noexcept { ZSTD_freeDDict(d); }
    };
    std::unique_ptr<ZSTD_DCtx, Deleter> context;
    std::unique_ptr<ZSTD_DDict, Deleter> dictionary;
    std::uint32_t id = 0;
};

ZstdFrames::ZstdFrames(std::string_view dictionary) : state_(std::make_unique<State>()) {
    state_->context.reset(ZSTD_createDCtx());
    ZSTD_DCtx_setParameter(state_->context.get(), ZSTD_d_windowLogMax, window_log);
    if (dictionary.empty()) return;
    state_->dictionary.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
    if (state_->dictionary) state_->id = ZSTD_getDictID_fromDDict(state_->dictionary.get());
}

ZstdFrames::~ZstdFrames() = default;

std::uint32_t ZstdFrames::dictionary_id() const {
    return state_->id;
}

Result<std::string> ZstdFrames::decompress(std::string_view frame, std::size_t limit) {
    auto* context = state_->context.get();
    const auto wanted = ZSTD_getDictID_fromFrame(frame.data(), frame.size());
    if (wanted != 0 && wanted != state_->id) {
        return fail(Errc::invalid_argument, "the frame was made with dictionary {}, ours is {}", wanted,
                    state_->id);
    }
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR) return fail(Errc::parse, "not a zstd frame, or one that was cut");
    const bool known = size != ZSTD_CONTENTSIZE_UNKNOWN;
    if (known && size > limit) return fail(Errc::io, "the frame holds {} bytes, more than {}", size, limit);

    ZSTD_DCtx_reset(context, ZSTD_reset_session_only);
    ZSTD_DCtx_refDDict(context, state_->dictionary.get());
    // The declared size is foreign: memory is given as bytes come, at first no more than 64 times what was
    // received.
    std::string out(std::min<std::size_t>(known ? static_cast<std::size_t>(size) + 1 : frame.size() * 4 + 64,
                                          std::min(limit + 1, frame.size() * 64 + 1024)),
                    '\0');
    ZSTD_inBuffer in{frame.data(), frame.size(), 0};
    ZSTD_outBuffer produced{out.data(), out.size(), 0};
    for (;;) {
        const auto left = ZSTD_decompressStream(context, &produced, &in);
        if (ZSTD_isError(left) != 0) {
            const auto code = ZSTD_getErrorCode(left);
            const bool other = code == ZSTD_error_dictionary_wrong;
            return fail(other ? Errc::invalid_argument : Errc::parse, "corrupt zstd frame: {}",
                        ZSTD_getErrorName(left));
        }
        if (produced.pos > limit) return fail(Errc::io, "the frame holds more than {} bytes", limit);
        if (left == 0) break;
        if (produced.pos < produced.size) {
            if (in.pos == in.size) return fail(Errc::parse, "the zstd frame was cut");
            continue;
        }
        out.resize(std::min(limit + 1, out.size() * 2));
        produced.dst = out.data();
        produced.size = out.size();
    }
    if (in.pos != in.size) return fail(Errc::parse, "{} bytes after the zstd frame", in.size - in.pos);
    out.resize(produced.pos);
    return out;
}

}  // namespace vigie::kit
