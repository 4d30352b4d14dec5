-- repositories/authorizedemail: e-mail addresses that may receive notifications of a repository once their owners agreed.
CREATE TABLE authorized_email (
  id          bigint PRIMARY KEY,
  repository  bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  email       text NOT NULL,
  code_digest text COLLATE "C" NOT NULL UNIQUE,
  confirmed   boolean NOT NULL,
  UNIQUE (repository, email)
);
