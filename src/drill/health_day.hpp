// The day of the health centre: a group practice whose staff post. One doctor believes an account private and
// shows patient files on it, colleagues name a patient in passing, a manager gives figures on a forum.
// health_centre.cpp has what is ordinary and what looks like a leak and is none, health_plot.cpp the leaks.
#pragma once

#include "day.hpp"

#include <string>
#include <vector>

namespace vigie::drill {

class HealthDay : public Day {
public:
    HealthDay(std::uint64_t seed, Words words, const model::AssetRegister& assets);
    [[nodiscard]] Scenario play();

private:
    // ---- health_centre.cpp
    [[nodiscard]] Fixed about(const model::Asset& staff, bool english);
    [[nodiscard]] static bool english(const model::Asset& staff);
    void open_accounts();
    // `count` posts of one kind of hard negative, by our own people or by the crowd.
    void ours(const char* what, const std::string& list, std::size_t count);
    void theirs(const char* what, const std::string& list, std::size_t count);
    void forum_talk();

    // ---- health_plot.cpp
    [[nodiscard]] Fixed patient(bool english);
    void leak(const model::Asset& who, const char* role, model::Item item);
    void photos();
    void words_of_patients();
    void figures();
    [[nodiscard]] std::string nir();

    std::vector<const model::Asset*> staff_;  // on the network
    std::vector<const model::Asset*> forum_;  // declared accounts of a forum
    const model::Asset* head_office_ = nullptr;
    const model::Asset* doctor_ = nullptr;  // who believes the account private
};

}  // namespace vigie::drill
