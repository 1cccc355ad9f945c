#include <vigie/plugins/jetstream.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vigie::plugins {
namespace {

std::string post(int n) {
    return fmt::format(
        R"({{"did":"did:plc:a","time_us":{},"kind":"commit","commit":{{"rev":"r{}","operation":"create","collection":"app.bsky.feed.post","rkey":"k{}","record":{{"text":"message {}"}}}}}})",
        1760000000000000 + n, n, n, n);
}

struct Run {
    std::vector<model::Item> items;
    std::string cursor;
    watch::SourceHealth health;
};

Run run(const std::string& path, std::string cursor = {}, watch::Interest concerns = {}) {
    Run out;
    ports::ManualClock clock(from_us(1760000000000000));
    watch::SourceContext context;
    context.name = "test";
    context.cursor = std::move(cursor);
    context.clock = &clock;
    context.concerns = std::move(concerns);
    context.sink = [&](watch::Batch batch) {
        for (auto& item : batch.items) out.items.push_back(std::move(item));
        out.cursor = batch.cursor;
        return true;
    };
    context.report = [&](const watch::SourceHealth& health) { out.health = health; };
    REQUIRE(make_jetstream_recorded_source({path})->run(context, {}).has_value());
    return out;
}

class File {
public:
    File()
        : path_((std::filesystem::temp_directory_path() / fmt::format("vigie-jetstream-{}.jsonl", ::getpid()))
                    .string()) {}
    ~File() { std::filesystem::remove(path_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    void append(const std::string& text) const {
        std::ofstream(path_, std::ios::app | std::ios::binary) << text;
    }
    void replace(const std::string& text) const {
        std::ofstream(path_, std::ios::trunc | std::ios::binary) << text;
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace

TEST_CASE("a recorded file gives its items, bad lines are counted and passed over") {
    const File file;
    file.append(post(1) + "\n\nnot json\n" + post(2) + "\r\n" +
                R"({"did":"did:plc:a","time_us":5,"kind":"commit"})" + "\n" + post(3));
    const auto result = run(file.path());
    REQUIRE(result.items.size() == 3);
    CHECK(result.items.back().text == "message 3");
    CHECK(result.health.events == 5);
    CHECK(result.health.bad == 2);
    CHECK(result.health.state == "finished");
    CHECK(result.health.last_event_at == from_us(1760000000000003));
}

TEST_CASE("a recorded file is resumed where it was stored, a replaced one from its beginning") {
    const File file;
    file.append(post(1) + "\n" + post(2) + "\n");
    const auto first = run(file.path());
    file.append(post(3) + "\n");
    const auto second = run(file.path(), first.cursor);
    REQUIRE(second.items.size() == 1);
    CHECK(second.items.front().text == "message 3");
    file.replace(post(4) + "\n");
    CHECK(run(file.path(), second.cursor).items.front().text == "message 4");
}

TEST_CASE("what concerns nobody is dropped before it is handed on") {
    const File file;
    file.append(post(1) + "\n" + post(2) + "\n");
    const auto result =
        run(file.path(), {}, [](const model::ItemView& item) { return item.text == "message 2"; });
    REQUIRE(result.items.size() == 1);
    CHECK(result.items.front().text == "message 2");
}

TEST_CASE("a file that is not there is an error that names it") {
    watch::SourceContext context;
    const auto result = make_jetstream_recorded_source({"/nowhere/x.jsonl"})->run(context, {});
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().message.find("/nowhere/x.jsonl") != std::string::npos);
}

}  // namespace vigie::plugins
