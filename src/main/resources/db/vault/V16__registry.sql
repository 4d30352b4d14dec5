-- Who vouches, towards registries, for the keys that sign registry tokens: registries are configured with these certificates
-- and with nothing else, so the keys may change under them.
CREATE TABLE registry_authority (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  certificate text NOT NULL,
  sealed      bytea NOT NULL,
  expires     timestamptz NOT NULL
);

-- When robots last signed in at the registry, as token_use has it of tokens.
CREATE TABLE robot_use (
  robot         bigint PRIMARY KEY,
  last_accessed timestamptz NOT NULL
);
