#include "words.hpp"

#include <vigie/kit/yaml.hpp>

namespace vigie::drill {

Result<Words> Words::read(const std::vector<std::string_view>& files) {
    Words out;
    for (const auto& yaml : files) VIGIE_TRY(out.add(yaml));
    return out;
}

Result<> Words::add(std::string_view yaml) {
    const kit::YamlFile file("texts.yaml", std::string(yaml), "drill");
    file.root().each_key([&](const std::string& key, const kit::YamlNode&, const kit::YamlNode& value) {
        if (key == "words") {
            value.each_key([&](const std::string& name, const kit::YamlNode&, const kit::YamlNode& list) {
                auto more = list.texts();
                auto& all = words_[name];
                all.insert(all.end(), more.begin(), more.end());
            });
            return;
        }
        for (const auto& entry : value.items()) {
            if (entry.type() == kit::YamlNode::Type::map) {
                personas_[key].push_back(
                    {entry.get("name").text().value_or("{adviser}"), entry.get("bio").text().value_or("")});
            } else if (const auto text = entry.text()) {
                lists_[key].push_back(*text);
            }
        }
    });
    if (has_errors(file.diagnostics())) {
        return fail(Errc::parse, "{}", render(file.diagnostics().front(), file.content()));
    }
    return {};
}

std::string Words::fill(std::string_view text, ports::Rng& rng,
                        const std::map<std::string, std::string>& fixed) const {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string name(text.substr(open + 1, close - open - 1));
        if (const auto it = fixed.find(name); it != fixed.end()) {
            out += it->second;
        } else if (const auto list = words_.find(name); list != words_.end() && !list->second.empty()) {
            out += list->second[pick(rng, list->second.size())];
        }
        text.remove_prefix(close + 1);
    }
    return out;
}

std::string Words::say(std::string_view list, ports::Rng& rng,
                       const std::map<std::string, std::string>& fixed) const {
    const auto it = lists_.find(list);
    if (it == lists_.end() || it->second.empty()) return {};
    return fill(it->second[pick(rng, it->second.size())], rng, fixed);
}

std::string Words::draw(std::string_view list, ports::Rng& rng,
                        const std::map<std::string, std::string>& fixed) const {
    const auto it = words_.find(list);
    if (it == words_.end() || it->second.empty()) return {};
    return fill(it->second[pick(rng, it->second.size())], rng, fixed);
}

Persona Words::persona(std::string_view list, ports::Rng& rng,
                       const std::map<std::string, std::string>& fixed) const {
    const auto it = personas_.find(list);
    if (it == personas_.end() || it->second.empty()) return {};
    const auto& p = it->second[pick(rng, it->second.size())];
    return {fill(p.name, rng, fixed), fill(p.bio, rng, fixed)};
}

}  // namespace vigie::drill
