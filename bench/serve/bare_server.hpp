// The least that Boost.Beast can be: every request is answered "hello". What Vigie's server is measured
// against.
#pragma once

#include <memory>

namespace vigie::bench {

class BareServer {
public:
    explicit BareServer(int threads);
    ~BareServer();
    [[nodiscard]] int port() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::bench
