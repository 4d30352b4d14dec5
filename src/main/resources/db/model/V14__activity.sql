-- What is reported lies in a schema of its own, which a rebuild leaves alone; nothing has filled these tables so far.
DROP TABLE build_log, build, build_trigger, repository_blob, blob, namespace_size;

-- Ids are never used again, so a replay of old deletions finds nothing to forget.
CREATE TRIGGER forget_activity AFTER DELETE ON repository REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_repositories();
CREATE TRIGGER forget_activity AFTER DELETE ON namespace REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_namespaces();

-- Usage logs of both sources; every list's index exists on both.
CREATE VIEW every_usage_log AS
SELECT seq, ordinal, time, kind, namespace, performer, ip, metadata, repository FROM usage_log
UNION ALL
SELECT seq, ordinal, time, kind, namespace, performer, ip, metadata, repository FROM activity.usage_log;

-- How many usage logs there are of each kind on each day (UTC); nobody and nothing count as 0.
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
  INSERT INTO usage_log_count AS c (namespace, day, kind, repository, performer, count)
  SELECT coalesce(namespace, 0), (time AT TIME ZONE 'UTC')::date, kind, coalesce(repository, 0), coalesce(performer, 0),
         count(*)
  FROM added GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (namespace, day, kind, repository, performer) DO UPDATE SET count = c.count + excluded.count;
  RETURN NULL;
END $$;
CREATE TRIGGER count_usage_logs AFTER INSERT ON usage_log REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_usage_logs();

INSERT INTO usage_log_count
SELECT coalesce(namespace, 0), (time AT TIME ZONE 'UTC')::date, kind, coalesce(repository, 0), coalesce(performer, 0), count(*)
FROM usage_log GROUP BY 1, 2, 3, 4, 5;

CREATE VIEW every_usage_log_count AS
SELECT namespace, day, kind, repository, performer, count FROM usage_log_count
UNION ALL
SELECT namespace, day, kind, repository, performer, count FROM activity.usage_log_count;

CREATE OR REPLACE FUNCTION drop_usage_log_months(until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month text;
BEGIN
  FOR month IN SELECT name FROM usage_log_months(until) LOOP
    EXECUTE format('DROP TABLE %I', month);
  END LOOP;
  DELETE FROM usage_log_count WHERE day < (date_trunc('month', until AT TIME ZONE 'UTC'))::date;
END $$;
