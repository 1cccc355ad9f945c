#include "entries.hpp"
#include "log.hpp"
#include "seen.hpp"

#include <vigie/base/log.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/model/item_view.hpp>
#include <vigie/plugins/ct.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace vigie::plugins {
namespace {

using namespace std::chrono_literals;
using ct::Page;

constexpr std::size_t names_remembered = 200'000;  // some 20 minutes of all logs
constexpr int tries_of_a_page = 5;
constexpr auto longest_back_off = std::chrono::seconds(300);
constexpr auto longest_wait = std::chrono::hours(1);  // a log may not put us to sleep for ever

class CtSource final : public watch::Source {
public:
    explicit CtSource(CtConfig config) : config_(std::move(config)), seen_(names_remembered) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        if (context.http == nullptr || context.clock == nullptr)
            return fail(Errc::invalid_argument, "a certificate log needs HTTP and a clock");
        context_ = &context;
        stop_ = std::move(stop);
        health_ = {.name = context.name, .type = "ct", .state = "starting", .detail = config_.log};
        report();
        ct::Log log(config_, *context.http, *context.clock);
        auto next = saved_position();
        while (!stop_.stop_requested()) {
            const auto size = log.size();
            if (size.refused) {
                retry_later(*size.refused);
                continue;
            }
            if (!next) next = size.value - std::min(size.value, config_.look_back);
            failures_ = 0;
            state("connected", config_.log);
            while (!stop_.stop_requested() && *next < size.value) {
                if (!take_page(log, *next, size.value)) return {};
            }
            // A log that shrank was reset; a position beyond its end would wait for ever.
            if (*next > size.value) {
                gap(fmt::format("{} went back from {} entries to {}", config_.log, *next, size.value));
                next = size.value;
            }
            wait(jittered(config_.poll));
        }
        return {};
    }

private:
    [[nodiscard]] std::optional<std::uint64_t> saved_position() const {
        const std::string_view cursor = context_->cursor;
        const auto bar = cursor.rfind('|');
        if (bar == std::string_view::npos || cursor.substr(0, bar) != config_.log) return std::nullopt;
        const auto digits = cursor.substr(bar + 1);
        std::uint64_t next = 0;
        const auto [at, error] = std::from_chars(digits.data(), digits.data() + digits.size(), next);
        if (error != std::errc() || at != digits.data() + digits.size()) return std::nullopt;
        return next;
    }

    // Reads one page and hands on what concerns us. False: the pipeline closes.
    bool take_page(ct::Log& log, std::uint64_t& next, std::uint64_t size) {
        auto answer = log.page(next, size);
        if (answer.refused) {
            const bool again = answer.refused->error.code != Errc::parse || ++bad_tries_ < tries_of_a_page;
            retry_later(*answer.refused);
            if (again) return true;
            // Five times nonsense: that page is lost, the log is not.
            skip(next, std::min(size, (next / ct::tile_entries + 1) * ct::tile_entries));
            return hand_on({}, next);
        }
        const auto& page = answer.value;
        items_.clear();
        bool whole = true;
        std::uint64_t index = page.first;
        if (page.leaves.empty()) {
            std::vector<ct::Entry> entries;
            const auto read = ct::read_tile(page.tile, entries);
            // A page that is cut may be whole the next time.
            if (whole = read.has_value() && entries.size() >= page.count;
                !whole && ++bad_tries_ < tries_of_a_page) {
                retry_later(
                    {Error{Errc::parse, read ? "a tile with too few entries" : read.error().message}, {}});
                return true;
            }
            for (const auto& e : entries)
                if (index++ >= next) take(e);
        } else {
            for (const auto& leaf : page.leaves) {
                ++index;
                if (const auto e = ct::read_leaf(leaf.input, leaf.extra)) {
                    take(*e);
                } else {
                    bad();
                }
            }
        }
        bad_tries_ = 0;
        failures_ = 0;
        next = std::max(next, index);
        if (!whole) skip(next, page.first + page.count);
        health_.lag_s = 0;
        count("vigie_ct_behind_entries", static_cast<double>(size - std::min(size, next)), true);
        report();
        return hand_on(std::move(items_), next);
    }

    void take(const ct::Entry& entry) {
        ++health_.events;
        count("vigie_ct_entries_total", 1);
        const auto names = ct::names_of(entry.certificate);
        if (!names) {
            bad();
            return;
        }
        health_.last_event_at = entry.at;
        for (const auto& name : names->names) {
            // A precertificate and its certificate, and other logs' copies, tell the same name again.
            if (!seen_.insert(name)) {
                count("vigie_ct_names_total", 1, false, "again");
                continue;
            }
            const bool kept = concerns(name, entry.at);
            count("vigie_ct_names_total", 1, false, kept ? "kept" : "foreign");
            if (kept) items_.push_back(item_of(name, names->issuer, entry.at));
        }
    }

