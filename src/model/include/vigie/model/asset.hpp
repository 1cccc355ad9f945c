// What is ours: the asset register, as an immutable snapshot. The file form is schemas/assets.schema.json,
// read by watch/assets; everything else sees only this. Shared between threads as shared_ptr<const
// AssetRegister>.
#pragma once

#include <vigie/base/id.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::model {

using AssetId = Id<struct AssetIdTag>;

enum class AssetKind : std::uint8_t {
    organisation,
    brand,
    account,
    person,
    domain,
    hashtag,
    phone,
    link,
    channel,
    place,
    product,
    image,
    term
};

[[nodiscard]] std::string_view name(AssetKind kind) noexcept;
[[nodiscard]] std::optional<AssetKind> asset_kind_of(std::string_view name) noexcept;

// One record for every kind; fields that a kind does not have stay empty.
struct Asset {
    AssetId id;  // stable across edits: given in the file, or derived from kind and name
    AssetKind kind = AssetKind::brand;
    std::string name;  // brand, person, product, place, organisation, channel; display name of an account
    std::vector<std::string> aliases;  // other spellings people use
    std::string network;               // account, channel
    std::string handle;                // account, without '@'
    std::string account_id;            // account: permanent id, when known
    std::string bio;                   // account
    std::string avatar;                // account, image: path or URL
    std::vector<std::string>
        pictures;      // account, image: PDQ hashes of the avatar or picture and of its views
    std::string role;  // account: head_office | shop | ambassador | partner; person: free text
    std::string
        value;  // domain (registrable, lower case), hashtag, phone (E.164), link URL, term, image path
    AssetId belongs_to;  // account → person or brand; product → brand…
    std::string place;   // city
    std::optional<double> latitude;
    std::optional<double> longitude;
    bool common_word = false;  // the name is also an ordinary word: needs a second sign before it counts
    int line = 0;              // where it stands in its file
    friend bool operator==(const Asset&, const Asset&) = default;
};

class AssetRegister {
public:
    AssetRegister() = default;
    explicit AssetRegister(std::vector<Asset> assets, std::string version = {});

    [[nodiscard]] const std::vector<Asset>& all() const noexcept { return assets_; }
    [[nodiscard]] const Asset* find(const AssetId& id) const;
    // The official account with this network and id or handle (case-insensitive), or nullptr. O(1).
    [[nodiscard]] const Asset* account(std::string_view network, std::string_view id,
                                       std::string_view handle) const;
    // True for an own domain or any host below one. `host` lower case, ASCII. O(labels).
    [[nodiscard]] bool owns_host(std::string_view host) const;
    // True for an approved link: exact URL, or below a registered link that ends with '/'.
    [[nodiscard]] bool approves_link(std::string_view url) const;
    [[nodiscard]] const std::string& version() const noexcept { return version_; }  // content hash

private:
    std::vector<Asset> assets_;
    std::string version_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> by_account_;
    std::unordered_map<std::string, std::size_t> by_domain_;
    std::vector<std::string> links_;
};

}  // namespace vigie::model
