-- The number of the record that ended all sessions of a user last: a session knows the one that it began under.
ALTER TABLE namespace ADD COLUMN session_epoch bigint NOT NULL DEFAULT 0;

-- Tokens that administrators of an application offer to users, who may take them or not.
CREATE TABLE token_assignment (
  id            bigint PRIMARY KEY,
  uuid          uuid NOT NULL UNIQUE,
  account       bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  application   bigint NOT NULL REFERENCES application ON DELETE CASCADE,
  redirect_uri  text NOT NULL,
  scope         text NOT NULL,
  response_type text NOT NULL,
  seen          boolean NOT NULL DEFAULT false
);
CREATE INDEX token_assignment_by_account ON token_assignment (account, id);
CREATE INDEX token_assignment_by_application ON token_assignment (application);
