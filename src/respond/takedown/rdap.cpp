#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/rdap.hpp>

#include <algorithm>

namespace vigie::respond {
namespace {

using model::Json;

constexpr std::size_t answer_bytes = std::size_t{1} << 20;
constexpr int deepest_json = 64;
constexpr int deepest_entity = 6;
constexpr std::size_t text_bytes = 300;
constexpr std::size_t most = 20;  // of any list that is kept
constexpr auto keep = std::chrono::hours(24);
constexpr std::size_t most_kept = 500;
constexpr auto pace = std::chrono::seconds(1);

std::string lower(std::string_view text) {
    std::string out(kit::prefix_utf8(text, text_bytes));
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

// Brackets outside strings: what the parser would nest.
bool too_deep(std::string_view body) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (quoted) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest_json) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

Json parse(std::string_view body) {
    if (body.size() > answer_bytes || too_deep(body)) return Json(Json::value_t::discarded);
    return Json::parse(body, nullptr, false);
}

const Json* member(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto it = object.find(key);
    return it == object.end() ? nullptr : &*it;
}

std::string text(const Json* value) {
    if (value == nullptr || !value->is_string()) return {};
    return std::string(kit::prefix_utf8(value->get_ref<const std::string&>(), text_bytes));
}

template <class Each>
void each(const Json* list, Each&& visit) {
    if (list == nullptr || !list->is_array()) return;
    for (const auto& item : *list) visit(item);
}

void keep_once(std::vector<std::string>& list, std::string value) {
    if (!value.empty() && list.size() < most && std::ranges::find(list, value) == list.end())
        list.push_back(std::move(value));
}

bool has_role(const Json& entity, std::string_view role) {
    bool found = false;
    each(member(entity, "roles"), [&](const Json& r) { found = found || lower(text(&r)) == role; });
    return found;
}

bool is_address(std::string_view address) {
    const auto at = address.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
           address.find('@', at + 1) == std::string_view::npos &&
           address.find('.', at) != std::string_view::npos && std::ranges::all_of(address, [](char c) {
               return c > 0x20 && c < 0x7f &&
                      std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
           });
}

// jCard (RFC 7095): ["vcard", [[name, parameters, type, value…]…]]; a value may be a list.
template <class Each>
void each_property(const Json& entity, Each&& visit) {
    const auto* card = member(entity, "vcardArray");
    if (card == nullptr || !card->is_array() || card->size() < 2) return;
    each(&(*card)[1], [&](const Json& property) {
        if (!property.is_array() || property.size() < 4 || !property[0].is_string()) return;
        const auto name = lower(text(&property[0]));
        for (std::size_t i = 3; i < property.size(); ++i) {
            if (property[i].is_array()) {
                each(&property[i], [&](const Json& v) { visit(name, text(&v)); });
            } else {
                visit(name, text(&property[i]));
            }
        }
    });
}

void read_entity(RdapDomain& out, const Json& entity, int depth) {
    if (depth > deepest_entity) return;
    if (has_role(entity, "registrar") && out.registrar.empty()) {
        each_property(entity, [&](const std::string& name, const std::string& value) {
            if (name == "fn" && out.registrar.empty()) out.registrar = value;
        });
        each(member(entity, "publicIds"), [&](const Json& id) {
            if (out.registrar_id.empty()) out.registrar_id = text(member(id, "identifier"));
        });
    }
    if (has_role(entity, "abuse")) {
        each_property(entity, [&](const std::string& name, std::string value) {
            if (name == "email") {
                constexpr std::string_view scheme = "mailto:";
                if (lower(value).starts_with(scheme)) value.erase(0, scheme.size());
                if (is_address(value)) keep_once(out.abuse, std::move(value));
            } else if (name == "contact-uri" && value.starts_with("https://") && out.abuse_form.empty()) {
                out.abuse_form = std::move(value);
            }
        });
    }
    each(member(entity, "entities"), [&](const Json& inner) { read_entity(out, inner, depth + 1); });
}

}  // namespace

bool RdapDomain::on_hold() const {
    return std::ranges::any_of(status, [](const auto& s) {
        return s == "client hold" || s == "server hold" || s == "clienthold" || s == "serverhold" ||
               s == "pending delete" || s == "redemption period";
    });
}

Result<RdapDomain> read_rdap_domain(std::string_view body) {
    const auto json = parse(body);
    if (!json.is_object() || lower(text(member(json, "objectClassName"))) != "domain")
        return fail(Errc::parse, "the answer is no RDAP domain");
    RdapDomain out;
    out.name = lower(text(member(json, "ldhName")));
    each(member(json, "status"), [&](const Json& s) { keep_once(out.status, lower(text(&s))); });
    each(member(json, "events"), [&](const Json& event) {
        if (lower(text(member(event, "eventAction"))) != "registration") return;
        if (const auto at = parse_time(text(member(event, "eventDate")))) out.registered_at = *at;
    });
    each(member(json, "nameservers"),
         [&](const Json& ns) { keep_once(out.nameservers, lower(text(member(ns, "ldhName")))); });
    each(member(json, "entities"), [&](const Json& entity) { read_entity(out, entity, 0); });
    each(member(json, "links"), [&](const Json& link) {
        const auto href = text(member(link, "href"));
        const bool rdap = text(member(link, "type")).starts_with("application/rdap+json");
        if (out.related.empty() && rdap && text(member(link, "rel")) == "related" &&
            href.starts_with("https://"))
            out.related = href;
    });
    return out;
}

Result<std::string> rdap_base(std::string_view bootstrap, std::string_view domain) {
    const auto json = parse(bootstrap);
    if (!json.is_object() || member(json, "services") == nullptr)
        return fail(Errc::parse, "the RDAP bootstrap file could not be read");
    std::string best;
    std::size_t longest = 0;
    each(member(json, "services"), [&](const Json& service) {
        if (!service.is_array() || service.size() < 2) return;
        std::string base;
        each(&service[1], [&](const Json& url) {
            const auto address = text(&url);
            if (address.starts_with("https://") || (base.empty() && address.starts_with("http://")))
                base = address;
        });
        if (base.empty()) return;
        each(&service[0], [&](const Json& suffix) {
            const auto label = lower(text(&suffix));
            if (label.empty() || label.size() <= longest || !kit::is_or_is_below(domain, label)) return;
            longest = label.size();
            best = base;
        });
    });
    if (!best.empty() && !best.ends_with('/')) best += '/';
    return best;
}

RdapClient::RdapClient(ports::Http& http, const ports::Clock& clock, std::string bootstrap,
                       bool allow_private)
    : http_(http), clock_(clock), bootstrap_url_(std::move(bootstrap)), allow_private_(allow_private) {
    while (bootstrap_url_.ends_with('/')) bootstrap_url_.pop_back();
}

Result<std::string> RdapClient::get(const std::string& url, bool& missing) {
    const auto server = url.substr(0, url.find('/', url.find("://") + 3));
    const auto now = clock_.now();
    {
        const std::lock_guard lock(mutex_);
        auto& last = asked_[server];
        if (last != Time{} && now >= last && now - last < pace)
            return fail(Errc::unavailable, "the RDAP server was asked less than a second ago");
        last = now;
        if (asked_.size() > most_kept) asked_.clear();
    }
    ports::HttpRequest request;
    request.url = url;
    request.headers = {{"accept", "application/rdap+json"}};
    request.max_response = answer_bytes;
    constexpr int redirects = 5;
    request.max_redirects = redirects;
    request.public_only = !allow_private_;
    VIGIE_TRY_ASSIGN(const auto answer, http_.send(request));
    constexpr int not_found = 404;
    missing = answer.status == not_found;
    if (missing) return std::string();
    if (!answer.ok()) {
        const bool again = ports::retryable(answer.status) || answer.status >= 500;
        return fail(again ? Errc::unavailable : Errc::not_found, "the RDAP server answered {}",
                    answer.status);
    }
    return answer.body;
}

Result<std::string> RdapClient::base_of(const std::string& domain) {
    std::string kept;
    const auto now = clock_.now();
    {
        const std::lock_guard lock(mutex_);
        if (bootstrap_at_ != Time{} && now - bootstrap_at_ < keep) kept = bootstrap_;
    }
    if (kept.empty()) {
        bool missing = false;
        VIGIE_TRY_ASSIGN(kept, get(bootstrap_url_ + "/dns.json", missing));
        VIGIE_TRY(rdap_base(kept, "test"));  // only a file that reads is kept
        const std::lock_guard lock(mutex_);
        bootstrap_ = kept;
        bootstrap_at_ = now;
    }
    VIGIE_TRY_ASSIGN(auto base, rdap_base(kept, domain));
    if (base.empty()) return fail(Errc::not_found, "there is no RDAP server for {}", domain);
    return base;
}

Result<RdapDomain> RdapClient::domain(const std::string& domain, bool fresh) {
    const auto now = clock_.now();
    if (!fresh) {
        const std::lock_guard lock(mutex_);
        const auto it = kept_.find(domain);
        if (it != kept_.end() && now - it->second.at < keep) return it->second.domain;
    }
    VIGIE_TRY_ASSIGN(const auto base, base_of(domain));
    bool missing = false;
    VIGIE_TRY_ASSIGN(const auto body, get(base + "domain/" + domain, missing));
    RdapDomain out;
    if (missing) {
        out.registered = false;
        out.name = domain;
    } else {
        VIGIE_TRY_ASSIGN(out, read_rdap_domain(body));
        // Thin registries know little: their registrar's own answer completes it, when it can be had.
        if (out.abuse.empty() && !out.related.empty()) {
            bool gone = false;
            if (auto more = get(out.related, gone); more && !gone) {
                if (auto read = read_rdap_domain(*more)) {
                    out.abuse = std::move(read->abuse);
                    if (out.registrar.empty()) out.registrar = std::move(read->registrar);
                    if (out.abuse_form.empty()) out.abuse_form = std::move(read->abuse_form);
                }
            }
        }
    }
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[domain] = {out, now};
    return out;
}

}  // namespace vigie::respond
