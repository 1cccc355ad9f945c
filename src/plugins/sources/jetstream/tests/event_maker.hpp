// Events as anybody might write them: members in any order, missing, said twice or of another type, blanks
// anywhere, strings with escapes; and the same with bytes changed. From a seed.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::plugins {

class EventMaker {
    template <class List>
    std::string any(const List& list) {
        return list[below(list.size())];
    }
    std::size_t below(std::size_t n) { return random_() % n; }
    bool one_in(std::size_t n) { return below(n) == 0; }

public:
    explicit EventMaker(std::uint64_t seed) : random_(seed), tidy_(random_() % 2 == 0) {}

    std::string event() {
        static constexpr std::array collections{
            "app.bsky.feed.post",     "app.bsky.feed.post",   "app.bsky.feed.post",
            "app.bsky.feed.post",     "app.bsky.feed.repost", "app.bsky.actor.profile",
            "app.bsky.actor.profile", "app.bsky.feed.like",   "app.bsky.graph.follow"};
        const std::string collection = any(collections);
        Members commit{{"rev", quoted("3m2q")},
                       {"operation", quoted(one_in(6)   ? "delete"
                                            : one_in(6) ? "update"
                                                        : "create")},
                       {"collection", quoted(collection)},
                       {"rkey", quoted(one_in(30) ? "a b" : "3m2q")}};
        if (!one_in(12)) commit.emplace_back("record", record(collection));
        commit.emplace_back("cid", quoted("bafy"));
        Members members{{"did", quoted(one_in(40) ? "nobody" : "did:plc:abc")},
                        {"time_us", one_in(40) ? "-5" : "1760000000123456"},
                        {"kind", quoted(one_in(40) ? "account" : "commit")},
                        {"commit", object(std::move(commit))}};
        return object(std::move(members));
    }

    std::string damaged(std::string event) {
        static constexpr std::string_view bytes("\"\\{}[],: \n0-9.eutf\x01\xC3\xA9\xF0\xFF\x00", 25);
        for (auto n = 1 + below(3); n > 0 && !event.empty(); --n) {
            const auto at = below(event.size());
            switch (below(4)) {
                case 0: event.erase(at, 1 + below(4)); break;
                case 1: event.insert(at, 1, bytes[below(bytes.size())]); break;
                case 2: event[at] = bytes[below(bytes.size())]; break;
                default: event.resize(one_in(8) ? at : event.size());
            }
        }
        return event;
    }

private:
    using Members = std::vector<std::pair<std::string, std::string>>;

    std::string blank() {
        static constexpr std::array blanks{" ", "\n", "\t ", "", "", ""};
        return tidy_ ? "" : any(blanks);
    }
    static std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

