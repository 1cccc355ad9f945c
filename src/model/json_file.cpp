#include <vigie/model/json_file.hpp>

namespace vigie::model {
namespace {

void put(Json& j, const char* key, const std::string& value) {
    if (!value.empty()) j[key] = value;
}

}  // namespace

void to_json(Json& j, const FileContent& v) {
    j = Json{{"type", v.type}};
    put(j, "claims", v.claims);
    put(j, "text", v.text);
    auto parts = Json::array();
    for (const auto& p : v.parts)
        parts.push_back({{"kind", p.kind}, {"name", p.name}, {"start", p.start}, {"end", p.end}});
    if (!parts.empty()) j["parts"] = std::move(parts);
    auto words = Json::array();
    for (const auto& w : v.words)
        words.push_back({w.start, w.end, w.box.left, w.box.top, w.box.width, w.box.height});
    if (!words.empty()) {
        j["words"] = std::move(words);
        j["text_confidence"] = v.text_confidence;
    }
    if (!v.properties.empty()) j["properties"] = v.properties;
    if (v.coordinates) j["gps"] = {{"lat", v.coordinates->latitude}, {"lon", v.coordinates->longitude}};
    put(j, "device", v.device);
    put(j, "serial", v.serial);
    put(j, "owner", v.owner);
    put(j, "taken", v.taken);
    if (v.thumbnail) {
        j["thumbnail"] = {{"width", v.thumbnail->width},
                          {"height", v.thumbnail->height},
                          {"distance", v.thumbnail->distance},
                          {"differs", v.thumbnail->differs}};
    }
    if (v.picture) j["picture"] = *v.picture;
    if (v.pages > 0) j["pages"] = v.pages;
    if (v.pictures > 0) j["pictures"] = v.pictures;
    if (!v.attachments.empty()) j["attachments"] = v.attachments;
    if (!v.remarks.empty()) j["remarks"] = v.remarks;
}

void from_json(const Json& j, FileContent& v) {
    v.type = j.at("type").get<std::string>();
    v.claims = j.value("claims", std::string());
    v.text = j.value("text", std::string());
    const auto inside = [&](std::size_t start, std::size_t end) {
        return start <= end && end <= v.text.size();
    };
    for (const auto& p : j.value("parts", Json::array())) {
        TextPart part{p.value("kind", std::string()), p.value("name", std::string()),
                      p.value("start", std::size_t{0}), p.value("end", std::size_t{0})};
        if (inside(part.start, part.end)) v.parts.push_back(std::move(part));
    }
    for (const auto& w : j.value("words", Json::array())) {
        if (w.size() != 6) continue;
        const SeenWord word{w[0].get<std::size_t>(),
                            w[1].get<std::size_t>(),
                            {w[2].get<int>(), w[3].get<int>(), w[4].get<int>(), w[5].get<int>()}};
        if (inside(word.start, word.end)) v.words.push_back(word);
    }
    v.text_confidence = j.value("text_confidence", 0.0);
    v.properties = j.value("properties", std::map<std::string, std::string>());
    if (const auto gps = j.find("gps"); gps != j.end())
        v.coordinates = Coordinates{gps->value("lat", 0.0), gps->value("lon", 0.0)};
    v.device = j.value("device", std::string());
    v.serial = j.value("serial", std::string());
    v.owner = j.value("owner", std::string());
    v.taken = j.value("taken", std::string());
    if (const auto t = j.find("thumbnail"); t != j.end())
        v.thumbnail = Thumbnail{t->value("width", 0), t->value("height", 0), t->value("distance", 0),
                                t->value("differs", false)};
    if (const auto p = j.find("picture"); p != j.end()) v.picture = p->get<PictureFacts>();
    v.pages = j.value("pages", 0);
    v.pictures = j.value("pictures", 0);
    v.attachments = j.value("attachments", std::vector<std::string>());
    v.remarks = j.value("remarks", std::vector<std::string>());
}

}  // namespace vigie::model
