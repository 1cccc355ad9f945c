// The day of the rumour: a chain of shops, praise and complaints as every day, and an unfounded story about
// the safety of its food that begins in one town. rumour.cpp has what is ordinary, rumour_plot.cpp the
// rumour: who tells it, asks, doubts, denies, and the forty accounts that push it from the second hour on.
#pragma once

#include "coupon_chain.hpp"
#include "day.hpp"

#include <string>
#include <vector>

namespace vigie::drill {

class RumourDay : public Day {
public:
    RumourDay(std::uint64_t seed, Words words);
    [[nodiscard]] Scenario play();

private:
    // ---- rumour.cpp
    [[nodiscard]] Fixed about(const Shop& shop);
    [[nodiscard]] model::Account head_office() const;
    [[nodiscard]] model::Account official(const Shop& shop) const;
    void open_shops();
    void ordinary(const std::string& list, const char* what, std::size_t posts);
    void wave(const std::string& list, const char* what, std::size_t posts, Duration length);

    // ---- rumour_plot.cpp
    void plot();
    void tell(const model::Account& who, const std::string& lang, const std::string& list, Time at);
    void spread(Time from, Time until, double per_hour);
    void one_more(Time at);
    void amplify(Time from);
    void deny(Time at);

    Chain chain_;
    Fixed rumour_;  // town, product, harm: the same all day
    std::vector<model::Account> pushers_;
    std::vector<model::Item> told_;  // what people can answer and share
};

}  // namespace vigie::drill
