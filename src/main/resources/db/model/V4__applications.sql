-- Secrets that the contract shows again stand here sealed by a key that derives from the master key.
ALTER TABLE application ADD COLUMN client_secret text;

-- The name that an administrator gave a token; null for tokens that came by a grant.
ALTER TABLE access_token ADD COLUMN name text;
DROP INDEX access_token_by_application;
CREATE INDEX access_token_by_application ON access_token (application, id);
DROP INDEX access_token_by_account;
CREATE INDEX access_token_by_account ON access_token (account, id);

-- Codes of the authorization code flow, each by the digest of its text. A redeemed one stays until it expires, with the
-- id of its token, so that whoever presents it again ends that token.
CREATE TABLE authorization_code (
  id             bigint PRIMARY KEY,
  digest         text NOT NULL UNIQUE,
  account        bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  application    bigint NOT NULL REFERENCES application ON DELETE CASCADE,
  scope          text NOT NULL,
  redirect_uri   text NOT NULL,
  code_challenge text,
  expires        timestamptz NOT NULL,
  redeemed_by    bigint
);
CREATE INDEX authorization_code_by_account ON authorization_code (account);
CREATE INDEX authorization_code_by_application ON authorization_code (application);
CREATE INDEX authorization_code_by_expiry ON authorization_code (expires);

-- Credentials of a user for the registry, each for one of his programs; expires is null for those that last for ever.
CREATE TABLE app_token (
  id      bigint PRIMARY KEY,
  uuid    uuid NOT NULL UNIQUE,
  account bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  title   text NOT NULL,
  code    text NOT NULL,
  created timestamptz NOT NULL,
  expires timestamptz
);
CREATE INDEX app_token_by_account ON app_token (account, id);
