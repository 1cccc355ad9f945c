#include <vigie/respond/document.hpp>
#include <vigie/respond/policy.hpp>

#include <doctest/doctest.h>

#include <fstream>

using namespace vigie;
using namespace vigie::respond;

namespace {

std::shared_ptr<const model::PolicySet> starter_set() {
    std::ifstream in(VIGIE_SOURCE_DIR "/content/policies/starter.yaml", std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(in), {});
    return read_policies({{"starter.yaml", content}}, {}, {}).policies;
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++n;
    return n;
}

}  // namespace

TEST_CASE(
    "the document has an article for each policy, a line for each step, and its version, in both languages") {
    const auto set = starter_set();
    REQUIRE(set);
    std::size_t steps = 0;
    for (const auto& p : set->policies) steps += p.steps.size();
    for (const bool french : {true, false}) {
        const auto html = policy_document(*set, french, DocumentForm::html);
        CHECK(count(html, "<h2>Article ") == set->policies.size());
        CHECK(count(html, "<li>") == steps + set->departments.size());
        CHECK(html.find(set->version) != std::string::npos);
        const auto text = policy_document(*set, french, DocumentForm::text);
        CHECK(count(text, "## Article ") == set->policies.size());
        CHECK(text.find('<') == std::string::npos);
    }
    const auto french = policy_document(*set, true, DocumentForm::text);
    CHECK(french.find(
              "Demander le retrait du compte. Responsable : Sécurité. Vigie le fait après l’accord d’une "
              "personne. Délai : 4 heures. En cas de retard, prévenir : Communication.") !=
          std::string::npos);
    const auto english = policy_document(*set, false, DocumentForm::text);
    CHECK(english.find("After: “Request removal of the account”.") != std::string::npos);
}

TEST_CASE("the default comes last and foreign text cannot leave its place in the page") {
    model::PolicySet set;
    model::Policy any;
    any.title = {"Tout <script>", "Any <script>"};
    model::Policy first = any;
    first.title = {"Premier", "First"};
    first.priority = 5;
    set.policies = {any, first};
    const auto html = policy_document(set, false, DocumentForm::html);
    CHECK(html.find("<script>") == std::string::npos);
    CHECK(html.find("First") < html.find("Any &lt;script&gt;"));
}
