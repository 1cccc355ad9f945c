#include "charter.hpp"

#include "common.hpp"
#include "open_store.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/engage/charter.hpp>
#include <vigie/model/json.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <string>

namespace vigie::cli {
namespace {

struct CharterOptions {
    std::string config;
    std::string data;
    std::string by;
    std::string file;
    std::string due = "30d";
    int version = 0;
};

int refused(const Error& error) {
    return complain(error.message, error.code == Errc::invalid_argument ? exit_usage : exit_no);
}

template <class Work>
int write(const CharterOptions& o, const Work& work) {
    auto store = open_configured_store(o.config, o.data);
    if (!store) return complain(store.error().message);
    const engage::PublishBy by{.actor = o.by, .why = {}, .at = drivers::make_system_clock()->now()};
    const auto done = (*store)->write([&](ports::Session& s) { return work(s, by); });
    return done ? exit_ok : refused(done.error());
}

int publish(const CharterOptions& o) {
    const auto text = read_file(o.file);
    if (!text) return complain(text.error().message);
    return write(o, [&](ports::Session& s, const engage::PublishBy& by) -> Result<> {
        const auto day = parse_time(o.due);
        auto due = by.at;
        if (day) {
            due = *day;
        } else {
            VIGIE_TRY_ASSIGN(const auto wait, parse_duration(o.due));
            due += wait;
        }
        VIGIE_TRY_ASSIGN(const auto made, engage::publish_charter(s, *text, due, by));
        out(model::dump(
            model::Json{{"version", made.number}, {"digest", made.digest}, {"due", format_time(made.due)}}));
        return {};
    });
}

int acknowledge(const CharterOptions& o) {
    return write(o, [&](ports::Session& s, const engage::PublishBy& by) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto read, engage::acknowledge_charter(s, o.version, by));
        out(model::dump(model::Json(read)));
        return {};
    });
}

// Exit code 1 when somebody is late.
int standing(const CharterOptions& o) {
    bool late = false;
    const int done = write(o, [&](ports::Session& s, const engage::PublishBy& by) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto people, engage::standings(s, by.at));
        for (const auto& each : people) {
            late = late || each.late;
            out(model::dump(model::Json(each)));
        }
        return {};
    });
    return done == exit_ok && late ? exit_no : done;
}

int proof(const CharterOptions& o) {
    return write(o, [&](ports::Session& s, const engage::PublishBy&) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::acknowledgements(s));
        for (const auto& each : all) out(model::dump(model::Json(each)));
        return {};
    });
}

}  // namespace

void add_charter(CLI::App& app, std::function<int()>& action) {
    static CharterOptions o;
    auto* charter = app.add_subcommand("charter", "The charter: its versions, who has read it, who is late");
    charter->footer(
        "Examples:\n"
        "  vigie charter publish charter.md --due 30d --by camille\n"
        "  vigie charter standing            exit code 1 when somebody is late\n"
        "  vigie charter proof > proof.jsonl\n");
    charter->require_subcommand(1);
    const auto common = [](CLI::App* sub) {
        sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
        sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
    };
    auto* sub = charter->add_subcommand("publish", "Put the next version in force");
    sub->add_option("file", o.file, "Markdown; a heading may end with {codes of the screen}")->required();
    sub->add_option("--due", o.due, "To be read by: 2026-12-01, or 30d from now");
    sub->add_option("--by", o.by, "Who publishes it")->required();
    common(sub);
    sub->callback([&action] { action = [] { return publish(o); }; });
    sub = charter->add_subcommand("acknowledge", "Somebody has read the version in force");
    sub->add_option("version", o.version, "Its number")->required();
    sub->add_option("--by", o.by, "Who has read it")->required();
    common(sub);
    sub->callback([&action] { action = [] { return acknowledge(o); }; });
    sub = charter->add_subcommand("standing", "Who has read it, who is late");
    common(sub);
    sub->callback([&action] { action = [] { return standing(o); }; });
    sub = charter->add_subcommand("proof", "Every acknowledgement, as JSON lines");
    common(sub);
    sub->callback([&action] { action = [] { return proof(o); }; });
}

}  // namespace vigie::cli
