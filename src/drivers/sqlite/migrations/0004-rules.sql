-- The mode that a person gave a rule last; it holds as long as the rule has this digest. Hits of rules are counted as
-- those of watches are: by the names "rule:NAME" and "rule:NAME/EXCEPTION".
CREATE TABLE rule_switch (
    rule TEXT PRIMARY KEY,
    mode INTEGER NOT NULL,
    digest TEXT NOT NULL,
    why TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- What a rule costs an item in nanoseconds: a running mean.
CREATE TABLE rule_cost (
    rule TEXT PRIMARY KEY,
    ns INTEGER NOT NULL,
    samples INTEGER NOT NULL
) STRICT;