    std::string object(Members members) {
        if (!tidy_ && one_in(3)) std::shuffle(members.begin(), members.end(), random_);
        if (!tidy_ && one_in(8) && !members.empty()) members.push_back(members[below(members.size())]);
        if (!tidy_ && one_in(15) && !members.empty()) members.erase(members.begin());
        if (!tidy_ && one_in(15) && !members.empty()) any_of(members).second = odd();
        if (one_in(6)) members.emplace_back("extra", R"({"text":["a",{"b":1.5}]})");
        std::string out = "{" + blank();
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) out += "," + blank();
            out += quoted(members[i].first) + blank() + ":" + blank() + members[i].second + blank();
        }
        return out + "}";
    }
    std::pair<std::string, std::string>& any_of(Members& members) { return members[below(members.size())]; }

    std::string array(const std::vector<std::string>& values) {
        std::string out = "[" + blank();
        for (std::size_t i = 0; i < values.size(); ++i) out += (i > 0 ? "," + blank() : "") + values[i];
        return out + blank() + "]";
    }

    std::string odd() {
        static constexpr std::array values{"null", "true",  "12",          "-1.5e3", "[]",  "{}",
                                           "\"\"", "[[1]]", "{\"uri\":7}", "1e999",  "nul", "00"};
        return any(values);
    }

    std::string words() {
        static constexpr std::array pieces{"bonjour ",
                                           "caf\xC3\xA9 ",
                                           "\\n",
                                           "\\u00e9",
                                           "\\ud83d\\ude00 ",
                                           "#tag ",
                                           "#42 ",
                                           "(#Deux_mots) ",
                                           "exemple.fr ",
                                           "fin.Debut ",
                                           "http://a.test/x?y ",
                                           "\xE6\x97\xA5\xE6\x9C\xAC ",
                                           "\\\"",
                                           "\\\\",
                                           "hxxp://b[.]test ",
                                           "@qui.test ",
                                           "a.b",
                                           ". ",
                                           "\\/",
                                           "\\t#x",
                                           "\xF0\x9F\x98\x80 "};
        std::string out;
        for (auto n = below(12); n > 0; --n) out += any(pieces);
        if (one_in(60)) out += "\\ud800";  // half a pair
        return out;
    }

    std::string uri() {
        static constexpr std::array uris{"at://did:plc:x/app.bsky.feed.post/3k",
                                         "at://did:plc:x/app.bsky.graph.list/3k", "https://no.at.uri",
                                         "at://", "at://did:plc:y/app.bsky.feed.post/a/b"};
        return quoted(one_in(20) ? std::string(3000, 'a').insert(0, "at://") : any(uris));
    }
    std::string reference() { return object({{"cid", quoted("bafy")}, {"uri", uri()}}); }
    std::string blob() {
        if (one_in(6)) return object({{"cid", quoted("bafyold")}, {"mimeType", quoted("image/png")}});
        return object(
            {{"$type", quoted("blob")}, {"ref", object({{"$link", quoted("bafkrei")}})}, {"size", "48213"}});
    }
    std::string time() {
        static constexpr std::array times{"2025-10-09T08:53:20.000Z",
                                          "2025-10-09T08:53:20Z",
                                          "2025-10-09T08:53:20.123456+02:00",
                                          "0001-01-01T00:00:00.000Z",
                                          "2025-13-09T08:53:20.000Z",
                                          "2025-02-29T08:53:20.000Z",
                                          "2025-10-09T24:53:20.000Z",
                                          "yesterday",
                                          ""};
        return quoted(any(times));
    }

    std::string facet() {
        const auto from = below(40);
        Members feature;
        if (one_in(2))
            feature.emplace_back("uri", quoted("https://exemple" + std::to_string(below(4)) + ".fr"));
        if (one_in(3)) feature.emplace_back("did", quoted("did:plc:" + std::to_string(below(3))));
        if (one_in(3)) feature.emplace_back("tag", quoted("t" + std::to_string(below(3))));
        return object({{"features", array({object(std::move(feature))})},
                       {"index", object({{"byteEnd", std::to_string(from + below(12))},
                                         {"byteStart", std::to_string(from)}})}});
    }

    std::string embed(int depth = 0) {
        Members members{{"$type", quoted("app.bsky.embed.x")}};
        switch (below(depth < 3 ? 6 : 4)) {
            case 0: {
                std::vector<std::string> pictures;
                for (auto n = below(4); n > 0; --n)
                    pictures.push_back(
                        object({{"alt", quoted(words())}, {one_in(5) ? "video" : "image", blob()}}));
                members.emplace_back(one_in(4) ? "items" : "images", array(pictures));
                break;
            }
            case 1:
                members.emplace_back(
                    "external", object({{"description", quoted(words())},
                                        {"thumb", blob()},
                                        {"title", quoted(words())},
                                        {"uri", quoted("https://carte.test/" + std::to_string(below(3)))}}));
                break;
            case 2: members.emplace_back("record", reference()); break;
            case 3:
                members.emplace_back("video", blob());
                members.emplace_back("alt", quoted(words()));
                break;
            default:
                members.emplace_back("record", object({{"record", reference()}}));
                members.emplace_back("media", embed(depth + 1));
        }
        return object(std::move(members));
    }

    std::string record(const std::string& collection) {
        Members members{{"$type", quoted(collection)}, {"createdAt", time()}};
        if (collection == "app.bsky.feed.post") {
            if (one_in(3)) members.emplace_back("embed", embed());
            if (one_in(3)) {
                std::vector<std::string> facets;
                for (auto n = below(4); n > 0; --n) facets.push_back(facet());
                members.emplace_back("facets", array(facets));
            }
            if (!one_in(4)) members.emplace_back("langs", array({quoted("fr"), quoted("en")}));
            if (one_in(3))
                members.emplace_back("reply", object({{"parent", reference()}, {"root", reference()}}));
            if (one_in(8)) members.emplace_back("tags", array({quoted("t1"), quoted(words())}));
            members.emplace_back("text", quoted(words() + words() + words()));
        } else if (collection == "app.bsky.actor.profile") {
            if (one_in(2)) members.emplace_back("avatar", blob());
            members.emplace_back("displayName", quoted(words()));
            members.emplace_back("description", quoted(words()));
            if (one_in(3)) members.emplace_back("website", quoted("https://site.test"));
        } else {
            members.emplace_back("subject", reference());
        }
        return object(std::move(members));
    }

    std::mt19937_64 random_;
    bool tidy_;
};

}  // namespace vigie::plugins
