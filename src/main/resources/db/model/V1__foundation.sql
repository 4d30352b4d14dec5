-- Read models: all of this is derived from the journal and can be rebuilt from it.

CREATE TABLE journal_head (
  only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  seq         bigint NOT NULL,
  hash        text NOT NULL,
  next_offset bigint NOT NULL,
  next_id     bigint NOT NULL,
  topic_id    text
);
INSERT INTO journal_head (seq, hash, next_offset, next_id) VALUES (0, repeat('0', 64), 0, 1);

CREATE TABLE command_outcome (
  command_id  uuid PRIMARY KEY,
  seq         bigint NOT NULL,
  fingerprint text NOT NULL
);

-- Accounts of every kind share one name space.
CREATE TABLE namespace (
  id                    bigint PRIMARY KEY,
  kind                  text NOT NULL CHECK (kind IN ('user', 'organization', 'robot')),
  name                  text COLLATE "C" NOT NULL UNIQUE,
  email                 text NOT NULL,
  subject_key           uuid NOT NULL,
  enabled               boolean NOT NULL DEFAULT true,
  verified              boolean NOT NULL DEFAULT false,
  password_hash         text,
  tag_expiration_s      bigint NOT NULL,
  invoice_email         boolean NOT NULL DEFAULT false,
  invoice_email_address text,
  given_name            text,
  family_name           text,
  company               text,
  location              text,
  created               timestamptz NOT NULL
);
CREATE INDEX namespace_by_kind ON namespace (kind, id);
CREATE UNIQUE INDEX namespace_user_email ON namespace (email) WHERE kind = 'user';

CREATE TABLE team (
  id           bigint PRIMARY KEY,
  organization bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  role         text NOT NULL CHECK (role IN ('admin', 'creator', 'member')),
  description  text NOT NULL,
  UNIQUE (organization, name)
);

CREATE TABLE team_member (
  id      bigint PRIMARY KEY,
  team    bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  account bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  UNIQUE (team, account)
);
CREATE INDEX team_member_by_account ON team_member (account);

CREATE TABLE repository (
  id          bigint PRIMARY KEY,
  namespace   bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  name        text COLLATE "C" NOT NULL,
  is_public   boolean NOT NULL,
  description text,
  state       text NOT NULL CHECK (state IN ('NORMAL', 'READ_ONLY', 'MIRROR')),
  created     timestamptz NOT NULL,
  UNIQUE (namespace, name)
);

-- Exactly one of team and account holds the permission.
CREATE TABLE repository_permission (
  id         bigint PRIMARY KEY,
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  team       bigint REFERENCES team ON DELETE CASCADE,
  account    bigint REFERENCES namespace ON DELETE CASCADE,
  role       text NOT NULL CHECK (role IN ('read', 'write', 'admin')),
  CHECK ((team IS NULL) <> (account IS NULL)),
  UNIQUE (repository, team),
  UNIQUE (repository, account)
);
CREATE INDEX repository_permission_by_team ON repository_permission (team);
CREATE INDEX repository_permission_by_account ON repository_permission (account);

CREATE TABLE application (
  id              bigint PRIMARY KEY,
  owner           bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  client_id       text COLLATE "C" NOT NULL UNIQUE,
  name            text NOT NULL,
  description     text NOT NULL,
  application_uri text NOT NULL,
  redirect_uri    text NOT NULL,
  avatar_email    text
);
CREATE INDEX application_by_owner ON application (owner, id);

CREATE TABLE access_token (
  id          bigint PRIMARY KEY,
  uuid        uuid NOT NULL UNIQUE,
  account     bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  application bigint REFERENCES application ON DELETE CASCADE,
  scope       text NOT NULL,
  created     timestamptz NOT NULL,
  expires     timestamptz NOT NULL
);
CREATE INDEX access_token_by_account ON access_token (account);
CREATE INDEX access_token_by_application ON access_token (application);

CREATE TABLE quota (
  id          bigint PRIMARY KEY,
  namespace   bigint NOT NULL UNIQUE REFERENCES namespace ON DELETE CASCADE,
  limit_bytes bigint NOT NULL CHECK (limit_bytes > 0)
);

CREATE TABLE quota_limit (
  id      bigint PRIMARY KEY,
  quota   bigint NOT NULL REFERENCES quota ON DELETE CASCADE,
  type    text NOT NULL CHECK (type IN ('Warning', 'Reject')),
  percent int NOT NULL CHECK (percent BETWEEN 1 AND 100),
  UNIQUE (quota, type, percent)
);

-- Sizes over distinct blobs; no row: never computed.
CREATE TABLE namespace_size (
  namespace         bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  size_bytes        bigint NOT NULL,
  backfill_start    timestamptz,
  backfill_complete boolean NOT NULL
);

-- Usage logs outlive the accounts they speak of.
CREATE TABLE usage_log (
  seq       bigint NOT NULL,
  ordinal   int NOT NULL,
  time      timestamptz NOT NULL,
  kind      text NOT NULL,
  namespace bigint,
  performer bigint,
  ip        text,
  metadata  jsonb NOT NULL,
  PRIMARY KEY (seq, ordinal)
);
CREATE INDEX usage_log_by_time ON usage_log (time DESC, seq DESC, ordinal DESC);
CREATE INDEX usage_log_by_namespace ON usage_log (namespace, time DESC, seq DESC, ordinal DESC);
