-- A log is read by one range of one index, whatever plan was kept: the subject comes first in the order as well, so that the
-- primary key, which has everybody's entries by time, can serve everybody's log and no other. Rows of values are compared,
-- which wants one direction for all columns.
DROP INDEX usage_log_by_namespace, usage_log_by_performer, usage_log_by_repository;
CREATE INDEX usage_log_by_namespace ON usage_log (namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_performer ON usage_log (performer, namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_repository ON usage_log (repository, time, seq, ordinal) WHERE repository IS NOT NULL;
