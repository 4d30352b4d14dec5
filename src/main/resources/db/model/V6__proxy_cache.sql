-- Organizations that cache another registry; the credentials are under the vault's seal.
CREATE TABLE proxy_cache (
  organization      bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  upstream_registry text NOT NULL,
  sealed_username   text,
  sealed_password   text,
  sealed_for        uuid NOT NULL,
  expiration_s      bigint NOT NULL,
  insecure          boolean NOT NULL
);
