-- Schema activity: what registries and builders reported. It is projected from the activity topic rather than from the journal,
-- so a rebuild of the read models leaves it alone: back this schema up. Rows refer to repositories and namespaces by their ids,
-- which are never reused. There are no foreign keys to the read models, because these are replaced as a whole; triggers on the
-- read models call the functions at the end of this file instead.

------------------------------------------------------------------------------------------------------------------------
-- registries/activity: how far reports are projected, and what they say of manifests and tags
------------------------------------------------------------------------------------------------------------------------

-- How far each partition of the topic is projected; updated in the transaction that writes the rows.
CREATE TABLE projection_offset (
  name      text NOT NULL,
  partition int NOT NULL,
  next      bigint NOT NULL,
  PRIMARY KEY (name, partition)
);

-- The latest report on each manifest: the one with the latest time, and among those with the same time the one with the
-- greatest id. A row that is not live is a tombstone, so that an older report that arrives later is recognised as outdated.
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

-- The latest report on each tag; a tag without a digest is deleted.
CREATE TABLE tag (
  repository bigint NOT NULL,
  name       text COLLATE "C" NOT NULL,
  digest     text COLLATE "C",
  at         timestamptz NOT NULL,
  event      text COLLATE "C" NOT NULL,
  PRIMARY KEY (repository, name)
);

-- The latest time at which the whole content of a repository was deleted.
CREATE TABLE emptied (
  repository bigint PRIMARY KEY,
  at         timestamptz NOT NULL,
  event      text COLLATE "C" NOT NULL
);

------------------------------------------------------------------------------------------------------------------------
-- registries/activity: sizes over distinct blobs
------------------------------------------------------------------------------------------------------------------------

-- How many live manifests of a repository refer to a blob, how many repositories of a namespace contain it, and how many
-- namespaces. A row is deleted with its last reference. The size is the one that was added, so that the same size is subtracted
-- later. "change" is what the last report changed of the references: it shows from the row alone whether they begin or end with
-- that report, without a join with what was reported.
CREATE TABLE repository_blob (
  repository bigint NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  namespace  bigint NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  refs       int NOT NULL,
  change     int NOT NULL DEFAULT 0,
  PRIMARY KEY (repository, digest)
);

CREATE TABLE namespace_blob (
  namespace  bigint NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  refs       int NOT NULL,
  change     int NOT NULL DEFAULT 0,
  PRIMARY KEY (namespace, digest)
);
CREATE INDEX namespace_blob_by_digest ON namespace_blob (digest);

CREATE TABLE blob (
  digest     text COLLATE "C" NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  refs       int NOT NULL,
  change     int NOT NULL DEFAULT 0,
  PRIMARY KEY (digest) INCLUDE (size_bytes)
);

-- Sizes that registries state for their blobs, in events or when asked. A digest identifies one content, so the size holds
-- wherever the blob is; of two sizes the larger one counts. Rows are kept, because registries keep unreferenced blobs.
CREATE TABLE blob_size (
  digest     text COLLATE "C" PRIMARY KEY,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0)
);

