-- Who is asked to join a team and has not answered yet: a user, or whoever reads an e-mail. The code in the mail is not
-- stored; it follows from the UUID and the master key, and is recognised by its digest.
CREATE TABLE team_invitation (
  id          bigint PRIMARY KEY,
  team        bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  inviter     bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  account     bigint REFERENCES namespace ON DELETE CASCADE,
  email       text,
  code_digest text COLLATE "C" NOT NULL UNIQUE,
  CHECK ((account IS NULL) <> (email IS NULL)),
  UNIQUE (team, account),
  UNIQUE (team, email)
);
CREATE INDEX team_invitation_by_inviter ON team_invitation (inviter);
CREATE INDEX team_invitation_by_account ON team_invitation (account);

-- The record that an invitation was accepted by; null for who was added.
ALTER TABLE team_member ADD COLUMN accepted_seq bigint;

-- Mails that wait to be sent. They go with their recipient, and with the one they speak for.
CREATE TABLE mail (
  id      bigint PRIMARY KEY,
  kind    text NOT NULL,
  account bigint REFERENCES namespace ON DELETE CASCADE,
  sender  bigint REFERENCES namespace ON DELETE CASCADE,
  address text NOT NULL,
  code    uuid NOT NULL,
  about   jsonb NOT NULL,
  created timestamptz NOT NULL
);
CREATE INDEX mail_by_account ON mail (account);
CREATE INDEX mail_by_sender ON mail (sender);

-- Users who have not confirmed their e-mail yet, by the digest of the code in the mail.
CREATE TABLE email_confirmation (
  account     bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  code_digest text COLLATE "C" NOT NULL UNIQUE
);

-- Exports of usage logs; they are read from the log itself. Whom to tell is forgotten when it is done.
CREATE TABLE log_export (
  id             bigint PRIMARY KEY,
  export_id      uuid NOT NULL UNIQUE,
  namespace      bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  requester      bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  service_keys   boolean NOT NULL,
  starts         timestamptz NOT NULL,
  ends           timestamptz NOT NULL,
  code           uuid NOT NULL,
  code_digest    text COLLATE "C" NOT NULL,
  callback_url   text,
  callback_email text,
  requested      timestamptz NOT NULL,
  finished       timestamptz
);
CREATE INDEX log_export_waiting ON log_export (id) WHERE finished IS NULL;
CREATE INDEX log_export_by_namespace ON log_export (namespace);
CREATE INDEX log_export_by_requester ON log_export (requester);
