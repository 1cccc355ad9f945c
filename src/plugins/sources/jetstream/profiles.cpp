#include "profiles.hpp"

#include "reading.hpp"

#include <vigie/base/log.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace vigie::plugins::jetstream {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t most_actors = 25;  // of one getProfiles call
constexpr std::size_t cached_profiles = 20'000;
constexpr std::size_t most_wishes = 2'000;
constexpr milliseconds answer_time{5'000};
constexpr std::size_t answer_bytes = std::size_t{1} << 20;
constexpr seconds longest_pause{600};
constexpr milliseconds look_again{20};

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

Profile read_one(Reading& reading, od::value value) {
    Profile out;
    auto& account = out.account;
    account.network = "bluesky";
    const auto count = [&](od::value member, std::optional<std::int64_t>& into) {
        const auto n = reading.number(member, "profile.type");
        if (n && *n >= 0) into = n;
    };
    reading.members(value, "profile.type", [&](std::string_view key, od::value member) {
        if (key == "did") reading.copy(member, account.id, limits::name_bytes, "profile.type");
        if (key == "handle") reading.copy(member, account.handle, limits::name_bytes, "profile.type");
        if (key == "displayName") reading.copy(member, account.name, limits::name_bytes, "profile.type");
        if (key == "description") reading.copy(member, account.bio, limits::bio_bytes, "profile.type");
        if (key == "avatar") reading.copy(member, account.avatar, limits::url_bytes, "profile.type");
        if (key == "followersCount") count(member, account.followers);
        if (key == "followsCount") count(member, account.following);
        if (key == "postsCount") count(member, account.posts);
        if (key == "createdAt") {
            const auto text = reading.text(member, "profile.type");
            const auto time = text ? parse_time(*text) : Result<Time>(fail(Errc::parse, "no text"));
            if (time) account.created_at = *time;
        }
        if (key == "verification") {
            reading.members(member, "profile.type", [&](std::string_view inner, od::value status) {
                if (inner != "verifiedStatus") return;
                if (const auto text = reading.text(status, "profile.type"))
                    account.verified = *text == "valid";
            });
        }
    });
    out.found = !account.id.empty();
    if (account.handle == "handle.invalid") {
        account.handle.clear();
        out.invalid_handle = true;
    }
    for (const auto& found : kit::find_urls(account.bio)) add_once(account.links, found.url);
    return out;
}

std::string query(const std::string& base_url, const std::vector<std::string_view>& dids) {
    std::string url = base_url;
    while (url.ends_with('/')) url.pop_back();
    url += "/xrpc/app.bsky.actor.getProfiles";
    char separator = '?';
    for (const auto did : dids) {
        url.append(1, std::exchange(separator, '&')).append("actors=");
        for (const char c : did) c == '%' ? url.append("%25") : url.append(1, c);
    }
    return url;
}

}  // namespace

Result<std::vector<Profile>> parse_profiles(const std::string& json) {
    std::vector<Profile> out;
    od::parser parser;
    const simdjson::padded_string padded(json);
    od::document document;
    od::object object;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
        document.get_object().get(object) != simdjson::SUCCESS) {
        return fail(Errc::parse, "not JSON: {}", log::quoted(json, 80));
    }
    model::Item notes;
    Reading reading(notes);
    bool has_profiles = false;
    reading.each(object, [&](std::string_view key, od::value value) {
        if (key != "profiles") return;
        has_profiles = true;
        reading.elements(value, "profile.type", [&](od::value one) {
            auto profile = read_one(reading, one);
            if (profile.found) out.push_back(std::move(profile));
        });
    });
    if (reading.broken || !has_profiles)
        return fail(Errc::parse, "not a list of profiles: {}", log::quoted(json, 80));
    return out;
}

void apply(const Profile& profile, model::Item& item) {
    const auto note = [&](const char* code) { item.warnings.emplace_back(code); };
    if (!profile.found) return note("author.not-found");
    auto& author = item.author;
    const auto& known = profile.account;
    const bool own_words = item.kind == model::ItemKind::account && !item.cid.empty();
    if (author.handle.empty()) author.handle = known.handle;
    if (profile.invalid_handle && author.handle.empty()) note("author.handle-invalid");
    if (!own_words) {
        author.name = known.name;
        author.bio = known.bio;
        author.avatar = known.avatar;
        author.links = known.links;
    }
    author.followers = known.followers;
    author.following = known.following;
    author.posts = known.posts;
    author.verified = known.verified;
    if (known.created_at) author.created_at = known.created_at;
}

Profiles::Profiles(std::string base_url, Duration ttl, Ports ports, std::string source)
    : base_url_(std::move(base_url)),
      ttl_(ttl),
      ports_(ports),
      source_(std::move(source)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Profiles::~Profiles() = default;  // the thread is asked to stop and joined first

std::shared_ptr<const Profile> Profiles::find(const std::string& did) {
    const std::lock_guard lock(mutex_);
    const auto place = known_.find(did);
    if (place == known_.end()) return nullptr;
    if (place->second->expires <= ports_.clock->steady()) {
        recent_.erase(place->second);
        known_.erase(place);
        return nullptr;
    }
    recent_.splice(recent_.begin(), recent_, place->second);
    return place->second->profile;
}

bool Profiles::want(const std::string& did, Duration deadline) {
    const std::lock_guard lock(mutex_);
    if (paused_until_ >= deadline || wishes_.size() >= most_wishes) return false;
    const auto same =
        std::find_if(wishes_.begin(), wishes_.end(), [&](const Wish& wish) { return wish.did == did; });
    const auto under_way =
        std::find_if(asked_.begin(), asked_.end(), [&](const Wish& wish) { return wish.did == did; });
    if (same != wishes_.end()) {
        same->deadline = std::max(same->deadline, deadline);
    } else if (under_way != asked_.end()) {
        under_way->deadline = std::max(under_way->deadline, deadline);
    } else {
        wishes_.push_back({did, deadline});
        news_.notify_all();
    }
    return true;
}

void Profiles::forget(const std::string& did) {
    const std::lock_guard lock(mutex_);
    const auto place = known_.find(did);
    if (place == known_.end()) return;
    recent_.erase(place->second);
    known_.erase(place);
}

void Profiles::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::unique_lock lock(mutex_);
        if (!news_.wait(lock, stop, [this] { return !wishes_.empty(); })) return;
        if (!next_wishes()) {  // in a pause: the clock may be a test's, so it is looked at often
            news_.wait_for(lock, stop, look_again, [] { return false; });
            continue;
        }
        lock.unlock();
        ask();
    }
}

