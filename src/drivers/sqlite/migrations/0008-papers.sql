-- What people write inside Vigie: drafts, the charter, who has read it (ports/papers.hpp).
CREATE TABLE paper (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER,
    body TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX paper_state ON paper (kind, state, seq);
CREATE INDEX paper_due ON paper (kind, due_at) WHERE due_at IS NOT NULL;
