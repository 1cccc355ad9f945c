// The day of the advisers: several accounts carry one adviser's name and picture; one is his, the others send
// people to a credential page, among thousands of harmless posts in French and English. advisors.cpp has what
// is ordinary, advisors_bystanders.cpp what looks like trouble and is not, advisors_plot.cpp the plot and
// those it reaches.
#pragma once

#include "day.hpp"

#include <string>
#include <vector>

namespace vigie::drill {

class AdvisorsDay : public Day {
public:
    AdvisorsDay(std::uint64_t seed, Words words, const model::AssetRegister& assets);
    [[nodiscard]] Scenario play();

private:
    // ---- advisors.cpp
    [[nodiscard]] std::string city() { return words_.draw("towns", rng_); }
    [[nodiscard]] Fixed about(const model::Asset& adviser);
    void talk_about_us();
    void speak_officially();
    void certificates();

    // ---- advisors_bystanders.cpp
    void bystanders();
    void live(const model::Account& who, const std::string& what, const std::string& list, std::size_t posts,
              const Fixed& fixed);
    void persons(const std::string& what, const std::string& personas, const std::string& list,
                 std::size_t how_many, std::size_t posts);
    void warn();

    // ---- advisors_plot.cpp
    void register_domains();
    [[nodiscard]] model::Account clone(std::size_t technique);
    void plot();
    [[nodiscard]] std::string link();
    void befriend(const model::Account& who, Time from);
    void lure(const model::Account& who, Time from);
    void is_reached(model::Item lure);  // by value: it adds to the events
    void heard_before();

    std::vector<const model::Asset*> advisers_;
    const model::Asset* head_office_ = nullptr;
    const model::Asset* victim_ = nullptr;   // the adviser who is imitated
    std::vector<std::string> plot_domains_;  // that lead to the page
    std::string short_link_;
};

}  // namespace vigie::drill
