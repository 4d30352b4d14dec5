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
  -- Set to what the tag had before, by a request to restore it.
  reversion    boolean NOT NULL DEFAULT false,
  -- Noted by the service itself, which need not wait for the registry's report.
  noted        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (repository, name, at, event)
);
CREATE INDEX tag_row_by_time ON tag_row (repository, at DESC, name) WHERE digest IS NOT NULL;
CREATE INDEX tag_row_alive ON tag_row (repository, at DESC, name) WHERE digest IS NOT NULL AND ends IS NULL;
CREATE INDEX tag_row_by_digest ON tag_row (repository, digest) WHERE digest IS NOT NULL;
-- Rows are looked for by repository, because the time machine is that of its namespace.
CREATE INDEX tag_row_by_end ON tag_row (repository, ends) WHERE ends IS NOT NULL;

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
-- the time of the next report, and one that arrives late ends the row before it. A report on what the service itself did adds
-- nothing if it is noted already. The caller has locked the rows of these tags in the table tag, so that two reports on a tag see
-- each other.
CREATE FUNCTION add_tag_rows(
  repositories bigint[], names text[], digests text[], times timestamptz[], events text[], indexes boolean[], layers bigint[],
  own boolean[])
RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  WITH added AS (
    INSERT INTO activity.tag_row (repository, name, digest, at, event, is_index, layers_bytes, ends)
    SELECT w.repository, w.name, w.digest, w.at, w.event, w.is_index, w.layers_bytes,
           CASE WHEN w.digest IS NULL THEN w.at END
    FROM unnest(repositories, names, digests, times, events, indexes, layers, own)
      w (repository, name, digest, at, event, is_index, layers_bytes, own)
    WHERE NOT w.own
      OR NOT activity.is_noted(w.repository, w.name, w.digest, w.at)
    ORDER BY w.repository, w.name COLLATE "C", w.at, w.event COLLATE "C"
    ON CONFLICT DO NOTHING
    RETURNING repository, name, at, event)
  SELECT array_agg(repository), array_agg(name), array_agg(at), array_agg(event)
  INTO repositories, names, times, events FROM added;

  UPDATE activity.tag_row t SET ends = w.ends
  FROM (
    SELECT k.repository, k.name, k.at, k.event, least(
      (SELECT n.at FROM activity.tag_row n
       WHERE n.repository = k.repository AND n.name = k.name AND (n.at, n.event) > (k.at, k.event)
       ORDER BY n.at, n.event LIMIT 1),
      (SELECT l.at FROM activity.tag l
       WHERE l.repository = k.repository AND l.name = k.name AND (l.at, l.event) > (k.at, k.event)
         AND l.digest IS DISTINCT FROM k.digest),
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

-- Whether what the service did with a tag is in its history: as the latest row, or as one that it noted within a minute, since the
-- clock of the registry may differ.
CREATE FUNCTION is_noted(repository bigint, name text, digest text, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM activity.tag_row t
    WHERE t.repository = is_noted.repository AND t.name = is_noted.name COLLATE "C" AND t.noted
      AND t.digest IS NOT DISTINCT FROM is_noted.digest COLLATE "C"
      AND t.at BETWEEN is_noted.at - interval '1 minute' AND is_noted.at + interval '1 minute')
  OR coalesce((
    SELECT l.digest IS NOT DISTINCT FROM is_noted.digest COLLATE "C" FROM (
      SELECT t.digest FROM activity.tag_row t
      WHERE t.repository = is_noted.repository AND t.name = is_noted.name COLLATE "C"
      ORDER BY t.at DESC, t.event DESC LIMIT 1) l), false)
$$;

-- Rule: note_tag adds what the service did with a tag to its history at once, unless the registry's report was faster. The caller
-- tells what kind of manifest it is, since its history may be over.
CREATE FUNCTION note_tag(
  repository bigint, name text, digest text, at timestamptz, event text, reversion boolean, is_index boolean, layers_bytes bigint)
RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz;
  latest activity.tag_row;
BEGIN
  -- It came after whatever was reported so far, whatever the clock of the registry says.
  INSERT INTO activity.tag AS t (repository, name, digest, at, event)
  VALUES (note_tag.repository, note_tag.name, note_tag.digest, note_tag.at, note_tag.event)
  ON CONFLICT (repository, name) DO UPDATE
  SET digest = excluded.digest, at = greatest(excluded.at, t.at + interval '1 microsecond'), event = excluded.event
  RETURNING at INTO moment;

  SELECT * INTO latest FROM activity.tag_row t
  WHERE t.repository = note_tag.repository AND t.name = note_tag.name COLLATE "C"
  ORDER BY t.at DESC, t.event DESC LIMIT 1;
  IF latest.at IS NULL OR latest.digest IS DISTINCT FROM note_tag.digest COLLATE "C"
    OR (latest.digest IS NOT NULL AND latest.ends IS NOT NULL) THEN
    PERFORM activity.add_tag_rows(
      ARRAY[note_tag.repository], ARRAY[note_tag.name], ARRAY[note_tag.digest], ARRAY[moment], ARRAY[note_tag.event],
      ARRAY[note_tag.is_index], ARRAY[note_tag.layers_bytes], ARRAY[false]);
    latest.at := moment;
    latest.event := note_tag.event;
  END IF;
  UPDATE activity.tag_row t SET noted = true, reversion = note_tag.reversion
  WHERE t.repository = note_tag.repository AND t.name = note_tag.name COLLATE "C" AND t.at = latest.at AND t.event = latest.event;
END $$;

-- Rule: remove_tag_rows removes rows of tags that ended before a time, at most so many, with the manifests that indexes without a row
-- refer to, and with what was kept of manifests that no row names any more, neither directly nor through an index. Whether a row
-- names them is looked up after theirs are locked: a report on an index locks the rows of its manifests as well. What a report is
-- working on is left for the next time, so that neither waits for the other. Returns how many rows of tags are gone.
CREATE FUNCTION remove_tag_rows(repositories bigint[], untils timestamptz[], most int) RETURNS int LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  removed           int;
  gone_repositories bigint[];
  gone_digests      text[];
  in_repositories   bigint[];
  parents           text[];
  children          text[];
BEGIN
  WITH due AS MATERIALIZED (
    SELECT d.* FROM unnest(repositories, untils) r (repository, until)
    CROSS JOIN LATERAL (
      SELECT t.repository, t.name, t.at, t.event FROM activity.tag_row t
      WHERE t.repository = r.repository AND t.ends < r.until
      ORDER BY t.ends LIMIT most FOR UPDATE SKIP LOCKED) d
    LIMIT most),
  gone AS (
    DELETE FROM activity.tag_row t USING due d
    WHERE t.repository = d.repository AND t.name = d.name AND t.at = d.at AND t.event = d.event
    RETURNING t.repository, t.digest)
  SELECT count(*), array_agg(repository), array_agg(digest) INTO removed, gone_repositories, gone_digests FROM gone;

  SELECT array_agg(repository), array_agg(parent), array_agg(digest) INTO in_repositories, parents, children
  FROM (
    SELECT c.repository, c.parent, c.digest
    FROM (SELECT DISTINCT * FROM unnest(gone_repositories, gone_digests)) g (repository, digest)
    JOIN activity.manifest_child c ON c.repository = g.repository AND c.parent = g.digest COLLATE "C"
    FOR UPDATE OF c SKIP LOCKED) c;
  DELETE FROM activity.manifest_child c
  USING unnest(in_repositories, parents, children) g (repository, parent, digest)
  WHERE c.repository = g.repository AND c.parent = g.parent COLLATE "C" AND c.digest = g.digest COLLATE "C"
    AND NOT EXISTS (
      SELECT FROM activity.tag_row t
      WHERE t.repository = c.repository AND t.digest = c.parent AND t.digest IS NOT NULL);

  DELETE FROM activity.manifest_document d
  USING (
    SELECT k.repository, k.digest
    FROM (
      SELECT * FROM unnest(gone_repositories, gone_digests) UNION SELECT * FROM unnest(in_repositories, children))
      g (repository, digest)
    JOIN activity.manifest_document k ON k.repository = g.repository AND k.digest = g.digest COLLATE "C"
    FOR UPDATE OF k SKIP LOCKED) g
  WHERE d.repository = g.repository AND d.digest = g.digest
    AND NOT EXISTS (
      SELECT FROM activity.tag_row t
      WHERE t.repository = d.repository AND t.digest = d.digest AND t.digest IS NOT NULL)
    AND NOT EXISTS (
      SELECT FROM activity.manifest_child c JOIN activity.tag_row t
        ON t.repository = c.repository AND t.digest = c.parent AND t.digest IS NOT NULL
      WHERE c.repository = d.repository AND c.digest = d.digest);
  RETURN removed;
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
