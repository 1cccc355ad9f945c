#include <vigie/plugins/email.hpp>
#include <vigie/respond/mime.hpp>

#include <doctest/doctest.h>

#include <sstream>

namespace vigie::plugins {

namespace mime = respond::mime;
namespace {

using respond::Delivery;

class ScriptedMailer final : public ports::Mailer {
public:
    Result<> send(const ports::SmtpServer&, const ports::Mail& mail) override {
        sent.push_back(mail);
        return answer;
    }
    std::vector<ports::Mail> sent;
    Result<> answer{};
};

struct World {
    ports::ManualClock clock{*parse_time("2026-03-09T08:31:14Z")};
    ScriptedMailer mailer;
    EmailConfig config{"soc-mail",
                       {"smtp://mail.example:587", "", "", true, std::chrono::seconds(20)},
                       "Vigie <vigie@montclar.example>",
                       "",
                       {"soc@montclar.example"},
                       ""};

    std::unique_ptr<respond::Channel> channel() { return *make_email_channel(config, mailer, clock); }
};

model::Incident incident() {
    model::Incident i;
    i.id = model::IncidentId("VG-2026-0042");
    return i;
}

model::Notice notice() {
    model::Notice n;
    n.id = model::NoticeId("VG-2026-0042/tell/soc-mail");
    n.event = "incident.opened";
    n.subject =
        "[Vigie] [Élevé] VG-2026-0042 « C1aire Delmas » imite Claire Delmas, conseillère à Lyon depuis 2011";
    n.body =
        "Bonjour, a=b.\nÀ faire : ouvrir https://vigie.montclar.example/incidents/VG-2026-0042\n<b>x</b> "
        "hxxps://evil[.]example\n";
    return n;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("the message carries what mail programs need to thread, filter and not answer it") {
    World w;
    const auto channel = w.channel();
    CHECK(channel->name() == "soc-mail");
    CHECK(channel->type() == "email");
    REQUIRE(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::sent);
    REQUIRE(w.mailer.sent.size() == 1);
    const auto& mail = w.mailer.sent[0];
    CHECK(mail.from == "vigie@montclar.example");
    CHECK(mail.to == std::vector<std::string>{"soc@montclar.example"});
    const auto& m = mail.message;
    CHECK(
        m.starts_with("From: \"Vigie\" <vigie@montclar.example>\r\nTo: soc@montclar.example\r\nSubject: "
                      "=?UTF-8?Q?=5BVigie=5D_=5B=C3=89lev=C3=A9=5D_VG-2026-0042"));
    CHECK(has(m, "\r\nDate: Mon, 09 Mar 2026 08:31:14 +0000\r\n"));
    CHECK(has(m,
              "\r\nIn-Reply-To: <VG-2026-0042.0@montclar.example>\r\nReferences: "
              "<VG-2026-0042.0@montclar.example>\r\n"));
    CHECK(has(m, "\r\nAuto-Submitted: auto-generated\r\nX-Vigie-Incident: VG-2026-0042\r\n"));
    CHECK(has(m,
              "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
              "quoted-printable\r\n\r\nBonjour, a=3Db.\r\n=C3=80 faire"));
    CHECK(has(m, "&lt;b&gt;x&lt;/b&gt; hxxps://evil[.]example"));
    CHECK(has(m, "<a href=3D\"https://vigie.montclar"));
}

TEST_CASE("every line ends with CRLF and is short, every header is ASCII") {
    World w;
    auto n = notice();
    n.body = std::string(3000, 'x') + "\n" + std::string(500, ' ') + "\nÉté \r\n";
    for (int i = 0; i < 200; ++i) n.subject += "é";
    REQUIRE(w.channel()->deliver(n, incident()).outcome == Delivery::Outcome::sent);
    std::istringstream lines(w.mailer.sent[0].message);
    for (std::string line; std::getline(lines, line);) {
        CHECK(line.size() <= 79);
        CHECK(line.ends_with('\r'));
        for (const char c : line) CHECK(static_cast<unsigned char>(c) < 0x80);
    }
}

TEST_CASE("each notice has its own Message-ID, the same on a retry") {
    World w;
    const auto channel = w.channel();
    auto second = notice();
    second.id = model::NoticeId("VG-2026-0042/late/soc-mail");
    for (const auto& n : {notice(), notice(), second})
        REQUIRE(channel->deliver(n, incident()).outcome == Delivery::Outcome::sent);
    const auto id = [&](std::size_t i) {
        const auto& m = w.mailer.sent[i].message;
        const auto at = m.find("Message-ID: ");
        return m.substr(at, m.find('\r', at) - at);
    };
    CHECK(id(0) == id(1));
    CHECK(id(0) != id(2));
    CHECK(id(0).starts_with("Message-ID: <VG-2026-0042."));
}

TEST_CASE("a line break in a header is refused, never sent") {
    World w;
    const auto channel = w.channel();
    auto n = notice();
    n.subject = "Hello\r\nBcc: everybody@example.org";
    CHECK(channel->deliver(n, incident()).outcome == Delivery::Outcome::refused);
    n = notice();
    n.to = {"soc@montclar.example\r\nBcc: x@example.org"};
    CHECK(channel->deliver(n, incident()).outcome == Delivery::Outcome::refused);
    n = notice();
    n.to = {"soc@montclar.example, x@example.org"};
    CHECK(channel->deliver(n, incident()).outcome == Delivery::Outcome::refused);
    CHECK(w.mailer.sent.empty());
}

TEST_CASE("the notice's own recipients win, and nobody to write to is said") {
    World w;
    auto n = notice();
    n.to = {"Juridique Élan <legal@montclar.example>", "crisis@montclar.example"};
    CHECK(w.channel()->deliver(n, incident()).outcome == Delivery::Outcome::sent);
    CHECK(w.mailer.sent[0].to ==
          std::vector<std::string>{"legal@montclar.example", "crisis@montclar.example"});
    CHECK(
        has(w.mailer.sent[0].message,
            "To: =?UTF-8?Q?Juridique_=C3=89lan?= <legal@montclar.example>,\r\n crisis@montclar.example\r\n"));
    w.config.to.clear();
    const auto refused = w.channel()->deliver(notice(), incident());
    CHECK(refused.outcome == Delivery::Outcome::refused);
    CHECK(has(refused.detail, "'to'"));
}

TEST_CASE("'later' is tried again up to two days, 'never' is final") {
    World w;
    const auto channel = w.channel();
    w.mailer.answer = fail(Errc::unavailable, "451 greylisted");
    CHECK(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::retry);
    w.mailer.answer = fail(Errc::timeout, "no answer within 20 s");
    CHECK(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::retry);
    w.mailer.answer = fail(Errc::invalid_argument, "550 no such user");
    CHECK(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::refused);
    std::chrono::seconds all{0};
    int tries = 0;
    while (const auto wait = channel->retry_plan(++tries)) all += *wait;
    CHECK(channel->retry_plan(1) == std::chrono::minutes(5));
    CHECK(channel->retry_plan(2) == std::chrono::minutes(15));
    CHECK(channel->retry_plan(3) == std::chrono::hours(1));
    CHECK(all <= std::chrono::hours(48));
    CHECK(all >= std::chrono::hours(40));
}

TEST_CASE("a configuration that cannot work is refused with what to write") {
    World w;
    w.config.from = "vigie";
    CHECK(make_email_channel(w.config, w.mailer, w.clock).error().message ==
          "channel 'soc-mail': 'from' must be an e-mail address, not 'vigie'");
    w.config.from = "vigie@montclar.example";
    w.config.server.url.clear();
    CHECK(has(make_email_channel(w.config, w.mailer, w.clock).error().message, "smtp://"));
}

TEST_CASE("addresses as people write them") {
    CHECK(mime::parse_address(" a@b.example ")->email == "a@b.example");
    CHECK(mime::parse_address("\"A, B\" <a@b.example>")->name == "A, B");
    for (const auto* bad : {"", "@", "a@", "@b", "a b@c", "a@b@c", "<a@b", "a@b>", "é@b.example"}) {
        INFO(std::string(bad));
        CHECK_FALSE(mime::parse_address(bad));
    }
}

}  // namespace
}  // namespace vigie::plugins
