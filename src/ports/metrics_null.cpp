#include <vigie/ports/metrics.hpp>

namespace vigie::ports {
namespace {

class NullCounter final : public Counter {
public:
    void add(double /*n*/) override {}
};
class NullGauge final : public Gauge {
public:
    void set(double /*value*/) override {}
};
class NullHistogram final : public Histogram {
public:
    void observe(double /*value*/) override {}
};

class NullMetrics final : public Metrics {
public:
    Counter& counter(const std::string& /*name*/, const Labels& /*labels*/) override { return counter_; }
    Gauge& gauge(const std::string& /*name*/, const Labels& /*labels*/) override { return gauge_; }
    Histogram& histogram(const std::string& /*name*/, const Labels& /*labels*/) override {
        return histogram_;
    }
    std::string text() const override { return {}; }

private:
    NullCounter counter_;
    NullGauge gauge_;
    NullHistogram histogram_;
};

}  // namespace

std::unique_ptr<Metrics> make_null_metrics() {
    return std::make_unique<NullMetrics>();
}

}  // namespace vigie::ports
