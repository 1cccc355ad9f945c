// What a RuleSet is made of. Private to judge/rules.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/judge/rules.hpp>

#include <mutex>
#include <utility>
#include <vector>

namespace vigie::judge {

// Scanners keep their memory between items and serve one thread at a time.
class ScannerPool {
public:
    explicit ScannerPool(std::shared_ptr<const query::Set> set) : set_(std::move(set)) {}
    [[nodiscard]] query::Scanner take();
    void give_back(query::Scanner scanner);

private:
    std::shared_ptr<const query::Set> set_;
    std::mutex mutex_;
    std::vector<query::Scanner> free_;
};

class Borrowed {
public:
    explicit Borrowed(ScannerPool& pool) : pool_(pool), scanner_(pool.take()) {}
    ~Borrowed() { pool_.give_back(std::move(scanner_)); }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    query::Scanner* operator->() const { return &scanner_; }

private:
    ScannerPool& pool_;
    mutable query::Scanner scanner_;
};

struct RuleSet::Impl {
    // Whose query is this? Rules first, then their exceptions: the order of compiling.
    struct Owner {
        std::uint32_t rule = 0;
        std::uint32_t exception = 0;
    };
    std::vector<Rule> rules;
    std::shared_ptr<const query::Names> names;  // shared by all forms of the same rules
    std::string version;
    std::vector<Owner> owners;  // of the queries of `pool`
    std::unique_ptr<ScannerPool> pool;
    std::vector<std::unique_ptr<ScannerPool>> singles;  // each rule with its exceptions
    bool language = false;

    // Fills owners, pool and singles; what does not compile comes back.
    [[nodiscard]] std::vector<query::SourceProblem> compile();
};

// What the console's switch changes.
[[nodiscard]] RuleChange change_of(const model::RuleSwitch& decided, model::RuleMode file_mode);

}  // namespace vigie::judge