    [[nodiscard]] bool concerns(std::string_view name, Time at) const {
        if (!context_->concerns) return true;
        model::ItemView view;
        const std::array links{name};
        view.network = "ct";
        view.id = name;
        view.kind = model::ItemKind::domain;
        view.links = links;
        view.created_at = at;
        view.observed_at = context_->clock->now();
        return context_->concerns(view);
    }

    [[nodiscard]] model::Item item_of(const std::string& name, const std::string& issuer, Time at) const {
        model::Item item;
        item.network = "ct";
        item.id = name;
        item.kind = model::ItemKind::domain;
        item.links = {name};
        item.created_at = at;
        item.observed_at = context_->clock->now();
        item.author.network = "ct";
        item.author.name = issuer;
        return item;
    }

    bool hand_on(std::vector<model::Item> items, std::uint64_t next) {
        watch::Batch batch;
        batch.items = std::move(items);
        batch.cursor = fmt::format("{}|{}", config_.log, next);
        batch.gap = std::exchange(gap_, std::nullopt);
        return context_->sink(std::move(batch));
    }

    void skip(std::uint64_t& next, std::uint64_t to) {
        if (to <= next) return;
        gap(fmt::format("{} entries of {} could not be read", to - next, config_.log));
        health_.bad += static_cast<std::int64_t>(to - next);
        count("vigie_ct_bad_entries_total", static_cast<double>(to - next));
        next = to;
        bad_tries_ = 0;
    }
    void gap(std::string reason) {
        log::warn("ct", "{}", reason);
        const auto now = context_->clock->now();
        gap_ = watch::Gap{health_.last_event_at.value_or(now), now, std::move(reason)};
    }
    void bad() {
        ++health_.bad;
        count("vigie_ct_bad_entries_total", 1);
    }

    void retry_later(const ct::Refusal& refusal) {
        ++failures_;
        const auto ours = ports::back_off(failures_, chance(), 1s, longest_back_off);
        const auto theirs = std::chrono::duration_cast<std::chrono::milliseconds>(refusal.wait);
        const auto pause = std::min<std::chrono::milliseconds>(std::max(ours, theirs), longest_wait);
        state(refusal.error.code == Errc::invalid_argument ? "failed" : "waiting", refusal.error.message);
        log::warn("ct", "{}: again in {} s", refusal.error.message, pause.count() / 1000);
        wait(pause);
    }

    [[nodiscard]] double chance() const {
        return context_->rng != nullptr ? static_cast<double>(context_->rng->next() >> 11U) * 0x1p-53 : 0.5;
    }
    [[nodiscard]] std::chrono::milliseconds jittered(std::chrono::milliseconds about) const {
        return std::chrono::milliseconds(
            static_cast<std::int64_t>(static_cast<double>(about.count()) * (0.75 + chance() / 2)));
    }
    void wait(std::chrono::milliseconds pause) {
        constexpr auto tick = 100ms;
        const auto until = context_->clock->steady() + pause;
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!stop_.stop_requested() && context_->clock->steady() < until)
            never.wait_for(lock, stop_, std::min<std::chrono::milliseconds>(tick, pause),
                           [] { return false; });
    }

    void count(const std::string& name, double n, bool gauge = false, const char* result = nullptr) const {
        if (context_->metrics == nullptr) return;
        ports::Labels labels{{"source", context_->name}};
        if (result != nullptr) labels["result"] = result;
        if (gauge) {
            context_->metrics->gauge(name, labels).set(n);
        } else {
            context_->metrics->counter(name, labels).add(n);
        }
    }
    void state(std::string name, std::string detail) {
        health_.state = std::move(name);
        health_.detail = std::move(detail);
        report();
    }
    void report() const {
        if (context_->report) context_->report(health_);
    }

    CtConfig config_;
    ct::SeenNames seen_;
    const watch::SourceContext* context_ = nullptr;
    std::stop_token stop_;
    watch::SourceHealth health_;
    std::vector<model::Item> items_;
    std::optional<watch::Gap> gap_;
    int failures_ = 0;
    int bad_tries_ = 0;
};

}  // namespace

Result<std::unique_ptr<watch::Source>> make_ct_source(CtConfig config) {
    const auto url = kit::parse_url(config.log);
    if (!url || url->host.empty() ||
        (!config.log.starts_with("https://") && !config.log.starts_with("http://")))
        return fail(Errc::invalid_argument, "'{}' is no log: write https://log.example/2026h1/", config.log);
    if (!config.log.ends_with('/')) config.log += '/';
    return std::make_unique<CtSource>(std::move(config));
}

}  // namespace vigie::plugins
