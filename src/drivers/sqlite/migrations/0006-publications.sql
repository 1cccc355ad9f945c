-- Vigie's own queue: what may be published on our accounts, and which of them are frozen.
CREATE TABLE publication (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    asset TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    opens INTEGER NOT NULL,
    closes INTEGER NOT NULL,
    state INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    why TEXT NOT NULL,
    item_network TEXT NOT NULL,
    item_id TEXT NOT NULL
) STRICT;
CREATE INDEX publication_asset ON publication (asset, seq);

CREATE TABLE account_freeze (
    asset TEXT PRIMARY KEY,
    frozen INTEGER NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    incident TEXT NOT NULL
) STRICT, WITHOUT ROWID;
