// The message of one notice. Pure: the same notice gives the same bytes.
#pragma once

#include <vigie/ports/mail.hpp>
#include <vigie/respond/channel.hpp>
#include <vigie/respond/mime.hpp>

#include <string>
#include <vector>

namespace vigie::plugins {

namespace mime = respond::mime;

struct Envelope {
    mime::Address from;
    std::string reply_to;
    std::vector<mime::Address> to;
    std::string message_host;
    Time now{};
};

// Errc::invalid_argument when a header value holds a line break.
[[nodiscard]] Result<ports::Mail> compose(const Envelope& envelope, const model::Notice& notice,
                                          const model::Incident& incident);

}  // namespace vigie::plugins
