// The retail chain of the drill `coupon`: invented anew for each seed, with its register.
#pragma once

#include "words.hpp"

#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::drill {

inline constexpr std::size_t shop_count = 14;

struct Shop {
    std::string city;
    std::string region;
    std::string name;    // "Lorimel Rennes"
    std::string tag;     // "LorimelRennes"
    std::string handle;  // "rennes.lorimel.example"
    std::string account_id;
    std::string bio;
    std::string avatar;
};

struct Chain {
    std::string name;    // "Maison Lorimel"
    std::string core;    // "Lorimel": what people say
    std::string slug;    // "maison-lorimel"
    std::string sector;  // garden | sport | home | toys | beauty | grocery
    std::string domain;
    std::string tag;
    std::string hotline;  // as written, not a premium number
    std::string code;     // the real coupon of the week
    std::string region;   // where the plot takes place: at least three shops
    std::string head_id;
    std::string partner_id;
    std::vector<Shop> shops;

    // The register a person would have written (YAML).
    [[nodiscard]] std::string register_yaml(const Words& words, ports::Rng& rng) const;
    [[nodiscard]] std::vector<const Shop*> in_region(bool inside) const;
};

// "d’Albi", "de Nice", "des Hauts-de-France".
[[nodiscard]] std::string of_place(std::string_view place);

[[nodiscard]] Chain invent_chain(const Words& words, ports::Rng& rng);

// Their official accounts, as the network shows them on the day that begins at `start`.
[[nodiscard]] model::Account account_of(const Shop& shop, Time start);
[[nodiscard]] model::Account account_of(const Chain& chain, Time start);

// A French number as people write it. `digits`: ten, from 0; `form` 0 to 7, the last two are disguises.
[[nodiscard]] std::string written_number(const std::string& digits, std::size_t form);

}  // namespace vigie::drill
