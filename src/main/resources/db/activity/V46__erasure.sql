-- What was reported of a deleted user, in his namespace and in others': names, e-mails, addresses and user agents go.

-- A document with '(erased)' for every text in it that a pattern finds.
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

CREATE OR REPLACE FUNCTION forget_namespaces() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids   bigint[] := (SELECT array_agg(id) FROM gone);
  users bigint[] := (SELECT array_agg(id) FROM gone WHERE kind <> 'organization');
  -- A name or an e-mail as a word of its own.
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
