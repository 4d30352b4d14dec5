-- registries/activity: how often tags and manifests were pulled while they were there, and when last.
ALTER TABLE tag ADD COLUMN pulls bigint NOT NULL DEFAULT 0, ADD COLUMN last_pull timestamptz;
ALTER TABLE manifest ADD COLUMN pulls bigint NOT NULL DEFAULT 0, ADD COLUMN last_pull timestamptz;
