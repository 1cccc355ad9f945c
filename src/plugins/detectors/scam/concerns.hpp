// Which of our assets a post concerns: it carries our hashtag, mentions our account, names us, or answers in
// a thread that does. Built once per register; a post costs a look-up per word.
#pragma once

#include "reading.hpp"

#include <vigie/judge/near_index.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigie::plugins::scam {

enum class Tie : std::uint8_t { name, tag, account, thread, pivot };  // how

struct Concern {
    const model::Asset* asset = nullptr;
    Tie tie = Tie::name;
    std::string tag;  // folded, for Tie::tag
    std::optional<model::Span> span;
};

class Concerns {
public:
    explicit Concerns(std::shared_ptr<const model::AssetRegister> assets);
    // The firmest tie first: tag, account, name. At most 8.
    [[nodiscard]] std::vector<Concern> of(const model::Item& item, const Reading& reading) const;
    [[nodiscard]] const model::AssetRegister& assets() const noexcept { return *assets_; }
    // Our own account, or a partner's; nullptr otherwise.
    [[nodiscard]] const model::Asset* author(const model::Item& item) const;

private:
    struct Name {
        std::vector<std::uint64_t> words;
        const model::Asset* asset = nullptr;
        bool common = false;
    };
    void add_name(const model::Asset& asset, const std::string& name);
    void add_tag(const model::Asset& asset, const std::string& tag);
    void find_tags(const model::Item& item, const Reading& reading, std::vector<Concern>& out) const;
    void find_accounts(const model::Item& item, const Reading& reading, std::vector<Concern>& out) const;
    void find_names(const model::Item& item, const Reading& reading, std::vector<Concern>& out) const;

    std::shared_ptr<const model::AssetRegister> assets_;
    std::vector<Name> names_;
    judge::HashIndex by_first_word_;
    std::vector<const model::Asset*> tagged_;
    judge::HashIndex by_tag_;
};

}  // namespace vigie::plugins::scam
