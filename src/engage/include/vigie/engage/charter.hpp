// The charter of how people of the house speak in public: versions that never change, who has read which of
// them, who is late, and the proof. Acknowledgements stand in the audit chain as well.
#pragma once

#include <vigie/engage/publish.hpp>
#include <vigie/model/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::engage {

// A heading of the text: "## Article 4. Patients {health_data}" is the article that the screen's code
// enforces.
struct Article {
    std::string title;               // "Article 4. Patients"
    std::vector<std::string> codes;  // of engage/screen.hpp
    friend bool operator==(const Article&, const Article&) = default;
};

struct Charter {
    int number = 1;
    std::string text;    // Markdown
    std::string digest;  // SHA-256 of the text, hex
    std::string by;
    Time at{};   // in force from
    Time due{};  // to be read by
    friend bool operator==(const Charter&, const Charter&) = default;
};

struct Acknowledgement {
    int version = 1;
    std::string digest;  // of what was read
    std::string user;
    Time at{};
    friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

// Where one person stands with the charter in force.
struct Standing {
    std::string user;
    std::optional<Acknowledgement> last;  // of any version
    bool read = false;                    // the one in force
    bool late = false;                    // not read, and its day is over
};

// The next version. Errc::invalid_argument without a text, with one of more than 200 KB, or due before now.
[[nodiscard]] Result<Charter> publish_charter(ports::Session& s, const std::string& text, Time due,
                                              const PublishBy& by);
[[nodiscard]] Result<std::optional<Charter>> charter(ports::Session& s);  // in force
[[nodiscard]] Result<std::vector<Charter>> charters(ports::Session& s);   // the newest first
// by.actor has read the version in force; saying it twice changes nothing. Errc::conflict when `version` is
// not the one in force: somebody published another meanwhile.
[[nodiscard]] Result<Acknowledgement> acknowledge_charter(ports::Session& s, int version,
                                                          const PublishBy& by);
// Everybody who has a login and is not disabled, by name.
[[nodiscard]] Result<std::vector<Standing>> standings(ports::Session& s, Time now);
// All acknowledgements of all versions, the newest first: for the auditor. At most 500 of each version.
[[nodiscard]] Result<std::vector<Acknowledgement>> acknowledgements(ports::Session& s);

// O(bytes).
[[nodiscard]] std::vector<Article> articles_of(std::string_view text);
// The title of the article that a code of the screen enforces; empty when the charter names none.
[[nodiscard]] std::string article_for(const std::vector<Article>& articles, std::string_view code);

void to_json(model::Json& j, const Charter& v);
void to_json(model::Json& j, const Acknowledgement& v);
void to_json(model::Json& j, const Standing& v);

}  // namespace vigie::engage
