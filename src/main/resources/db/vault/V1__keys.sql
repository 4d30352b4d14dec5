-- What lives outside the journal and cannot be rebuilt from it: back this schema up.

CREATE TABLE subject_key (
  id      uuid PRIMARY KEY,
  wrapped bytea NOT NULL,
  created timestamptz NOT NULL
);

CREATE TABLE signing_key (
  kid     text PRIMARY KEY,
  sealed  bytea NOT NULL,
  public  text NOT NULL,
  created timestamptz NOT NULL
);

-- Failed sign-ins by account and by address; keyed digests, never names.
CREATE TABLE sign_in_failure (
  subject text PRIMARY KEY,
  failures int NOT NULL,
  last_failure timestamptz NOT NULL
);
