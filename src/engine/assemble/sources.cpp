#include <vigie/engine/assemble.hpp>
#include <vigie/plugins/csv.hpp>
#include <vigie/plugins/ct.hpp>
#include <vigie/plugins/feeds.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/plugins/jetstream.hpp>
#include <vigie/plugins/safe_browsing.hpp>

#include <array>
#include <utility>

namespace vigie::engine {
namespace {

using Made = Result<std::unique_ptr<watch::Source>>;

struct Making {
    const SourceSurroundings& around;
    std::shared_ptr<plugins::KnownUrls> known;  // of all feeds; made for the first
};

Made make(const JetstreamSource& s, const Making& making) {
    plugins::JetstreamConfig config;
    config.hosts = s.hosts;
    config.collections = s.collections;
    config.compress = s.compress;
    config.hydrate_url = s.hydrate;
    config.silence = std::chrono::duration_cast<std::chrono::milliseconds>(s.max_silence);
    if (s.compress) {
        VIGIE_TRY_ASSIGN(config.dictionary, making.around.read_file(s.dictionary));
    }
    return plugins::make_jetstream_source(std::move(config));
}

Made make(const JetstreamFileSource& s, const Making&) {
    return plugins::make_jetstream_recorded_source({.path = s.path});
}

Made make(const ItemsSource& s, const Making&) {
    return plugins::make_items_source(
        {.path = s.path, .follow = s.follow, .defaults = {.network = s.network, .kind = s.kind}});
}

Made make(const CsvSource& s, const Making& making) {
    auto map = s.map;
    if (!s.map_file.empty()) {
        VIGIE_TRY_ASSIGN(const auto content, making.around.read_file(s.map_file));
        auto read = watch::read_column_map(s.map_file, content);
        if (!read.map) return fail(Errc::invalid_argument, "{}", render(read.diagnostics.front(), content));
        map = *std::move(read.map);
    }
    return plugins::make_csv_source({.path = s.path, .separator = s.separator, .map = std::move(map)});
}

Made make(const CtLogSource& s, const Making&) {
    using Api = plugins::CtConfig::Api;
    return plugins::make_ct_source({.log = s.log,
                                    .api = s.rfc6962 ? Api::rfc6962 : Api::tiles,
                                    .look_back = static_cast<std::uint64_t>(s.look_back),
                                    .poll = std::chrono::duration_cast<std::chrono::milliseconds>(s.poll)});
}

plugins::FeedForm form_of(std::string_view name) {
    using enum plugins::FeedForm;
    constexpr std::array forms{std::pair(std::string_view("text"), text),
                               std::pair(std::string_view("urlhaus_csv"), urlhaus_csv),
                               std::pair(std::string_view("urlhaus_json"), urlhaus_json),
                               std::pair(std::string_view("phishtank_json"), phishtank_json)};
    for (const auto& [known, form] : forms)
        if (known == name) return form;
    return text;
}

Made make(const FeedSource& s, Making& making) {
    auto config = s.list == "openphish" ? plugins::openphish_feed()
                  : s.list == "urlhaus" ? plugins::urlhaus_feed(s.key.reveal())
                  : s.list == "phishtank"
                      ? plugins::phishtank_feed(s.key.reveal(), s.user)
                      : plugins::FeedConfig{.list = s.list, .form = {}, .url = {}, .headers = {}};
    if (!s.url.empty()) config.url = s.url;
    if (!s.form.empty()) config.form = form_of(s.form);
    if (s.every != Duration{}) config.every = std::chrono::duration_cast<std::chrono::seconds>(s.every);
    if (!making.known) {
        making.known = std::make_shared<plugins::KnownUrls>();
        if (making.around.lists != nullptr) making.around.lists->add(making.known);
    }
    return plugins::make_feed_source(std::move(config), making.known);
}

Made make(const SafeBrowsingSource& s, Making& making) {
    const plugins::SafeBrowsingConfig config{.key = s.key.reveal(), .origin = s.service, .lists = s.lists};
    auto service = std::make_shared<plugins::SafeBrowsing>(config, making.around.clock);
    if (making.around.lists != nullptr) making.around.lists->add(service);
    return plugins::make_safe_browsing_source(config, std::move(service));
}

}  // namespace

Result<std::vector<NamedSource>> make_sources(const Config& config, const SourceSurroundings& around) {
    std::vector<NamedSource> out;
    Making making{around, nullptr};
    for (const auto& source : config.sources) {
        auto made = std::visit([&](const auto& settings) { return make(settings, making); }, source.settings);
        if (!made) return tl::unexpected(made.error().in("source " + source.name));
        out.push_back({source.name, *std::move(made)});
    }
    return out;
}

}  // namespace vigie::engine
