#include "session.hpp"

namespace vigie::drivers::sqlite {
namespace {

using ports::Paper;

constexpr std::string_view paper_columns = "kind, id, state, due_at, body, version";

}  // namespace

Result<std::vector<Paper>> SqliteSession::select_papers(const std::string& rest, const Args& args) {
    std::vector<Paper> out;
    VIGIE_TRY(c_.select(fmt::format("SELECT {} FROM paper {}", paper_columns, rest), "tttiti", args,
                        [&](const Row& row) -> Result<> {
                            Paper p;
                            p.kind = row.text(0);
                            p.id = row.text(1);
                            p.state = row.text(2);
                            if (!row.null(3)) p.due_at = from_us(row.integer(3));
                            p.body = row.text(4);
                            p.version = row.integer(5);
                            out.push_back(std::move(p));
                            return {};
                        }));
    return out;
}

Result<Paper> SqliteSession::put_paper(Paper p) {
    VIGIE_TRY(may_write());
    if (p.body.size() > ports::longest_paper)
        return fail(Errc::invalid_argument, "{} {}: {} bytes are too many", p.kind, p.id, p.body.size());
    VIGIE_TRY_ASSIGN(const auto stored, paper(p.kind, p.id));
    if (p.version != (stored ? stored->version : 0))
        return fail(Errc::conflict, "{} {} was changed meanwhile", p.kind, p.id);
    ++p.version;
    VIGIE_TRY(
        run(fmt::format("INSERT INTO paper ({}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE "
                        "SET state = excluded.state, due_at = excluded.due_at, body = excluded.body, "
                        "version = excluded.version",
                        paper_columns),
            {p.kind, p.id, p.state, p.due_at, p.body, p.version}));
    return p;
}

Result<std::optional<Paper>> SqliteSession::paper(const std::string& kind, const std::string& id) {
    VIGIE_TRY_ASSIGN(auto found, select_papers("WHERE kind = ? AND id = ?", {kind, id}));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<Paper>> SqliteSession::papers(const std::string& kind,
                                                 const std::vector<std::string>& states, int limit) {
    Args args{kind};
    std::string in = "1";
    if (!states.empty()) {
        in.clear();
        for (const auto& state : states) {
            in += in.empty() ? "state IN (?" : ", ?";
            args.emplace_back(state);
        }
        in += ")";
    }
    args.emplace_back(capped(limit));
    return select_papers(fmt::format("WHERE kind = ? AND {} ORDER BY seq DESC LIMIT ?", in), args);
}

Result<std::vector<Paper>> SqliteSession::due_papers(const std::string& kind, Time now, int limit) {
    return select_papers("WHERE kind = ? AND due_at <= ? ORDER BY due_at, seq LIMIT ?",
                         {kind, now, capped(limit)});
}

}  // namespace vigie::drivers::sqlite
