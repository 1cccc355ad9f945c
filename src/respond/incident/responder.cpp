#include "incident/responder_state.hpp"
#include "incident/words.hpp"

#include <vigie/base/log.hpp>
#include <vigie/model/json.hpp>

#include <algorithm>

namespace vigie::respond {

namespace {

// Part of `whole` for one of three jobs: none starves the others, none gets nothing.
int share(int whole, int parts) {
    return whole <= 0 ? 0 : std::max(1, whole / parts);
}

}  // namespace

Responder::Responder(Ports ports, std::vector<std::unique_ptr<Channel>> channels,
                     std::vector<std::unique_ptr<Desk>> desks,
                     std::shared_ptr<const model::PolicySet> policies, std::string console_url)
    : state_(std::make_unique<State>()) {
    state_->ports = ports;
    state_->channels = std::move(channels);
    state_->desks = std::move(desks);
    state_->console_url = std::move(console_url);
    set_policies(std::move(policies));
}

Responder::~Responder() = default;

void Responder::set_policies(std::shared_ptr<const model::PolicySet> policies) {
    if (policies == nullptr) policies = std::make_shared<const model::PolicySet>();
    const std::lock_guard lock(state_->swapping);
    state_->policies = std::move(policies);
}

Result<int> Responder::tick(int limit) {
    const std::lock_guard lock(state_->ticking);
    const auto policies = state_->current();
    const Rules rules{*policies, state_->desks, state_->console_url, state_->ports.clock->now()};
    const auto until = state_->ports.clock->steady() + State::tick_time;
    VIGIE_TRY_ASSIGN(int acts, state_->move_cases(rules, share(limit, 2)));
    VIGIE_TRY_ASSIGN(const int takedowns, state_->pursue_takedowns(rules, share(limit - acts, 2), until));
    acts += takedowns;
    VIGIE_TRY_ASSIGN(const int notices, state_->deliver_notices(rules, limit - acts, until));
    return acts + notices;
}

Result<> Responder::hasten(const std::string& network, const std::string& id) {
    auto& ports = state_->ports;
    std::vector<model::Takedown> found;
    auto read = ports.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(found, s.takedowns_on(network, id));
        return {};
    });
    if (!read) return read;
    if (found.empty()) return {};
    const auto now = ports.clock->now();
    return ports.store->write([&](ports::Session& s) -> Result<> {
        for (const auto& old : found) {
            VIGIE_TRY_ASSIGN(auto takedown, s.takedown(old.id));
            if (!takedown || takedown->state == model::TakedownState::cancelled) continue;
            if (takedown->state == model::TakedownState::back_again) continue;
            if (takedown->next_check_at && *takedown->next_check_at <= now) continue;
            takedown->next_check_at = now;
            VIGIE_TRY(s.put_takedown(*takedown));
        }
        return {};
    });
}

std::string Responder::dossier(const model::Takedown& takedown, std::string_view lang) const {
    for (const auto& desk : state_->desks) {
        const bool meant =
            takedown.desk.empty() ? desk->serves(takedown.subject) : desk->name() == takedown.desk;
        if (meant) return desk->dossier(takedown, lang);
    }
    return {};
}

Delivery Responder::test_channel(const std::string& name) {
    auto* channel = state_->channel(name);
    if (channel == nullptr) {
        return {Delivery::Outcome::refused,
                fmt::format("there is no channel '{}' in the configuration", name),
                {}};
    }
    const auto now = state_->ports.clock->now();
    model::Incident incident;
    incident.id = model::IncidentId("VG-0000-0000");
    incident.kind = "test";
    incident.severity = model::Severity::info;
    incident.title = {"Message d’essai", "Test message"};
    incident.opened_at = incident.updated_at = incident.first_seen = now;
    model::Notice notice;
    notice.id = model::NoticeId(fmt::format("test/{}/{}", name, to_us(now)));
    notice.incident = incident.id;
    notice.channel = name;
    notice.event = "channel.test";
    notice.subject = "[Vigie] Message d’essai / Test message";
    notice.body =
        "Si vous lisez ce message, Vigie peut vous prévenir par ce canal. Il n’y a rien à faire.\n\n"
        "If you read this, Vigie can reach you through this channel. There is nothing to do.\n";
    notice.created_at = now;
    const auto policies = state_->current();
    for (const auto& [key, department] : policies->departments) {
        if (std::ranges::find(department.channels, name) == department.channels.end()) continue;
        notice.to.insert(notice.to.end(), department.to.begin(), department.to.end());
    }
    return channel->deliver(notice, incident);
}

