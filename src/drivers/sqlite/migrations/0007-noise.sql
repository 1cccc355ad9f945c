-- Which detector speaks of which case: its precision is counted from verdicts.
ALTER TABLE finding ADD COLUMN detector TEXT NOT NULL DEFAULT '';
UPDATE finding SET detector = doc ->> 'detector';
CREATE INDEX finding_detector ON finding (detector, incident);
-- What waits for the digest. Those that were stored before budgets existed are no part of it.
CREATE INDEX finding_held ON finding (at) WHERE incident IS NULL;

-- Culprits that people let pass, with a reason and an end.
CREATE TABLE allowance (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
