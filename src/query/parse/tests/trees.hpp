// Random trees as the parser makes them, and their comparison without places.
#pragma once

#include <vigie/query/ast.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace vigie::query {

inline bool same_tree(const Node& a, const Node& b) {
    return a.op == b.op && a.scope == b.scope && a.form == b.form && a.sigil == b.sigil &&
           a.caseless == b.caseless && a.field == b.field && a.flag == b.flag && a.distance == b.distance &&
           a.low == b.low && a.high == b.high && a.latitude == b.latitude && a.longitude == b.longitude &&
           a.text == b.text && a.name == b.name &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same_tree);
}

class RandomTrees {
public:
    explicit RandomTrees(std::uint64_t seed) : random_(seed) {}

    Node tree(int depth) { return condition(depth, Op::nothing); }

private:
    std::size_t upto(std::size_t n) { return random_() % n; }
    template <class... T>
    std::string one_of(T... choices) {
        const std::string all[] = {choices...};
        return all[upto(sizeof...(choices))];
    }

    static Node node(Op op) {
        Node out;
        out.op = op;
        return out;
    }

    Node word(Scope scope, Form form) {
        auto out = node(Op::term);
        out.scope = scope;
        out.form = form;
        out.text = one_of("a", "or", "canicule", "ete", "10", "strasse", "привет", "near", "x2", "assets");
        if (form == Form::exact) out.text = one_of("Orange", "AND", "été", "OU", "iPhone");
        if (form == Form::glob) out.text = one_of("*arnaque*", "m*t", "*x", "a*b*c");
        if (form == Form::obfuscated) out.text = one_of("paypal", "creditagricole");
        return out;
    }

    Node term(Scope scope) {
        switch (upto(9)) {
            case 0: return word(scope, Form::exact);
            case 1: return word(scope, Form::prefix);
            case 2: return word(scope, Form::glob);
            case 3: return word(scope, Form::obfuscated);
            case 4: {
                auto out = word(scope, upto(3) == 0 ? Form::prefix : Form::word);
                out.sigil = static_cast<Sigil>(1 + upto(3));
                out.text = one_of("promo", "black_friday", "acme", "ete2024");
                if (out.sigil == Sigil::handle) out.text = one_of("acme.bsky.social", "a@b.social", "x-y");
                return out;
            }
            case 5: return phrase(scope);
            default: return word(scope, Form::word);
        }
    }

    Node phrase(Scope scope) {
        auto out = node(Op::phrase);
        out.scope = scope;
        const bool exact = upto(3) == 0;
        if (upto(3) == 0) out.distance = static_cast<std::uint16_t>(1 + upto(200));
        for (auto n = 2 + upto(3); n > 0; --n)
            out.children.push_back(word(scope, exact          ? Form::exact
                                               : upto(4) == 0 ? Form::prefix
                                                              : Form::word));
        return out;
    }

    // What has a place in the text.
    Node positional(int depth, Scope scope) {
        const auto kind = depth > 0 ? upto(4) : 9;
        if (kind == 0) {
            auto out = node(Op::any);
            for (auto n = 2 + upto(2); n > 0; --n) out.children.push_back(term(scope));
            return out;
        }
        if (kind == 1) return near(depth - 1, scope);
        return term(scope);
    }
    Node near(int depth, Scope scope) {
        auto out = node(upto(2) == 0 ? Op::near : Op::then);
        out.scope = scope;
        out.distance = static_cast<std::uint16_t>(1 + upto(200));
        for (auto n = 2 + upto(2); n > 0; --n) out.children.push_back(positional(depth, scope));
        return out;
    }
    Node same(int depth, Scope scope) {
        auto out = node(Op::same);
        out.scope = scope;
        for (auto n = 2 + upto(2); n > 0; --n) out.children.push_back(positional(depth, scope));
        return out;
    }

