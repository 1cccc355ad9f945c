// Safe Browsing v5 as its documentation describes it, behind the HTTP port: lists with versions, partial
// updates, full hashes. Counts what leaves the house.
#pragma once

#include "lists.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/ports/http.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace vigie::plugins::safe_browsing {

// The other half of decode_rice.
inline RiceDeltas encode_rice(const std::vector<std::uint32_t>& numbers, unsigned parameter) {
    RiceDeltas out{numbers.at(0), numbers.size() > 1 ? parameter : 0, static_cast<std::uint32_t>(numbers.size() - 1), {}};
    std::size_t at = 0;
    const auto put = [&](unsigned bit) {
        if (at % 8 == 0) out.data += '\0';
        out.data.back() = static_cast<char>(static_cast<unsigned char>(out.data.back()) | bit << (at % 8));
        ++at;
    };
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const auto delta = numbers[i] - numbers[i - 1];
        for (auto q = delta >> parameter; q > 0; --q) put(1);
        put(0);
        for (unsigned b = 0; b < parameter; ++b) put(delta >> b & 1U);
    }
    return out;
}

class FakeGoogle final : public ports::Http {
public:
    std::vector<std::string> asked;         // URLs of requests
    std::set<std::string> bad;              // expressions of the list se-4b
    std::string attribute;                  // of every detail
    bool wrong_checksum = false;
    int status = 200;

    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        asked.push_back(request.url);
        if (status != 200) return ports::HttpResponse{status, {}, ""};
        if (request.url.find("/v5/hashLists:batchGet?") != std::string::npos) return answer_lists(request.url);
        if (request.url.find("/v5/hashes:search?") != std::string::npos) return answer_hashes(request.url);
        return ports::HttpResponse{404, {}, ""};
    }

private:
    static std::string json(const RiceDeltas& d) {
        return fmt::format(R"({{"firstValue":{},"riceParameter":{},"entriesCount":{},"encodedData":"{}"}})", d.first_value,
                           d.parameter, d.count, kit::base64(d.data));
    }
    [[nodiscard]] std::vector<std::uint32_t> prefixes() const {
        std::set<std::uint32_t> sorted;
        for (const auto& e : bad) sorted.insert(prefix_of(kit::sha256(e)));
        return {sorted.begin(), sorted.end()};
    }
    ports::HttpResponse answer_lists(const std::string& url) {
        const auto now = prefixes();
        std::string bytes;
        for (const auto p : now) bytes += bytes_of(p);
        const auto version = kit::sha256(bytes).substr(0, 3);
        auto list = fmt::format(R"("name":"se-4b","version":"{}","minimumWaitDuration":"1800s","sha256Checksum":"{}")",
                                kit::base64(version), kit::base64(kit::sha256(wrong_checksum ? bytes + "x" : bytes)));
        std::vector<std::uint32_t> old;
        for (const auto& [v, content] : sent_) {
            const auto text = kit::base64(v);
            if (url.find("version=" + text) != std::string::npos) old = content;
        }
        std::vector<std::uint32_t> added;
        std::vector<std::uint32_t> removed;
        std::ranges::set_difference(now, old, std::back_inserter(added));
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (!std::ranges::binary_search(now, old[i])) removed.push_back(static_cast<std::uint32_t>(i));
        }
        if (!old.empty()) list += R"(,"partialUpdate":true)";
        if (!added.empty()) list += R"(,"additionsFourBytes":)" + json(encode_rice(added, 27));
        if (!removed.empty()) list += R"(,"compressedRemovals":)" + json(encode_rice(removed, 3));
        sent_[version] = now;
        return {200, {}, R"({"hashLists":[{)" + list + "}]}"};
    }
    [[nodiscard]] ports::HttpResponse answer_hashes(const std::string& url) const {
        std::string rows;
        for (const auto& e : bad) {
            const auto hash = kit::sha256(e);
            auto prefix = kit::base64(hash.substr(0, 4));
            std::string query;
            for (const char c : prefix) query += c == '+' ? "%2B" : c == '/' ? "%2F" : c == '=' ? "%3D" : std::string(1, c);
            if (url.find("hashPrefixes=" + query) == std::string::npos) continue;
            rows += fmt::format(R"({}{{"fullHash":"{}","fullHashDetails":[{{"threatType":"SOCIAL_ENGINEERING"{}}}]}})",
                                rows.empty() ? "" : ",", kit::base64(hash),
                                attribute.empty() ? "" : fmt::format(R"(,"attributes":["{}"])", attribute));
        }
        if (rows.empty()) return {200, {}, R"({"cacheDuration":"300s"})"};
        return {200, {}, R"({"fullHashes":[)" + rows + R"(],"cacheDuration":"300s"})"};
    }

    std::map<std::string, std::vector<std::uint32_t>> sent_;
};

}  // namespace vigie::plugins::safe_browsing
