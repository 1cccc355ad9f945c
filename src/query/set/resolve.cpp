#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/query/set.hpp>
#include <vigie/query/words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::query {
namespace {

constexpr std::size_t most_nodes = 200'000;      // of one query, after all it names has been put in
constexpr std::size_t most_references = 10'000;  // followed for one query
constexpr std::size_t most_problems = 100;

std::size_t count(const Node& node) {
    std::size_t n = 1;
    for (const auto& child : node.children) n += count(child);
    return n;
}

void set_place(Node& node, Place place) {
    node.place = place;
    for (auto& child : node.children) set_place(child, place);
}

class Resolver {
public:
    Resolver(const Names& names, const ParseOptions& options) : names_(names), options_(options) {}

    void run(Node& node) {
        if (node.op != Op::reference) {
            for (auto& child : node.children) run(child);
            return;
        }
        const auto place = node.place;
        Node found = none();
        // Watches that name each other twice double with each step: what is too large is not unfolded
        // further.
        if (++references_ > most_references) too_large(node);
        if (!full_ && node.text.starts_with("watch:")) {
            found = query(node, node.text.substr(6));
        } else if (!full_) {
            const auto name = node.text.starts_with("list:") ? node.text.substr(5) : node.text;
            found = list(node, name);
        }
        set_place(found, place);
        node = std::move(found);
    }

    std::vector<Problem> problems;

private:
    Node none() {
        Node node;
        node.op = Op::nothing;
        return node;
    }

    void too_large(const Node& node) {
        if (full_) return;
        complain(node, "query.too-large",
                 {fmt::format("avec ce qu’elle nomme, la requête dépasse {} éléments", most_nodes),
                  fmt::format("with all it names the query has more than {} parts", most_nodes)},
                 {"Nommez moins de veilles.", "refer to fewer watches"});
        full_ = true;
    }

    void complain(const Node& node, std::string code, model::Text says, model::Text help,
                  std::string instead = {}) {
        // Inside a query that the root names, places are those of another text: the root's reference stands
        // for them.
        problems.push_back({Diagnostic::Level::error, std::move(code),
                            stack_.empty() ? node.place : outermost_, std::move(says), std::move(help),
                            std::move(instead)});
        full_ = full_ || problems.size() >= most_problems;
    }

    template <class Map>
    void unknown(const Node& node, const std::string& name, const Map& known, std::string_view fr,
                 std::string_view en) {
        std::vector<std::string> all;
        for (const auto& [key, value] : known) all.push_back(key);
        const auto near = nearest(name, all);
        model::Text help;
        if (!near.empty())
            help = {fmt::format("Vouliez-vous dire « {} » ?", near), fmt::format("did you mean '{}'?", near)};
        complain(
            node, "query.unknown-name",
            {fmt::format("{} « {} » n’existe pas", fr, name), fmt::format("there is no {} '{}'", en, name)},
            std::move(help), near);
    }

    Node query(const Node& node, const std::string& name) {
        const auto it = names_.queries.find(name);
        if (it == names_.queries.end()) {
            unknown(node, name, names_.queries, "la veille", "watch");
            return none();
        }
        if (std::find(stack_.begin(), stack_.end(), name) != stack_.end()) {
            std::string path;
            for (const auto& s : stack_) path += s + " → ";
            complain(node, "query.cycle",
                     {fmt::format("la veille se contient elle-même : {}{}", path, name),
                      fmt::format("the watch contains itself: {}{}", path, name)},
                     {"Retirez l’un de ces renvois.", "remove one of these references"});
            return none();
        }
        auto parsed = parse(it->second, options_);
        if (!parsed.root) {
            complain(node, "query.broken-name",
                     {fmt::format("la veille « {} » contient une erreur", name),
                      fmt::format("the watch '{}' has an error", name)},
                     {"Corrigez-la d’abord.", "mend that one first"});
            return none();
        }
        if (stack_.empty()) outermost_ = node.place;
        stack_.push_back(name);
        run(*parsed.root);
        stack_.pop_back();
        nodes_ += count(*parsed.root);
        if (nodes_ > most_nodes) too_large(node);
        return full_ ? none() : *std::move(parsed.root);
    }

    Node list(const Node& node, const std::string& name) {
        const auto it = names_.lists.find(name);
        if (it == names_.lists.end()) {
            unknown(node, name, names_.lists, "la liste", "list");
            return none();
        }
        if (nodes_ + it->second.size() > most_nodes) {
            too_large(node);
            return none();
        }
        Node any;
        any.op = Op::any;
        for (const auto& entry : it->second) {
            Node child = node;
            child.children.clear();
            if (node.form == Form::equal) {
                child.op = Op::value;
                child.text = as_value(entry, node.field);
                if (child.text.find('*') != std::string::npos) child.form = Form::glob;
                if (!child.text.empty() && (child.text[0] == '@' || child.text[0] == '#'))
                    child.text.erase(0, 1);
                any.children.push_back(std::move(child));
                continue;
            }
            auto parsed = entry_of(entry, node.scope);
            if (parsed.op != Op::nothing) any.children.push_back(std::move(parsed));
        }
        nodes_ += any.children.size();
        return any.children.empty() ? none() : any;
    }

    // As the parser brings a value to its form.
    static std::string as_value(std::string_view entry, Field field) {
        auto text = kit::fold(entry);
        if (field != Field::url && field != Field::domain) return text;
        if (const auto at = text.find("://"); at != std::string::npos) text.erase(0, at + 3);
        if (text.starts_with("www.")) text.erase(0, 4);
        if (field == Field::url || text.find('*') != std::string::npos) return text;
        const auto host = kit::host_to_ascii(text.substr(0, text.find('/')));
        return host.empty() ? text : host;
    }

    // An entry of a list is plain words: one is a term, several are a phrase; a leading '#', '@' or '$'
    // counts.
    static Node entry_of(std::string_view entry, Scope scope) {
        Node node;
        node.op = Op::term;
        node.scope = scope;
        if (!entry.empty() && (entry[0] == '#' || entry[0] == '@' || entry[0] == '$')) {
            node.sigil = entry[0] == '#' ? Sigil::tag : entry[0] == '@' ? Sigil::handle : Sigil::cash;
            node.text = kit::fold(entry.substr(1));
            return node;
        }
        auto words = words_of(entry);
        if (words.size() == 1) {
            node.text = std::move(words[0]);
            return node;
        }
        node.op = words.empty() ? Op::nothing : Op::phrase;
        for (auto& word : words) {
            Node child;
            child.op = Op::term;
            child.scope = scope;
            child.text = std::move(word);
            node.children.push_back(std::move(child));
        }
        return node;
    }

    const Names& names_;
    const ParseOptions& options_;
    std::vector<std::string> stack_;
    Place outermost_;  // of the reference at which stack_ began
    std::size_t nodes_ = 0;
    std::size_t references_ = 0;
    bool full_ = false;  // nothing more is unfolded: there is an error that says why
};

}  // namespace

bool refers(const Node& node) {
    return node.op == Op::reference || std::any_of(node.children.begin(), node.children.end(), refers);
}

std::vector<Problem> resolve(Node& root, const Names& names, const ParseOptions& options) {
    Resolver resolver(names, options);
    resolver.run(root);
    return std::move(resolver.problems);
}

}  // namespace vigie::query
