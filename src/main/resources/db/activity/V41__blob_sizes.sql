-- What registries say of the sizes of their blobs: by events of the blobs themselves, or asked. A digest is of one content, so it
-- holds wherever the blob is; of two sizes the larger one counts. Rows stay, because registries keep blobs that nothing refers to.
CREATE TABLE blob_size (
  digest     text COLLATE "C" PRIMARY KEY,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0)
);

CREATE INDEX namespace_blob_by_digest ON namespace_blob (digest);

-- The sizes that count: those that a registry told, and elsewhere those that manifests claim.
CREATE FUNCTION true_sizes(digests text[], claimed bigint[]) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(coalesce(s.size_bytes, c.size_bytes) ORDER BY c.number)
  FROM unnest(digests, claimed) WITH ORDINALITY c (digest, size_bytes, number)
  LEFT JOIN activity.blob_size s ON s.digest = c.digest COLLATE "C"
$$;

-- Takes what registries say, and has it count wherever the blob is counted already. Answers which namespaces changed. The way
-- through the tables is that of count_blobs. Whoever calls it keeps others from adding references meanwhile.
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

-- Blobs that manifests refer to and no registry told the size of, for whoever asks one for it (WHARFINGER_REGISTRY_URL).
CREATE TABLE blob_unsized (
  digest     text COLLATE "C" PRIMARY KEY,
  -- By the name that the registry knows it by.
  repository text NOT NULL,
  tries      int NOT NULL DEFAULT 0,
  due        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX blob_unsized_by_due ON blob_unsized (due);
