// Counters, gauges and histograms by name, Prometheus style (docs/operate/metrics.md lists all). Labels are
// closed sets: never a URL, handle, user or incident id. Thread-safe; a look-up costs one hash, so keep the
// handle in hot loops.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace vigie::ports {

using Labels = std::map<std::string, std::string>;

class Counter {
public:
    virtual ~Counter() = default;
    virtual void add(double n = 1) = 0;
};
class Gauge {
public:
    virtual ~Gauge() = default;
    virtual void set(double value) = 0;
};
class Histogram {
public:
    virtual ~Histogram() = default;
    virtual void observe(double value) = 0;
};

class Metrics {
public:
    virtual ~Metrics() = default;
    virtual Counter& counter(const std::string& name, const Labels& labels = {}) = 0;
    virtual Gauge& gauge(const std::string& name, const Labels& labels = {}) = 0;
    virtual Histogram& histogram(const std::string& name, const Labels& labels = {}) = 0;  // seconds
    [[nodiscard]] virtual std::string text() const = 0;  // exposition format 0.0.4
};

[[nodiscard]] std::unique_ptr<Metrics> make_null_metrics();  // forgets everything: tests, batch commands

}  // namespace vigie::ports
