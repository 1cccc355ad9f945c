#include <vigie/kit/url.hpp>

#include <doctest/doctest.h>

#include <ctime>
#include <string>
#include <vector>

namespace vigie::kit {
namespace {

using List = std::vector<std::string>;

List found(std::string_view text) {
    List out;
    for (const auto& url : find_urls(text)) out.push_back(url.url);
    return out;
}

std::string joined(const List& list) {
    std::string out;
    for (const auto& one : list) out += one + ' ';
    return out;
}

std::string host(std::string_view text) {
    const auto url = parse_url(text);
    return url ? url->host : "";
}

}  // namespace

TEST_CASE("a URL comes apart") {
    const auto url = parse_url("HTTPS://user:pw@WWW.Exemple.FR:8443/a/b?x=1&y#z").value();
    CHECK(url.scheme == "https");
    CHECK(url.user_info == "user:pw");
    CHECK(url.host == "www.exemple.fr");
    CHECK(url.port == 8443);
    CHECK(url.path == "/a/b");
    CHECK(url.query == "x=1&y");
    CHECK(url.fragment == "z");
    CHECK(url.text() == "https://user:pw@www.exemple.fr:8443/a/b?x=1&y#z");
}

TEST_CASE("hosts are read as browsers read them") {
    CHECK(host("https://banque.example@evil.test/") == "evil.test");
    CHECK(host("https://banque.example%40evil.test/").empty());
    CHECK(host("http:\\\\evil.test\\x") == "evil.test");
    CHECK(host("https:evil.test") == "evil.test");
    CHECK(host("https:////evil.test") == "evil.test");
    CHECK(host("http://3232235777/") == "192.168.1.1");
    CHECK(host("http://0xC0.0xa8.1.1/") == "192.168.1.1");
    CHECK(host("http://0300.0250.1.1/") == "192.168.1.1");
    CHECK(host("http://[2001:DB8::1]:80/") == "[2001:db8::1]");
    CHECK(host("https://société.fr/") == "xn--socit-esab.fr");
    CHECK(host("https://pаypal.com") == "xn--pypal-4ve.com");
    CHECK(host("https://ｅｘｅｍｐｌｅ.fr") == "exemple.fr");
    CHECK(host("https://exemple。fr") == "exemple.fr");
    CHECK(host("https://ex%65mple.fr") == "exemple.fr");
    CHECK(host("https://exemple.fr.") == "exemple.fr");
    CHECK(host("hxxps://evil[.]test/login") == "evil.test");
    CHECK(host("hXXp://evil(dot)test") == "evil.test");
    CHECK(host(" https://exe\nmple.fr ") == "exemple.fr");
    CHECK(host("http://localhost:8600/x") == "localhost");
}

TEST_CASE("without a scheme, only real suffixes make a URL") {
    CHECK(parse_url("exemple.fr/x").value().scheme == "https");
    CHECK(parse_url("meridien.example").has_value());
    CHECK(parse_url("exemple.fr:8080").value().port == 8080);
    for (const std::string no :
         {"", "exemple", "fr", "co.uk", "main.cpp", "1.2.3.4", "mailto:a@exemple.fr", "javascript:alert(1)",
          "at://did:plc:x", "ftp://exemple.fr", "http://", "https:///", "a b.fr", "claire@exemple.fr",
          "https://exa mple.fr", "http://a.fr:99999/", "http://a..fr", "..."}) {
        CAPTURE(no);
        CHECK_FALSE(parse_url(no).has_value());
    }
}

TEST_CASE("domains are cut at the public suffix") {
    CHECK(registrable_domain("www.a.co.uk") == "a.co.uk");
    CHECK(registrable_domain("a.b.exemple.fr") == "exemple.fr");
    CHECK(registrable_domain("claire.github.io") == "claire.github.io");
    CHECK(registrable_domain("x.evil.test") == "evil.test");
    CHECK(registrable_domain("co.uk").empty());
    CHECK(registrable_domain("192.168.1.1").empty());
    CHECK(registrable_domain("[::1]").empty());
    CHECK(registrable_domain("").empty());
    CHECK(main_label("www.a.co.uk") == "a");
    CHECK(main_label("xn--socit-esab.fr") == "xn--socit-esab");
    CHECK(host_to_unicode("xn--socit-esab.fr") == "société.fr");
    CHECK(host_to_unicode("xn--.fr") == "xn--.fr");
    CHECK(host_to_ascii("Exemple.FR.") == "exemple.fr");
    CHECK(host_to_ascii("a b").empty());
    CHECK(host_to_ascii(std::string(64, 'a') + ".fr").empty());
    CHECK(is_ip_address("10.0.0.1"));
    CHECK(is_ip_address("::1"));
    CHECK_FALSE(is_ip_address("10.0.0.256"));
    CHECK_FALSE(is_ip_address("exemple.fr"));
}

TEST_CASE("URLs are found in running text as people write it") {
    const std::pair<std::string, List> cases[] = {
        {"Voir https://exemple.fr/promo.", {"https://exemple.fr/promo"}},
        {"Voir « https://exemple.fr/promo » !", {"https://exemple.fr/promo"}},
        {"(https://fr.wikipedia.org/wiki/Vigie_(marine))", {"https://fr.wikipedia.org/wiki/Vigie_(marine)"}},
        {"[texte](https://exemple.fr/a)", {"https://exemple.fr/a"}},
        {"exemple.fr, autre.fr et l'exemple.com/x?", {"exemple.fr", "autre.fr", "exemple.com/x"}},
        {"Sur d’exemple.fr/promo… suite", {"exemple.fr/promo"}},
        {"exemple.fr/promo!", {"exemple.fr/promo"}},
        {"https://exemple.fr\u00A0: oui", {"https://exemple.fr"}},
        {"voirhttps://exemple.fr/a", {"https://exemple.fr/a"}},
        {"https://a.frhttps://b.fr", {"https://a.fr", "https://b.fr"}},
        {"https://a.fr,https://b.fr", {"https://a.fr", "https://b.fr"}},
        {"https://a.fr/r?to=https://b.fr/x", {"https://a.fr/r?to=https://b.fr/x"}},
        {"hxxps://evil[.]test/login attention", {"https://evil.test/login"}},
        {"evil[.]test", {"evil.test"}},
        {"allez sur société.fr/été maintenant", {"société.fr/été"}},
        {"https://banque.example@evil.test/login", {"https://banque.example@evil.test/login"}},
        {"banque.example@evil.test/login", {"banque.example@evil.test/login"}},
        {"Écrivez à claire@exemple.fr ou contact@exemple.fr.", {}},
        {"merci @claire.bsky.social !", {}},
        {"C'est fini.Je pars.Le reste.Au revoir", {}},
        {"version 1.2.3, 3.5km, etc. M.Martin main.cpp", {}},
        {"EXEMPLE.FR", {"EXEMPLE.FR"}},
        {"exemple.fr:8080/x", {"exemple.fr:8080/x"}},
        {"exemple.fr: la promo", {"exemple.fr"}},
        {"https://exemple.jpです", {"https://exemple.jp"}},
        {"exemple.jpです", {"exemple.jp"}},
        {"<a href=\"https://exemple.fr/x\">", {"https://exemple.fr/x"}},
        {"https:// http://? ://", {}},
        {"**https://exemple.fr**", {"https://exemple.fr"}},
        {"😀exemple.fr😀", {"exemple.fr"}},
    };
    for (const auto& [text, urls] : cases) {
        CAPTURE(text);
        CHECK(joined(found(text)) == joined(urls));
    }
}

TEST_CASE("found URLs say where they stand") {
    const std::string text = "été : hxxp://evil[.]test/a).";
    const auto urls = find_urls(text);
    REQUIRE(urls.size() == 1);
    CHECK(text.substr(urls[0].start, urls[0].end - urls[0].start) == "hxxp://evil[.]test/a");
}

TEST_CASE("a megabyte of anything takes linear time") {
    for (const std::string piece : {"http://",
                                    "a.fr",
                                    "a.fr/",
                                    "(",
                                    "http://!/",
                                    "x@",
                                    "a.fr@",
                                    "h",
                                    "é",
                                    "a.fré",
                                    "hxxp://[.]",
                                    "http://a.fr/=",
                                    ".",
                                    "http://a:x/",
                                    "\xFF",
                                    "https://a.fr/(",
                                    "[.]",
                                    "a.fr:9999999/",
                                    "=http://a.b/",
                                    "a.",
                                    "http://a@",
                                    ")"}) {
        std::string text;
        while (text.size() < (std::size_t{1} << 20U)) text += piece;
        CAPTURE(piece);
        const auto start = std::clock();  // of this process: the machine may be busy
        const auto urls = find_urls(text);
        const auto spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        CHECK(spent < 10);
        for (std::size_t i = 1; i < urls.size(); ++i) REQUIRE(urls[i - 1].end <= urls[i].start);
    }
}

TEST_CASE("equal URLs have one form") {
    CHECK(canonical_url("HTTPS://Exemple.FR:443?utm_source=x&id=1&fbclid=z#top") ==
          "https://exemple.fr/?id=1");
    CHECK(canonical_url("exemple.fr") == "https://exemple.fr/");
    CHECK(canonical_url("http://exemple.fr:80/%7euser/%c3%a9") == "http://exemple.fr/~user/%C3%A9");
    CHECK(canonical_url("http://exemple.fr/é") == "http://exemple.fr/%C3%A9");
    CHECK(canonical_url("https://exemple.fr/a?gclid=1") == "https://exemple.fr/a");
    CHECK(canonical_url("pas une adresse") == "pas une adresse");
    for (const std::string url :
         {"https://exemple.fr/a?b=%2F&c", "hxxp://a[.]fr/x%zz", "http://3232235777"}) {
        CHECK(canonical_url(canonical_url(url)) == canonical_url(url));
    }
}

TEST_CASE("a text that may hold no address holds none, nor does any part of it") {
    CHECK_FALSE(may_hold_url(""));
    CHECK_FALSE(may_hold_url("."));
    CHECK_FALSE(may_hold_url("Une phrase. Une autre, plus longue : rien ici. (Ni l\u00e0.)"));
    for (std::size_t before = 0; before < 40; ++before) {  // wherever the address stands among 16 bytes
        for (const char* address :
             {"a.fr", "https://a.fr", "hxxp[:]//a[.]fr", "exemple(dot)fr", "http:\\\\a.fr", "caf\u00e9.fr"}) {
            for (const char* after : {"", " et la suite de la phrase. Fin"}) {
                const auto text = std::string(before, 'x') + " " + address + after;
                CAPTURE(text);
                CHECK(may_hold_url(text));
                const auto found = find_urls(text);
                REQUIRE(found.size() == 1);
                CHECK(found.front().start == before + 1);
                CHECK(find_urls("mot. " + text + " " + text).size() == 2);
            }
        }
    }
}

}  // namespace vigie::kit
