-- How far the journal was published as the audit feed, by the topic that it was published to.
CREATE TABLE audit_position (
  one_row     boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  topic_id    text NOT NULL,
  seq         bigint NOT NULL,
  hash        text NOT NULL,
  next_offset bigint NOT NULL
);
INSERT INTO audit_position (topic_id, seq, hash, next_offset) VALUES ('', 0, repeat('0', 64), 0);

-- What the feed last said of each entity, so that it can say what was before: as of audit_position, and committed with
-- it. Personal data and secrets are sealed as they are in the journal. Not a read model: it follows the topic and not
-- the head, so it is not rebuilt with them; an empty one comes back from the journal.
CREATE TABLE audit_entity (
  name      text PRIMARY KEY,
  namespace bigint,
  hangs_on  text[] NOT NULL,
  fields    jsonb NOT NULL
);
CREATE INDEX audit_entity_hangs_on ON audit_entity USING gin (hangs_on);
