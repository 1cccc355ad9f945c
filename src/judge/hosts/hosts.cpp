#include <vigie/judge/hosts.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace vigie::judge {
namespace {

using namespace std::string_view_literals;

// Sorted: looked up by binary search (checked by a test through every entry).
constexpr std::array shorteners{
    "adf.ly"sv,    "b.link"sv,  "bit.do"sv,      "bit.ly"sv,  "bitly.com"sv,  "buff.ly"sv, "chk.me"sv,
    "cutt.ly"sv,   "dlvr.it"sv, "fb.me"sv,       "goo.gl"sv,  "ift.tt"sv,     "is.gd"sv,   "j.mp"sv,
    "kutt.it"sv,   "lnk.to"sv,  "lnkd.in"sv,     "lstu.fr"sv, "mtr.cool"sv,   "n9.cl"sv,   "ow.ly"sv,
    "pin.it"sv,    "qr.ae"sv,   "qrco.de"sv,     "rb.gy"sv,   "rebrand.ly"sv, "s.id"sv,    "shorturl.at"sv,
    "shrtco.de"sv, "snip.ly"sv, "spoti.fi"sv,    "swll.to"sv, "t.co"sv,       "t.ly"sv,    "t2m.io"sv,
    "tiny.cc"sv,   "tiny.pl"sv, "tinyurl.com"sv, "trib.al"sv, "u.to"sv,       "urlr.me"sv, "urlz.fr"sv,
    "v.gd"sv,      "vu.fr"sv,   "x.gd"sv,        "youtu.be"sv};

constexpr std::array platforms{"20minutes.fr"sv,
                               "about.me"sv,
                               "ac.uk"sv,
                               "airbnb.com"sv,
                               "airbnb.fr"sv,
                               "amazon.com"sv,
                               "amazon.fr"sv,
                               "apple.com"sv,
                               "archive.org"sv,
                               "avis-verifies.com"sv,
                               "bandcamp.com"sv,
                               "bbc.co.uk"sv,
                               "bbc.com"sv,
                               "bfmtv.com"sv,
                               "bing.com"sv,
                               "bsky.app"sv,
                               "bsky.social"sv,
                               "calendly.com"sv,
                               "canva.com"sv,
                               "change.org"sv,
                               "cnn.com"sv,
                               "dailymotion.com"sv,
                               "deezer.com"sv,
                               "discord.com"sv,
                               "discord.gg"sv,
                               "doctolib.fr"sv,
                               "dropbox.com"sv,
                               "duckduckgo.com"sv,
                               "ebay.com"sv,
                               "ebay.fr"sv,
                               "edu"sv,
                               "etsy.com"sv,
                               "europa.eu"sv,
                               "eventbrite.com"sv,
                               "eventbrite.fr"sv,
                               "facebook.com"sv,
                               "fandom.com"sv,
                               "fb.com"sv,
                               "flickr.com"sv,
                               "francebleu.fr"sv,
                               "franceinfo.fr"sv,
                               "francetvinfo.fr"sv,
                               "github.com"sv,
                               "gitlab.com"sv,
                               "glassdoor.com"sv,
                               "glassdoor.fr"sv,
                               "gmail.com"sv,
                               "gofundme.com"sv,
                               "google.com"sv,
                               "google.fr"sv,
                               "gouv.fr"sv,
                               "gov"sv,
                               "gov.uk"sv,
                               "helloasso.com"sv,
                               "huffingtonpost.fr"sv,
                               "imgur.com"sv,
                               "indeed.com"sv,
                               "indeed.fr"sv,
                               "instagram.com"sv,
                               "kickstarter.com"sv,
                               "ko-fi.com"sv,
                               "latribune.fr"sv,
                               "leboncoin.fr"sv,
                               "lefigaro.fr"sv,
                               "lemonde.fr"sv,
                               "leparisien.fr"sv,
                               "lesechos.fr"sv,
                               "lexpress.fr"sv,
                               "liberation.fr"sv,
                               "linkedin.com"sv,
                               "malt.fr"sv,
                               "medium.com"sv,
                               "meetup.com"sv,
                               "messenger.com"sv,
                               "microsoft.com"sv,
                               "mil"sv,
                               "mozilla.org"sv,
                               "netflix.com"sv,
                               "notion.site"sv,
                               "notion.so"sv,
                               "nytimes.com"sv,
                               "ouest-france.fr"sv,
                               "pagesjaunes.fr"sv,
                               "patreon.com"sv,
                               "paypal.com"sv,
                               "pinterest.com"sv,
                               "pinterest.fr"sv,
                               "quora.com"sv,
                               "reddit.com"sv,
                               "reuters.com"sv,
                               "service-public.fr"sv,
                               "signal-arnaques.com"sv,
                               "similarweb.com"sv,
                               "slideshare.net"sv,
                               "snapchat.com"sv,
                               "societe.com"sv,
                               "soundcloud.com"sv,
                               "spotify.com"sv,
                               "stackoverflow.com"sv,
                               "statista.com"sv,
                               "substack.com"sv,
                               "tf1info.fr"sv,
                               "theguardian.com"sv,
                               "threads.net"sv,
                               "tiktok.com"sv,
                               "tripadvisor.com"sv,
                               "tripadvisor.fr"sv,
                               "trustpilot.com"sv,
                               "tumblr.com"sv,
                               "twitch.tv"sv,
                               "twitter.com"sv,
                               "vimeo.com"sv,
                               "vinted.fr"sv,
                               "virustotal.com"sv,
                               "washingtonpost.com"sv,
                               "whois.com"sv,
                               "wikimedia.org"sv,
                               "wikipedia.org"sv,
                               "x.com"sv,
                               "yahoo.com"sv,
                               "yelp.com"sv,
                               "yelp.fr"sv,
                               "youtube.com"sv,
                               "zendesk.com"sv,
                               "zoom.us"sv};

constexpr std::array free_hostings{
    "000webhostapp.com"sv, "blogspot.com"sv,     "carrd.co"sv,         "cloudfront.net"sv,
    "duckdns.org"sv,       "firebaseapp.com"sv,  "fly.dev"sv,          "free.nf"sv,
    "gitbook.io"sv,        "github.io"sv,        "gitlab.io"sv,        "glitch.me"sv,
    "godaddysites.com"sv,  "herokuapp.com"sv,    "hostingerapp.com"sv, "infinityfreeapp.com"sv,
    "jimdosite.com"sv,     "mystrikingly.com"sv, "netlify.app"sv,      "ngrok.io"sv,
    "onrender.com"sv,      "pages.dev"sv,        "r2.dev"sv,           "repl.co"sv,
    "replit.app"sv,        "square.site"sv,      "surge.sh"sv,         "vercel.app"sv,
    "web.app"sv,           "webflow.io"sv,       "weebly.com"sv,       "weeblysite.com"sv,
    "wixsite.com"sv,       "wordpress.com"sv,    "workers.dev"sv};

constexpr std::array contact_hosts{"allmylinks.com"sv, "beacons.ai"sv, "bio.link"sv,    "campsite.bio"sv,
                                   "linktr.ee"sv,      "lnk.bio"sv,    "m.me"sv,        "snipfeed.co"sv,
                                   "solo.to"sv,        "t.me"sv,       "taplink.cc"sv,  "telegram.me"sv,
                                   "wa.link"sv,        "wa.me"sv,      "whatsapp.com"sv};

constexpr std::array abused_tlds{
    "accountant"sv, "asia"sv,    "bar"sv,     "beauty"sv,   "best"sv,    "bid"sv,   "bond"sv,  "buzz"sv,
    "cam"sv,        "casa"sv,    "cc"sv,      "cf"sv,       "cfd"sv,     "click"sv, "club"sv,  "cn"sv,
    "cricket"sv,    "cyou"sv,    "date"sv,    "download"sv, "faith"sv,   "fit"sv,   "fun"sv,   "ga"sv,
    "gdn"sv,        "gq"sv,      "hair"sv,    "help"sv,     "icu"sv,     "info"sv,  "ink"sv,   "life"sv,
    "link"sv,       "live"sv,    "loan"sv,    "lol"sv,      "ltd"sv,     "men"sv,   "ml"sv,    "mom"sv,
    "monster"sv,    "one"sv,     "online"sv,  "ooo"sv,      "party"sv,   "pw"sv,    "quest"sv, "racing"sv,
    "rest"sv,       "review"sv,  "ru"sv,      "sbs"sv,      "science"sv, "shop"sv,  "site"sv,  "space"sv,
    "store"sv,      "stream"sv,  "support"sv, "surf"sv,     "tk"sv,      "tokyo"sv, "top"sv,   "trade"sv,
    "vip"sv,        "website"sv, "win"sv,     "work"sv,     "world"sv,   "xyz"sv};

static_assert(std::ranges::is_sorted(shorteners));
static_assert(std::ranges::is_sorted(platforms));
static_assert(std::ranges::is_sorted(free_hostings));
static_assert(std::ranges::is_sorted(contact_hosts));
static_assert(std::ranges::is_sorted(abused_tlds));

// The longest suffix of `host` at a label boundary that is in `list`; empty when none is.
template <class List>
std::string_view listed_suffix(const List& list, std::string_view host) {
    while (true) {
        if (std::ranges::binary_search(list, host)) return host;
        const auto dot = host.find('.');
        if (dot == std::string_view::npos) return {};
        host.remove_prefix(dot + 1);
    }
}

}  // namespace

