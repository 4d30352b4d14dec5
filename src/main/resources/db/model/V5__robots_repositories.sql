-- Robots: accounts of kind 'robot' that belong to another account, by whose name theirs begins. They share its key.
CREATE TABLE robot (
  account     bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  owner       bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  short_name  text COLLATE "C" NOT NULL,
  description text NOT NULL,
  -- A JSON object of the client's, told as it came.
  metadata    text NOT NULL,
  -- Sealed, since those who administer it may read it again; empty once its owner is forgotten.
  token       text NOT NULL,
  -- Which identities of other issuers may act as this robot: an array of issuer and subject.
  federation  jsonb NOT NULL DEFAULT '[]',
  UNIQUE (owner, short_name)
);

-- What shows the state of a private repository to whoever has no right to it.
ALTER TABLE repository ADD COLUMN status_token uuid NOT NULL;
-- Pages of lists, by whichever reason a repository is seen; lookups by namespace and name must not be tempted by them.
ALTER TABLE repository ADD COLUMN listed_in bigint GENERATED ALWAYS AS (namespace) STORED;
CREATE INDEX repository_by_namespace ON repository (listed_in, id);
CREATE INDEX repository_public ON repository (id) WHERE is_public;
CREATE INDEX repository_public_by_namespace ON repository (listed_in, id) WHERE is_public;

-- Default permissions: what new repositories of an organization grant, whoever creates them or one user alone.
-- Exactly one of account and team is granted it.
CREATE TABLE prototype (
  id              bigint PRIMARY KEY,
  uuid            uuid NOT NULL UNIQUE,
  organization    bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  activating_user bigint REFERENCES namespace ON DELETE CASCADE,
  account         bigint REFERENCES namespace ON DELETE CASCADE,
  team            bigint REFERENCES team ON DELETE CASCADE,
  role            text NOT NULL CHECK (role IN ('read', 'write', 'admin')),
  CHECK ((team IS NULL) <> (account IS NULL))
);
CREATE INDEX prototype_by_organization ON prototype (organization, id);
CREATE INDEX prototype_by_activating_user ON prototype (activating_user);
CREATE INDEX prototype_by_account ON prototype (account);
CREATE INDEX prototype_by_team ON prototype (team);

ALTER TABLE usage_log ADD COLUMN repository bigint;
CREATE INDEX usage_log_by_repository ON usage_log (repository, time DESC, seq DESC, ordinal DESC)
  WHERE repository IS NOT NULL;
