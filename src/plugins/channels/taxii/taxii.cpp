#include <vigie/kit/hash.hpp>
#include <vigie/plugins/stix.hpp>
#include <vigie/plugins/taxii.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;

constexpr const char* media_type = "application/taxii+json;version=2.1";
constexpr int polls = 2;
constexpr int too_large = 413;

// Server answers are foreign: numbers that are none count as nothing.
std::int64_t number(const Json& json, const char* key) {
    if (!json.is_object()) return 0;
    const auto it = json.find(key);
    return it != json.end() && it->is_number_integer() ? it->get<std::int64_t>() : 0;
}
std::string text(const Json& json, const char* key) {
    if (!json.is_object()) return {};
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

class TaxiiChannel final : public respond::ServiceChannel {
public:
    TaxiiChannel(TaxiiConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(config.service, "The TAXII server", {config.secret}, http, clock),
          config_(std::move(config)) {
        const auto login = config_.user.empty() ? "Bearer " + config_.secret
                                                : "Basic " + kit::base64(config_.user + ":" + config_.secret);
        headers_ = {{"accept", media_type}, {"authorization", login}};
    }

    [[nodiscard]] std::string type() const override { return "taxii"; }

    // The same id and `modified` twice is ignored by the server: every repetition is harmless.
    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (notice.event == "channel.test") return look();
        const auto objects = stix::objects(incident, {.organisation = config_.organisation,
                                                      .tlp = config_.tlp,
                                                      .console_url = service().console_url,
                                                      .incident_extension = config_.incident_extension});
        return push(objects);
    }

private:
    // Whether the collection is there and takes objects; nothing is sent.
    [[nodiscard]] Delivery look() const {
        auto reply =
            call("GET", fmt::format("{}/collections/{}/", config_.root, config_.collection), headers_, {});
        if (!reply.ok()) return reply.delivery;
        if (!reply.json.is_object() || !reply.json.value("can_write", Json()).is_boolean() ||
            !reply.json["can_write"].get<bool>())
            return refused("the collection cannot be written to with this login");
        reply.delivery.detail = "the collection can be written to; nothing was sent";
        return reply.delivery;
    }
    [[nodiscard]] Delivery push(const Json& objects) const {
        auto headers = headers_;
        headers.emplace_back("content-type", media_type);
        auto reply = call("POST", fmt::format("{}/collections/{}/objects/", config_.root, config_.collection),
                          headers, model::dump(Json{{"objects", objects}}));
        if (reply.status == too_large && objects.size() > 1) return push_halves(objects);
        for (int i = 0; i < polls && reply.ok() && text(reply.json, "status") == "pending"; ++i) {
            const auto id = text(reply.json, "id");
            const bool plain = std::ranges::all_of(id, [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
            });
            if (id.empty() || !plain) break;
            auto status = call("GET", fmt::format("{}/status/{}/", config_.root, id), headers_, {});
            if (!status.ok()) break;  // it was taken; only its fate is not known yet
            reply = std::move(status);
        }
        if (!reply.ok()) return reply.delivery;
        if (const auto failures = number(reply.json, "failure_count"); failures > 0) {
            std::string why;
            const auto list = reply.json.find("failures");
            if (list != reply.json.end() && list->is_array() && !list->empty())
                why = text(list->front(), "message");
            return refused(fmt::format("the TAXII server refused {} of {} objects: {}", failures,
                                       number(reply.json, "total_count"), why));
        }
        const auto pending = number(reply.json, "pending_count");
        reply.delivery.detail =
            pending > 0 ? fmt::format("{} objects taken, {} not yet worked on", objects.size(), pending)
                        : fmt::format("{} objects taken", objects.size());
        return reply.delivery;
    }
    [[nodiscard]] Delivery push_halves(const Json& objects) const {
        const auto middle = objects.begin() + static_cast<std::ptrdiff_t>(objects.size() / 2);
        Json first = Json::array();
        Json second = Json::array();
        for (auto it = objects.begin(); it != objects.end(); ++it)
            (it < middle ? first : second).push_back(*it);
        auto done = push(first);
        return done.outcome == Delivery::Outcome::sent ? push(second) : done;
    }

    TaxiiConfig config_;
    ports::Headers headers_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_taxii_channel(TaxiiConfig config, ports::Http& http,
                                                             const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.root));
    while (config.root.ends_with('/')) config.root.pop_back();
    const bool plain = std::ranges::all_of(config.collection, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_' || c == '.';
    });
    if (config.collection.empty() || !plain)
        return fail(Errc::invalid_argument, "channel '{}': 'collection' is the id of a TAXII collection",
                    config.service.name);
    return std::make_unique<TaxiiChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
