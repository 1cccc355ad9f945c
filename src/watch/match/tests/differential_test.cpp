#include "match/tests/naive_matcher.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/watch/match.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace vigie::watch::match {
namespace {

using model::Asset;
using model::AssetKind;

class Generator {
public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return random_() % n; }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class T>
    const T& any(const std::vector<T>& list) {
        return list[below(list.size())];
    }

    std::string word() {
        static const std::vector<std::string> syllables{"ka", "ri", "men", "tal", "é",  "bre", "qui",
                                                        "o",  "an", "ge",  "m",   "l1", "Œ"};
        std::string out;
        for (auto n = 1 + below(4); n > 0; --n) out += any(syllables);
        if (one_in(2)) out[0] = static_cast<char>(out[0] >= 'a' && out[0] <= 'z' ? out[0] - 32 : out[0]);
        return out;
    }

    std::string name() {
        static const std::vector<std::string> joints{" ", "-", " ", "'", " & ", ". "};
        auto out = word();
        for (auto n = below(4); n > 0; --n) out += any(joints) + word();
        return one_in(20) ? "H&M" : out;
    }

    model::AssetRegister assets() {
        static const std::vector<AssetKind> kinds{
            AssetKind::brand,   AssetKind::person,  AssetKind::organisation,
            AssetKind::product, AssetKind::place,   AssetKind::account,
            AssetKind::domain,  AssetKind::hashtag, AssetKind::term};
        std::vector<Asset> out;
        names_.clear();
        for (std::size_t i = 0; i < 25; ++i) {
            Asset asset;
            asset.id = model::AssetId("a" + std::to_string(i));
            asset.kind = any(kinds);
            const auto label = name();
            names_.push_back(label);
            if (asset.kind == AssetKind::domain) {
                asset.value = kit::handle_skeleton(word() + "x") + ".example";
                names_.push_back(asset.value);
            } else if (asset.kind == AssetKind::hashtag || asset.kind == AssetKind::term) {
                asset.value = label;
            } else {
                asset.name = label;
                if (one_in(3)) names_.push_back(asset.aliases.emplace_back(name()));
            }
            if (asset.kind == AssetKind::account) {
                asset.network = one_in(3) ? "x" : "bluesky";
                asset.handle = word() + (one_in(2) ? ".bsky.social" : ".example");
                asset.account_id = "did:plc:" + std::to_string(i);
                names_.push_back(asset.handle);
            }
            asset.common_word = one_in(4);
            if (asset.common_word && one_in(2)) asset.place = word() + " " + word();
            if (!asset.place.empty()) names_.push_back(asset.place);
            out.push_back(std::move(asset));
        }
        return model::AssetRegister(std::move(out));
    }

    // A name of ours as it stands, or with something done to it.
    std::string mention() {
        auto out = any(names_);
        switch (below(8)) {
            case 0: return kit::fold(out);
            case 1: std::erase(out, ' '); return out;
            case 2: return out.substr(0, kit::tokens(out).back().start);
            case 3: return out + word();
            case 4: std::ranges::replace(out, ' ', "_,-.;|"[below(6)]); return out;
            case 5:
                if (const auto i = below(out.size()); static_cast<unsigned char>(out[i]) < 0x80)
                    out.erase(i, 1);
                return out.empty() ? "x" : out;
            case 6:
                if (const auto i = below(out.size()); static_cast<unsigned char>(out[i]) < 0x80)
                    out[i] = "l01m3"[below(5)];
                return out;
            default: return out;
        }
    }

    std::string tag() {
        std::string out;
        for (const char c : mention() + (one_in(3) ? word() : "")) {
            if (c != ' ' && c != '&' && c != '\'') out += c;
        }
        return out;
    }

    model::Item item() {
        static const std::vector<std::string> gaps{" ",  ", ",     ". ", "… ", " « ",
                                                   "\n", "\u00A0", "-",  "!",  " ( "};
        model::Item item;
        item.network = one_in(3) ? "x" : "bluesky";
        for (auto n = below(6); n > 0; --n) {
            switch (below(5)) {
                case 0: item.text += " #" + tag(); break;
                case 1: item.text += " @" + tag(); break;
                case 2: item.text += " https://" + kit::handle_skeleton(tag()) + ".test "; break;
                case 3: item.text += word(); break;
                default: item.text += mention();
            }
            item.text += any(gaps);
        }
        if (one_in(2)) item.author.name = mention() + (one_in(3) ? " Support" : "");
        if (one_in(2)) item.author.handle = tag() + (one_in(2) ? ".bsky.social" : ".evil.test");
        if (one_in(3)) item.author.id = "did:plc:" + std::to_string(below(40));
        if (one_in(3)) item.mentions.push_back(one_in(2) ? "did:plc:" + std::to_string(below(40)) : tag());
        if (one_in(3)) {
            static const std::vector<std::string> heads{"https://", "https://www.", "http://login."};
            static const std::vector<std::string> tails{".test/a", ".test", ".example/", ""};
            item.links.push_back(any(heads) + kit::fold(tag()) + any(tails) +
                                 (one_in(2) ? "/" + kit::fold(tag()) : ""));
        }
        return item;
    }

private:
    std::mt19937_64 random_;
    std::vector<std::string> names_;
};

std::string described(const model::Item& item) {
    std::string out = item.network + " | " + item.text + " | " + item.author.name + " | " +
                      item.author.handle + " | " + item.author.id + " |";
    for (const auto& who : item.mentions) out += " @" + who;
    for (const auto& url : item.links) out += " " + url;
    return out;
}

std::string listed(const std::vector<std::pair<std::string, std::string>>& hits) {
    std::string out;
    for (const auto& [asset, why] : hits) out += asset + ':' + why + ' ';
    return out;
}

}  // namespace

TEST_CASE("the index answers what comparing everything with everything answers") {
    std::size_t hits = 0;
    std::size_t items = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Generator generator(seed);
        const auto assets = std::make_shared<model::AssetRegister>(generator.assets());
        const auto fast = make_matcher(assets);
        const NaiveMatcher naive(*assets);
        for (int i = 0; i < 60; ++i) {
            const auto item = generator.item();
            std::vector<std::pair<std::string, std::string>> found;
            for (auto& hit : fast->match(item)) found.emplace_back(hit.asset.value, hit.why);
            const auto expected = naive.match(item);
            CAPTURE(seed);
            CAPTURE(described(item));
            if (listed(found) != listed(expected)) {
                for (const auto& asset : assets->all()) {
                    const auto alias = asset.aliases.empty() ? std::string{} : asset.aliases.front();
                    MESSAGE(asset.id.value, " ", name(asset.kind), " ", asset.name, asset.value, " | ", alias,
                            " | ", asset.handle, " | ", asset.place);
                }
            }
            REQUIRE(listed(found) == listed(expected));
            REQUIRE(fast->concerns(item) == !expected.empty());
            hits += found.size();
            ++items;
        }
    }
    // The generator must be worth its while: neither all nor nothing.
    CHECK(hits > items / 2);
}

}  // namespace vigie::watch::match
