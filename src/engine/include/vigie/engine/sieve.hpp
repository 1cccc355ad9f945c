// One thread's eyes on items: the register's matcher and the watches in force, asked together. A firehose
// goes in, a trickle comes out; what hits nothing allocates nothing.
#pragma once

#include <vigie/engine/judgement.hpp>
#include <vigie/watch/beyond.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigie::engine {

class Sieve {
public:
    explicit Sieve(std::shared_ptr<const Judgement> judgement, watch::LanguageOf language = {});

    // Does an asset or a watch hit it?
    [[nodiscard]] bool concerns(const model::ItemView& item);
    // Names of all that hit it: "asset:<id>" in register order, then watches of files and of the console.
    [[nodiscard]] std::vector<std::string> hits(const model::ItemView& item);

    [[nodiscard]] const Judgement& judgement() const noexcept { return *judgement_; }
    // What queries ask beyond the item, for others who ask about the same one.
    [[nodiscard]] watch::Beyond& beyond() noexcept { return beyond_; }

private:
    // What of ours the domains of an item of kind `domain` may imitate: no word of theirs need be ours.
    [[nodiscard]] std::vector<model::AssetId> imitated(const model::ItemView& item);

    std::shared_ptr<const Judgement> judgement_;
    watch::Beyond beyond_;
    std::optional<query::Scanner> scanner_;  // nothing when no query is in force
};

// A sieve that follows what is in force. One per thread.
class LiveSieve {
public:
    LiveSieve(std::shared_ptr<Current<Judgement>> current, watch::LanguageOf language)
        : current_(std::move(current)), language_(std::move(language)) {}
    // Good until the next call.
    [[nodiscard]] Sieve& get();

private:
    std::shared_ptr<Current<Judgement>> current_;
    watch::LanguageOf language_;
    std::uint64_t seen_ = 0;
    std::optional<Sieve> sieve_;
};

}  // namespace vigie::engine
