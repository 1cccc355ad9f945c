#include <vigie/kit/shapes.hpp>
#include <vigie/kit/yaml.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

namespace vigie::kit {
namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> pieces(std::string_view text, const std::vector<Span>& spans) {
    std::vector<std::string> out;
    for (const auto& span : spans) out.emplace_back(text.substr(span.start, span.end - span.start));
    return out;
}

struct Shape {
    const char* name;
    bool (*has)(std::string_view) noexcept;
    std::vector<Span> (*find)(std::string_view);
};
constexpr Shape shapes[] = {{"phone", has_phone, find_phones},
                            {"email", has_email, find_emails},
                            {"iban", has_iban, find_ibans},
                            {"card", has_card, find_cards}};

}  // namespace

TEST_CASE("numbers and addresses are found where they stand, and nothing else is") {
    const YamlFile file("shapes.yaml", bytes_of(VIGIE_SOURCE_DIR "/src/kit/tests/cases/shapes.yaml"), "t");
    int seen = 0;
    for (const auto& row : file.root().items()) {
        const auto text = row.get("text").text().value_or("");
        CAPTURE(text);
        for (const auto& shape : shapes) {
            CAPTURE(shape.name);
            const auto wanted = row.get(shape.name).texts();
            CHECK(pieces(text, shape.find(text)) == wanted);
            CHECK(shape.has(text) == !wanted.empty());
        }
        ++seen;
    }
    CHECK(seen >= 80);
    CHECK(file.diagnostics().empty());
}

TEST_CASE("a megabyte of anything costs the recognisers little") {
    for (const auto* piece :
         {"0", "06 ", "0 ", "+33 ", "a@", "a.", "@", "FR76 ", "4111 ", "(0)", "a@b.", "4"}) {
        std::string text;
        while (text.size() < 1'000'000) text += piece;
        CAPTURE(piece);
        const auto start = std::chrono::steady_clock::now();
        for (const auto& shape : shapes) (void)shape.find(text);
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    }
}

}  // namespace vigie::kit
