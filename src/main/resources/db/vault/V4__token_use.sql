-- When access tokens were last used: not in the journal, for reading changes nothing.
CREATE TABLE token_use (
  token         uuid PRIMARY KEY,
  last_accessed timestamptz NOT NULL
);
