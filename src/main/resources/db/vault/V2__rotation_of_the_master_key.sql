-- The master key can be replaced while the service runs: which one is in use, what is kept of earlier ones, and which one each
-- stored key was wrapped with.

ALTER TABLE master_key
  -- Grows with every change, so that an instance never goes by an older state than it knows.
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  -- JSON: keys that were derived from earlier master keys and are still read with, wrapped by the one in use.
  ADD COLUMN former  text NOT NULL DEFAULT '[]',
  -- Whether the topic of keys says the same; if not, it is published again.
  ADD COLUMN told    boolean NOT NULL DEFAULT true;

ALTER TABLE subject_key ADD COLUMN master text;
UPDATE subject_key SET master = (SELECT id FROM master_key);
ALTER TABLE subject_key ALTER COLUMN master SET NOT NULL;

-- The private part of a key that no longer signs is dropped; its public part stays as long as tokens may live.
ALTER TABLE signing_key ALTER COLUMN sealed DROP NOT NULL;
ALTER TABLE signing_key ADD COLUMN master text;
UPDATE signing_key SET master = (SELECT id FROM master_key);
ALTER TABLE signing_key ALTER COLUMN master SET NOT NULL;

ALTER TABLE registry_authority ADD COLUMN master text;
UPDATE registry_authority SET master = (SELECT id FROM master_key);
ALTER TABLE registry_authority ALTER COLUMN master SET NOT NULL;