bool is_shortener(std::string_view host) {
    return !listed_suffix(shorteners, host).empty();
}
bool is_platform(std::string_view host) {
    return !listed_suffix(platforms, host).empty();
}
bool is_contact_host(std::string_view host) {
    return !listed_suffix(contact_hosts, host).empty();
}

std::string_view free_hosting_label(std::string_view host) {
    const auto suffix = listed_suffix(free_hostings, host);
    if (suffix.empty() || suffix.size() >= host.size()) return {};
    const auto before = host.substr(0, host.size() - suffix.size() - 1);
    const auto dot = before.rfind('.');
    return dot == std::string_view::npos ? before : before.substr(dot + 1);
}

bool is_free_hosting(std::string_view host) {
    return !free_hosting_label(host).empty();
}

bool is_abused_tld(std::string_view host) {
    const auto dot = host.rfind('.');
    return dot != std::string_view::npos && std::ranges::binary_search(abused_tlds, host.substr(dot + 1));
}

bool joins_cases(const model::Indicator& indicator) {
    if (indicator.value.empty()) return false;
    if (indicator.kind == "domain") {
        const std::string_view host = indicator.value;
        if (std::ranges::binary_search(free_hostings, host)) return false;
        return !is_shortener(host) && !is_platform(host) && !is_contact_host(host);
    }
    if (indicator.kind == "url") {
        const auto url = kit::parse_url(indicator.value);
        if (!url) return false;
        // A page on a shared host is one culprit's; the bare front door of one is everybody's.
        const bool shared = is_shortener(url->host) || is_platform(url->host) || is_contact_host(url->host);
        return !shared || url->path.size() > 1 || !url->query.empty();
    }
    constexpr std::array<std::string_view, 7> always{"account", "coupon", "iban",  "messenger",
                                                     "phone",   "text",   "wallet"};
    return std::ranges::binary_search(always, std::string_view(indicator.kind));
}

}  // namespace vigie::judge
