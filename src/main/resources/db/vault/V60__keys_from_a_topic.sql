-- The keys of subjects follow the topic <prefix>.keys, up to key_position, and come back from it when they are lost. An
-- erased one stays as a row without a key: one that is not here at all is missing, not erased.
ALTER TABLE subject_key
  ALTER COLUMN wrapped DROP NOT NULL,
  ADD COLUMN erased timestamptz,
  -- Whether the topic says the same; where it does not, it is told again.
  ADD COLUMN on_topic boolean NOT NULL DEFAULT false,
  ADD CHECK ((wrapped IS NULL) = (erased IS NOT NULL));
CREATE INDEX subject_key_off_topic ON subject_key (id) WHERE NOT on_topic;

CREATE TABLE key_position (
  one_row        boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  topic_id       text NOT NULL,
  next_offset    bigint NOT NULL,
  -- The last offset of something that no holder of the master key wrote; -1 for none.
  foreign_offset bigint NOT NULL
);
INSERT INTO key_position (topic_id, next_offset, foreign_offset) VALUES ('', 0, -1);
