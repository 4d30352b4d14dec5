-- registries/reconciliation: how far the walk over the attached registry is. It is not in the journal: a walk that is lost with the
-- database begins again, and finds corrected what it has corrected.
CREATE TABLE reconciliation (
  only_one          boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  walk              uuid NOT NULL,
  -- Repositories when it began.
  total             bigint NOT NULL,
  -- The last name of the registry's list that was read, and whether it was read to its end.
  catalogue         text COLLATE "C" NOT NULL DEFAULT '',
  listed            boolean NOT NULL DEFAULT false,
  -- The last repository that was visited, and how often the next one was tried in vain.
  repository        bigint NOT NULL DEFAULT 0,
  tries             int NOT NULL DEFAULT 0,
  visited           bigint NOT NULL DEFAULT 0,
  unknown           bigint NOT NULL DEFAULT 0,
  failed            bigint NOT NULL DEFAULT 0,
  tags_set          bigint NOT NULL DEFAULT 0,
  tags_deleted      bigint NOT NULL DEFAULT 0,
  manifests_set     bigint NOT NULL DEFAULT 0,
  manifests_deleted bigint NOT NULL DEFAULT 0,
  blob_sizes        bigint NOT NULL DEFAULT 0
);
