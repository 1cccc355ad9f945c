#include "page_reader.hpp"

#include "fields.hpp"
#include "script.hpp"
#include "urls.hpp"
#include "voice.hpp"
#include "written.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/kit/utf8.hpp>

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace vigie::drivers {
namespace {

constexpr std::size_t text_bytes = 8192;
constexpr std::size_t voice_bytes = limits::name_bytes;
constexpr std::size_t written_bytes = std::size_t{256} << 10U;
constexpr std::size_t label_bytes = 80;  // a longer one explains, it does not name
constexpr std::size_t most_forms = 32;
constexpr std::size_t most_fields = 64;
constexpr std::size_t most_hosts = 64;
constexpr std::size_t redirector_text = 400;  // a page that says less may only lead on
constexpr std::size_t framing_text = 120;     // a page that says less is what its frame shows
constexpr double longest_wait = 30;           // seconds: a refresh later than that is for readers

std::string_view attribute(const GumboElement& e, const char* name) {
    const auto* found = gumbo_get_attribute(&e.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

std::string clean(std::string_view text, std::size_t most) {
    return kit::sanitize_utf8(text, most);
}

// Where kits have their scripts send what people type: to a chat of their own.
constexpr std::array<std::string_view, 3> messengers{"api.telegram.org/bot", "discord.com/api/webhooks",
                                                     "discordapp.com/api/webhooks"};

class Reader {
public:
    explicit Reader(model::PageVisit& visit) : visit_(visit), base_(visit.final_url) {}

    // Several trees may be read: the page, then what its scripts write.
    void walk(const GumboNode& root) {
        struct Visit {
            const GumboNode* node;
            bool leave;
            bool hidden;
            bool loud;
        };
        std::vector<Visit> open{{&root, false, false, false}};
        while (!open.empty()) {
            const auto [node, leave, hidden, loud] = open.back();
            open.pop_back();
            if (leave) {
                if (node->v.element.tag == GUMBO_TAG_FORM && form_ > 0) form_ = 0;
                if (node->v.element.tag == GUMBO_TAG_LABEL) in_label_ = false;
                continue;
            }
            if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
                if (!hidden) say(node->v.text.text, loud);
                continue;
            }
            if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
            const auto& e = node->v.element;
            enter(e);
            const bool silent = hidden || e.tag == GUMBO_TAG_SCRIPT || e.tag == GUMBO_TAG_STYLE ||
                                e.tag == GUMBO_TAG_NOSCRIPT || e.tag == GUMBO_TAG_TEMPLATE ||
                                e.tag == GUMBO_TAG_TITLE;
            const bool speaks = loud || says_who(e);
            open.push_back({node, true, hidden, loud});
            for (unsigned i = e.children.length; i > 0; --i) {
                open.push_back(
                    {static_cast<const GumboNode*>(e.children.data[i - 1]), false, silent, speaks});
            }
        }
    }

    // What inline scripts write; empty the second time.
    std::string take_written() {
        scripts_write_ = false;
        return std::exchange(written_, {});
    }

    PageReading finish() {
        const auto own = kit::parse_url(visit_.final_url);
        for (const auto& host : hosts_) {
            if (!own || host != own->host) visit_.hosts.push_back(host);
        }
        visit_.text = clean(text_, text_bytes);
        visit_.voice = clean(voice_, voice_bytes);
        if (!script_.empty() && visit_.text.size() < redirector_text && !visit_.asks_password &&
            !visit_.asks_card) {
            reading_.script = resolve(base_, script_);
        }
        if (digits_.all()) visit_.asks_password = true;
        const bool asks = visit_.asks_password || visit_.asks_card || visit_.asks_code;
        if (visit_.text.size() < framing_text && visit_.forms.empty() && !asks) reading_.frame = frame_;
        return std::move(reading_);
    }

private:
    void enter(const GumboElement& e) {
        key(e);
        switch (e.tag) {
            case GUMBO_TAG_HTML: visit_.lang = clean(attribute(e, "lang"), limits::name_bytes); break;
            case GUMBO_TAG_BASE: {
                const auto href = resolve(visit_.final_url, attribute(e, "href"));
                if (!href.empty()) base_ = href;
                break;
            }
            case GUMBO_TAG_TITLE: title(e); break;
            case GUMBO_TAG_META: meta(e); break;
            case GUMBO_TAG_LINK: link(e); break;
            case GUMBO_TAG_SCRIPT: script(e); break;
            case GUMBO_TAG_IMG: picture(e); break;
            case GUMBO_TAG_IFRAME:
            case GUMBO_TAG_FRAME: frame(e); break;
            case GUMBO_TAG_ARTICLE: visit_.article = true; break;
            case GUMBO_TAG_FORM: form(e); break;
            case GUMBO_TAG_INPUT:
            case GUMBO_TAG_SELECT:
            case GUMBO_TAG_TEXTAREA: field(e); break;
            case GUMBO_TAG_LABEL:
                label_.clear();
                in_label_ = true;
                break;
            default: break;
        }
    }

    void say(std::string_view text, bool loud) {
        append_words(text, text_, text_bytes * 2);
        if (loud) speak(text);
        if (in_label_) append_words(text, label_, label_bytes);
    }

    // Piece by piece: a name that stands alone says more than one in a sentence.
    void speak(std::string_view text) {
        std::string words;
        append_words(text, words, voice_bytes);
        if (words.empty()) return;
        if (!voice_.empty()) words.insert(0, "| ");
        append_words(words, voice_, voice_bytes);
    }

    void title(const GumboElement& e) {
        if (!visit_.title.empty() || e.children.length == 0) return;
        const auto* child = static_cast<const GumboNode*>(e.children.data[0]);
        if (child->type != GUMBO_NODE_TEXT) return;
        std::string words;
        append_words(child->v.text.text, words, limits::name_bytes);
        visit_.title = clean(words, limits::name_bytes);
    }

    void meta(const GumboElement& e) {
        const auto content = attribute(e, "content");
        if (kit::fold(attribute(e, "http-equiv")) == "refresh" && reading_.refresh.empty()) {
            refresh(content);
            return;
        }
        const auto property = kit::fold(attribute(e, "property"));
        const auto name = kit::fold(attribute(e, "name"));
        if (property == "og:type" && kit::fold(content) == "article") visit_.article = true;
        // What a shared link or a home screen shows of the page.
        const bool site =
            property == "og:site_name" || name == "application-name" || name == "apple-mobile-web-app-title";
        if (site || property == "og:title") say(content, site);
    }

    // "0; url=https://…"
    void refresh(std::string_view content) {
        double wait = 0;
        const auto [rest, error] = std::from_chars(content.data(), content.data() + content.size(), wait);
        if (error != std::errc{} || wait > longest_wait) return;
        auto target = content.substr(static_cast<std::size_t>(rest - content.data()));
        const auto equals = target.find('=');
        if (equals == std::string_view::npos) return;
        target.remove_prefix(equals + 1);
        while (!target.empty() && (target.front() == ' ' || target.front() == '\'' || target.front() == '"'))
            target.remove_prefix(1);
        while (!target.empty() && (target.back() == ' ' || target.back() == '\'' || target.back() == '"'))
            target.remove_suffix(1);
        reading_.refresh = resolve(base_, target);
    }

    void link(const GumboElement& e) {
        const auto rel = kit::fold(attribute(e, "rel"));
        const auto href = attribute(e, "href");
        if (rel.find("icon") != std::string::npos && visit_.favicon.empty())
            visit_.favicon = resolve(base_, href);
        if (rel == "stylesheet" || rel.find("icon") != std::string::npos) loads(href);
    }

    void script(const GumboElement& e) {
        loads(attribute(e, "src"));
        for (unsigned i = 0; i < e.children.length; ++i) {
            const auto* child = static_cast<const GumboNode*>(e.children.data[i]);
            if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                child->type == GUMBO_NODE_CDATA) {
                for (const auto host : messengers) {
                    if (std::string_view(child->v.text.text).find(host) != std::string_view::npos)
                        loads("https://" + std::string(host));
                }
                if (script_.empty()) script_ = location_of(child->v.text.text);
                if (scripts_write_ && written_.size() < written_bytes)
                    written_ += html_written_by(child->v.text.text);
            }
        }
    }

    // A picture without a text is often called what it shows: "logo-meridien.png".
    void picture(const GumboElement& e) {
        const auto source = attribute(e, "src");
        loads(source);
        const auto alt = attribute(e, "alt").substr(0, label_bytes);
        if (alt.find_first_not_of(' ') != std::string_view::npos) return speak(alt);
        if (!source.starts_with("data:")) speak(file_name(source));
    }

    void frame(const GumboElement& e) {
        if (scripts_write_ && written_.size() < written_bytes) written_ += attribute(e, "srcdoc");
        const auto source = attribute(e, "src");
        loads(source);
        if (frame_.empty() && !is_unseen(e)) frame_ = resolve(base_, source);
    }

    // A field of keys from 0 to 9 takes a code without a field for it.
    void key(const GumboElement& e) {
        const bool pressed = e.tag == GUMBO_TAG_BUTTON || e.tag == GUMBO_TAG_A ||
                             !attribute(e, "onclick").empty() || attribute(e, "role") == "button";
        if (pressed && e.children.length == 1) {
            const auto* child = static_cast<const GumboNode*>(e.children.data[0]);
            if (child->type == GUMBO_NODE_TEXT) press(child->v.text.text);
        }
        if (e.tag == GUMBO_TAG_INPUT && attribute(e, "type") == "button") press(attribute(e, "value"));
    }
    void press(std::string_view text) {
        if (text.size() == 1 && text[0] >= '0' && text[0] <= '9')
            digits_.set(static_cast<std::size_t>(text[0] - '0'));
    }

    void loads(std::string_view reference) {
        if (reference.empty() || hosts_.size() >= most_hosts) return;
        const auto url = kit::parse_url(resolve(base_, reference));
        if (url && !url->host.empty()) hosts_.insert(url->host);
    }

    void form(const GumboElement& e) {
        if (visit_.forms.size() >= most_forms) return;
        auto& f = visit_.forms.emplace_back();
        const auto action = attribute(e, "action");
        f.action = action.empty() ? visit_.final_url : resolve(base_, action);
        f.method = kit::fold(attribute(e, "method")) == "post" ? "post" : "get";
        form_ = visit_.forms.size();
    }

    // Fields outside of any form belong to scripts: they post to wherever these want.
    model::PageForm* form_for_field() {
        if (form_ > 0) return &visit_.forms[form_ - 1];
        if (loose_ == 0) {
            if (visit_.forms.size() >= most_forms) return nullptr;
            visit_.forms.push_back({visit_.final_url, "get", {}});
            loose_ = visit_.forms.size();
        }
        return &visit_.forms[loose_ - 1];
    }

    void field(const GumboElement& e) {
        auto type = kit::fold(attribute(e, "type"));
        if (e.tag == GUMBO_TAG_SELECT) type = "select";
        if (e.tag == GUMBO_TAG_TEXTAREA) type = "textarea";
        if (type.empty()) type = "text";
        std::string names;
        for (const auto* name : {"name", "id", "autocomplete", "placeholder", "aria-label"}) {
            names += kit::fold(attribute(e, name).substr(0, limits::name_bytes));
            names += ' ';
        }
        names += kit::fold(std::exchange(label_, {}));
        if ((type == "submit" || type == "button") && e.tag == GUMBO_TAG_INPUT)
            speak(attribute(e, "value").substr(0, label_bytes));
        judge_field(type, names, visit_);
        auto* f = form_for_field();
        if (f == nullptr || f->fields.size() >= most_fields) return;
        const auto name = attribute(e, "name").empty() ? attribute(e, "id") : attribute(e, "name");
        f->fields.push_back(
            clean(type + ":" + kit::fold(name.substr(0, limits::name_bytes)), limits::name_bytes));
    }

    model::PageVisit& visit_;
    std::string base_;
    PageReading reading_;
    std::string text_;
    std::string voice_;
    std::string label_;  // of the field to come
    std::string script_;
    std::string written_;
    std::string frame_;
    std::bitset<10> digits_;  // seen on keys
    bool scripts_write_ = true;
    bool in_label_ = false;
    std::set<std::string> hosts_;
    std::size_t form_ = 0;   // number of the open form, from 1
    std::size_t loose_ = 0;  // number of the one for fields without a form
};

}  // namespace

PageReading read_page(std::string_view html, model::PageVisit& visit) {
    Reader reader(visit);
    const auto read = [&](std::string_view text) {
        const auto shallow = cut_deep(text);
        auto options = kGumboDefaultOptions;
        options.max_errors = 0;
        const auto drop = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
        const std::unique_ptr<GumboOutput, decltype(drop)> output(
            gumbo_parse_with_options(&options, shallow.data(), shallow.size()), drop);
        if (output && output->root != nullptr) reader.walk(*output->root);
    };
    read(html);
    if (const auto written = reader.take_written(); !written.empty()) read(written);
    return reader.finish();
}

}  // namespace vigie::drivers
