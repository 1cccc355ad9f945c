#include "content.hpp"
#include "fuzz/vault_fuzz.hpp"

#include <vigie/kit/utf8.hpp>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace vigie;
using namespace vigie::vault;

namespace {

constexpr std::array words{"le",      "contrat", "prévoit", "que",     "l’équipe", "livrera", "avant",
                           "été",     "une",     "réserve", "montant", "clause",   "client",  "dépôt",
                           "3",       "2027",    "the",     "of",      "marge",    "produit", "n'est",
                           "pas",     "Lyon,",   "(voir",   "p.",      "12)",      "—",       "offre",
                           "budget;", "hausse",  "gamme",   "usine",   "projet",   "accord"};

std::string prose(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 random(seed);
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += random() % 20 == 0 ? "\n" : " ";
        out += words[random() % words.size()];
    }
    return out;
}

std::filesystem::path fresh(const char* name) {
    const auto folder = std::filesystem::temp_directory_path() / ("vigie-vault-" + std::string(name));
    std::filesystem::remove_all(folder);
    return folder;
}

std::shared_ptr<const Vault> with_text(const char* name, std::string_view text,
                                       std::string_view background = {}) {
    auto editor = Editor::open(fresh(name).string()).value();
    Entry entry;
    entry.name = "contract";
    CHECK(editor.add_text(entry, text).has_value());
    if (!background.empty()) {
        entry.name = "footer";
        entry.kind = EntryKind::background;
        CHECK(editor.add_text(entry, background).has_value());
    }
    CHECK(editor.save().has_value());
    return Vault::open(fresh("none").replace_filename("vigie-vault-" + std::string(name)).string()).value();
}

// Where character n begins.
std::size_t byte_of(std::string_view text, std::size_t n) {
    std::size_t pos = 0;
    while (n-- > 0 && pos < text.size()) (void)kit::next_code_point(text, pos);
    return pos;
}

}  // namespace

TEST_CASE("Every run of 50 characters is found, alone or inside another text, however it is set") {
    const auto text = prose(1, 900);
    const auto vault = with_text("property", text);
    std::mt19937_64 random(2);
    std::size_t asked = 0;
    for (std::size_t at = 0; at + 500 < text.size() * 9 / 10; at += 3) {
        const auto from = byte_of(text, at);
        const auto rest = std::string_view(text).substr(from);
        const auto run = std::string(rest.substr(0, byte_of(rest, run_characters)));
        if (content_of(run).text.size() < 30) continue;
        ++asked;
        CHECK_MESSAGE(vault->find(run).size() == 1, run);
        const auto before = "Lu sur mon écran " + prose(random(), 5);
        const auto inside = before + run + prose(random(), 7);
        const auto hits = vault->find(inside);
        CHECK_MESSAGE(hits.size() == 1, inside);
        if (hits.size() == 1) {
            CHECK(hits[0].places[0].start + 12 >= before.size());
            CHECK(hits[0].places[0].end <= before.size() + run.size() + 12);
        }
        std::string loud;
        for (const char c : run) {
            loud += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
            if (c == ' ') loud += "\u200B ";
        }
        CHECK_MESSAGE(vault->find(loud).size() == 1, loud);
    }
    CHECK(asked > 500);
}

TEST_CASE("Forty characters are no copied run, nor is what everybody writes") {
    const auto text = prose(3, 400);
    const auto vault = with_text("short", text, prose(4, 200));
    for (std::size_t at = 0; at < 400; at += 7) {
        const auto rest = std::string_view(text).substr(byte_of(text, at));
        CHECK(vault->find("zzz " + std::string(rest.substr(0, byte_of(rest, 36))) + " zzz").empty());
    }
    CHECK(vault->find(prose(4, 200)).empty());
    CHECK(vault->find(prose(5, 5000)).empty());
    CHECK(vault->find("").empty());
}

TEST_CASE("Boilerplate of the house and of everybody does not count") {
    const std::string footer =
        "Si vous avez reçu ce message par erreur, merci d'en avertir immédiatement l'expéditeur et de "
        "détruire ce "
        "message ainsi que les pièces jointes.";
    const auto vault = with_text("footer", prose(6, 100) + "\n" + footer);
    CHECK(vault->find(footer).empty());
    CHECK(vault->find(footer + prose(6, 30)).size() == 1);
}

