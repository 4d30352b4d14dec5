-- What registries and builders reported. Projected from the activity topic and not from the journal, so a rebuild of the read
-- models leaves it alone: back this schema up. Rows name repositories and namespaces by their ids, which are never used again;
-- there are no foreign keys into the read models, because these are replaced as a whole. Triggers there (V14) forget what is gone.

-- How far each partition of the topic is projected; moves in the transaction of the rows.
CREATE TABLE projection_offset (
  name      text NOT NULL,
  partition int NOT NULL,
  next      bigint NOT NULL,
  PRIMARY KEY (name, partition)
);

-- The last word on each manifest: the report with the latest time, and among those of one time the greatest id. One that is not
-- live is a tombstone, so that an older report that comes later finds it.
CREATE TABLE manifest (
  repository bigint NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  namespace  bigint NOT NULL,
  live       boolean NOT NULL,
  at         timestamptz NOT NULL,
  event      text COLLATE "C" NOT NULL,
  -- Digest and size of each blob that it refers to.
  blobs      jsonb NOT NULL,
  PRIMARY KEY (repository, digest)
);
CREATE INDEX manifest_by_namespace ON manifest (namespace) WHERE live;

-- The same of each tag; no digest: deleted.
CREATE TABLE tag (
  repository bigint NOT NULL,
  name       text COLLATE "C" NOT NULL,
  digest     text COLLATE "C",
  at         timestamptz NOT NULL,
  event      text COLLATE "C" NOT NULL,
  PRIMARY KEY (repository, name)
);

-- Until when a repository's whole content was deleted.
CREATE TABLE emptied (
  repository bigint PRIMARY KEY,
  at         timestamptz NOT NULL,
  event      text COLLATE "C" NOT NULL
);

-- How many live manifests of a repository refer to a blob, how many repositories of a namespace have it, how many namespaces.
-- A row ends with its last reference. The size is the one that was added, so that the same is taken away again.
CREATE TABLE repository_blob (
  repository bigint NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  namespace  bigint NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  refs       int NOT NULL,
  PRIMARY KEY (repository, digest)
);
CREATE TABLE namespace_blob (
  namespace  bigint NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  refs       int NOT NULL,
  PRIMARY KEY (namespace, digest)
);
CREATE TABLE blob (
  digest     text COLLATE "C" NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  refs       int NOT NULL,
  PRIMARY KEY (digest) INCLUDE (size_bytes)
);

-- Sizes over distinct blobs, kept with every change. The registry's is the sum of its stripes: one row would make all wait.
CREATE TABLE repository_size (
  repository bigint PRIMARY KEY,
  namespace  bigint NOT NULL,
  size_bytes bigint NOT NULL
);
CREATE TABLE namespace_size (
  namespace         bigint PRIMARY KEY,
  size_bytes        bigint NOT NULL,
  backfill_start    timestamptz,
  backfill_complete boolean NOT NULL
);
CREATE INDEX repository_size_by_namespace ON repository_size (namespace);
CREATE INDEX namespace_size_running ON namespace_size (namespace) WHERE NOT backfill_complete;
CREATE TABLE registry_total (
  stripe     int PRIMARY KEY,
  size_bytes bigint NOT NULL,
  blobs      bigint NOT NULL
);

-- Which warning limits are reached. The row goes when the size falls below, so that the next crossing warns again.
CREATE TABLE quota_crossed (
  quota_limit     bigint NOT NULL,
  threshold_bytes bigint NOT NULL,
  namespace       bigint NOT NULL,
  PRIMARY KEY (quota_limit, threshold_bytes)
);
CREATE INDEX quota_crossed_by_namespace ON quota_crossed (namespace);

-- One row for every crossing, for whoever notifies.
CREATE TABLE quota_notice (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  namespace     bigint NOT NULL,
  quota_limit   bigint NOT NULL,
  limit_percent int NOT NULL,
  limit_bytes   bigint NOT NULL,
  size_bytes    bigint NOT NULL,
  at            timestamptz NOT NULL
);
CREATE INDEX quota_notice_by_namespace ON quota_notice (namespace, id);

