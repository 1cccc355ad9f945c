// Turns of phrase that tell what somebody says of himself or asks of others: "compte parodique", "not
// affiliated with", "write to me on WhatsApp", "confirm your password". Matched on folded words, longest
// phrase first, so that "compte non officiel" never counts as "officiel". French and English, the commonest
// of neighbouring languages. O(words).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

enum class CueKind : std::uint8_t {
    parody,      // declared joke
    unofficial,  // says that it is not the real one
    fan,
    critic,  // complains of us under our name: protected speech
    reseller,
    press,
    official,    // claims to be the real one
    service,     // claims to be customer service
    contact,     // wants to talk elsewhere: WhatsApp, Telegram, private message
    credential,  // asks to sign in, confirm, pay, send a card
    gain,        // prize, refund, guaranteed return
    warning,     // warns of fraud: press, police, victims
    profession,
    city,
};

struct Cue {
    CueKind kind{};
    std::size_t start = 0;  // byte offsets in the text
    std::size_t end = 0;
    std::string words;  // as written
};

// At most 64, in order of standing. Text beyond 16 KiB is not read.
[[nodiscard]] std::vector<Cue> find_cues(std::string_view text);

[[nodiscard]] const Cue* first_of(const std::vector<Cue>& cues, CueKind kind);

// Phone numbers as people write them ("06 12 34 56 78", "+44 20 7946 0958"), each with its E.164 form;
// national forms are read as French. `premium`: an overtaxed French number (089…). At most 8.
struct Phone {
    std::string e164;
    std::size_t start = 0;
    std::size_t end = 0;
    bool premium = false;
};
[[nodiscard]] std::vector<Phone> find_phones(std::string_view text);

}  // namespace vigie::judge
