-- Whose personal data a log entry holds, and where: subjects[i] is the key of the subject whose datum stands in
-- places[i], a key of the metadata or '/ip'. When the subject is erased, these values go, as they go from the journal.
ALTER TABLE usage_log
  ADD COLUMN subjects uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN places   text[] NOT NULL DEFAULT '{}';
-- No pending list: emptying it would stall one write in thousands.
CREATE INDEX usage_log_by_subject ON usage_log USING gin (subjects) WITH (fastupdate = off);

-- Subjects whose account is deleted: their keys are to be destroyed, by whoever deleted it or, after a crash, by the sweep.
CREATE TABLE erased_subject (
  subject_key uuid PRIMARY KEY,
  seq         bigint NOT NULL
);
CREATE INDEX erased_subject_by_seq ON erased_subject (seq);
