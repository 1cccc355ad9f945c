-- So that findings can be counted by the hour without reading them.
ALTER TABLE finding ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
-- "2026-03-09T08:31:10.123Z"
UPDATE finding SET at = (unixepoch(doc ->> 'at') * 1000 + CAST(substr(doc ->> 'at', 21, 3) AS INTEGER)) * 1000;
CREATE INDEX finding_at ON finding (at);
