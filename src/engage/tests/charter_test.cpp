#include <vigie/engage/charter.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

const Time start = from_us(1'773'045'000'000'000);
constexpr auto text =
    "# Charte\n\n## Article 1. Ton\nPoli.\n## Article 4. Patients {health_data, personal_data}\nJamais.\n"
    "## Article 5. Chiffres {confidential}\n";

struct House {
    House() {
        REQUIRE(store
                    ->write([](ports::Session& s) -> Result<> {
                        for (const auto* name : {"camille", "noor"}) {
                            model::User user;
                            user.name = name;
                            VIGIE_TRY(s.put_user(user));
                        }
                        return {};
                    })
                    .has_value());
    }
    template <class T, class Work>
    Result<T> act(const char* who, Time at, const Work& work) {
        std::optional<T> out;
        VIGIE_TRY(store->write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(out, work(s, engage::PublishBy{.actor = who, .why = {}, .at = at}));
            return {};
        }));
        return *out;
    }
    Result<engage::Charter> publish(const std::string& words, Time at = start) {
        return act<engage::Charter>("camille", at, [&](auto& s, const auto& by) {
            return engage::publish_charter(s, words, at + 48h, by);
        });
    }
    Result<engage::Acknowledgement> read(const char* who, int version, Time at) {
        return act<engage::Acknowledgement>(
            who, at, [&](auto& s, const auto& by) { return engage::acknowledge_charter(s, version, by); });
    }
    std::vector<engage::Standing> stand(Time at) {
        return act<std::vector<engage::Standing>>(
                   "vigie", at, [&](auto& s, const auto&) { return engage::standings(s, at); })
            .value();
    }
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
};

}  // namespace

TEST_CASE("a charter is read once for each version; who has not is late after its day") {
    House h;
    CHECK(h.publish(text)->number == 1);
    CHECK(h.publish(text).error().code == Errc::conflict);
    CHECK(h.read("noor", 1, start + 1h)->at == start + 1h);
    CHECK(h.read("noor", 1, start + 2h)->at == start + 1h);
    auto all = h.stand(start + 1h);
    REQUIRE(all.size() == 2);
    CHECK_FALSE(all[0].read);
    CHECK_FALSE(all[0].late);
    CHECK(all[1].read);
    CHECK(h.stand(start + 72h)[0].late);
    CHECK(h.publish(std::string(text) + "More.", start + 80h)->number == 2);
    CHECK(h.read("camille", 1, start + 81h).error().code == Errc::conflict);
    all = h.stand(start + 81h);
    CHECK_FALSE(all[1].read);
    CHECK(all[1].last->version == 1);
    const auto proof = h.act<std::vector<engage::Acknowledgement>>(
        "vigie", start, [](auto& s, const auto&) { return engage::acknowledgements(s); });
    REQUIRE(proof->size() == 1);
    CHECK(proof->front().digest.size() == 64);
}

TEST_CASE("headings name the codes of the screen that they stand for") {
    const auto articles = engage::articles_of(text);
    REQUIRE(articles.size() == 2);
    CHECK(engage::article_for(articles, "personal_data") == "Article 4. Patients");
    CHECK(engage::article_for(articles, "confidential") == "Article 5. Chiffres");
    CHECK(engage::article_for(articles, "brand_tone").empty());
    for (const auto* odd : {"", "#", "## {}", "## x {", "####### x {a}", "{a}", "# {a}"})
        CHECK_MESSAGE(engage::articles_of(odd).empty(), odd);
}

TEST_CASE("an empty charter and one that is due yesterday are refused") {
    House h;
    CHECK(h.publish(" \n").error().code == Errc::invalid_argument);
    const auto late = h.act<engage::Charter>("camille", start, [&](auto& s, const auto& by) {
        return engage::publish_charter(s, text, start - 1h, by);
    });
    CHECK(late.error().code == Errc::invalid_argument);
    CHECK(h.read("noor", 1, start).error().code == Errc::not_found);
}
