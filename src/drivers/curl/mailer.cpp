#include "easy.hpp"

#include <vigie/base/log.hpp>
#include <vigie/drivers/curl.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <utility>

namespace vigie::drivers {
namespace {

using ports::Mail;
using ports::SmtpServer;

constexpr long connect_ms = 10'000;
constexpr std::size_t address_bytes = 320;  // RFC 5321 4.5.3.1: 64 + 1 + 255
constexpr std::size_t most_recipients = 100;
constexpr std::size_t kept_replies = 16;

// What one delivery reads and what the server said to it.
struct Delivery {
    std::string message;
    std::size_t sent = 0;
    std::vector<std::string> refusals;  // reply lines 4yz and 5yz, in order
};

// Every line ends with CRLF: a bare LF or CR inside is how a second mail is smuggled into the first.
std::string with_crlf(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 64);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
            out += "\r\n";
        } else if (text[i] == '\n') {
            out += "\r\n";
        } else {
            out += text[i];
        }
    }
    if (!out.ends_with("\r\n")) out += "\r\n";
    return out;
}

bool is_address(std::string_view text) {
    const auto at = text.rfind('@');
    return text.size() <= address_bytes && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           !has_control(text) && text.find_first_of(" <>,;") == std::string_view::npos;
}

Result<> check(const SmtpServer& server, const Mail& mail) {
    if (!server.url.starts_with("smtp://") && !server.url.starts_with("smtps://")) {
        return fail(Errc::invalid_argument,
                    "{} is not a mail server: write smtp://host:587 or smtps://host:465",
                    log::quoted(server.url));
    }
    if (has_control(server.url) || has_control(server.user) || has_control(server.password)) {
        return fail(Errc::invalid_argument, "the mail server's address or login holds a control character");
    }
    if (!is_address(mail.from))
        return fail(Errc::invalid_argument, "{} is not a sender address", log::quoted(mail.from));
    if (mail.to.empty()) return fail(Errc::invalid_argument, "the mail has no recipient");
    if (mail.to.size() > most_recipients) {
        return fail(Errc::invalid_argument, "{} recipients: at most {} in one mail", mail.to.size(),
                    most_recipients);
    }
    for (const auto& to : mail.to) {
        if (!is_address(to))
            return fail(Errc::invalid_argument, "{} is not an e-mail address", log::quoted(to));
    }
    return {};
}

std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* user) {
    auto& delivery = *static_cast<Delivery*>(user);
    const auto bytes = std::min(size * count, delivery.message.size() - delivery.sent);
    std::memcpy(buffer, delivery.message.data() + delivery.sent, bytes);
    delivery.sent += bytes;
    return bytes;
}

std::size_t on_reply(char* data, std::size_t size, std::size_t count, void* user) {
    auto& delivery = *static_cast<Delivery*>(user);
    std::string_view line(data, size * count);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    if (line.size() >= 3 && (line[0] == '4' || line[0] == '5') && delivery.refusals.size() < kept_replies) {
        delivery.refusals.emplace_back(line.substr(0, 300));
    }
    return size * count;
}

Error error_of(CURLcode code, long reply, const Delivery& delivery, const SmtpServer& server,
               const char* detail) {
    std::string said = detail[0] != '\0' ? detail : curl_easy_strerror(code);
    if (!delivery.refusals.empty()) said = log::quoted(delivery.refusals.back());
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return {Errc::timeout, fmt::format("mail server {} did not answer in time", server.url)};
    }
    if (code == CURLE_USE_SSL_FAILED) {
        return {
            Errc::unavailable,
            fmt::format("mail server {} offers no TLS although it is required: use smtps:// or another port",
                        server.url)};
    }
    if (code == CURLE_LOGIN_DENIED && (reply < 400 || reply >= 500)) {
        return {
            Errc::invalid_argument,
            fmt::format("mail server {} refuses the login: check user and password ({})", server.url, said)};
    }
    const bool may_pass = std::any_of(delivery.refusals.begin(), delivery.refusals.end(),
                                      [](const std::string& line) { return line.front() == '4'; });
    if (reply >= 500 && reply < 600 && !may_pass) {
        return {Errc::invalid_argument, fmt::format("mail server {} refuses the mail: {}", server.url, said)};
    }
    if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL) {
        return {Errc::invalid_argument, fmt::format("{} is not a mail server: {}", server.url, said)};
    }
    return {Errc::unavailable, fmt::format("mail server {} cannot take the mail now: {}", server.url, said)};
}

class CurlMailer final : public ports::Mailer {
public:
    explicit CurlMailer(CurlOptions options) : options_(std::move(options)) {}

    Result<> send(const SmtpServer& server, const Mail& mail) override {
        VIGIE_TRY(check(server, mail));
        auto handle = pool_.take();
        StringList recipients;
        bool complete = handle != nullptr;
        for (const auto& to : mail.to) complete = complete && recipients.append("<" + to + ">");
        if (!complete) return fail(Errc::unavailable, "out of memory while preparing a mail");

        Delivery delivery{with_crlf(mail.message), 0, {}};
        std::array<char, CURL_ERROR_SIZE> detail{};
        const auto from = "<" + mail.from + ">";
        set_up(handle.get(), server, delivery, detail.data());
        curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, from.c_str());
        curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
        const auto code = curl_easy_perform(handle.get());
        long reply = 0;
        curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &reply);
        if (code != CURLE_OK) return tl::unexpected(error_of(code, reply, delivery, server, detail.data()));
        for (const auto& refusal : delivery.refusals) {
            log::warn("mail", "{} took the mail but refused a part of the exchange: {}", server.url,
                      log::quoted(refusal));
        }
        // The handle is not kept: servers close idle mail connections, and a stale one would cost the next
        // mail a try.
        return {};
    }

private:
    void set_up(CURL* handle, const SmtpServer& server, Delivery& delivery, char* detail) const {
        const auto timeout = std::max<long>(1, server.timeout.count());
        const bool verified = server.require_tls || server.url.starts_with("smtps://");
        const long tls = verified ? CURLUSESSL_ALL : CURLUSESSL_TRY;
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
        curl_easy_setopt(handle, CURLOPT_URL, server.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, timeout);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, std::min(connect_ms, timeout));
        curl_easy_setopt(handle, CURLOPT_USE_SSL, tls);
        if (!options_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
        if (!verified && server.password.empty()) {
            // A local relay without a login and with a home-made certificate: encrypted to anyone beats plain
            // (RFC 7435).
            curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
            curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
        }
        if (!server.user.empty()) {
            curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, server.password.c_str());
        }
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, &on_read);
        curl_easy_setopt(handle, CURLOPT_READDATA, &delivery);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &on_reply);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &delivery);
    }

    const CurlOptions options_;
    EasyPool pool_;
};

}  // namespace

std::unique_ptr<ports::Mailer> make_curl_mailer(CurlOptions options) {
    return std::make_unique<CurlMailer>(std::move(options));
}

}  // namespace vigie::drivers
