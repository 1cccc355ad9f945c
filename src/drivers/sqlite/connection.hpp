// One connection: prepared statements kept by their SQL text, arguments and columns through buffers that live
// as long as the statement. Catches what SOCI throws. Used by one thread at a time.
//
// After a statement failed inside a transaction, all further ones fail with the same error until rollback():
// half a transaction is never committed, whatever the caller does with errors.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>

#include <soci/soci.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::drivers::sqlite {

// A value bound to a `?`. Its kind must be the same on every use of one SQL text.
struct Arg {
    enum class Kind : std::uint8_t { integer, real, text };
    Kind kind = Kind::integer;
    bool null = false;
    std::int64_t i = 0;
    double d = 0;
    std::string_view s;

    // NOLINTBEGIN(google-explicit-constructor): a list of plain values is what a caller wants to write.
    Arg(std::int64_t v) : i(v) {}
    Arg(int v) : i(v) {}
    Arg(bool v) : i(v ? 1 : 0) {}
    Arg(double v) : kind(Kind::real), d(v) {}
    Arg(std::string_view v) : kind(Kind::text), s(v) {}
    Arg(const std::string& v) : kind(Kind::text), s(v) {}
    Arg(const char* v) : kind(Kind::text), s(v) {}
    Arg(Time v) : i(to_us(v)) {}
    Arg(const std::optional<Time>& v) : null(!v), i(v ? to_us(*v) : 0) {}
    Arg(const std::optional<std::int64_t>& v) : null(!v), i(v.value_or(0)) {}
    // NOLINTEND(google-explicit-constructor)
};
using Args = std::vector<Arg>;

struct Cell {
    Arg::Kind kind = Arg::Kind::integer;
    soci::indicator state = soci::i_ok;
    long long i = 0;
    double d = 0;
    std::string s;
};

class Row {
public:
    explicit Row(const std::vector<std::unique_ptr<Cell>>& cells) : cells_(cells) {}
    [[nodiscard]] std::int64_t integer(std::size_t column) const {
        return null(column) ? 0 : cells_[column]->i;
    }
    [[nodiscard]] const std::string& text(std::size_t column) const { return cells_[column]->s; }
    [[nodiscard]] bool null(std::size_t column) const { return cells_[column]->state == soci::i_null; }

private:
    const std::vector<std::unique_ptr<Cell>>& cells_;
};

class Connection {
public:
    struct Options {
        std::string path;
        std::chrono::milliseconds busy_timeout{5000};
        bool read_only = false;
        std::int64_t max_pages = 0;
    };
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(Options options);

    // Answers how many rows changed.
    Result<std::int64_t> run(std::string_view sql, const Args& args = {});
    // `columns`: one letter for each column, i(nteger) or t(ext). `each` may stop by an error; it must not
    // use this SQL again.
    Result<> select(std::string_view sql, std::string_view columns, const Args& args,
                    const std::function<Result<>(const Row&)>& each);
    Result<std::optional<std::int64_t>> integer(std::string_view sql, const Args& args = {});

    [[nodiscard]] std::int64_t last_rowid();
    Result<> begin();   // the writer takes the lock at once, a reader its snapshot with the first select
    Result<> commit();  // rolls back when it fails
    void rollback() noexcept;
    [[nodiscard]] const Options& options() const noexcept { return options_; }
    [[nodiscard]] soci::session& session() noexcept { return session_; }

private:
    struct Kept {
        explicit Kept(soci::session& session) : statement(session) {}
        std::vector<std::unique_ptr<Cell>> in;
        std::vector<std::unique_ptr<Cell>> out;
        soci::statement statement;
    };
    explicit Connection(Options options) : options_(std::move(options)) {}
    Kept& kept(std::string_view sql, std::string_view columns, const Args& args);
    Result<> set_up();
    Error note(const std::string& sql, const std::exception& e);

    Options options_;
    soci::session session_;
    std::unordered_map<std::string, std::unique_ptr<Kept>> statements_;  // gone before the session
    std::optional<Error> broken_;
};

}  // namespace vigie::drivers::sqlite
