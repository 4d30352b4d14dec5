-- registries/tag: the end of the history of tags.

-- Rows are looked for by repository, because the time machine is that of its namespace.
DROP INDEX tag_row_by_end;
CREATE INDEX tag_row_by_end ON tag_row (repository, ends) WHERE ends IS NOT NULL;

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

-- Rule: note_tag adds what the service did with a tag to its history at once, unless the registry's report was faster. The caller
-- tells what kind of manifest it is, since its history may be over.
DROP FUNCTION note_tag(bigint, text, text, timestamptz, text, boolean);
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