    Node field() {
        auto out = node(Op::value);
        out.field = static_cast<Field>(upto(9));
        out.form = Form::equal;
        switch (out.field) {
            case Field::from:
            case Field::to:
                out.text = one_of("acme.example", "did:plc:abc", "assets.x", "a b", "q\"uote");
                break;
            case Field::lang: out.text = one_of("fr", "pt-br"); break;
            case Field::network: out.text = one_of("bluesky", "google avis"); break;
            case Field::kind: out.text = one_of("post", "review"); break;
            case Field::url:
                out.form = Form::glob;
                out.text = one_of("*exemple.fr/promo*", "*a*b*", "*?id=3*", "*a(b)*", "*back\\slash*");
                break;
            case Field::domain: out.text = one_of("exemple.fr", "xn--caf-dma.fr"); break;
            case Field::country: out.text = one_of("fr", "be"); break;
            default: out.text = one_of("VG-1", "Ünïcode"); break;
        }
        return out;
    }

    Node number() {
        auto out = node(Op::number);
        out.field = static_cast<Field>(static_cast<std::size_t>(Field::followers) + upto(11));
        double a = static_cast<double>(upto(1000));
        if (out.field == Field::rating) a = static_cast<double>(upto(50)) / 10;
        if (out.field == Field::hour) a = static_cast<double>(upto(24));
        if (out.field == Field::age) a = static_cast<double>(upto(100) * 3600);
        if (out.field == Field::score) {
            a = static_cast<double>(upto(100)) / 100;
            out.name = one_of("impersonation", "phishing");
        }
        const double infinite = std::numeric_limits<double>::infinity();
        switch (upto(6)) {
            case 0: out.low = out.high = a; break;
            case 1: out.low = a; break;
            case 2: out.high = a; break;
            case 3: out.low = std::nextafter(a, infinite); break;
            case 4: out.high = std::nextafter(a, -infinite); break;
            default:
                out.low = a / 2 == std::floor(a / 2) ? a / 2 : 0;
                out.high = a;
                break;
        }
        return out;
    }

    Node reference() {
        auto out = node(Op::reference);
        switch (upto(4)) {
            case 0: out.text = one_of("watch:canicule", "watch:été 2024", "list:mots"); break;
            case 1: out.text = one_of("assets.names", "assets.hashtags"); break;
            case 2:
                out.text = one_of("list:mots", "assets.names");
                out.scope = static_cast<Scope>(1 + upto(3));
                break;
            default:
                out.text = one_of("list:bad", "assets.domains");
                out.field = one_of("d", "f") == "d" ? Field::domain : Field::to;
                out.form = Form::equal;
        }
        return out;
    }

    Node leaf() {
        switch (upto(10)) {
            case 0: return field();
            case 1: return number();
            case 2: {
                auto out = node(Op::flag);
                out.flag = static_cast<Flag>(upto(18));
                return out;
            }
            case 3: {
                auto out = node(Op::geo);
                out.latitude = static_cast<double>(upto(180)) - 90;
                out.longitude = static_cast<double>(upto(3600)) / 10 - 180;
                out.high = static_cast<double>(1 + upto(100)) / 4;
                return out;
            }
            case 4: return reference();
            case 5: {
                auto out = word(Scope::text, Form::regex);
                out.caseless = upto(2) == 0;
                out.text = one_of("gr[ae]tuit", "a/b", "\\\\x/\\d+", "\\bfoo\\b", "(a|b) c");
                return out;
            }
            default: return term(static_cast<Scope>(upto(8) < 5 ? 0 : upto(4)));
        }
    }

    Node condition(int depth, Op parent) {
        const auto kind = depth > 0 ? upto(7) : 9;
        if (kind <= 1 && parent != Op::all) return several(Op::all, depth);
        if (kind <= 3 && parent != Op::any) return several(Op::any, depth);
        if (kind == 4 && parent != Op::none) {
            auto out = node(Op::none);
            out.children.push_back(condition(depth - 1, Op::none));
            return out;
        }
        const auto scope = static_cast<Scope>(upto(2) == 0 ? 0 : upto(4));
        if (kind == 5) return near(depth - 1, scope);
        if (kind == 6) return same(depth - 1, scope);
        return leaf();
    }
    Node several(Op op, int depth) {
        auto out = node(op);
        for (auto n = 2 + upto(3); n > 0; --n) out.children.push_back(condition(depth - 1, op));
        return out;
    }

    std::mt19937_64 random_;
};

}  // namespace vigie::query
