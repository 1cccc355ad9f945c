// Collects what is wrong with one query, in both languages, at most `most` of them: who gets fifty errors has
// written no query.
#pragma once

#include <vigie/query/parse.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

// “word” and « word », cut when long.
[[nodiscard]] std::string quoted_en(std::string_view word);
[[nodiscard]] std::string quoted_fr(std::string_view word);

class Problems {
public:
    static constexpr std::size_t most = 50;

    void error(std::string_view code, Place place, model::Text says, model::Text help = {},
               std::string instead = {}) {
        failed_ = true;
        add(Diagnostic::Level::error, code, place, std::move(says), std::move(help), std::move(instead));
    }
    void warning(std::string_view code, Place place, model::Text says, model::Text help = {},
                 std::string instead = {}) {
        add(Diagnostic::Level::warning, code, place, std::move(says), std::move(help), std::move(instead));
    }
    // What no further reading can mend: too deep, too large.
    void give_up(std::string_view code, Place place, model::Text says, model::Text help) {
        error(code, place, std::move(says), std::move(help));
        gave_up_ = true;
    }

    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] bool gave_up() const noexcept { return gave_up_; }
    [[nodiscard]] std::vector<Problem> take();  // in the order of their places

private:
    void add(Diagnostic::Level level, std::string_view code, Place place, model::Text says, model::Text help,
             std::string instead);

    std::vector<Problem> list_;
    bool failed_ = false;
    bool gave_up_ = false;
};

}  // namespace vigie::query
