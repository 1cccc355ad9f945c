// The JSON forms of watches and queries, and what their resources share.
#pragma once

#include "app.hpp"

#include <vigie/watch/preview.hpp>
#include <vigie/watch/watches.hpp>

#include <span>
#include <vector>

namespace vigie::serve {

[[nodiscard]] Json to_json(const query::Problem& problem);
[[nodiscard]] Json to_json(std::span<const query::Problem> problems);
[[nodiscard]] Json to_json(const query::Plan& plan);
// Leaves of a query, in order: what an editor colours.
[[nodiscard]] Json marks_of(const query::Node& written);
// With "media.0.alt" for what a view calls "alts.0".
[[nodiscard]] Json to_json(const std::vector<query::Highlight>& highlights, const model::Item& item);

// A watch without its volumes.
[[nodiscard]] Json to_json(const model::Watch& watch, const watch::Checked& checked);
// Adds hits, per_hour and per_hour_before of the two weeks up to `now`.
[[nodiscard]] Result<> add_volumes(Json& watch, ports::Session& session, const std::string& name, Time now);

// What is in force; never null.
[[nodiscard]] std::shared_ptr<const watch::WatchSet> watches_in_force(const App& app);

// 422 with the problems of a query.
[[nodiscard]] Response invalid_query(const Call& call, std::span<const query::Problem> problems);

// The query alone, for one that has no error.
[[nodiscard]] std::shared_ptr<const query::Set> compile_one(const query::CompileOptions& options,
                                                            const watch::Checked& checked,
                                                            const std::string& text);

// What queries ask beyond an item, from what is in force.
class Present {
public:
    explicit Present(const App& app);
    [[nodiscard]] watch::Beyond& beyond() noexcept { return beyond_; }

private:
    std::shared_ptr<const model::AssetRegister> assets_;
    std::shared_ptr<const watch::Matcher> matcher_;
    watch::Beyond beyond_;
};

}  // namespace vigie::serve
