-- Watches written in the console. `version` goes up with each change; a deleted one stays, so that it can come back.
CREATE TABLE watch (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    query TEXT NOT NULL,
    note TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    asset TEXT NOT NULL,
    tags TEXT NOT NULL,  -- a JSON list
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted INTEGER NOT NULL
) STRICT;

-- Whatever hits are counted for ("asset:…", a watch, a rule) has a number: its name would be most of a row below.
CREATE TABLE watched (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Hits by hour since 1970. Stays when the items are forgotten.
CREATE TABLE watch_volumes (
    watched INTEGER NOT NULL REFERENCES watched (number),
    hour INTEGER NOT NULL,
    items INTEGER NOT NULL,
    PRIMARY KEY (watched, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_volumes_hour ON watch_volumes (hour);

-- Which stored items (item.seq) were hit.
CREATE TABLE item_watches (
    watched INTEGER NOT NULL REFERENCES watched (number),
    item INTEGER NOT NULL,
    PRIMARY KEY (watched, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_watches_item ON item_watches (item);
