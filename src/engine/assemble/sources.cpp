#include <vigie/engine/assemble.hpp>
#include <vigie/plugins/csv.hpp>
#include <vigie/plugins/ct.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/plugins/jetstream.hpp>

namespace vigie::engine {
namespace {

using Made = Result<std::unique_ptr<watch::Source>>;

Made make(const JetstreamSource& s, const ReadFile& read_file) {
    plugins::JetstreamConfig config;
    config.hosts = s.hosts;
    config.collections = s.collections;
    config.compress = s.compress;
    config.hydrate_url = s.hydrate;
    config.silence = std::chrono::duration_cast<std::chrono::milliseconds>(s.max_silence);
    if (s.compress) {
        VIGIE_TRY_ASSIGN(config.dictionary, read_file(s.dictionary));
    }
    return plugins::make_jetstream_source(std::move(config));
}

Made make(const JetstreamFileSource& s, const ReadFile&) {
    return plugins::make_jetstream_recorded_source({.path = s.path});
}

Made make(const ItemsSource& s, const ReadFile&) {
    return plugins::make_items_source(
        {.path = s.path, .follow = s.follow, .defaults = {.network = s.network, .kind = s.kind}});
}

Made make(const CsvSource& s, const ReadFile& read_file) {
    auto map = s.map;
    if (!s.map_file.empty()) {
        VIGIE_TRY_ASSIGN(const auto content, read_file(s.map_file));
        auto read = watch::read_column_map(s.map_file, content);
        if (!read.map) return fail(Errc::invalid_argument, "{}", render(read.diagnostics.front(), content));
        map = *std::move(read.map);
    }
    return plugins::make_csv_source({.path = s.path, .separator = s.separator, .map = std::move(map)});
}

Made make(const CtLogSource& s, const ReadFile&) {
    using Api = plugins::CtConfig::Api;
    return plugins::make_ct_source({.log = s.log,
                                    .api = s.rfc6962 ? Api::rfc6962 : Api::tiles,
                                    .look_back = static_cast<std::uint64_t>(s.look_back),
                                    .poll = std::chrono::duration_cast<std::chrono::milliseconds>(s.poll)});
}

}  // namespace

Result<std::vector<NamedSource>> make_sources(const Config& config, const ReadFile& read_file) {
    std::vector<NamedSource> out;
    for (const auto& source : config.sources) {
        auto made =
            std::visit([&](const auto& settings) { return make(settings, read_file); }, source.settings);
        if (!made) return tl::unexpected(made.error().in("source " + source.name));
        out.push_back({source.name, *std::move(made)});
    }
    return out;
}

}  // namespace vigie::engine