-- Blobs that manifests refer to and whose size no registry has stated, to be asked for (WHARFINGER_REGISTRY_URL).
CREATE TABLE blob_unsized (
  digest     text COLLATE "C" PRIMARY KEY,
  -- By the name that the registry knows it by.
  repository text NOT NULL,
  tries      int NOT NULL DEFAULT 0,
  due        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX blob_unsized_by_due ON blob_unsized (due);

CREATE TABLE repository_size (
  repository bigint PRIMARY KEY,
  namespace  bigint NOT NULL,
  size_bytes bigint NOT NULL
);
CREATE INDEX repository_size_by_namespace ON repository_size (namespace);

CREATE TABLE namespace_size (
  namespace         bigint PRIMARY KEY,
  size_bytes        bigint NOT NULL,
  backfill_start    timestamptz,
  backfill_complete boolean NOT NULL
);
CREATE INDEX namespace_size_running ON namespace_size (namespace) WHERE NOT backfill_complete;

-- The registry's size is the sum of its stripes; with a single row all updates would wait for each other. It is numeric because
-- sizes are what registries and manifests claim: an absurd size in one namespace must not stop the counting of others.
CREATE TABLE registry_total (
  stripe     int PRIMARY KEY,
  size_bytes numeric NOT NULL,
  blobs      bigint NOT NULL
);

-- One row for each time that a limit of a quota was reached.
CREATE TABLE quota_notice (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  namespace     bigint NOT NULL,
  quota_limit   bigint NOT NULL,
  type          text NOT NULL DEFAULT 'Warning',
  limit_percent int NOT NULL,
  limit_bytes   bigint NOT NULL,
  size_bytes    bigint NOT NULL,
  at            timestamptz NOT NULL
);
CREATE INDEX quota_notice_by_namespace ON quota_notice (namespace, id);

-- Which limits are reached now. The row is deleted when the size falls below the limit, so that reaching it again is notified
-- again; the number of the notice distinguishes the two.
CREATE TABLE quota_crossed (
  quota_limit     bigint NOT NULL,
  threshold_bytes bigint NOT NULL,
  type            text NOT NULL DEFAULT 'Warning',
  namespace       bigint NOT NULL,
  notice          bigint NOT NULL DEFAULT nextval('activity.quota_notice_id_seq'),
  PRIMARY KEY (quota_limit, threshold_bytes, type)
);
CREATE INDEX quota_crossed_by_namespace ON quota_crossed (namespace);

-- Rule: count_blobs adds and removes references from manifests to blobs, adds a blob's size to those of the repository, the
-- namespace and the registry with its first reference, subtracts it with the last, and ends crossings of limits that the size
-- fell below. Returns the namespaces whose size changed. All callers pass through the tables and through their keys in the same
-- order, so that concurrent calls wait for each other without deadlock.
CREATE FUNCTION count_blobs(
  repositories bigint[], namespaces bigint[], digests text[], sizes bigint[], changes int[], lane int)
RETURNS TABLE (changed bigint, now_bytes bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH of_repository AS (
    INSERT INTO activity.repository_blob AS b (repository, namespace, digest, size_bytes, refs, change)
    SELECT repository, namespace, digest, size_bytes, by, by
    FROM unnest(repositories, namespaces, digests, sizes, changes) d (repository, namespace, digest, size_bytes, by)
    WHERE by <> 0 ORDER BY repository, digest COLLATE "C"
    ON CONFLICT (repository, digest) DO UPDATE SET refs = b.refs + excluded.refs, change = excluded.change
    RETURNING b.repository, b.namespace, b.digest, b.size_bytes, b.refs, b.change),
  turned AS MATERIALIZED (
    SELECT repository, namespace, digest, size_bytes, CASE WHEN refs = 0 THEN -1 ELSE 1 END AS by
    FROM of_repository WHERE refs = 0 OR refs = change),
  repository_sizes AS (
    INSERT INTO activity.repository_size AS s (repository, namespace, size_bytes)
    SELECT repository, namespace, sum(by * size_bytes) FROM turned GROUP BY 1, 2 ORDER BY 1
    ON CONFLICT (repository) DO UPDATE SET size_bytes = s.size_bytes + excluded.size_bytes),
  of_namespace AS (
    INSERT INTO activity.namespace_blob AS b (namespace, digest, size_bytes, refs, change)
    SELECT namespace, digest, max(size_bytes), sum(by)::int, sum(by)::int
    FROM turned GROUP BY namespace, digest HAVING sum(by) <> 0 ORDER BY namespace, digest
    ON CONFLICT (namespace, digest) DO UPDATE SET refs = b.refs + excluded.refs, change = excluded.change
    RETURNING b.namespace, b.digest, b.size_bytes, b.refs, b.change),
  namespace_turned AS MATERIALIZED (
    SELECT namespace, digest, size_bytes, CASE WHEN refs = 0 THEN -1 ELSE 1 END AS by
    FROM of_namespace WHERE refs = 0 OR refs = change),
  namespace_sizes AS (
    INSERT INTO activity.namespace_size AS s (namespace, size_bytes, backfill_start, backfill_complete)
    SELECT namespace, sum(by * size_bytes), 'epoch'::timestamptz, true FROM namespace_turned GROUP BY 1 ORDER BY 1
    ON CONFLICT (namespace) DO UPDATE SET size_bytes = s.size_bytes + excluded.size_bytes
    RETURNING s.namespace, s.size_bytes),
  of_registry AS (
    INSERT INTO activity.blob AS b (digest, size_bytes, refs, change)
    SELECT digest, max(size_bytes), sum(by)::int, sum(by)::int
    FROM namespace_turned GROUP BY digest HAVING sum(by) <> 0 ORDER BY digest
    ON CONFLICT (digest) DO UPDATE SET refs = b.refs + excluded.refs, change = excluded.change
    RETURNING b.size_bytes, b.refs, b.change),
  total AS (
    INSERT INTO activity.registry_total AS t (stripe, size_bytes, blobs)
    SELECT lane, sum(by * size_bytes), sum(by)
    FROM (SELECT size_bytes, CASE WHEN refs = 0 THEN -1 ELSE 1 END AS by FROM of_registry WHERE refs = 0 OR refs = change) r
    HAVING count(*) > 0
    ON CONFLICT (stripe) DO UPDATE
    SET size_bytes = t.size_bytes + excluded.size_bytes, blobs = t.blobs + excluded.blobs)
  SELECT n.namespace, n.size_bytes FROM namespace_sizes n;

  IF 0 > ANY (changes) THEN
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

-- Rule: the size that a registry stated counts, otherwise the one that the manifest claims.
CREATE FUNCTION true_sizes(digests text[], claimed bigint[]) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(coalesce(s.size_bytes, c.size_bytes) ORDER BY c.number)
  FROM unnest(digests, claimed) WITH ORDINALITY c (digest, size_bytes, number)
  LEFT JOIN activity.blob_size s ON s.digest = c.digest COLLATE "C"
$$;

-- Rule: learn_blob_sizes stores sizes that registries state, and applies them wherever the blob is already counted. Returns the
-- namespaces whose size changed. The order of tables is that of count_blobs. The caller must prevent others from adding
-- references meanwhile.
CREATE FUNCTION learn_blob_sizes(digests text[], sizes bigint[], lane int)
RETURNS TABLE (changed bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  learned text[];
  counted text[];
BEGIN
  WITH news AS (
    INSERT INTO activity.blob_size AS b (digest, size_bytes)
    SELECT d.digest, d.size_bytes
    FROM (SELECT digest COLLATE "C" AS digest, max(size_bytes) AS size_bytes
          FROM unnest(digests, sizes) u (digest, size_bytes) GROUP BY 1) d
    LEFT JOIN activity.blob_size k ON k.digest = d.digest
    WHERE k.digest IS NULL OR k.size_bytes < d.size_bytes
    ORDER BY d.digest
    ON CONFLICT (digest) DO UPDATE SET size_bytes = greatest(b.size_bytes, excluded.size_bytes)
    RETURNING digest)
  SELECT array_agg(digest) INTO learned FROM news;
  IF learned IS NULL THEN
    RETURN;
  END IF;
  DELETE FROM activity.blob_unsized WHERE digest = ANY (learned);
  SELECT array_agg(digest) INTO counted FROM activity.blob WHERE digest = ANY (learned);
  IF counted IS NULL THEN
    RETURN;
  END IF;

  RETURN QUERY
  WITH told AS MATERIALIZED (
    SELECT digest, size_bytes FROM activity.blob_size WHERE digest = ANY (counted)),
  of_repository AS MATERIALIZED (
    SELECT r.repository, r.digest, t.size_bytes, t.size_bytes - r.size_bytes AS by
    FROM told t
    JOIN activity.namespace_blob n ON n.digest = t.digest
    JOIN activity.repository_size s ON s.namespace = n.namespace
    JOIN activity.repository_blob r ON r.repository = s.repository AND r.digest = t.digest
    WHERE r.size_bytes <> t.size_bytes
    ORDER BY r.repository, r.digest FOR UPDATE OF r),
  repository_blobs AS (
    UPDATE activity.repository_blob b SET size_bytes = o.size_bytes
    FROM of_repository o WHERE b.repository = o.repository AND b.digest = o.digest),
  repository_sizes AS (
    UPDATE activity.repository_size s SET size_bytes = s.size_bytes + o.by
    FROM (SELECT repository, sum(by)::bigint AS by FROM of_repository GROUP BY 1) o
    WHERE s.repository = o.repository),
  of_namespace AS MATERIALIZED (
    SELECT n.namespace, n.digest, t.size_bytes, t.size_bytes - n.size_bytes AS by
    FROM told t JOIN activity.namespace_blob n ON n.digest = t.digest
    WHERE n.size_bytes <> t.size_bytes
    ORDER BY n.namespace, n.digest FOR UPDATE OF n),
  namespace_blobs AS (
    UPDATE activity.namespace_blob b SET size_bytes = o.size_bytes
    FROM of_namespace o WHERE b.namespace = o.namespace AND b.digest = o.digest),
  namespace_sizes AS (
    UPDATE activity.namespace_size s SET size_bytes = s.size_bytes + o.by
    FROM (SELECT namespace, sum(by)::bigint AS by FROM of_namespace GROUP BY 1) o
    WHERE s.namespace = o.namespace
    RETURNING s.namespace),
  of_registry AS MATERIALIZED (
    SELECT b.digest, t.size_bytes, t.size_bytes - b.size_bytes AS by
    FROM told t JOIN activity.blob b ON b.digest = t.digest
    WHERE b.size_bytes <> t.size_bytes ORDER BY b.digest FOR UPDATE OF b),
  blobs AS (
    UPDATE activity.blob b SET size_bytes = o.size_bytes FROM of_registry o WHERE b.digest = o.digest),
  total AS (
    INSERT INTO activity.registry_total AS t (stripe, size_bytes, blobs)
    SELECT lane, sum(by)::bigint, 0 FROM of_registry HAVING count(*) > 0
    ON CONFLICT (stripe) DO UPDATE SET size_bytes = t.size_bytes + excluded.size_bytes)
  SELECT namespace FROM namespace_sizes;

  DELETE FROM activity.quota_crossed c USING activity.namespace_size s
  WHERE s.namespace = c.namespace AND s.size_bytes < c.threshold_bytes
    AND c.namespace IN (SELECT namespace FROM activity.namespace_blob WHERE digest = ANY (counted));
END $$;

------------------------------------------------------------------------------------------------------------------------
-- records/log: usage logs of what was reported
------------------------------------------------------------------------------------------------------------------------

-- Usage logs, by month, with the indexes of those in the read models. The number derives from the report's id: the same report
-- yields the same row again.
CREATE TABLE usage_log (
  seq        bigint NOT NULL,
  ordinal    int NOT NULL,
  time       timestamptz NOT NULL,
  kind       text NOT NULL,
  namespace  bigint,
  performer  bigint,
  repository bigint,
  ip         text,
  metadata   jsonb NOT NULL,
  PRIMARY KEY (time, seq, ordinal)
) PARTITION BY RANGE (time);
CREATE INDEX usage_log_by_namespace ON usage_log (namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_performer ON usage_log (performer, namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_repository ON usage_log (repository, time, seq, ordinal) WHERE repository IS NOT NULL;

-- How many entries of each kind there are on each day (UTC); 0 stands for no namespace, repository or performer.
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

-- Rule: a trigger counts each new entry of the log in usage_log_count.
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

-- Rule: make_usage_log_month makes sure that a month has its table; the lock blocks neither readers nor writers.
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

-- Rule: drop_usage_log_months drops the months that end at a moment or before it, with their counts.
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

------------------------------------------------------------------------------------------------------------------------
-- registries/builds: builds and their logs, as builders report them
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE build_trigger (
  uuid           text COLLATE "C" PRIMARY KEY,
  repository     bigint NOT NULL,
  service        text NOT NULL CHECK (service IN ('github', 'gitlab', 'bitbucket', 'custom-git')),
  is_active      boolean NOT NULL,
  build_source   text,
  repository_url text,
  config         jsonb NOT NULL DEFAULT '{}',
  -- Time and id of the latest report, as on manifests.
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
  -- Whether the build is retried after a failure that it did not cause.
  has_retries  boolean NOT NULL,
  -- build_subdir, context, docker_tags, manual_user, trigger_metadata, archive_url; each may be missing.
  job          jsonb NOT NULL DEFAULT '{}',
  trigger      text REFERENCES build_trigger ON DELETE SET NULL,
  resource_key text,
  pull_robot   bigint,
  -- The progress; heartbeat in epoch seconds.
  status       jsonb NOT NULL DEFAULT '{}',
  -- Where the log is once it was archived.
  logs_url     text,
  -- Time and id of the latest report, as on manifests.
  at           timestamptz NOT NULL DEFAULT '-infinity',
  event        text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX build_by_repository ON build (repository, started DESC);
CREATE INDEX build_by_trigger ON build (trigger);

-- Lines may arrive before the lines that precede them, and before their build.
CREATE TABLE build_log (
  build      text COLLATE "C" NOT NULL,
  position   bigint NOT NULL,
  repository bigint NOT NULL,
  message    text NOT NULL,
  type       text CHECK (type IN ('command', 'phase', 'error')),
  data       jsonb,
  PRIMARY KEY (repository, build, position)
);

------------------------------------------------------------------------------------------------------------------------
-- registries/activity: functions for triggers on the read models, which delete what was reported of deleted rows
------------------------------------------------------------------------------------------------------------------------

-- Rule: with a repository, everything that was reported of it is deleted, except logs.
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
  -- If the namespace was deleted as well, its trigger has fired before.
  EXECUTE format(
    'DELETE FROM activity.namespace_size s WHERE s.namespace IN (SELECT namespace FROM gone)'
    ' AND NOT EXISTS (SELECT FROM %I.namespace n WHERE n.id = s.namespace)', TG_TABLE_SCHEMA);
  RETURN NULL;
END $$;

-- A document in which every text that matches a pattern is replaced with '(erased)'.
CREATE FUNCTION without_names(document jsonb, pattern text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE jsonb_typeof(document)
    WHEN 'string' THEN CASE WHEN document #>> '{}' ~* pattern THEN '"(erased)"'::jsonb ELSE document END
    WHEN 'object' THEN (
      SELECT coalesce(jsonb_object_agg(e.key, activity.without_names(e.value, pattern)), '{}') FROM jsonb_each(document) e)
    WHEN 'array' THEN (
      SELECT coalesce(jsonb_agg(activity.without_names(e.value, pattern) ORDER BY e.place), '[]')
      FROM jsonb_array_elements(document) WITH ORDINALITY e (value, place))
    ELSE document END;
END $$;

-- Rule: with an account, its size and its crossings of limits are deleted. With a user or robot, the addresses and user agents
-- of its actions and the name of its namespace are erased from logs; with a user, also the name and the e-mail address from
-- builds and triggers, in its own namespace and in others.
CREATE FUNCTION forget_namespaces() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids   bigint[] := (SELECT array_agg(id) FROM gone);
  users bigint[] := (SELECT array_agg(id) FROM gone WHERE kind <> 'organization');
  -- A name or an e-mail address as a separate word.
  names text := (
    SELECT string_agg(regexp_replace(text, '([^a-zA-Z0-9])', '\\\1', 'g'), '|')
    FROM gone, unnest(ARRAY[name, email]) text WHERE kind = 'user' AND text <> '');
  pattern text := '(^|[^a-z0-9._-])(' || names || ')($|[^a-z0-9._-])';
BEGIN
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  DELETE FROM activity.namespace_size WHERE namespace = ANY (ids);
  DELETE FROM activity.quota_crossed WHERE namespace = ANY (ids);
  DELETE FROM activity.quota_notice WHERE namespace = ANY (ids);
  UPDATE activity.build SET pull_robot = NULL WHERE pull_robot = ANY (ids);
  IF users IS NOT NULL THEN
    UPDATE activity.usage_log
    SET ip = CASE WHEN ip IS NULL THEN NULL ELSE '(erased)' END,
        metadata = CASE WHEN metadata ->> 'user-agent' IS NULL THEN metadata
                        ELSE metadata || '{"user-agent": "(erased)"}' END
    WHERE performer = ANY (users);
    UPDATE activity.usage_log SET metadata = metadata || '{"namespace": "(erased)"}'
    WHERE namespace = ANY (users) AND metadata ->> 'namespace' IS NOT NULL;
  END IF;
  IF pattern IS NOT NULL THEN
    UPDATE activity.build
    SET job = activity.without_names(jsonb_build_object('manual_user', job -> 'manual_user'), pattern)
              || (job - 'manual_user' - 'trigger_metadata')
              || activity.without_names(jsonb_build_object('trigger_metadata', job -> 'trigger_metadata'), pattern)
    WHERE (job - 'docker_tags' - 'context' - 'build_subdir')::text ~* pattern;
    UPDATE activity.build_trigger SET config = activity.without_names(config, pattern) WHERE config::text ~* pattern;
  END IF;
  RETURN NULL;
END $$;

-- Rule: with a limit of a quota, its crossing ends.
CREATE FUNCTION forget_quota_limits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM activity.quota_crossed WHERE quota_limit IN (SELECT id FROM gone);
  RETURN NULL;
END $$;
