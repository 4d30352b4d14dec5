-- repositories/mirror: which repositories copy another one, and from where. It is kept when the repository leaves the state MIRROR.
CREATE TABLE repository_mirror (
  repository      bigint PRIMARY KEY REFERENCES repository ON DELETE CASCADE,
  enabled         boolean NOT NULL,
  reference       text NOT NULL,
  username        text,
  -- Sealed, since it is sent to the other registry; null for none, or once the namespace is erased.
  sealed_password text,
  sealed_for      uuid,
  verify_tls      boolean,
  unsigned_images boolean,
  -- Whether a proxy was ever given, even if it was empty.
  has_proxy       boolean NOT NULL,
  http_proxy      text,
  https_proxy     text,
  no_proxy        text,
  tags            text[] NOT NULL,
  interval_s      bigint NOT NULL,
  timeout_s       bigint NOT NULL,
  architectures   text[] NOT NULL,
  -- Who pushes what is copied; null once it is gone.
  robot           bigint REFERENCES namespace ON DELETE SET NULL,
  status          text NOT NULL CHECK (status IN ('NEVER_RUN', 'SYNC_NOW', 'SYNCING', 'SUCCESS', 'FAIL', 'CANCEL')),
  starts          timestamptz NOT NULL,
  retries         int NOT NULL
);
CREATE INDEX repository_mirror_by_robot ON repository_mirror (robot) WHERE robot IS NOT NULL;
