-- Repositories that users have starred.
CREATE TABLE repository_star (
  account    bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  PRIMARY KEY (account, repository)
);
CREATE INDEX repository_star_by_repository ON repository_star (repository);
