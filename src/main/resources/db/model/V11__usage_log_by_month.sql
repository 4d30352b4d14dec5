-- Usage logs by month: the one table that grows with every write for ever. Old months go as a whole, and a query reads
-- the months it asks for. The primary key is also the order that everybody's log is read in.
ALTER TABLE usage_log RENAME TO usage_log_before;
ALTER TABLE usage_log_before DROP CONSTRAINT usage_log_pkey;
DROP INDEX usage_log_by_time, usage_log_by_namespace, usage_log_by_subject, usage_log_by_repository;

CREATE TABLE usage_log (
  seq       bigint NOT NULL,
  ordinal   int NOT NULL,
  time      timestamptz NOT NULL,
  kind      text NOT NULL,
  namespace bigint,
  performer bigint,
  ip        text,
  metadata  jsonb NOT NULL,
  subjects  uuid[] NOT NULL DEFAULT '{}',
  places    text[] NOT NULL DEFAULT '{}',
  repository bigint,
  PRIMARY KEY (time, seq, ordinal)
) PARTITION BY RANGE (time);
CREATE INDEX usage_log_by_namespace ON usage_log (namespace, time DESC, seq DESC, ordinal DESC);
CREATE INDEX usage_log_by_performer ON usage_log (namespace, performer, time DESC, seq DESC, ordinal DESC);
CREATE INDEX usage_log_by_repository ON usage_log (repository, time DESC, seq DESC, ordinal DESC)
  WHERE repository IS NOT NULL;
CREATE INDEX usage_log_by_subject ON usage_log USING gin (subjects) WITH (fastupdate = off);

-- Makes sure that a month has its table: ahead of time, and whenever a projector needs one, be it of long ago. The lock
-- lets one at a time through and disturbs neither readers nor writers.
CREATE FUNCTION make_usage_log_month(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', at AT TIME ZONE 'UTC');
  name  text := 'usage_log_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(name) IS NULL THEN
    LOCK TABLE usage_log IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE usage_log INCLUDING DEFAULTS)', name);
      EXECUTE format('ALTER TABLE usage_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
        month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
  END IF;
END $$;

-- The months that end at a moment or before it, whether or not they still belong to the log.
CREATE FUNCTION usage_log_months(until timestamptz)
RETURNS TABLE (name text, attached boolean, half_detached boolean) LANGUAGE sql STABLE AS $$
  SELECT c.relname::text, i.inhrelid IS NOT NULL, coalesce(i.inhdetachpending, false)
  FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
  WHERE c.relkind = 'r' AND c.relname ~ '^usage_log_[0-9]{4,}_[0-9]{2}$'
    AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('usage_log'))
    AND (to_date(substr(c.relname, 11), 'YYYY_MM') + interval '1 month')
      <= until AT TIME ZONE 'UTC'
  ORDER BY c.relname
$$;

-- Drops them. Those that were detached before take no lock that anybody waits for.
CREATE FUNCTION drop_usage_log_months(until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month text;
BEGIN
  FOR month IN SELECT name FROM usage_log_months(until) LOOP
    EXECUTE format('DROP TABLE %I', month);
  END LOOP;
END $$;

DO $$ BEGIN
  PERFORM make_usage_log_month(month)
  FROM (SELECT DISTINCT date_trunc('month', time, 'UTC') AS month FROM usage_log_before) months;
  PERFORM make_usage_log_month(now() + n * interval '1 month') FROM generate_series(0, 2) n;
END $$;
INSERT INTO usage_log
SELECT seq, ordinal, time, kind, namespace, performer, ip, metadata, subjects, places, repository
FROM usage_log_before;
DROP TABLE usage_log_before;
