#include "tests/event_maker.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/model/describe.hpp>
#include <vigie/plugins/jetstream_glance.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace vigie::plugins {
namespace {

using Seen = JetstreamGlance::Seen;

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/sources/jetstream/";

// Both readers, kept from event to event as in life.
class Both {
public:
    Seen check(std::string_view json) {
        CAPTURE(json);
        const std::string exact(json);  // no byte behind it: a sanitizer sees a read too far
        model::ItemView view;
        const auto seen = glance_.of(exact, view);
        const auto event = decoder_.decode(exact);
        if (!event) {
            REQUIRE(seen == Seen::bad);
            CHECK(glance_.error().message == event.error().message);
            return seen;
        }
        REQUIRE(seen == (event->item ? Seen::item : Seen::other));
        CHECK(glance_.kind() == event->kind);
        CHECK(glance_.time_us() == event->time_us);
        if (event->item) {
            model::ItemViewer viewer;
            REQUIRE(model::describe(view) == model::describe(viewer.of(*event->item)));
        }
        return seen;
    }

private:
    JetstreamGlance glance_;
    JetstreamDecoder decoder_;
};

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.is_open());
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a glance sees what the decoder decodes in every recorded oddity") {
    Both both;
    std::ifstream file(folder + "cases/decode.jsonl");
    REQUIRE(file.is_open());
    std::string line;
    int items = 0;
    while (std::getline(file, line)) {
        const auto c = nlohmann::json::parse(line);
        CAPTURE(c["name"]);
        items +=
            both.check(c.contains("raw") ? c["raw"].get<std::string>() : c["event"].dump()) == Seen::item;
    }
    CHECK(items > 40);
}

TEST_CASE("a glance sees what the decoder decodes in the seeds of the fuzzer, cut and changed anywhere") {
    Both both;
    for (const auto& entry : std::filesystem::directory_iterator(folder + "fuzz/seeds")) {
        CAPTURE(entry.path().filename().string());
        const auto seed = read(entry.path());
        both.check(seed);
        for (std::size_t i = 0; i < seed.size(); i += 2) {
            both.check(std::string_view(seed).substr(0, i));
            auto changed = seed;
            changed[i] = "\"\\{}[],:0a\n\xC3"[(i / 2) % 12];
            both.check(changed);
        }
    }
}

TEST_CASE(
    "a glance sees what the decoder decodes in generated events of any order, repeated, mistyped, cut") {
    Both both;
    int items = 0;
    int bad = 0;
    for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
        EventMaker maker(seed);
        const auto event = maker.event();
        items += both.check(event) == Seen::item ? 1 : 0;
        for (int i = 0; i < 3; ++i) bad += both.check(maker.damaged(event)) == Seen::bad ? 1 : 0;
    }
    CHECK(items > 2000);
    CHECK(bad > 1000);
}

TEST_CASE("an event of megabytes is seen, and the next one too") {
    Both both;
    std::string text;
    while (text.size() < (std::size_t{2} << 20)) text += "mot \\n #tag exemple.fr ";
    const auto post = [](const std::string& what) {
        return R"({"did":"did:plc:a","time_us":1,"kind":"commit","commit":{"rev":"r","operation":"create",)"
               R"("collection":"app.bsky.feed.post","rkey":"k","record":{"text":")" +
               what + "\"}}}";
    };
    CHECK(both.check(post(text)) == Seen::item);
    CHECK(both.check(post("petit \\u00e9t\\u00e9")) == Seen::item);
    CHECK(both.check(post(std::string(limits::frame_bytes, 'x'))) == Seen::bad);
    CHECK(both.check(post("petit")) == Seen::item);
}

}  // namespace vigie::plugins
