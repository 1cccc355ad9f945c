#include "message.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/core.h>

namespace vigie::plugins {
namespace {

constexpr std::size_t digest_digits = 16;

std::string digest(std::string_view text) {
    return kit::sha256_hex(text).substr(0, digest_digits);
}

std::string header(std::string_view name, std::string_view value) {
    return fmt::format("{}: {}\r\n", name, mime::header_text(value, name.size() + 2));
}

std::string part(std::string_view boundary, std::string_view type, std::string_view text) {
    return fmt::format(
        "--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\n{}\r\n",
        boundary, type, mime::quoted_printable(text));
}

}  // namespace

Result<ports::Mail> compose(const Envelope& envelope, const model::Notice& notice,
                            const model::Incident& incident) {
    for (const std::string_view value :
         {std::string_view(notice.subject), std::string_view(incident.id.value),
          std::string_view(notice.event), std::string_view(envelope.reply_to)}) {
        if (!mime::header_safe(value)) {
            return fail(
                Errc::invalid_argument,
                "a header of notice {} holds a line break or control character: not sent",
                fmt::format("{:.80}", notice.id.value.substr(0, notice.id.value.find_first_of("\r\n"))));
        }
    }
    ports::Mail mail;
    mail.from = envelope.from.email;
    std::string to;
    for (const auto& address : envelope.to) {
        mail.to.push_back(address.email);
        to += (to.empty() ? "" : ",\r\n ") + address.header(4);
    }
    const auto& case_id = incident.id.value;
    const auto thread = fmt::format("<{}.0@{}>", case_id, envelope.message_host);
    const auto boundary = "vigie-" + digest(notice.id.value + notice.body);
    std::string& out = mail.message;
    out += fmt::format("From: {}\r\n", envelope.from.header(6));
    out += fmt::format("To: {}\r\n", to);
    if (!envelope.reply_to.empty()) out += fmt::format("Reply-To: {}\r\n", envelope.reply_to);
    out += header("Subject", notice.subject);
    out += fmt::format("Date: {}\r\n", mime::date(envelope.now));
    out += fmt::format("Message-ID: <{}.{}@{}>\r\n", case_id, digest(notice.id.value), envelope.message_host);
    out += fmt::format("In-Reply-To: {}\r\nReferences: {}\r\n", thread, thread);
    out += "Auto-Submitted: auto-generated\r\n";
    out += fmt::format("X-Vigie-Incident: {}\r\n", case_id);
    out += fmt::format("X-Vigie-Event: {}\r\n", notice.event);
    out += "MIME-Version: 1.0\r\n";
    out += fmt::format("Content-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n", boundary);
    out += part(boundary, "text/plain", notice.body);
    out += part(boundary, "text/html", mime::html(notice.body));
    out += fmt::format("--{}--\r\n", boundary);
    return mail;
}

}  // namespace vigie::plugins
