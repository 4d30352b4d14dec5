-- Who asked when for the way in without a password, and the digest of the code in his mail. An organization, which only is told who
-- administers it, has no code.
CREATE TABLE account_recovery (
  account     bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  code_digest text COLLATE "C" UNIQUE,
  asked       timestamptz NOT NULL
);
CREATE INDEX namespace_organization_email ON namespace (email) WHERE kind = 'organization';

-- Finding repositories by the beginning of their names, in a column of its own: lookups by namespace and name must not be tempted.
ALTER TABLE repository ADD COLUMN found_as text COLLATE "C" GENERATED ALWAYS AS (name) STORED;
CREATE INDEX repository_public_by_name ON repository (found_as, id) WHERE is_public;
