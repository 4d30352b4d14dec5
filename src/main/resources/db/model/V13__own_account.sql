-- What the web interface still asks a user for, in Quay's words.
ALTER TABLE namespace ADD COLUMN prompts text[] NOT NULL DEFAULT '{}';

-- The e-mail that a user asked to have instead of his own; null where it is his own that he is to confirm.
ALTER TABLE email_confirmation ADD COLUMN new_email text;

-- Looking up users by the beginning of their names.
CREATE INDEX namespace_users_by_name ON namespace (name) WHERE kind = 'user';

-- What accounts are told until they dismiss it. An invitation's goes with the invitation; the secret code follows from the
-- UUID and the master key.
CREATE TABLE notification (
  seq        bigint NOT NULL,
  ordinal    int NOT NULL,
  uuid       uuid NOT NULL UNIQUE,
  account    bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  kind       text NOT NULL,
  created    timestamptz NOT NULL,
  dismissed  boolean NOT NULL DEFAULT false,
  invitation bigint REFERENCES team_invitation ON DELETE CASCADE,
  code       uuid,
  PRIMARY KEY (seq, ordinal)
);
CREATE INDEX notification_by_account ON notification (account, dismissed, seq DESC, ordinal DESC);
CREATE INDEX notification_by_invitation ON notification (invitation);

-- What superusers tell everybody.
CREATE TABLE global_message (
  id         bigint PRIMARY KEY,
  uuid       uuid NOT NULL UNIQUE,
  content    text NOT NULL,
  severity   text NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
  media_type text NOT NULL CHECK (media_type IN ('text/plain', 'text/markdown'))
);

-- Which tags of a namespace registries are to remove: all but the newest ones, or those over an age.
CREATE TABLE autoprune_policy (
  id                  bigint PRIMARY KEY,
  uuid                uuid NOT NULL UNIQUE,
  namespace           bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  method              text NOT NULL CHECK (method IN ('number_of_tags', 'creation_date')),
  value               text NOT NULL,
  tag_pattern         text,
  tag_pattern_matches boolean NOT NULL
);
CREATE INDEX autoprune_policy_by_namespace ON autoprune_policy (namespace, id);

-- The repository whose log an export is of; null for a whole account's.
ALTER TABLE log_export ADD COLUMN repository bigint REFERENCES repository ON DELETE CASCADE;
CREATE INDEX log_export_by_repository ON log_export (repository);