// Chooses what to ask next. Drops the wishes whose time is over; false while the server wants rest.
bool Profiles::next_wishes() {
    const auto now = ports_.clock->steady();
    const auto before = wishes_.size();
    std::erase_if(wishes_, [&](const Wish& wish) { return wish.deadline <= now; });
    if (const auto late = before - wishes_.size(); late > 0) count("late", static_cast<double>(late));
    if (paused_until_ > now) return false;
    const auto most = one_by_one_ > 0 ? 1 : most_actors;
    if (one_by_one_ > 0) --one_by_one_;
    while (!wishes_.empty() && asked_.size() < most) {
        asked_.push_back(std::move(wishes_.front()));
        wishes_.pop_front();
    }
    return !asked_.empty();
}

void Profiles::ask() {
    ports::HttpRequest request;
    {
        const std::lock_guard lock(mutex_);
        std::vector<std::string_view> dids;
        for (const auto& wish : asked_) dids.push_back(wish.did);
        request.url = query(base_url_, dids);
    }
    request.headers = {{"Accept", "application/json"}};
    request.timeout = answer_time;
    request.max_response = answer_bytes;
    const auto response = ports_.http->send(request);
    const std::lock_guard lock(mutex_);
    if (response) {
        answered(*response);
    } else {
        again();
        pause({}, response.error().message);
    }
    asked_.clear();
}

void Profiles::answered(const ports::HttpResponse& response) {
    const auto said = fmt::format("HTTP {}", response.status);
    if (response.status == 200) {
        auto profiles = parse_profiles(response.body);
        if (!profiles) {
            again();
            return pause({}, profiles.error().message);
        }
        failures_ = 0;
        for (const auto& wish : asked_) {
            const auto one = std::find_if(profiles->begin(), profiles->end(),
                                          [&](const Profile& p) { return p.account.id == wish.did; });
            count(one == profiles->end() ? "missing" : "ok");
            remember(wish.did, one == profiles->end() ? Profile{} : std::move(*one));
        }
    } else if (response.status == 400 && asked_.size() > 1) {  // one bad actor spoils the whole call
        one_by_one_ = asked_.size();
        again();
    } else if (response.status == 400) {
        count("missing");
        remember(asked_.front().did, {});
    } else if (ports::retryable(response.status)) {
        again();
        pause(ports::retry_after(response.header("retry-after"), to_us(ports_.clock->now()) / 1'000'000),
              said);
    } else {
        pause(longest_pause / 2, said);
    }
    heed_limits(response);
}

void Profiles::remember(const std::string& did, Profile profile) {
    const auto expires =
        ports_.clock->steady() + (profile.found ? ttl_ : std::min<Duration>(ttl_, seconds(60)));
    if (const auto place = known_.find(did); place != known_.end()) recent_.erase(place->second);
    recent_.push_front({did, std::make_shared<const Profile>(std::move(profile)), expires});
    known_[did] = recent_.begin();
    if (recent_.size() > cached_profiles) {
        known_.erase(recent_.back().did);
        recent_.pop_back();
    }
}

void Profiles::again() {
    for (auto wish = asked_.rbegin(); wish != asked_.rend(); ++wish) wishes_.push_front(*wish);
}

// At least a second, longer with each failure, never longer than `longest_pause`.
void Profiles::pause(Duration at_least, const std::string& why) {
    count("failed");
    const double chance =
        ports_.rng != nullptr ? static_cast<double>(ports_.rng->next() >> 11U) * 0x1p-53 : 0.5;
    const auto wait = std::clamp<Duration>(std::max<Duration>(at_least, ports::back_off(++failures_, chance)),
                                           seconds(1), longest_pause);
    paused_until_ = std::max(paused_until_, ports_.clock->steady() + wait);
    if (failures_ == 1) {
        log::warn("source " + source_, "profiles cannot be asked, trying again in {}: {}",
                  format_duration(wait), why);
    }
}

// RateLimit-Remaining near zero or a 429 with RateLimit-Reset (unix seconds): rest until then.
void Profiles::heed_limits(const ports::HttpResponse& response) {
    constexpr std::int64_t reserve = 5;
    const auto remaining = number(response.header("ratelimit-remaining"));
    const auto reset = number(response.header("ratelimit-reset"));
    if (!reset || (response.status != 429 && (!remaining || *remaining > reserve))) return;
    const auto now = to_us(ports_.clock->now()) / 1'000'000;
    const auto wait = std::clamp<std::int64_t>(*reset - now, 1, longest_pause.count());
    paused_until_ = std::max<Duration>(paused_until_, ports_.clock->steady() + seconds(wait));
}

void Profiles::count(const char* outcome, double n) {
    if (ports_.metrics == nullptr) return;
    ports_.metrics->counter("vigie_source_profiles_total", {{"source", source_}, {"outcome", outcome}})
        .add(n);
}

}  // namespace vigie::plugins::jetstream
