#include "help.hpp"
#include "process.hpp"

#include <vigie/drivers/prometheus.hpp>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <unordered_map>

namespace vigie::drivers {
namespace {

class PrometheusCounter final : public ports::Counter {
public:
    explicit PrometheusCounter(prometheus::Counter& metric) : metric_(metric) {}
    void add(double n) override { metric_.Increment(n); }

private:
    prometheus::Counter& metric_;
};
class PrometheusGauge final : public ports::Gauge {
public:
    explicit PrometheusGauge(prometheus::Gauge& metric) : metric_(metric) {}
    void set(double value) override { metric_.Set(value); }

private:
    prometheus::Gauge& metric_;
};
class PrometheusHistogram final : public ports::Histogram {
public:
    explicit PrometheusHistogram(prometheus::Histogram& metric) : metric_(metric) {}
    void observe(double value) override { metric_.Observe(value); }

private:
    prometheus::Histogram& metric_;
};

std::string key_of(const std::string& name, const ports::Labels& labels) {
    std::string key = name;
    for (const auto& [label, value] : labels) {
        key += '\0';
        key += label;
        key += '\0';
        key += value;
    }
    return key;
}

class PrometheusMetrics final : public ports::Metrics {
public:
    ports::Counter& counter(const std::string& name, const ports::Labels& labels) override {
        return get(counters_, name, labels, none_->counter(name), [&]() -> std::unique_ptr<ports::Counter> {
            auto& family = prometheus::BuildCounter()
                               .Name(name)
                               .Help(prometheus_text::help_of(name))
                               .Register(registry_);
            return std::make_unique<PrometheusCounter>(family.Add(labels));
        });
    }
    ports::Gauge& gauge(const std::string& name, const ports::Labels& labels) override {
        return get(gauges_, name, labels, none_->gauge(name), [&]() -> std::unique_ptr<ports::Gauge> {
            auto& family =
                prometheus::BuildGauge().Name(name).Help(prometheus_text::help_of(name)).Register(registry_);
            return std::make_unique<PrometheusGauge>(family.Add(labels));
        });
    }
    ports::Histogram& histogram(const std::string& name, const ports::Labels& labels) override {
        return get(histograms_, name, labels, none_->histogram(name),
                   [&]() -> std::unique_ptr<ports::Histogram> {
                       auto& family = prometheus::BuildHistogram()
                                          .Name(name)
                                          .Help(prometheus_text::help_of(name))
                                          .Register(registry_);
                       return std::make_unique<PrometheusHistogram>(
                           family.Add(labels, prometheus_text::buckets_of(name)));
                   });
    }
    std::string text() const override {
        return prometheus::TextSerializer().Serialize(registry_.Collect()) +
               prometheus_text::process_metrics();
    }

private:
    template <class T>
    using Known = std::unordered_map<std::string, std::unique_ptr<T>>;

    template <class T, class Make>
    T& get(Known<T>& known, const std::string& name, const ports::Labels& labels, T& none, Make make) {
        auto key = key_of(name, labels);
        const std::lock_guard lock(mutex_);
        if (const auto it = known.find(key); it != known.end()) return *it->second;
        try {
            return *known.emplace(std::move(key), make()).first->second;
        } catch (const std::exception&) {
            refused_.Increment();
            return none;
        }
    }

    // One family object for the same name, whoever asks first; two kinds under one name throw.
    prometheus::Registry registry_{prometheus::Registry::InsertBehavior::Merge};
    prometheus::Counter& refused_ = prometheus::BuildCounter()
                                        .Name("vigie_metrics_refused_total")
                                        .Help(prometheus_text::help_of("vigie_metrics_refused_total"))
                                        .Register(registry_)
                                        .Add({});
    std::unique_ptr<ports::Metrics> none_ = ports::make_null_metrics();
    std::mutex mutex_;
    Known<ports::Counter> counters_;
    Known<ports::Gauge> gauges_;
    Known<ports::Histogram> histograms_;
};

}  // namespace

std::unique_ptr<ports::Metrics> make_prometheus_metrics() {
    return std::make_unique<PrometheusMetrics>();
}

}  // namespace vigie::drivers