Delivery Responder::mail_digest(const std::string& department, const Digest& digest) {
    const auto policies = state_->current();
    const auto it = policies->departments.find(department);
    if (it == policies->departments.end()) {
        return {Delivery::Outcome::refused,
                fmt::format("there is no department '{}' in the policies", department),
                {}};
    }
    model::Incident incident;
    incident.id = model::IncidentId("digest-" + digest.day);
    incident.kind = "digest";
    incident.severity = model::Severity::info;
    incident.opened_at = incident.updated_at = incident.first_seen = digest.to;
    model::Notice notice;
    notice.incident = incident.id;
    notice.event = "digest.daily";
    notice.to = it->second.to;
    notice.subject = digest_subject(digest);
    notice.body = digest_body(digest, state_->console_url);
    notice.created_at = digest.to;
    bool any = false;
    for (const auto& name : it->second.channels) {
        auto* channel = state_->channel(name);
        if (channel == nullptr || channel->type() != "email") continue;
        any = true;
        notice.channel = name;
        notice.id = model::NoticeId(fmt::format("digest/{}/{}/{}", digest.day, department, name));
        auto delivery = channel->deliver(notice, incident);
        if (delivery.outcome != Delivery::Outcome::sent) return delivery;
    }
    if (any) return {};
    return {
        Delivery::Outcome::refused, fmt::format("the department '{}' has no e-mail channel", department), {}};
}

Channel* Responder::State::channel(const std::string& name) const {
    const auto it = std::ranges::find_if(channels, [&](const auto& c) { return c->name() == name; });
    return it == channels.end() ? nullptr : it->get();
}

double Responder::State::chance() {
    constexpr unsigned unused = 11;  // the 53 bits that a double can hold
    return static_cast<double>(ports.rng->next() >> unused) * 0x1.0p-53;
}

Result<> Responder::State::on_case(const model::IncidentId& id, const Rules& rules,
                                   const std::function<Result<>(CaseWork&)>& work) {
    std::set<std::pair<std::string, std::string>> events;
    auto written = ports.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto the_case, CaseWork::load(s, id, rules));
        VIGIE_TRY(work(the_case));
        VIGIE_TRY(the_case.advance());
        events = the_case.events();
        return {};
    });
    if (!written) return written;
    if (ports.bus == nullptr) return {};
    for (const auto& [type, object] : events)
        ports.bus->publish(type, model::dump(model::Json{{"id", object}}));
    return {};
}

Result<int> Responder::State::move_cases(const Rules& rules, int limit) {
    std::vector<model::Step> due;
    VIGIE_TRY(read_due(*ports.store, due, [&](ports::Session& s) { return s.due_steps(rules.now, limit); }));
    std::set<model::IncidentId> cases;
    for (const auto& step : due) cases.insert(step.incident);
    for (const auto& id : cases) {
        if (auto moved = on_case(id, rules, [](CaseWork&) { return Result<>{}; }); !moved) {
            if (moved.error().code != Errc::not_found)
                return tl::unexpected(moved.error().in("moving " + id.value));
            log::warn("respond", "{}: {}", id.value, moved.error().message);
        }
    }
    return static_cast<int>(cases.size());
}

}  // namespace vigie::respond
