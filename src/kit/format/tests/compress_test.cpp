#include <vigie/kit/compress.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <zdict.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace vigie::kit {
namespace {

std::string gzip(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstd(const std::string& text, const std::string& dictionary = {}, bool with_size = true) {
    auto* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, with_size ? 1 : 0);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);  // the command-line tool sets it too
    if (!dictionary.empty()) ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
    ZSTD_freeCCtx(context);
    return out;
}

std::string sample(int i) {
    return fmt::format(
        R"({{"did":"did:plc:{:024}","time_us":17600000{:08},"kind":"commit","text":"message {}"}})", i * 7919,
        i * 31, i % 17);
}

std::string trained_dictionary() {
    std::string samples;
    std::vector<std::size_t> sizes;
    for (int i = 0; i < 2000; ++i) {
        const auto text = sample(i);
        samples += text;
        sizes.push_back(text.size());
    }
    std::string out(4096, '\0');
    const auto size = ZDICT_trainFromBuffer(out.data(), out.size(), samples.data(), sizes.data(),
                                            static_cast<unsigned>(sizes.size()));
    REQUIRE(ZDICT_isError(size) == 0);
    out.resize(size);
    return out;
}

Result<std::string> inflate_all(const std::string& bytes, std::size_t step) {
    const auto inflater = make_inflater();
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += step)
        VIGIE_TRY(inflater->feed(bytes.substr(i, step), out));
    VIGIE_TRY(inflater->finish());
    return out;
}

std::string text_of(std::size_t size) {
    std::string out;
    while (out.size() < size) out += sample(static_cast<int>(out.size())) + '\n';
    return out;
}

}  // namespace

TEST_CASE("gzip members, zstd frames and plain bytes are read in pieces of any size") {
    const auto text = text_of(200'000);
    const std::string plain = "{\"a\":1}\n";
    for (const std::size_t step :
         {std::size_t{1}, std::size_t{7}, std::size_t{65536}, std::size_t{1} << 20}) {
        CAPTURE(step);
        CHECK(inflate_all(gzip(text), step).value() == text);
        CHECK(inflate_all(gzip(text) + gzip(plain), step).value() == text + plain);
        CHECK(inflate_all(gzip(text) + std::string(512, '\0'), step).value() == text);
        CHECK(inflate_all(zstd(text), step).value() == text);
        CHECK(inflate_all(zstd(text) + zstd(plain) + zstd(""), step).value() == text + plain);
        CHECK(inflate_all(plain, step).value() == plain);
    }
    CHECK(inflate_all("", 1).value().empty());
    CHECK(inflate_all(gzip(""), 1).value().empty());
}

TEST_CASE("a stream that was cut says so, what came before it is kept") {
    const auto text = text_of(50'000);
    for (const auto& whole : {gzip(text), zstd(text)}) {
        for (const std::size_t keep : {std::size_t{3}, std::size_t{12}, whole.size() / 2, whole.size() - 1}) {
            CAPTURE(keep);
            const auto result = inflate_all(whole.substr(0, keep), 100);
            REQUIRE_FALSE(result.has_value());
            CHECK(result.error().code == Errc::parse);
        }
    }
    const auto inflater = make_inflater();
    std::string out;
    const auto half = gzip(text).substr(0, 4000);
    CHECK(inflater->feed(half, out).has_value());
    CHECK(text.starts_with(out));
    CHECK_FALSE(out.empty());
}

TEST_CASE("corrupt data is an error, not a crash") {
    const auto text = text_of(50'000);
    for (auto bytes : {gzip(text), zstd(text)}) {
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
        bytes[bytes.size() / 2 + 1] = static_cast<char>(bytes[bytes.size() / 2 + 1] ^ 0x55);
        CHECK_FALSE(inflate_all(bytes, 1000).has_value());
    }
    CHECK_FALSE(inflate_all(gzip(text) + "garbage", 1000).has_value());
}

TEST_CASE("frames made with a dictionary come back, with and without their size") {
    const auto dictionary = trained_dictionary();
    ZstdFrames frames(dictionary);
    CHECK(frames.dictionary_id() == ZDICT_getDictID(dictionary.data(), dictionary.size()));
    for (const bool with_size : {true, false}) {
        for (int i = 0; i < 20; ++i)
            CHECK(frames.decompress(zstd(sample(i), dictionary, with_size), 8192).value() == sample(i));
        const auto large = text_of(1 << 20);
        CHECK(frames.decompress(zstd(large, dictionary, with_size), 8 << 20).value() == large);
        CHECK(frames.decompress(zstd("", dictionary, with_size), 0).value().empty());
    }
    CHECK(frames.decompress(zstd("no dictionary"), 100).value() == "no dictionary");
}

TEST_CASE("another dictionary, a cut frame and a bomb are told apart") {
    const auto dictionary = trained_dictionary();
    const auto frame = zstd(sample(1), dictionary);
    ZstdFrames none("");
    CHECK(none.dictionary_id() == 0);
    CHECK(none.decompress(frame, 8192).error().code == Errc::invalid_argument);

    ZstdFrames frames(dictionary);
    for (std::size_t keep = 0; keep < frame.size(); ++keep) {
        CHECK(frames.decompress(frame.substr(0, keep), 8192).error().code == Errc::parse);
    }
    CHECK(frames.decompress(frame + "x", 8192).error().code == Errc::parse);
    CHECK(frames.decompress("{\"did\":1}", 8192).error().code == Errc::parse);
    const std::string zeros(std::size_t{16} << 20, '\0');
    CHECK(frames.decompress(zstd(zeros, dictionary, true), 1 << 20).error().code == Errc::io);
    CHECK(frames.decompress(zstd(zeros, dictionary, false), 1 << 20).error().code == Errc::io);
    CHECK(frames.decompress(zstd(std::string(100, 'x'), dictionary), 100).has_value());
    CHECK(frames.decompress(zstd(std::string(101, 'x'), dictionary), 100).error().code == Errc::io);
    CHECK(frames.decompress(frame, 8192).value() == sample(1));  // still usable after all that
}

}  // namespace vigie::kit
