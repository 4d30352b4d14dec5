-- registries/reconciliation: the walk over the attached registry that is under way, or the last one. No row if there was none.
CREATE TABLE reconciliation (
  only_one          boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  walk              uuid NOT NULL,
  started           timestamptz NOT NULL,
  ended             timestamptz,
  outcome           text,
  -- What came of it; while it is under way, activity.reconciliation has the counts.
  visited           bigint NOT NULL DEFAULT 0,
  unknown           bigint NOT NULL DEFAULT 0,
  failed            bigint NOT NULL DEFAULT 0,
  tags_set          bigint NOT NULL DEFAULT 0,
  tags_deleted      bigint NOT NULL DEFAULT 0,
  manifests_set     bigint NOT NULL DEFAULT 0,
  manifests_deleted bigint NOT NULL DEFAULT 0,
  blob_sizes        bigint NOT NULL DEFAULT 0,
  CHECK ((ended IS NULL) = (outcome IS NULL))
);
