-- Times are microseconds since 1970 (INTEGER). `doc` is the noun in its JSON form; the columns beside it are what queries
-- filter and sort by. `seq` is the order of storing.

CREATE TABLE item (
    seq INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,  -- from the SHA-256 of network and id
    network TEXT NOT NULL,
    id TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
-- Foreign ids are long and come in no order: an index of the ids themselves costs a quarter of an insert and as much space
-- as the posts. (network, id) is unique all the same: only the one writer inserts, after it looked.
CREATE INDEX item_key ON item (key);
CREATE INDEX item_observed ON item (observed_at);

-- Folded words of items by item.seq. It stores no text and no positions: search asks for words, snippets come from the
-- item. That makes it a third of the size, and of the cost, of a default FTS5 table.
CREATE VIRTUAL TABLE item_words USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

CREATE TABLE incident (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    severity INTEGER NOT NULL,
    score REAL NOT NULL,
    status INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    owner TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    words TEXT NOT NULL  -- folded title, culprit, id: for "contains"
) STRICT;
-- Every three letters of incident.words, by incident.seq: finds the few rows where "contains" is worth trying.
CREATE VIRTUAL TABLE incident_trigrams
    USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1');

-- Each order of the queue, with the columns that filters need, so that a page never reads the rows it leaves out.
CREATE INDEX incident_risk ON incident (closed, severity DESC, score DESC, opened_at DESC, seq DESC, status, kind, owner);
CREATE INDEX incident_opened ON incident (opened_at, seq, status, severity, kind, owner);
CREATE INDEX incident_updated ON incident (updated_at, seq, status, severity, kind, owner);

CREATE TABLE incident_doc (
    seq INTEGER PRIMARY KEY REFERENCES incident (seq),
    doc TEXT NOT NULL
) STRICT;
CREATE TABLE incident_asset (
    asset TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES incident (seq),
    PRIMARY KEY (asset, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_asset_seq ON incident_asset (seq);
CREATE TABLE incident_number (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    incident INTEGER NOT NULL REFERENCES incident (seq),
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicator_incident ON indicator (incident);

CREATE TABLE finding (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident INTEGER REFERENCES incident (seq),
    item_network TEXT NOT NULL,
    item_id TEXT NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX finding_incident ON finding (incident, seq);
CREATE INDEX finding_item ON finding (item_id, item_network);

CREATE TABLE step (
    id TEXT PRIMARY KEY,
    incident INTEGER NOT NULL REFERENCES incident (seq),
    position INTEGER NOT NULL,
    state INTEGER NOT NULL,
    due_at INTEGER,
    next_at INTEGER,
    escalated INTEGER NOT NULL,
    wake_at INTEGER,  -- when the responder has to look at it; NULL = not before another step is settled
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX step_incident ON step (incident, position, id);
CREATE INDEX step_wake ON step (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX step_state ON step (state, due_at, incident, escalated);

CREATE TABLE takedown (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident INTEGER NOT NULL REFERENCES incident (seq),
    network TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_uri TEXT NOT NULL,
    state INTEGER NOT NULL,
    next_check_at INTEGER,
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX takedown_incident ON takedown (incident, seq);
CREATE INDEX takedown_subject ON takedown (subject_id, network);
CREATE INDEX takedown_uri ON takedown (subject_uri, network);
CREATE INDEX takedown_state ON takedown (state, seq);
CREATE INDEX takedown_due ON takedown (next_check_at, seq) WHERE next_check_at IS NOT NULL;

CREATE TABLE notice (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident INTEGER REFERENCES incident (seq),
    state INTEGER NOT NULL,
    next_at INTEGER NOT NULL,  -- the least number = at once
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX notice_incident ON notice (incident, seq);
CREATE INDEX notice_state ON notice (state, next_at, seq);

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    incident TEXT NOT NULL,
    says_fr TEXT NOT NULL,
    says_en TEXT NOT NULL,
    why TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_incident ON audit (incident, seq);
CREATE INDEX audit_act ON audit (act, at);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT raise(ABORT, 'the audit chain is append-only');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
    SELECT raise(ABORT, 'the audit chain is append-only');
END;

CREATE TABLE source_position (
    source TEXT PRIMARY KEY,
    cursor TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
CREATE TABLE user (
    name TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    must_change_password INTEGER NOT NULL,
    disabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE web_session (
    token_hash TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    csrf TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX web_session_user ON web_session (user, expires_at);
CREATE TABLE value (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- How many rows a large table has: counting them would read the whole table.
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    rows INTEGER NOT NULL
) STRICT;
INSERT INTO tally (name, rows) VALUES ('item', 0), ('finding', 0);
