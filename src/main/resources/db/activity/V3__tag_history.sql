-- registries/activity: the history of tags, and which manifests an index refers to.

-- Each report that set or deleted a tag, until the time machine of the namespace is over. A row without a digest is a deletion.
CREATE TABLE tag_row (
  repository   bigint NOT NULL,
  name         text COLLATE "C" NOT NULL,
  at           timestamptz NOT NULL,
  event        text COLLATE "C" NOT NULL,
  digest       text COLLATE "C",
  -- When something else came: a later report on the tag, a deletion of its manifest or of everything in the repository.
  ends         timestamptz,
  is_index     boolean NOT NULL,
  -- Claimed by the manifest, of its layers without the config; null for an index.
  layers_bytes bigint,
  PRIMARY KEY (repository, name, at, event)
);
CREATE INDEX tag_row_by_time ON tag_row (repository, at DESC, name) WHERE digest IS NOT NULL;
CREATE INDEX tag_row_alive ON tag_row (repository, at DESC, name) WHERE digest IS NOT NULL AND ends IS NULL;
CREATE INDEX tag_row_by_digest ON tag_row (repository, digest) WHERE digest IS NOT NULL;
CREATE INDEX tag_row_by_end ON tag_row (ends) WHERE ends IS NOT NULL;

-- What was reported so far: an index refers to no blobs.
INSERT INTO tag_row (repository, name, at, event, digest, ends, is_index, layers_bytes)
SELECT t.repository, t.name, t.at, t.event, t.digest, CASE WHEN m.live THEN NULL ELSE greatest(t.at, m.at) END,
       m.live AND m.blobs = '{}',
       CASE WHEN m.live AND m.blobs <> '{}' THEN (SELECT sum(b.value::bigint) FROM jsonb_each_text(m.blobs) b) END
FROM tag t JOIN manifest m ON m.repository = t.repository AND m.digest = t.digest;

-- The manifests that an index refers to, whether they were reported or not.
CREATE TABLE manifest_child (
  repository bigint NOT NULL,
  parent     text COLLATE "C" NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  PRIMARY KEY (repository, parent, digest)
);
CREATE INDEX manifest_child_by_digest ON manifest_child (repository, digest);

-- Manifests that were asked for, as the registry has them, and their configs: both never change.
CREATE TABLE manifest_document (
  repository bigint NOT NULL,
  digest     text COLLATE "C" NOT NULL,
  media_type text NOT NULL,
  body       bytea NOT NULL,
  -- Only of images.
  config     bytea,
  PRIMARY KEY (repository, digest)
);

-- Rule: add_tag_rows adds reports on tags to their history. Nothing depends on the order in which they arrive: the end of a row is
-- the time of the next report, and one that arrives late ends the row before it. The caller has locked the rows of these tags in
-- the table tag, so that two reports on a tag see each other.
CREATE FUNCTION add_tag_rows(
  repositories bigint[], names text[], digests text[], times timestamptz[], events text[], indexes boolean[], layers bigint[])
RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO activity.tag_row (repository, name, digest, at, event, is_index, layers_bytes, ends)
  SELECT w.repository, w.name, w.digest, w.at, w.event, w.is_index, w.layers_bytes,
         CASE WHEN w.digest IS NULL THEN w.at END
  FROM unnest(repositories, names, digests, times, events, indexes, layers)
    w (repository, name, digest, at, event, is_index, layers_bytes)
  ORDER BY w.repository, w.name COLLATE "C", w.at, w.event COLLATE "C"
  ON CONFLICT DO NOTHING;

  UPDATE activity.tag_row t SET ends = w.ends
  FROM (
    SELECT k.repository, k.name, k.at, k.event, least(
      (SELECT n.at FROM activity.tag_row n
       WHERE n.repository = k.repository AND n.name = k.name AND (n.at, n.event) > (k.at, k.event)
       ORDER BY n.at, n.event LIMIT 1),
      (SELECT l.at FROM activity.tag l
       WHERE l.repository = k.repository AND l.name = k.name AND (l.at, l.event) > (k.at, k.event)),
      (SELECT m.at FROM activity.manifest m
       WHERE m.repository = k.repository AND m.digest = k.digest AND NOT m.live AND (m.at, m.event) > (k.at, k.event)
         -- What ended with everything keeps the time of its own last report.
         AND NOT EXISTS (
           SELECT FROM activity.tag_row p
           WHERE p.repository = m.repository AND p.digest = m.digest AND p.at = m.at AND p.event = m.event)),
      (SELECT e.at FROM activity.emptied e
       WHERE e.repository = k.repository AND (e.at, e.event) > (k.at, k.event))) AS ends
    FROM (
      SELECT a.repository, a.name, a.at, a.event, a.digest
      FROM unnest(repositories, names, times, events) u (repository, name, at, event)
      JOIN activity.tag_row a ON a.repository = u.repository AND a.name = u.name COLLATE "C"
        AND a.at = u.at AND a.event = u.event COLLATE "C"
      UNION
      SELECT b.repository, b.name, b.at, b.event, b.digest
      FROM unnest(repositories, names, times, events) u (repository, name, at, event)
      CROSS JOIN LATERAL (
        SELECT p.* FROM activity.tag_row p
        WHERE p.repository = u.repository AND p.name = u.name COLLATE "C"
          AND (p.at, p.event) < (u.at, u.event COLLATE "C")
        ORDER BY p.at DESC, p.event DESC LIMIT 1) b) k
    WHERE k.digest IS NOT NULL) w
  WHERE t.repository = w.repository AND t.name = w.name AND t.at = w.at AND t.event = w.event
    AND w.ends IS NOT NULL AND (t.ends IS NULL OR t.ends > w.ends);
END $$;

-- Rule: with a repository, everything that was reported of it is deleted, except logs.
CREATE OR REPLACE FUNCTION forget_repositories() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids bigint[] := (SELECT array_agg(id) FROM gone);
BEGIN
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  DELETE FROM activity.tag WHERE repository = ANY (ids);
  DELETE FROM activity.tag_row WHERE repository = ANY (ids);
  DELETE FROM activity.manifest WHERE repository = ANY (ids);
  DELETE FROM activity.manifest_child WHERE repository = ANY (ids);
  DELETE FROM activity.manifest_document WHERE repository = ANY (ids);
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
