#include "migrate.hpp"
#include "native.hpp"
#include "session.hpp"

#include <vigie/drivers/sqlite.hpp>
#include <vigie/ports/search.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>

namespace vigie::drivers {
namespace {

using sqlite::Connection;
using sqlite::SqliteSession;

// Read connections, opened when first needed; a reader waits only when all are taken.
class Readers {
public:
    Readers(Connection::Options options, int ceiling)
        : options_(std::move(options)), ceiling_(std::max(ceiling, 1)) {
        options_.read_only = true;
    }

    Result<std::unique_ptr<Connection>> take() {
        std::unique_lock lock(mutex_);
        free_.wait(lock, [&] { return !idle_.empty() || open_ < ceiling_; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++open_;
        lock.unlock();
        auto connection = Connection::open(options_);
        if (!connection) give(nullptr);
        return connection;
    }
    // nullptr: it was not worth keeping.
    void give(std::unique_ptr<Connection> connection) {
        const std::lock_guard lock(mutex_);
        if (connection) {
            idle_.push_back(std::move(connection));
        } else {
            --open_;
        }
        free_.notify_one();
    }

private:
    Connection::Options options_;
    int ceiling_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int open_ = 0;
};

// Ends the transaction on every way out, also when `work` throws.
class Scope {
public:
    explicit Scope(Connection& connection) : connection_(connection) {}
    ~Scope() { connection_.rollback(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

private:
    Connection& connection_;
};

class SqliteStore final : public ports::Store {
public:
    SqliteStore(std::unique_ptr<Connection> writer, const SqliteOptions& options)
        : path_(options.path),
          durable_(options.durable),
          writer_(std::move(writer)),
          readers_(writer_->options(), options.readers) {}

    Result<> write(const std::function<Result<>(ports::Session&)>& work) override {
        const std::lock_guard lock(mutex_);
        auto done = transact(work);
        // Only what concerns the file itself is a matter of health: a conflict is the caller's.
        const bool sick = !done && (done.error().code == Errc::io || done.error().code == Errc::unavailable);
        const std::lock_guard health_lock(health_mutex_);
        if (done) trouble_ = unsynced_;
        if (sick) trouble_ = done.error();
        return done;
    }

    Result<> read(const std::function<Result<>(ports::Session&)>& work) override {
        VIGIE_TRY_ASSIGN(auto connection, readers_.take());
        struct Return {
            Readers& readers;
            std::unique_ptr<Connection>& connection;
            ~Return() { readers.give(std::move(connection)); }
        } const back{readers_, connection};
        const Scope scope(*connection);
        VIGIE_TRY(connection->begin());
        SqliteSession session(*connection);
        return work(session);
    }

    Result<> health() override {
        {
            const std::lock_guard lock(health_mutex_);
            if (trouble_) return tl::unexpected(*trouble_);
        }
        std::error_code ec;
        if (!std::filesystem::exists(path_, ec)) {
            return fail(
                Errc::io,
                "{} is gone: somebody moved or deleted it while Vigie runs; stop Vigie and put it back",
                path_);
        }
        return read([](ports::Session& s) -> Result<> {
            VIGIE_TRY(s.value("health"));
            return {};
        });
    }

private:
    Result<> transact(const std::function<Result<>(ports::Session&)>& work) {
        unsynced_.reset();
        const Scope scope(*writer_);
        VIGIE_TRY(writer_->begin());
        SqliteSession session(*writer_);
        VIGIE_TRY(work(session));
        VIGIE_TRY(session.finish());
        VIGIE_TRY(writer_->commit());
        // An fsync waits for the disk: 1 to 20 ms here, the time of 35 to 700 items. So it is
        // spent where something was promised (an incident number, an act, an audit line), and the firehose
        // does without.
        if (durable_ && session.promises()) {
            // It is committed all the same: a failure here is not one to try again, but one that people must
            // hear of.
            if (const auto synced = sqlite::sync_log(writer_->session(), path_); !synced)
                unsynced_ = synced.error();
        }
        return {};
    }

    std::string path_;
    bool durable_;
    std::mutex mutex_;
    std::unique_ptr<Connection> writer_;
    std::optional<Error> unsynced_;  // the last commit may not survive a power cut
    Readers readers_;
    std::mutex health_mutex_;
    std::optional<Error> trouble_;
};

// The file holds password hashes and foreign data: nobody else reads it. SQLite gives its log the same
// rights.
void create_private(const std::string& path) {
    const int fd = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);  // NOLINT(*-vararg)
    if (fd >= 0) ::close(fd);
}

Result<> refresh_words(ports::Store& store) {
    const auto version = std::to_string(ports::search_words_version);
    return store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto stored, s.value("search.version"));
        if (stored == version) return {};
        auto& session = dynamic_cast<SqliteSession&>(s);
        if (stored) VIGIE_TRY(session.rebuild_words());
        return session.store_value("search.version", version);
    });
}

}  // namespace

Result<std::unique_ptr<ports::Store>> open_sqlite(const SqliteOptions& options) {
    create_private(options.path);
    Connection::Options plain{.path = options.path,
                              .busy_timeout = options.busy_timeout,
                              .read_only = false,
                              .max_pages = options.max_pages};
    VIGIE_TRY_ASSIGN(auto writer, Connection::open(std::move(plain)));
    VIGIE_TRY(sqlite::migrate(*writer));
    std::unique_ptr<ports::Store> store = std::make_unique<SqliteStore>(std::move(writer), options);
    VIGIE_TRY(refresh_words(*store));
    return store;
}

}  // namespace vigie::drivers
