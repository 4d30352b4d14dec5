-- What the registry stores: one row for every blob that was reported, and which repositories refer to it. Filled by activity.
CREATE TABLE blob (
  digest     text COLLATE "C" PRIMARY KEY,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0)
);
CREATE TABLE repository_blob (
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  digest     text COLLATE "C" NOT NULL REFERENCES blob ON DELETE CASCADE,
  PRIMARY KEY (repository, digest)
);
CREATE INDEX repository_blob_by_digest ON repository_blob (digest);

-- The last size of the whole registry, and the next computation: asked for when there is a run, under way when there is an
-- attempt at it. No row: never asked for.
CREATE TABLE registry_size (
  only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  size_bytes   bigint NOT NULL,
  completed_ms bigint,
  run          uuid,
  attempt      uuid,
  CHECK (attempt IS NULL OR run IS NOT NULL)
);
