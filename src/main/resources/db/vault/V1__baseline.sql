-- Schema vault: what is kept outside the journal. Apart from the subject keys, which follow the topic <prefix>.keys, none of it
-- can be restored from Kafka: back this schema up. No rules live here; all tables are maintained by the service.

------------------------------------------------------------------------------------------------------------------------
-- platform/vault: the master key's id and the subject keys
------------------------------------------------------------------------------------------------------------------------

-- Which master key the keys in this schema are wrapped with: its id, which reveals nothing about the key.
CREATE TABLE master_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id       text NOT NULL
);

-- The keys of data subjects follow the topic <prefix>.keys, up to key_position, and are restored from it if they are lost. An
-- erased key remains as a row without a key, so a key without a row is missing, not erased.
CREATE TABLE subject_key (
  id       uuid PRIMARY KEY,
  wrapped  bytea,
  created  timestamptz NOT NULL,
  erased   timestamptz,
  -- Whether the topic has the same state; if not, it is published again.
  on_topic boolean NOT NULL DEFAULT false,
  CHECK ((wrapped IS NULL) = (erased IS NOT NULL))
);
CREATE INDEX subject_key_off_topic ON subject_key (id) WHERE NOT on_topic;

CREATE TABLE key_position (
  one_row        boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  topic_id       text NOT NULL,
  next_offset    bigint NOT NULL,
  -- The last offset of a record that was not written by a holder of the master key; -1 if there is none.
  foreign_offset bigint NOT NULL
);
INSERT INTO key_position (topic_id, next_offset, foreign_offset) VALUES ('', 0, -1);

------------------------------------------------------------------------------------------------------------------------
-- platform/security: signing in, and tokens of the registry
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE signing_key (
  kid     text PRIMARY KEY,
  sealed  bytea NOT NULL,
  public  text NOT NULL,
  created timestamptz NOT NULL
);

-- The authority that certifies the keys which sign registry tokens. Registries are configured with these certificates only, so
-- the signing keys may change.
CREATE TABLE registry_authority (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  certificate text NOT NULL,
  sealed      bytea NOT NULL,
  expires     timestamptz NOT NULL
);

-- Failed sign-ins by account and by address, as keyed digests rather than names.
CREATE TABLE sign_in_failure (
  subject      text PRIMARY KEY,
  failures     int NOT NULL,
  last_failure timestamptz NOT NULL,
  -- An attempt counts from its admission. Until its password has been checked, no other attempt for the same subject is
  -- admitted, so that parallel attempts do not gain extra guesses.
  undecided    boolean NOT NULL DEFAULT false
);

-- When access tokens were last used. Not in the journal, because reading changes nothing.
CREATE TABLE token_use (
  token         uuid PRIMARY KEY,
  last_accessed timestamptz NOT NULL
);

-- When robots last signed in at the registry.
CREATE TABLE robot_use (
  robot         bigint PRIMARY KEY,
  last_accessed timestamptz NOT NULL
);

------------------------------------------------------------------------------------------------------------------------
-- platform/schedule: background work
------------------------------------------------------------------------------------------------------------------------

-- Which process holds the right to do work that only one instance may do, and until when unless it renews the lease. Not from
-- the journal: it concerns running processes, by the clock of Postgres alone.
CREATE TABLE lease (
  name   text PRIMARY KEY,
  holder text NOT NULL,
  until  timestamptz NOT NULL
);

-- Items of queues (mails, exports, erasures) that failed. Not from the journal: when to retry concerns running processes.
CREATE TABLE attempt (
  queue        text NOT NULL,
  item         text COLLATE "C" NOT NULL,
  failures     int NOT NULL,
  first_failed timestamptz NOT NULL,
  -- When it is retried; null while it is parked, until an operator decides otherwise or it is too old.
  next         timestamptz,
  -- The kind of the last failure; never text from a request.
  reason       text NOT NULL,
  PRIMARY KEY (queue, item)
);

------------------------------------------------------------------------------------------------------------------------
-- records/feed: the audit feed
------------------------------------------------------------------------------------------------------------------------

-- How far the journal has been published as the audit feed, and to which topic.
CREATE TABLE audit_position (
  one_row     boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  topic_id    text NOT NULL,
  seq         bigint NOT NULL,
  hash        text NOT NULL,
  next_offset bigint NOT NULL
);
INSERT INTO audit_position (topic_id, seq, hash, next_offset) VALUES ('', 0, repeat('0', 64), 0);

-- What the feed last said of each entity, so that it can state the previous values: as of audit_position, and committed with
-- it. Personal data and secrets are sealed as in the journal. Not a read model: it follows the topic rather than the head, so a
-- rebuild leaves it alone; if it is empty, it is filled from the journal.
CREATE TABLE audit_entity (
  name      text PRIMARY KEY,
  namespace bigint,
  hangs_on  text[] NOT NULL,
  fields    jsonb NOT NULL
);
CREATE INDEX audit_entity_hangs_on ON audit_entity USING gin (hangs_on);
