-- Builds and their logs, as whoever builds reports them by activity.
CREATE TABLE build_trigger (
  uuid           text COLLATE "C" PRIMARY KEY,
  repository     bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  service        text NOT NULL CHECK (service IN ('github', 'gitlab', 'bitbucket', 'custom-git')),
  is_active      boolean NOT NULL,
  build_source   text,
  repository_url text,
  config         jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX build_trigger_by_repository ON build_trigger (repository);

CREATE TABLE build (
  uuid         text COLLATE "C" PRIMARY KEY,
  repository   bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  phase        text NOT NULL CHECK (phase IN (
    'error', 'internalerror', 'build-scheduled', 'unpacking', 'pulling', 'building', 'pushing', 'waiting', 'complete',
    'cancelled')),
  started      timestamptz NOT NULL,
  display_name text NOT NULL,
  -- Whether the build is tried again after a failure that was not its own.
  has_retries  boolean NOT NULL,
  -- build_subdir, context, docker_tags, manual_user, trigger_metadata, archive_url; each may be missing.
  job          jsonb NOT NULL DEFAULT '{}',
  trigger      text REFERENCES build_trigger ON DELETE SET NULL,
  resource_key text,
  pull_robot   bigint REFERENCES namespace ON DELETE SET NULL,
  -- How far it is; heartbeat in epoch seconds.
  status       jsonb NOT NULL DEFAULT '{}',
  -- Where the log is once it was moved away.
  logs_url     text
);
CREATE INDEX build_by_repository ON build (repository, started DESC);
CREATE INDEX build_by_trigger ON build (trigger);
CREATE INDEX build_by_pull_robot ON build (pull_robot);

-- Positions are 0, 1, 2, ... without gaps.
CREATE TABLE build_log (
  build    text COLLATE "C" NOT NULL REFERENCES build ON DELETE CASCADE,
  position bigint NOT NULL,
  message  text NOT NULL,
  type     text CHECK (type IN ('command', 'phase', 'error')),
  data     jsonb,
  PRIMARY KEY (build, position)
);
