// Who can be impersonated: persons, brands, the organisation, each shop and ambassador, with all their
// spellings and official accounts; and the index that leads from an account to the few it may imitate. Cost
// of a look-up is independent of their number: exact, one-edit and sorted keys, names inside names, brands
// inside handles, same avatar, same bio.
#pragma once

#include "profile.hpp"

#include <vigie/judge/near_index.hpp>
#include <vigie/model/asset.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace vigie::plugins {

struct OfficialAccount {
    const model::Asset* asset = nullptr;
    std::string local;
    Form handle;
    bool telling = false;  // the handle is distinctive enough to be compared by
};

struct Spelling {
    std::string text;
    Form form;
};

struct Identity {
    const model::Asset* head = nullptr;  // the person, brand, organisation, or the account itself
    bool person = false;
    bool partner = false;
    bool common = false;  // the name is an ordinary word
    std::vector<Spelling> names;
    std::vector<OfficialAccount> accounts;

    // The official account with that picture, or nullptr.
    [[nodiscard]] const OfficialAccount* pictured(std::string_view avatar) const;
    [[nodiscard]] const OfficialAccount* account_on(std::string_view network) const;
};

class Identities {
public:
    explicit Identities(std::shared_ptr<const model::AssetRegister> assets);

    // At most 48, each once.
    [[nodiscard]] std::vector<const Identity*> candidates(const Profile& profile) const;
    [[nodiscard]] const model::AssetRegister& assets() const noexcept { return *assets_; }
    // An identity whose name stands among the words of a text, with its place.
    struct Mention {
        const Identity* who = nullptr;
        std::size_t start = 0;
        std::size_t end = 0;
    };
    // At most 8, in order of standing, each identity once; never ordinary words.
    [[nodiscard]] std::vector<Mention> mentions_in(std::string_view text) const;
    [[nodiscard]] const Identity* brand_in_key(std::string_view key) const;
    [[nodiscard]] static bool is_house(const Identity& who) noexcept;  // a brand or the organisation
    [[nodiscard]] bool owns_phone(const std::string& e164) const { return phones_.contains(e164); }

private:
    void build();
    void attach(const model::Asset& account, std::unordered_map<std::string, std::size_t>& by_id,
                std::unordered_map<std::string, std::size_t>& by_key);
    void index();
    template <class Visit>
    void each_inside(std::string_view key, Visit&& visit) const;

    std::shared_ptr<const model::AssetRegister> assets_;
    std::vector<Identity> list_;
    std::unordered_set<std::string> phones_;
    judge::NearIndex near_{6};
    judge::HashIndex exact_;
    judge::HashIndex brand_start_;  // first 4 bytes of a brand's key
    judge::HashIndex long_start_;   // first 8 bytes of any other key
    judge::HashIndex looks_;        // avatars and bios of official accounts
};

}  // namespace vigie::plugins
