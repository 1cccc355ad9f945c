#include "event.hpp"

#include <fmt/core.h>

namespace vigie::plugins {
namespace {

using model::Json;
using respond::Delivery;

std::size_t size_of(const Json& event, const char* key) {
    const auto it = event.find(key);
    return it != event.end() && it->is_array() ? it->size() : 0;
}

class MispChannel final : public respond::ServiceChannel {
public:
    MispChannel(MispConfig config, ports::Http& http, const ports::Clock& clock)
        : ServiceChannel(config.service, "MISP", {config.key}, http, clock), config_(std::move(config)) {
        headers_ = {{"authorization", config_.key}, {"accept", "application/json"}};
    }

    [[nodiscard]] std::string type() const override { return "misp"; }

    // The event's UUID is the idempotency key: a repetition finds it and edits.
    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        if (notice.event == "channel.test") {
            auto reply = call("GET", config_.url + "/servers/getVersion.json", headers_, {});
            if (reply.ok()) reply.delivery.detail = "MISP answers; nothing was sent";
            return reply.delivery;
        }
        const auto uuid = misp::event_uuid(incident);
        auto known = call("POST", config_.url + "/events/restSearch", headers_,
                          model::dump(Json{{"uuid", uuid}, {"metadata", true}}));
        if (!known.ok()) return known.delivery;
        const auto event = misp::event(config_, incident);
        auto reply = call("POST", config_.url + (holds(known.json) ? "/events/edit/" + uuid : "/events/add"),
                          headers_, model::dump(event));
        if (!reply.ok()) return said(reply);
        return counted(reply, event["Event"]);
    }

private:
    [[nodiscard]] static bool holds(const Json& found) {
        if (!found.is_object()) return false;
        const auto list = found.find("response");
        return list != found.end() && list->is_array() && !list->empty();
    }
    // A refused value comes as 403 with the reason in `errors`.
    [[nodiscard]] Delivery said(const Reply& reply) const {
        if (!reply.json.is_object() || !reply.json.contains("errors")) return reply.delivery;
        return refused("MISP refused the event: " + reply.json["errors"].dump());
    }
    // A pair of category and type that MISP does not know is dropped without a word.
    [[nodiscard]] static Delivery counted(const Reply& reply, const Json& sent) {
        auto out = reply.delivery;
        const auto event = reply.json.is_object() ? reply.json.find("Event") : reply.json.end();
        if (event == reply.json.end() || !event->is_object()) {
            out.detail = "MISP took the event and did not show it";
            return out;
        }
        const auto wanted = size_of(sent, "Attribute") + size_of(sent, "Object");
        const auto kept = size_of(*event, "Attribute") + size_of(*event, "Object");
        out.detail = kept >= wanted ? fmt::format("MISP holds the event with {} parts", wanted)
                                    : fmt::format("MISP kept {} of {} parts", kept, wanted);
        return out;
    }

    MispConfig config_;
    ports::Headers headers_;
};

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_misp_channel(MispConfig config, ports::Http& http,
                                                            const ports::Clock& clock) {
    VIGIE_TRY(respond::check_service_url(config.service, config.url));
    while (config.url.ends_with('/')) config.url.pop_back();
    constexpr int widest = 3;
    if (config.distribution < 0 || config.distribution > widest)
        return fail(Errc::invalid_argument, "channel '{}': 'distribution' is 0, 1, 2 or 3",
                    config.service.name);
    return std::make_unique<MispChannel>(std::move(config), http, clock);
}

}  // namespace vigie::plugins
