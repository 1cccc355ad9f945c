#include "faults/tcp_server.hpp"

#include <vigie/drivers/curl.hpp>

#include <doctest/doctest.h>

#include <map>

namespace vigie::drivers {
namespace {

using faults::TestConnection;
using faults::TestServer;
using ports::Mail;
using ports::SmtpServer;

// An SMTP server that answers by the first word of each command; notes commands and the data. EHLO offers
// `offers`.
using Replies = std::map<std::string, std::string>;

class SmtpScript {
public:
    explicit SmtpScript(Replies replies = {}, std::string offers = "")
        : replies_(std::move(replies)),
          offers_(std::move(offers)),
          server_([this](TestConnection& peer) { talk(peer); }) {}

    [[nodiscard]] SmtpServer address() const {
        SmtpServer server;
        server.url = server_.url("smtp");
        server.timeout = std::chrono::milliseconds(3000);
        return server;
    }
    [[nodiscard]] std::vector<std::string> notes() const { return server_.notes(); }
    [[nodiscard]] int connections() const { return server_.connections(); }

private:
    std::string reply(const std::string& line) const {
        for (const auto& [start, text] : replies_) {
            if (line.starts_with(start)) return text + "\r\n";
        }
        if (line.starts_with("EHLO"))
            return offers_.empty() ? "250 test\r\n" : "250-test\r\n250 " + offers_ + "\r\n";
        if (line.starts_with("DATA")) return "354 go on\r\n";
        if (line.starts_with("QUIT")) return "221 bye\r\n";
        if (line == "AUTH PLAIN\r\n") return "334 \r\n";
        if (line == "AHZpZ2llAHNlY3JldA==\r\n") return "235 welcome\r\n";  // base64 of \0vigie\0secret
        return "250 ok\r\n";
    }
    void talk(TestConnection& peer) {
        const auto greeting = replies_.find("greeting");
        if (!peer.send((greeting == replies_.end() ? "220 test ESMTP" : greeting->second) + "\r\n")) return;
        for (;;) {
            const auto line = peer.read_until("\r\n");
            if (!line.ends_with("\r\n")) return;
            server_.note(line.substr(0, line.size() - 2));
            const auto text = reply(line);
            if (text == "hang\r\n") return peer.hang();
            if (!peer.send(text)) return;
            if (text.starts_with("354")) {
                server_.note(peer.read_until("\r\n.\r\n"));
                const auto end = replies_.find("after-data");
                if (!peer.send((end == replies_.end() ? "250 queued" : end->second) + "\r\n")) return;
            }
        }
    }

