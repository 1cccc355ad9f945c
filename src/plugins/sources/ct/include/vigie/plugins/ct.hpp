// Certificate transparency: every new certificate of the world, as domains. One source follows one log, in
// either form: static tiles (c2sp.org/static-ct-api) or RFC 6962. It reads entries by itself, gives each name
// once, and hands on only names that concern us; the rest is counted. Proofs of the tree are not checked: the
// names are a hint where to look, not evidence of issuance.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/watch/source.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace vigie::plugins {

struct CtConfig {
    enum class Api : std::uint8_t { tiles, rfc6962 };
    std::string log;  // monitoring prefix of a static log, or base of an RFC 6962 log: "https://…/2026h1/"
    Api api = Api::tiles;
    std::uint64_t look_back = 0;  // entries behind the end where a new installation begins
    std::chrono::milliseconds poll = std::chrono::seconds(15);  // at the end of the log, jittered by a quarter
};

// Position: "<log>|<index of the next entry>". Errc::invalid_argument when `log` is no http(s) URL.
[[nodiscard]] Result<std::unique_ptr<watch::Source>> make_ct_source(CtConfig config);

}  // namespace vigie::plugins