-- Usage logs, as those of the read models. The number derives from the report's id: the same report again is the same row.
CREATE TABLE usage_log (
  seq        bigint NOT NULL,
  ordinal    int NOT NULL,
  time       timestamptz NOT NULL,
  kind       text NOT NULL,
  namespace  bigint,
  performer  bigint,
  ip         text,
  metadata   jsonb NOT NULL,
  repository bigint,
  PRIMARY KEY (time, seq, ordinal)
) PARTITION BY RANGE (time);
CREATE INDEX usage_log_by_namespace ON usage_log (namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_performer ON usage_log (performer, namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_repository ON usage_log (repository, time, seq, ordinal)
  WHERE repository IS NOT NULL;

-- How many of them there are of each kind on each day (UTC); nobody and nothing count as 0.
CREATE TABLE usage_log_count (
  namespace  bigint NOT NULL,
  day        date NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  repository bigint NOT NULL,
  performer  bigint NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (namespace, day, kind, repository, performer)
);
CREATE INDEX usage_log_count_by_repository ON usage_log_count (repository, day) WHERE repository <> 0;
CREATE INDEX usage_log_count_by_day ON usage_log_count (day);

CREATE FUNCTION count_usage_logs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity.usage_log_count AS c (namespace, day, kind, repository, performer, count)
  SELECT coalesce(namespace, 0), (time AT TIME ZONE 'UTC')::date, kind, coalesce(repository, 0), coalesce(performer, 0),
         count(*)
  FROM added GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (namespace, day, kind, repository, performer) DO UPDATE SET count = c.count + excluded.count;
  RETURN NULL;
END $$;
CREATE TRIGGER count_usage_logs AFTER INSERT ON usage_log REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_usage_logs();

CREATE FUNCTION make_usage_log_month(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', at AT TIME ZONE 'UTC');
  name  text := 'usage_log_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass('activity.' || name) IS NULL THEN
    LOCK TABLE activity.usage_log IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass('activity.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE activity.%I (LIKE activity.usage_log INCLUDING DEFAULTS)', name);
      EXECUTE format('ALTER TABLE activity.usage_log ATTACH PARTITION activity.%I FOR VALUES FROM (%L) TO (%L)', name,
        month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
  END IF;
END $$;

-- Drops the months that end at a moment or before it, with their counts.
CREATE FUNCTION drop_usage_log_months(until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month text;
BEGIN
  FOR month IN
    SELECT c.relname FROM pg_class c
    WHERE c.relkind = 'r' AND c.relname ~ '^usage_log_[0-9]{4,}_[0-9]{2}$' AND c.relnamespace = 'activity'::regnamespace
      AND (to_date(substr(c.relname, 11), 'YYYY_MM') + interval '1 month') <= until AT TIME ZONE 'UTC'
  LOOP
    EXECUTE format('DROP TABLE activity.%I', month);
  END LOOP;
  DELETE FROM activity.usage_log_count
  WHERE day < (date_trunc('month', until AT TIME ZONE 'UTC'))::date;
END $$;

-- Adds and takes away references from manifests to blobs, and with the first and the last of them the blob's size: of the
-- repository, of the namespace, of the registry. Answers which namespaces changed. One way for everybody through the tables
-- and through their keys, so that two that do this at once wait for one another and not both.
CREATE FUNCTION count_blobs(
  repositories bigint[], namespaces bigint[], digests text[], sizes bigint[], changes int[], lane int)
RETURNS TABLE (changed bigint, now_bytes bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH delta AS MATERIALIZED (
    SELECT d.repository, d.namespace, d.digest COLLATE "C" AS digest, d.size_bytes, d.by
    FROM unnest(repositories, namespaces, digests, sizes, changes) d (repository, namespace, digest, size_bytes, by)
    WHERE d.by <> 0),
  of_repository AS (
    INSERT INTO activity.repository_blob AS b (repository, namespace, digest, size_bytes, refs)
    SELECT repository, namespace, digest, size_bytes, by FROM delta ORDER BY repository, digest
    ON CONFLICT (repository, digest) DO UPDATE SET refs = b.refs + excluded.refs
    RETURNING b.repository, b.namespace, b.digest, b.size_bytes, b.refs),
  turned AS MATERIALIZED (
    SELECT b.repository, b.namespace, b.digest, b.size_bytes, CASE WHEN b.refs = 0 THEN -1 ELSE 1 END AS by
    FROM of_repository b JOIN delta d ON d.repository = b.repository AND d.digest = b.digest
    WHERE b.refs = 0 OR b.refs = d.by),
  repository_sizes AS (
    INSERT INTO activity.repository_size AS s (repository, namespace, size_bytes)
    SELECT repository, namespace, sum(by * size_bytes) FROM turned GROUP BY 1, 2 ORDER BY 1
    ON CONFLICT (repository) DO UPDATE SET size_bytes = s.size_bytes + excluded.size_bytes),
  namespace_delta AS MATERIALIZED (
    SELECT namespace, digest, max(size_bytes) AS size_bytes, sum(by)::int AS by
    FROM turned GROUP BY namespace, digest HAVING sum(by) <> 0),
  of_namespace AS (
    INSERT INTO activity.namespace_blob AS b (namespace, digest, size_bytes, refs)
    SELECT namespace, digest, size_bytes, by FROM namespace_delta ORDER BY namespace, digest
    ON CONFLICT (namespace, digest) DO UPDATE SET refs = b.refs + excluded.refs
    RETURNING b.namespace, b.digest, b.size_bytes, b.refs),
  namespace_turned AS MATERIALIZED (
    SELECT b.namespace, b.digest, b.size_bytes, CASE WHEN b.refs = 0 THEN -1 ELSE 1 END AS by
    FROM of_namespace b JOIN namespace_delta d ON d.namespace = b.namespace AND d.digest = b.digest
    WHERE b.refs = 0 OR b.refs = d.by),
  namespace_sizes AS (
    INSERT INTO activity.namespace_size AS s (namespace, size_bytes, backfill_start, backfill_complete)
    SELECT namespace, sum(by * size_bytes), 'epoch'::timestamptz, true FROM namespace_turned GROUP BY 1 ORDER BY 1
    ON CONFLICT (namespace) DO UPDATE SET size_bytes = s.size_bytes + excluded.size_bytes
    RETURNING s.namespace, s.size_bytes),
  registry_delta AS MATERIALIZED (
    SELECT digest, max(size_bytes) AS size_bytes, sum(by)::int AS by
    FROM namespace_turned GROUP BY digest HAVING sum(by) <> 0),
  of_registry AS (
    INSERT INTO activity.blob AS b (digest, size_bytes, refs)
    SELECT digest, size_bytes, by FROM registry_delta ORDER BY digest
    ON CONFLICT (digest) DO UPDATE SET refs = b.refs + excluded.refs
    RETURNING b.digest, b.size_bytes, b.refs),
  registry_turned AS MATERIALIZED (
    SELECT b.size_bytes, CASE WHEN b.refs = 0 THEN -1 ELSE 1 END AS by
    FROM of_registry b JOIN registry_delta d ON d.digest = b.digest WHERE b.refs = 0 OR b.refs = d.by),
  total AS (
    INSERT INTO activity.registry_total AS t (stripe, size_bytes, blobs)
    SELECT lane, sum(by * size_bytes), sum(by) FROM registry_turned HAVING count(*) > 0
    ON CONFLICT (stripe) DO UPDATE
    SET size_bytes = t.size_bytes + excluded.size_bytes, blobs = t.blobs + excluded.blobs)
  SELECT n.namespace, n.size_bytes FROM namespace_sizes n;

  IF EXISTS (SELECT FROM unnest(changes) d (by) WHERE d.by < 0) THEN
    DELETE FROM activity.repository_blob b USING unnest(repositories, digests, changes) d (repository, digest, by)
    WHERE d.by < 0 AND b.repository = d.repository AND b.digest = d.digest AND b.refs = 0;
    DELETE FROM activity.namespace_blob b USING unnest(namespaces, digests, changes) d (namespace, digest, by)
    WHERE d.by < 0 AND b.namespace = d.namespace AND b.digest = d.digest AND b.refs = 0;
    DELETE FROM activity.blob b USING unnest(digests, changes) d (digest, by)
    WHERE d.by < 0 AND b.digest = d.digest AND b.refs = 0;
    DELETE FROM activity.quota_crossed c USING activity.namespace_size s
    WHERE c.namespace = ANY (namespaces) AND s.namespace = c.namespace AND s.size_bytes < c.threshold_bytes;
  END IF;
END $$;

-- Builds and their logs, as whoever builds reports them.
CREATE TABLE build_trigger (
  uuid           text COLLATE "C" PRIMARY KEY,
  repository     bigint NOT NULL,
  service        text NOT NULL CHECK (service IN ('github', 'gitlab', 'bitbucket', 'custom-git')),
  is_active      boolean NOT NULL,
  build_source   text,
  repository_url text,
  config         jsonb NOT NULL DEFAULT '{}',
  at             timestamptz NOT NULL DEFAULT '-infinity',
  event          text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX build_trigger_by_repository ON build_trigger (repository);

CREATE TABLE build (
  uuid         text COLLATE "C" PRIMARY KEY,
  repository   bigint NOT NULL,
  phase        text NOT NULL CHECK (phase IN (
    'error', 'internalerror', 'build-scheduled', 'unpacking', 'pulling', 'building', 'pushing', 'waiting', 'complete',
    'cancelled')),
  started      timestamptz NOT NULL,
  display_name text NOT NULL,
  -- Whether the build is tried again after a failure that was not its own.
  has_retries  boolean NOT NULL,
  -- build_subdir, context, docker_tags, manual_user, trigger_metadata, archive_url; each may be missing.
  job          jsonb NOT NULL DEFAULT '{}',
  trigger      text REFERENCES build_trigger ON DELETE SET NULL,
  resource_key text,
  pull_robot   bigint,
  -- How far it is; heartbeat in epoch seconds.
  status       jsonb NOT NULL DEFAULT '{}',
  -- Where the log is once it was moved away.
  logs_url     text,
  -- The last word on it, as on manifests.
  at           timestamptz NOT NULL DEFAULT '-infinity',
  event        text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX build_by_repository ON build (repository, started DESC);
CREATE INDEX build_by_trigger ON build (trigger);

-- Lines may come before those that stand before them, and before their build.
CREATE TABLE build_log (
  build      text COLLATE "C" NOT NULL,
  position   bigint NOT NULL,
  repository bigint NOT NULL,
  message    text NOT NULL,
  type       text CHECK (type IN ('command', 'phase', 'error')),
  data       jsonb,
  PRIMARY KEY (repository, build, position)
);

-- For triggers on the read models: a deleted repository takes along what was reported of it; logs remain.
CREATE FUNCTION forget_repositories() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids bigint[] := (SELECT array_agg(id) FROM gone);
BEGIN
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  DELETE FROM activity.tag WHERE repository = ANY (ids);
  DELETE FROM activity.manifest WHERE repository = ANY (ids);
  DELETE FROM activity.emptied WHERE repository = ANY (ids);
  DELETE FROM activity.build_log WHERE repository = ANY (ids);
  DELETE FROM activity.build WHERE repository = ANY (ids);
  DELETE FROM activity.build_trigger WHERE repository = ANY (ids);
  PERFORM activity.count_blobs(
    array_agg(b.repository), array_agg(b.namespace), array_agg(b.digest), array_agg(b.size_bytes), array_agg(-b.refs), 0)
  FROM activity.repository_blob b WHERE b.repository = ANY (ids) HAVING count(*) > 0;
  DELETE FROM activity.repository_size WHERE repository = ANY (ids);
  -- With its namespace: that one's trigger came before.
  EXECUTE format(
    'DELETE FROM activity.namespace_size s WHERE s.namespace IN (SELECT namespace FROM gone)'
    ' AND NOT EXISTS (SELECT FROM %I.namespace n WHERE n.id = s.namespace)', TG_TABLE_SCHEMA);
  RETURN NULL;
END $$;

-- The same for accounts; what tells where somebody was goes with him.
CREATE FUNCTION forget_namespaces() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids bigint[] := (SELECT array_agg(id) FROM gone);
BEGIN
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  DELETE FROM activity.namespace_size WHERE namespace = ANY (ids);
  DELETE FROM activity.quota_crossed WHERE namespace = ANY (ids);
  DELETE FROM activity.quota_notice WHERE namespace = ANY (ids);
  UPDATE activity.build SET pull_robot = NULL WHERE pull_robot = ANY (ids);
  UPDATE activity.usage_log SET ip = '(erased)' WHERE performer = ANY (ids) AND ip IS NOT NULL;
  RETURN NULL;
END $$;
