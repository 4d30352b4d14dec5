-- What the last report changed of a row's references: so a row tells by itself whether they begin or end with it, and what was
-- reported needs not be joined with what came of it.
ALTER TABLE repository_blob ADD COLUMN change int NOT NULL DEFAULT 0;
ALTER TABLE namespace_blob ADD COLUMN change int NOT NULL DEFAULT 0;
ALTER TABLE blob ADD COLUMN change int NOT NULL DEFAULT 0;

-- As before: references from manifests to blobs, and with the first and the last of them the blob's size, of the repository, of
-- the namespace, of the registry. One way for everybody through the tables and through their keys, so that two that do this at
-- once wait for one another and not both.
CREATE OR REPLACE FUNCTION count_blobs(
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

-- Limits of both types are watched. A crossing has the number of its notice, by which whoever notifies knows it from the last one.
ALTER TABLE quota_notice ADD COLUMN type text NOT NULL DEFAULT 'Warning';
ALTER TABLE quota_crossed ADD COLUMN type text NOT NULL DEFAULT 'Warning';
ALTER TABLE quota_crossed ADD COLUMN notice bigint NOT NULL DEFAULT nextval('activity.quota_notice_id_seq');
UPDATE quota_crossed c SET notice = n.id
FROM (SELECT quota_limit, max(id) AS id FROM quota_notice GROUP BY 1) n WHERE n.quota_limit = c.quota_limit;
ALTER TABLE quota_crossed DROP CONSTRAINT quota_crossed_pkey, ADD PRIMARY KEY (quota_limit, threshold_bytes, type);

CREATE FUNCTION forget_quota_limits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM activity.quota_crossed WHERE quota_limit IN (SELECT id FROM gone);
  RETURN NULL;
END $$;