    Replies replies_;
    std::string offers_;
    TestServer server_;
};

Mail mail() {
    return {"vigie@exemple.test", {"soc@exemple.test"}, "Subject: test\r\n\r\nBonjour\r\n"};
}

}  // namespace

TEST_CASE("a mail goes out with its envelope, dots stuffed and line ends mended") {
    const SmtpScript script;
    auto letter = mail();
    letter.to = {"soc@exemple.test", "com@exemple.test"};
    letter.message = "Subject: test\r\n\r\nun\n.\ndeux\r.trois";
    REQUIRE(make_curl_mailer()->send(script.address(), letter).has_value());
    const auto notes = script.notes();
    REQUIRE(notes.size() >= 6);
    CHECK(notes.at(1) == "MAIL FROM:<vigie@exemple.test>");
    CHECK(notes.at(2) == "RCPT TO:<soc@exemple.test>");
    CHECK(notes.at(3) == "RCPT TO:<com@exemple.test>");
    CHECK(notes.at(5) == "Subject: test\r\n\r\nun\r\n..\r\ndeux\r\n..trois\r\n.\r\n");
}

TEST_CASE("a login is sent when the server asks for one") {
    const SmtpScript script({}, "AUTH PLAIN LOGIN");
    auto server = script.address();
    server.user = "vigie";
    server.password = "secret";
    REQUIRE(make_curl_mailer()->send(server, mail()).has_value());
    CHECK(script.notes().at(1) == "AUTH PLAIN");
    CHECK(script.notes().at(3) == "MAIL FROM:<vigie@exemple.test>");
}

TEST_CASE("what the server says decides between later and never") {
    struct Case {
        const char* command;
        const char* reply;
        Errc expected;
    };
    for (const auto& c : {Case{"greeting", "421 too busy", Errc::unavailable},
                          Case{"MAIL", "451 try later", Errc::unavailable},
                          Case{"RCPT", "450 mailbox busy", Errc::unavailable},
                          Case{"RCPT", "550 no such user", Errc::invalid_argument},
                          Case{"MAIL", "553 sender refused", Errc::invalid_argument},
                          Case{"DATA", "554 no", Errc::invalid_argument},
                          Case{"after-data", "554 spam", Errc::invalid_argument},
                          Case{"after-data", "452 disk full", Errc::unavailable}}) {
        CAPTURE(c.command);
        CAPTURE(c.reply);
        const SmtpScript script(Replies{{c.command, c.reply}});
        const auto result = make_curl_mailer()->send(script.address(), mail());
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == c.expected);
        CHECK(result.error().message.find(std::string(c.reply).substr(0, 3)) != std::string::npos);
    }
    const SmtpScript login(Replies{{"AUTH", "535 wrong password"}}, "AUTH PLAIN");
    auto server = login.address();
    server.user = "vigie";
    server.password = "wrong";
    CHECK(make_curl_mailer()->send(server, mail()).error().code == Errc::invalid_argument);
}

TEST_CASE("one refused recipient does not keep the mail from the others") {
    const SmtpScript script(Replies{{"RCPT TO:<gone@", "550 no such user"}});
    auto letter = mail();
    letter.to = {"gone@exemple.test", "soc@exemple.test"};
    CHECK(make_curl_mailer()->send(script.address(), letter).has_value());
}

TEST_CASE("a server that hangs at any point is a time-out") {
    for (const auto* command : {"EHLO", "MAIL", "RCPT", "DATA"}) {
        CAPTURE(command);
        const SmtpScript script(Replies{{command, "hang"}});
        auto server = script.address();
        server.timeout = std::chrono::milliseconds(150);
        CHECK(make_curl_mailer()->send(server, mail()).error().code == Errc::timeout);
    }
    auto nobody = SmtpServer{};
    nobody.url = "smtp://127.0.0.1:1";
    CHECK(make_curl_mailer()->send(nobody, mail()).error().code == Errc::unavailable);
}

TEST_CASE("required TLS that is not offered sends nothing") {
    const SmtpScript script;
    auto server = script.address();
    server.require_tls = true;
    server.user = "vigie";
    server.password = "secret";
    const auto result = make_curl_mailer()->send(server, mail());
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == Errc::unavailable);
    for (const auto& note : script.notes()) CHECK_FALSE(note.starts_with("MAIL"));
    for (const auto& note : script.notes()) CHECK_FALSE(note.starts_with("AUTH"));
}

TEST_CASE("addresses that smuggle a command are refused before anything is sent") {
    const SmtpScript script;
    const auto mailer = make_curl_mailer();
    for (const auto* address :
         {"", "nobody", "a@b\r\nRCPT TO:<x@y>", "a@b> SIZE=1", "<a@b>", "a@b,c@d", "a b@c", "@c", "a@"}) {
        CAPTURE(address);
        auto to = mail();
        to.to = {address};
        CHECK(mailer->send(script.address(), to).error().code == Errc::invalid_argument);
        auto from = mail();
        from.from = address;
        CHECK(mailer->send(script.address(), from).error().code == Errc::invalid_argument);
    }
    auto none = mail();
    none.to.clear();
    CHECK(mailer->send(script.address(), none).error().code == Errc::invalid_argument);
    auto web = script.address();
    web.url = "http://127.0.0.1";
    CHECK(mailer->send(web, mail()).error().code == Errc::invalid_argument);
    CHECK(script.connections() == 0);
}

}  // namespace vigie::drivers
