#include <vigie/model/json.hpp>

namespace vigie::model {

void to_json(Json& j, const PictureFacts& v) {
    j = Json::object();
    if (!v.pdq.empty()) j["pdq"] = v.pdq;
    j["quality"] = v.quality;
    if (v.width > 0) j["width"] = v.width;
    if (v.height > 0) j["height"] = v.height;
    if (!v.codes.empty()) j["codes"] = v.codes;
}

void from_json(const Json& j, PictureFacts& v) {
    v.pdq = j.value("pdq", std::string());
    v.quality = j.value("quality", 0);
    v.width = j.value("width", 0);
    v.height = j.value("height", 0);
    v.codes = j.value("codes", std::vector<std::string>());
}

void to_json(Json& j, const PageVisit& v) {
    j = Json{{"visitor", v.visitor}, {"url", v.url}};
    auto hops = Json::array();
    for (const auto& h : v.hops) hops.push_back({{"url", h.url}, {"how", h.how}, {"status", h.status}});
    j["hops"] = std::move(hops);
    j["final_url"] = v.final_url;
    j["status"] = v.status;
    if (!v.title.empty()) j["title"] = v.title;
    if (!v.lang.empty()) j["lang"] = v.lang;
    if (!v.text.empty()) j["text"] = v.text;
    if (!v.voice.empty()) j["voice"] = v.voice;
    if (v.article) j["article"] = true;
    auto forms = Json::array();
    for (const auto& f : v.forms) {
        forms.push_back({{"action", f.action}, {"method", f.method}, {"fields", f.fields}});
    }
    if (!forms.empty()) j["forms"] = std::move(forms);
    if (v.asks_password) j["asks_password"] = true;
    if (v.asks_card) j["asks_card"] = true;
    if (v.asks_code) j["asks_code"] = true;
    if (!v.favicon.empty()) j["favicon"] = v.favicon;
    if (!v.hosts.empty()) j["hosts"] = v.hosts;
    j["bytes"] = v.bytes;
    if (!v.error.empty()) j["error"] = v.error;
}

void from_json(const Json& j, PageVisit& v) {
    const auto text = [&](const char* key) { return j.value(key, std::string()); };
    v.visitor = text("visitor");
    v.url = text("url");
    for (const auto& h : j.value("hops", Json::array())) {
        v.hops.push_back(
            {h.value("url", std::string()), h.value("how", std::string()), h.value("status", 0)});
    }
    v.final_url = text("final_url");
    v.status = j.value("status", 0);
    v.title = text("title");
    v.lang = text("lang");
    v.text = text("text");
    v.voice = text("voice");
    v.article = j.value("article", false);
    for (const auto& f : j.value("forms", Json::array())) {
        v.forms.push_back({f.value("action", std::string()), f.value("method", std::string()),
                           f.value("fields", std::vector<std::string>())});
    }
    v.asks_password = j.value("asks_password", false);
    v.asks_card = j.value("asks_card", false);
    v.asks_code = j.value("asks_code", false);
    v.favicon = text("favicon");
    v.hosts = j.value("hosts", std::vector<std::string>());
    v.bytes = j.value("bytes", std::int64_t{0});
    v.error = text("error");
}

}  // namespace vigie::model
