// Random queries and items over a small vocabulary, so that they often meet.
#pragma once

#include <vigie/kit/text.hpp>
#include <vigie/model/item.hpp>
#include <vigie/query/ast.hpp>

#include <array>
#include <random>
#include <string>

namespace vigie::query::testing {

inline constexpr std::array<const char*, 24> vocabulary{
    "promo",   "Promo", "coupon", "Société", "SOCIETE",   "carrefour", "service", "client",
    "clients", "de",    "la",     "nul",     "bon",       "achat",     "achats",  "été",
    "ete",     "a",     "b",      "c",       "promotion", "9",         "2024",    "œuf"};

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    std::string word() { return vocabulary[below(vocabulary.size())]; }

    std::string text(std::size_t words) {
        std::string out;
        for (std::size_t i = 0; i < words; ++i) {
            if (!out.empty()) out += one_in(8) ? ". " : one_in(20) ? " ! " : " ";
            if (one_in(12)) out += one_in(2) ? '#' : '@';
            out += word();
        }
        return out;
    }

    model::Item item() {
        model::Item out;
        out.id = "i";
        out.network = "web";
        out.kind = one_in(4) ? model::ItemKind::review : model::ItemKind::post;
        out.text = text(below(14));
        out.author.name = text(below(3));
        out.author.handle = one_in(2) ? "anna" : "bob.example";
        out.author.id = "did:x";
        if (one_in(2)) out.author.followers = static_cast<std::int64_t>(below(10));
        if (one_in(2)) out.metrics.likes = static_cast<std::int64_t>(below(10));
        if (one_in(3)) out.links = {one_in(2) ? "https://www.a.example/x" : "https://b.example"};
        if (one_in(4)) out.hashtags = {word()};
        out.lang = one_in(2) ? "fr" : "en";
        return out;
    }

    Node term() {
        Node n;
        n.op = Op::term;
        const auto w = word();
        n.text = kit::fold(w);
        switch (below(9)) {
            case 0:
                n.form = Form::exact;
                n.text = w;
                break;
            case 1:
                n.form = Form::prefix;
                n.text = first(n.text, 1 + below(3));
                break;
            case 2:
                n.form = Form::glob;
                n.text = one_in(2) ? "*" + last(n.text, 2) + "*" : first(n.text, 1) + "*" + last(n.text, 1);
                break;
            case 3: n.sigil = one_in(2) ? Sigil::tag : Sigil::handle; break;
            case 4: n.scope = Scope::name; break;
            default: break;
        }
        return n;
    }

    // What has a place among the words.
    Node positional(int depth) {
        if (depth == 0 || one_in(2)) {
            auto n = term();
            n.scope = Scope::text;
            return n;
        }
        Node n;
        const auto kind = below(6);
        n.op = kind == 0   ? Op::any
               : kind == 1 ? Op::near
               : kind == 2 ? Op::then
               : kind == 3 ? Op::same
                           : Op::phrase;
        if (n.op == Op::near || n.op == Op::then) n.distance = static_cast<std::uint16_t>(1 + below(5));
        if (n.op == Op::phrase && one_in(2)) n.distance = static_cast<std::uint16_t>(1 + below(5));
        const auto children = 2 + below(n.op == Op::near || n.op == Op::same ? 1 : 2);
        for (std::size_t i = 0; i < children; ++i) {
            if (n.op == Op::phrase) {
                Node w;
                w.op = Op::term;
                w.text = kit::fold(word());
                n.children.push_back(w);
            } else {
                n.children.push_back(positional(depth - 1));
            }
        }
        return n;
    }

    Node query(int depth) {
        if (depth == 0 || one_in(4)) return leaf();
        Node n;
        const auto kind = below(7);
        n.op = kind == 0 ? Op::none : kind < 4 ? Op::all : Op::any;
        const auto children = n.op == Op::none ? 1 : 2 + below(3);
        for (std::size_t i = 0; i < children; ++i) n.children.push_back(query(depth - 1));
        return n;
    }

private:
    Node leaf() {
        Node n;
        switch (below(10)) {
            case 0:
                n.op = Op::value;
                n.form = Form::equal;
                n.field = one_in(2) ? Field::from : Field::domain;
                n.text = n.field == Field::from ? (one_in(2) ? "anna" : "did:x")
                                                : (one_in(2) ? "a.example" : "b.example");
                return n;
            case 1:
                n.op = Op::number;
                n.field = one_in(2) ? Field::followers : Field::likes;
                n.low = static_cast<double>(below(10));
                return n;
            case 2:
                n.op = Op::flag;
                n.flag = one_in(2) ? Flag::has_link : Flag::is_review;
                return n;
            case 3:
            case 4:
            case 5: return positional(2);
            default: return term();
        }
    }

    static std::string first(const std::string& s, std::size_t n) {
        return s.substr(0, std::min(n, s.size()));
    }
    static std::string last(const std::string& s, std::size_t n) {
        return s.size() > n ? s.substr(s.size() - n) : s;
    }

    std::mt19937_64 engine_;
};

}  // namespace vigie::query::testing
