-- records/history: what was when. An entity is named by its kind and ids, as on the audit feed: 'team/7'. Personal values stay
-- sealed as in the journal, so nothing here changes when a subject is erased.

-- When each record was written and by whom, with the names of its events.
CREATE TABLE history_record (
  seq    bigint PRIMARY KEY,
  time   timestamptz NOT NULL,
  actor  jsonb NOT NULL,
  events text[] NOT NULL
);
CREATE INDEX history_record_by_time ON history_record (time, seq);

-- Every state of every entity, from a record on until that of the entity's next row. Rows are only inserted: the state at a
-- record is the last one up to it.
CREATE TABLE history_version (
  entity    text COLLATE "C" NOT NULL,
  seq       bigint NOT NULL,
  -- The place within the record: the number of the event, times 2^20, plus that of the change within the event.
  step      bigint NOT NULL,
  -- The record with which this life of the entity began: a member may leave a team and join it again.
  born      bigint NOT NULL,
  namespace bigint,
  -- Whose end ends this entity too, by id; that of an account as the namespace of the entity is negative.
  owners    bigint[] NOT NULL,
  -- Null where the entity ended.
  document  jsonb,
  PRIMARY KEY (entity, seq, step)
);
CREATE INDEX history_version_by_namespace ON history_version (namespace, seq, step);

-- Which entities are part of which other one, and for how long. The id of an owner is negative where it is the namespace; to_seq is the highest number while they live. Those that live
-- come together in the index, and before them those that ended, the latest last: a past state is read without the entities that
-- had ended before it.
CREATE TABLE history_part (
  owner    bigint NOT NULL,
  to_seq   bigint NOT NULL,
  entity   text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  PRIMARY KEY (owner, to_seq, entity, from_seq)
);

-- Which entities bore a name, and since when; 0 owns the names of organizations. Names of users are personal and are not here:
-- a user is found by the present name.
CREATE TABLE history_name (
  owner  bigint NOT NULL,
  kind   text COLLATE "C" NOT NULL,
  name   text COLLATE "C" NOT NULL,
  seq    bigint NOT NULL,
  entity text COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, kind, name, seq, entity)
);
