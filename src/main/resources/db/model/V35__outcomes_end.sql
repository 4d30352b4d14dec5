-- An outcome ends a day after its record, by the times of records. What was stored without a time is forgotten.

DELETE FROM command_outcome;
ALTER TABLE command_outcome ADD COLUMN time timestamptz NOT NULL;
CREATE INDEX command_outcome_by_time ON command_outcome (time);
