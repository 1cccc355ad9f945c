#include "decode_page.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace vigie::plugins::items {
namespace {

constexpr std::size_t most_visits = 16;
constexpr std::size_t most_hops = 32;
constexpr std::size_t most_forms = 32;
constexpr std::size_t page_text_bytes = 8192;

void small(Members& m, const char* key, int& out) {
    std::int64_t n = 0;
    m.integer(key, n);
    out = static_cast<int>(std::min<std::int64_t>(n, std::numeric_limits<int>::max()));
}

bool flag(Members& m, const char* key) {
    std::optional<bool> out;
    m.flag(key, out);
    return out.value_or(false);
}

model::PageVisit visit_of(Members m) {
    model::PageVisit v;
    m.text("visitor", v.visitor, limits::name_bytes);
    m.text("url", v.url, limits::url_bytes);
    m.objects("hops", most_hops, [&](Members hop) {
        auto& h = v.hops.emplace_back();
        hop.text("url", h.url, limits::url_bytes);
        hop.text("how", h.how, limits::name_bytes);
        small(hop, "status", h.status);
    });
    m.text("final_url", v.final_url, limits::url_bytes);
    small(m, "status", v.status);
    m.text("title", v.title, limits::bio_bytes);
    m.text("lang", v.lang, limits::name_bytes);
    m.text("text", v.text, page_text_bytes);
    m.text("voice", v.voice, limits::name_bytes);
    v.article = flag(m, "article");
    m.objects("forms", most_forms, [&](Members form) {
        auto& f = v.forms.emplace_back();
        form.text("action", f.action, limits::url_bytes);
        form.text("method", f.method, limits::name_bytes);
        form.texts("fields", f.fields, limits::name_bytes);
    });
    v.asks_password = flag(m, "asks_password");
    v.asks_card = flag(m, "asks_card");
    v.asks_code = flag(m, "asks_code");
    m.text("favicon", v.favicon, limits::url_bytes);
    m.texts("hosts", v.hosts, limits::name_bytes);
    m.integer("bytes", v.bytes);
    m.text("error", v.error, limits::name_bytes);
    return v;
}

bool is_pdq(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

void read_picture(Members& m, std::optional<model::PictureFacts>& out) {
    const auto object = m.object("picture");
    if (!object) return;
    auto fields = m.within(*object, "picture.");
    model::PictureFacts facts;
    fields.text("pdq", facts.pdq, limits::name_bytes);
    if (!facts.pdq.empty() && !is_pdq(facts.pdq)) return fields.warn("pdq", "form");
    small(fields, "quality", facts.quality);
    small(fields, "width", facts.width);
    small(fields, "height", facts.height);
    fields.texts("codes", facts.codes, limits::url_bytes);
    out = std::move(facts);
}

void read_visits(Members& m, Item& item) {
    m.objects("visits", most_visits,
              [&](Members visit) { item.visits.push_back(visit_of(std::move(visit))); });
}

}  // namespace vigie::plugins::items
