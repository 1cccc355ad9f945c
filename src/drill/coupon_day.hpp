// The day of the coupon: a chain of fourteen shops with real promotions, and a plot that hijacks the hashtags
// of one region. coupon.cpp has what is ordinary, coupon_bystanders.cpp what looks like trouble and is not,
// coupon_plot.cpp the plot and those it reaches.
#pragma once

#include "coupon_chain.hpp"
#include "day.hpp"

#include <vector>

namespace vigie::drill {

class CouponDay : public Day {
public:
    CouponDay(std::uint64_t seed, Words words);
    [[nodiscard]] Scenario play();

private:
    // ---- coupon.cpp
    [[nodiscard]] Fixed about(const Shop& shop);
    [[nodiscard]] model::Account official(const Shop& shop) const;
    [[nodiscard]] model::Account head_office() const;
    void open_shops();
    void promote();
    void customers();
    void certificates();

    // ---- coupon_bystanders.cpp
    void bystanders();
    void live(const model::Account& who, const std::string& what, const std::string& list, std::size_t posts,
              const Fixed& fixed);
    void persons(const std::string& what, const std::string& personas, const std::string& list,
                 std::size_t how_many, std::size_t posts);
    void warn();

    // ---- coupon_plot.cpp
    struct Player {
        model::Account account;
        std::string role;
    };
    void prepare_plot();
    void register_domains();
    [[nodiscard]] model::Account clone(const std::string& role, std::size_t technique);
    void enter(const Player& player, Time at);
    [[nodiscard]] Fixed lure_words(const Shop& shop, bool english);
    void plot();
    void lure(const Player& player, std::size_t posts, Time from);
    void pose_as_service(const Player& player, Time from);
    void cheer(const Player& player, Time from);
    void victims(Time from);

    Chain chain_;
    std::vector<model::Item> shop_posts_;    // of the shops: people answer them
    std::vector<model::Item> complaints_;    // of ordinary customers: the fake service answers them
    std::vector<std::string> plot_domains_;  // that lead to the page
    std::vector<model::Item> lures_;
    std::string number_;  // ten digits
    std::size_t number_form_ = 0;
    std::string mobile_;
    std::string messenger_;
    std::string short_link_;
    std::string lure_code_;
    std::string contact_;  // which way the plot prefers: phone | link | both | messenger
};

}  // namespace vigie::drill