TEST_CASE("A row of a registered table is found by cells that stand close together") {
    auto editor = Editor::open(fresh("table").string()).value();
    Entry entry;
    entry.name = "patients";
    entry.columns = {"first", "last", "phone", "town"};
    std::vector<std::vector<std::string>> rows;
    for (int i = 0; i < 200; ++i)
        rows.push_back({i % 2 == 0 ? "Marie" : "Paul",
                        "Durand" + std::string(1, static_cast<char>('a' + i % 26)),
                        "06 12 34 " + std::to_string(1000 + i), i % 3 == 0 ? "Lyon" : "Paris"});
    CHECK(editor.add_table(entry, rows).has_value());
    CHECK(editor.save().has_value());
    const auto vault = Vault::open(std::filesystem::temp_directory_path() / "vigie-vault-table").value();
    const auto hits = vault->find("Rappeler MARIE Duranda au +33 6 12 34 10 00 demain");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].places.size() == 3);
    CHECK(hits[0].places[2].column == "phone");
    CHECK(vault->find("Marie habite Lyon, Paul Paris").empty());
    CHECK(vault->find("appelez le 06 12 34 10 00").empty());  // one cell alone
    const auto bytes = editor.bytes();
    for (const auto* clear : {"Marie", "marie", "0612341000", "duranda"})
        CHECK(bytes.find(clear) == std::string::npos);
}

TEST_CASE("A marked copy names its reader when enough marks survive") {
    const auto text = prose(8, 300);
    auto editor = Editor::open(fresh("canary").string()).value();
    Entry entry;
    entry.name = "plan";
    entry.recipients = {"alice", "bob", "chloé"};
    CHECK(editor.add_text(entry, text).has_value());
    const auto vault = Vault::read(editor.bytes(), editor.key()).value();
    for (const auto& who : entry.recipients) {
        const auto copy = marked_copy(text, editor.key(), "plan", who);
        CHECK(content_of(copy).text == content_of(text).text);
        const auto part = copy.substr(copy.find(' ', 200), copy.find(' ', 600) - copy.find(' ', 200));
        const auto hits = vault->find(part);
        REQUIRE(hits.size() == 1);
        CHECK(hits[0].holder == who);
    }
    const auto bare = vault->find(text.substr(0, text.find(' ', 400)));
    REQUIRE(bare.size() == 1);
    CHECK(bare[0].holder.empty());
}

TEST_CASE("A broken vault file is refused with a reason, whatever is broken") {
    auto editor = Editor::open(fresh("broken").string()).value();
    Entry entry;
    entry.name = "x";
    CHECK(editor.add_text(entry, prose(9, 60)).has_value());
    CHECK(!editor.add_text(entry, prose(9, 60)).has_value());
    const auto bytes = editor.bytes();
    CHECK(Vault::read(bytes, editor.key()).has_value());
    for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 300) {
        auto broken = bytes;
        broken[i] = static_cast<char>(broken[i] ^ 0x10);
        CHECK(!Vault::read(broken, editor.key()).has_value());
        CHECK(!Vault::read(bytes.substr(0, i), editor.key()).has_value());
    }
    const auto other = Vault::read(bytes, Key{});
    REQUIRE(!other.has_value());
    CHECK(other.error().message.find("another key") != std::string::npos);
    CHECK(editor.save().has_value());
    const auto folder = std::filesystem::temp_directory_path() / "vigie-vault-broken";
    struct stat facts {};
    CHECK(::stat((folder / "vault.key").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777U) == 0600U);
    CHECK(::stat((folder / "vault.bin").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777U) == 0600U);
    CHECK(editor.remove("x").has_value());
    CHECK(!editor.remove("x").has_value());
    CHECK(editor.bytes().size() < bytes.size());
}

TEST_CASE("A million fingerprints need at most 64 MB") {
    auto editor = Editor::open(fresh("big").string()).value();
    std::mt19937_64 random(10);
    for (int i = 0; i < 5; ++i) {
        std::string text;
        for (std::size_t n = 0; n < 520'000; ++n) text += static_cast<char>('a' + random() % 26);
        Entry entry;
        entry.name = std::to_string(i);
        CHECK(editor.add_text(entry, text).has_value());
    }
    std::size_t prints = 0;
    for (const auto& e : editor.entries()) prints += e.prints;
    CHECK(prints > 1'000'000);
    const auto vault = Vault::read(editor.bytes(), editor.key()).value();
    MESSAGE(prints << " fingerprints, " << vault->bytes() << " bytes");
    CHECK(vault->bytes() <= std::size_t{64} << 20U);
}

TEST_CASE("Any bytes are a vault or refused, and any text may be looked for") {
    for (const auto& entry : std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/vault/fuzz/seeds")) {
        std::ifstream in(entry.path(), std::ios::binary);
        fuzz_vault_file(std::string(std::istreambuf_iterator<char>(in), {}));
    }
    auto editor = Editor::open(fresh("any").string()).value();
    Entry entry;
    entry.name = "aaaa";
    CHECK(editor.add_text(entry, std::string(5000, 'a')).has_value());
    const auto vault = Vault::read(editor.bytes(), editor.key()).value();
    std::mt19937_64 random(11);
    fuzz_vault_text(*vault, std::string(100'000, 'a'));
    for (int i = 0; i < 200; ++i) {
        std::string text;
        for (std::size_t n = 0; n < 300; ++n) text += static_cast<char>(random() % 256);
        fuzz_vault_text(*vault, text);
    }
}
